//! The common tree: what Markdown and HTML come to, lines and tables in order.

use std::ops::Range;

use super::grid::{self, Grid};
use super::items::begins_item;
use super::labels::Labels;
use super::line::{Draft, Line, Role};
use super::nest::Nest;
use crate::diagnostic::Diagnostic;

/// A piece of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Line(Line),
    Table(Box<Grid>),
}

/// What a tag does, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Heading(u8),
    /// Begins and ends a line.
    Block,
    List,
    Item,
    Table,
    /// A head, body or foot of a table.
    Group,
    Row,
    Cell {
        is_header: bool,
        columns: usize,
        rows: usize,
    },
    Caption,
    Code,
    /// Line breaks in it are line breaks.
    Pre,
    Sup,
    /// A list item's sign, written as text.
    Sign,
    Title,
    /// Nothing in it is text: a script, a drawing, navigation.
    Skip(&'static str),
}

/// Takes tags and text in any order, however badly nested.
pub(super) struct Builder<'t> {
    source: &'t str,
    labels: &'t Labels,
    /// A raised mark that says a value is a default.
    mark: &'t str,
    /// Such a mark was there.
    pub(super) is_marked: bool,
    pub(super) nodes: Vec<Node>,
    pub(super) title: String,
    pub(super) unread: Vec<Diagnostic>,
    nest: Nest,
    line: Draft,
    heading: Option<u8>,
    /// Open lists, whether an item is open in each.
    lists: Vec<bool>,
    is_fresh: bool,
    code: usize,
    pre: usize,
    sup: Option<usize>,
    sign: Option<usize>,
    in_title: bool,
    /// A line break that is only one when an item follows.
    soft: bool,
    skip: Option<(&'static str, usize, Range<usize>)>,
    figures: Vec<Range<usize>>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: &'t str, mark: &'t str, labels: &'t Labels) -> Self {
        Self {
            source,
            labels,
            mark,
            is_marked: false,
            nodes: Vec::new(),
            title: String::new(),
            unread: Vec::new(),
            nest: Nest::new(),
            line: Draft::default(),
            heading: None,
            lists: Vec::new(),
            is_fresh: false,
            code: 0,
            pre: 0,
            sup: None,
            sign: None,
            in_title: false,
            soft: false,
            skip: None,
            figures: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, text: &str, span: &Range<usize>) {
        if self.skip.is_some() {
            return;
        }
        if self.in_title {
            self.title.push_str(text);
            return;
        }
        // Lines of the text and of the file go together when there are as many of them.
        let raw = self.source.get(span.clone()).unwrap_or_default();
        let fits = text.matches('\n').count() == raw.matches('\n').count();
        let mut start = span.start;
        for (at, piece) in text.split('\n').enumerate() {
            if at > 0 {
                self.newline();
            }
            let rest = self.source.get(start..span.end).unwrap_or_default();
            let end = rest.find('\n').map_or(span.end, |end| start + end);
            let own = if fits { start..end } else { span.clone() };
            if self.soft && !piece.trim().is_empty() {
                self.soft = false;
                let piece = piece.trim_start();
                if begins_item(piece) || self.labels.begins_field(piece) {
                    self.flush();
                }
            }
            self.line.push(piece, &own, self.code > 0);
            start = (end + 1).min(span.end);
        }
    }

    fn newline(&mut self) {
        if self.pre > 0 {
            self.flush();
        } else {
            self.soft = true;
            self.line.space();
        }
    }

    pub(super) fn line_break(&mut self) {
        if self.skip.is_none() {
            self.flush();
        }
    }

    pub(super) fn figure(&mut self, span: Range<usize>) {
        if self.skip.is_none() {
            self.figures.push(span);
        }
    }

    /// Ends the line and puts it where it belongs.
    fn flush(&mut self) {
        self.soft = false;
        let role = match self.heading {
            Some(level) => Role::Heading(level),
            None if self.is_fresh => Role::Item,
            None if self.lists.last() == Some(&true) => Role::Continued,
            None => Role::Paragraph,
        };
        let Some(line) = self.line.finish(role, self.source) else { return };
        self.is_fresh = false;
        if let Some(line) = self.nest.place(line, &mut self.unread) {
            self.nodes.push(Node::Line(line));
        }
    }

    pub(super) fn open(&mut self, tag: Tag, span: &Range<usize>) {
        if let Some((name, depth, _)) = &mut self.skip {
            *depth += usize::from(tag == Tag::Skip(name));
            return;
        }
        match tag {
            Tag::Code => self.code += 1,
            Tag::Sup => self.sup = Some(self.line.length()),
            Tag::Sign => self.sign = Some(self.line.length()),
            Tag::Title => self.in_title = true,
            Tag::Skip(name) => self.skip = Some((name, 1, span.clone())),
            Tag::Heading(level) => {
                self.flush();
                self.heading = Some(level);
            }
            Tag::Block => self.flush(),
            Tag::Pre => {
                self.flush();
                self.pre += 1;
            }
            Tag::Item => {
                self.flush();
                match self.lists.last_mut() {
                    Some(is_open) => *is_open = true,
                    None => self.lists.push(true),
                }
                self.is_fresh = true;
            }
            Tag::List => {
                self.flush();
                self.lists.push(false);
            }
            Tag::Table => self.open_table(span),
            Tag::Caption => {
                self.flush();
                self.nest.caption(true);
            }
            Tag::Group => {
                self.close_cell();
                self.nest.with_grid(grid::Builder::close_group);
            }
            Tag::Row => {
                self.close_cell();
                self.nest.with_grid(grid::Builder::open_row);
            }
            Tag::Cell { is_header, columns, rows } => {
                self.close_cell();
                self.nest.open_cell(is_header, columns, rows, span);
            }
        }
    }

    pub(super) fn close(&mut self, tag: Tag, span: &Range<usize>) {
        if let Some((name, depth, from)) = &mut self.skip {
            if tag == Tag::Skip(name) {
                *depth -= 1;
                if *depth == 0 {
                    if matches!(*name, "svg" | "mermaid") {
                        self.figures.push(from.start..span.end);
                    }
                    self.skip = None;
                }
            }
            return;
        }
        match tag {
            Tag::Code => self.code = self.code.saturating_sub(1),
            Tag::Sup => {
                if let Some(length) = self.sup.take() {
                    self.is_marked |= self.line.retract(length, self.mark);
                }
            }
            Tag::Sign => {
                // A letter of a font of signs, `n` or `Ø`; a number stays.
                let length = self.sign.take().unwrap_or_default();
                self.is_fresh |= length == 0 && self.line.retract_sign();
            }
            Tag::Title => self.in_title = false,
            Tag::Skip(_) => {}
            Tag::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            Tag::Block => self.flush(),
            Tag::Pre => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            Tag::Item => {
                self.flush();
                self.is_fresh = false;
                if let Some(is_open) = self.lists.last_mut() {
                    *is_open = false;
                }
            }
            Tag::List => {
                self.flush();
                self.is_fresh = false;
                self.lists.pop();
            }
            Tag::Table => self.close_table(span.end),
            Tag::Caption => {
                self.flush();
                self.nest.caption(false);
            }
            Tag::Group => {
                self.close_cell();
                self.nest.with_grid(grid::Builder::close_group);
            }
            Tag::Row => {
                self.close_cell();
                self.nest.with_grid(grid::Builder::close_row);
            }
            Tag::Cell { .. } => {
                self.nest.end_cell_at(span.end);
                self.close_cell();
            }
        }
    }

    fn close_cell(&mut self) {
        self.flush();
        if self.nest.is_kept() {
            self.heading = None;
        }
        if self.nest.close_cell() {
            self.lists.clear();
            self.is_fresh = false;
        }
    }

    fn open_table(&mut self, span: &Range<usize>) {
        self.flush();
        if self.nest.is_between_cells() {
            self.close_table(span.start);
        }
        if self.nest.open(span, &mut self.lists, &mut self.unread) {
            (self.is_fresh, self.heading) = (false, None);
        }
    }

    fn close_table(&mut self, end: usize) {
        self.flush();
        if self.nest.close_ignored() {
            return;
        }
        self.close_cell();
        if let Some((grid, lists)) = self.nest.close(end, &mut self.unread) {
            self.lists = lists;
            self.nodes.extend(grid.map(|grid| Node::Table(Box::new(grid))));
        }
    }

    /// Ends everything that is open.
    pub(super) fn finish(&mut self) {
        self.flush();
        while let Some(start) = self.nest.unclosed() {
            let message = "닫히지 않은 표를 글의 끝까지 읽었습니다";
            self.unread.push(Diagnostic::info("unclosed", message).span(start..start));
            self.close_table(self.source.len());
        }
        if let Some((name, _, span)) = self.skip.take() {
            let message = format!("닫히지 않은 <{name}> 태그 뒤의 글을 읽지 못했습니다");
            self.unread.push(Diagnostic::warning("unclosed", message).span(span));
        }
        if let Some(first) = self.figures.first() {
            let message = format!("그림 {}개의 내용은 읽지 않습니다", self.figures.len());
            self.unread.push(Diagnostic::info("figure", message).span(first.clone()));
        }
    }
}
