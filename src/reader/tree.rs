//! The common tree: what Markdown and HTML come to, lines and tables in order.

use std::ops::Range;

use super::grid::{self, Grid};
use super::items::begins_item;
use super::line::{Draft, Line, Role};
use crate::diagnostic::Diagnostic;

/// Tables within tables beyond which their cells are only lines.
const DEEPEST: usize = 6;

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
    Title,
    /// Nothing in it is text: a script, a drawing, navigation.
    Skip(&'static str),
}

struct OpenTable {
    grid: grid::Builder,
    start: usize,
    cell: Option<(grid::Cell, usize, usize)>,
    in_caption: bool,
    /// Lists open around the table.
    lists: Vec<bool>,
}

/// Takes tags and text in any order, however badly nested.
pub(super) struct Builder<'t> {
    source: &'t str,
    /// A raised mark that says a value is a default.
    mark: &'t str,
    pub(super) nodes: Vec<Node>,
    pub(super) title: String,
    pub(super) unread: Vec<Diagnostic>,
    tables: Vec<OpenTable>,
    /// Tables too deep to be kept as such.
    ignored: usize,
    line: Draft,
    heading: Option<u8>,
    /// Open lists, whether an item is open in each.
    lists: Vec<bool>,
    is_fresh: bool,
    code: usize,
    pre: usize,
    sup: Option<usize>,
    in_title: bool,
    /// A line break that is only one when an item follows.
    soft: bool,
    skip: Option<(&'static str, usize, Range<usize>)>,
    figures: Vec<Range<usize>>,
    budget: usize,
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: &'t str, mark: &'t str) -> Self {
        Self {
            source,
            mark,
            nodes: Vec::new(),
            title: String::new(),
            unread: Vec::new(),
            tables: Vec::new(),
            ignored: 0,
            line: Draft::default(),
            heading: None,
            lists: Vec::new(),
            is_fresh: false,
            code: 0,
            pre: 0,
            sup: None,
            in_title: false,
            soft: false,
            skip: None,
            figures: Vec::new(),
            budget: grid::MOST_POSITIONS,
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
                if begins_item(piece.trim_start()) {
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
        self.place(line);
    }

    fn place(&mut self, line: Line) {
        for table in self.tables.iter_mut().rev() {
            if let Some((cell, ..)) = &mut table.cell {
                push(&mut cell.nodes, Node::Line(line));
                return;
            }
            if table.in_caption {
                table.grid.caption(line);
                return;
            }
            // Text in a table but in none of its cells stands before the table.
            self.unread.push(
                Diagnostic::info("text-between-cells", "표의 칸 밖에 있는 글을 표 앞의 문단으로 읽었습니다")
                    .span(line.span.clone()),
            );
        }
        self.nodes.push(Node::Line(line));
    }

    pub(super) fn open(&mut self, tag: Tag, span: &Range<usize>) {
        if let Some((name, depth, _)) = &mut self.skip {
            *depth += usize::from(tag == Tag::Skip(name));
            return;
        }
        match tag {
            Tag::Code => self.code += 1,
            Tag::Sup => self.sup = Some(self.line.length()),
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
                if let Some(table) = self.table() {
                    table.in_caption = table.cell.is_none();
                }
            }
            Tag::Group => {
                self.close_cell();
                self.with_grid(grid::Builder::close_group);
            }
            Tag::Row => {
                self.close_cell();
                self.with_grid(grid::Builder::open_row);
            }
            Tag::Cell { is_header, columns, rows } => {
                self.close_cell();
                if self.ignored == 0
                    && let Some(table) = self.tables.last_mut()
                {
                    table.in_caption = false;
                    let cell = grid::Cell { is_header, span: span.clone(), ..grid::Cell::default() };
                    table.cell = Some((cell, columns.max(1), rows.max(1)));
                }
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
                    self.line.retract(length, self.mark);
                }
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
                if let Some(table) = self.table() {
                    table.in_caption = false;
                }
            }
            Tag::Group => {
                self.close_cell();
                self.with_grid(grid::Builder::close_group);
            }
            Tag::Row => {
                self.close_cell();
                self.with_grid(grid::Builder::close_row);
            }
            Tag::Cell { .. } => {
                if let Some((cell, ..)) = self.table().and_then(|table| table.cell.as_mut()) {
                    cell.span.end = span.end;
                }
                self.close_cell();
            }
        }
    }

    /// The innermost table, unless one too deep to be kept is open in it.
    fn table(&mut self) -> Option<&mut OpenTable> {
        if self.ignored > 0 { None } else { self.tables.last_mut() }
    }

    fn with_grid(&mut self, act: impl FnOnce(&mut grid::Builder, &mut usize)) {
        if self.ignored == 0
            && let Some(table) = self.tables.last_mut()
        {
            table.in_caption = false;
            act(&mut table.grid, &mut self.budget);
        }
    }

    fn close_cell(&mut self) {
        self.flush();
        if self.ignored > 0 {
            return;
        }
        self.heading = None;
        if let Some(table) = self.tables.last_mut()
            && let Some((cell, columns, rows)) = table.cell.take()
        {
            self.lists.clear();
            self.is_fresh = false;
            table.grid.put(cell, columns, rows, &mut self.budget);
        }
    }

    fn open_table(&mut self, span: &Range<usize>) {
        self.flush();
        // A table that follows a row, not a cell, ends the one that was left open.
        if self.ignored == 0 && self.tables.last().is_some_and(|table| table.cell.is_none()) {
            self.close_table(span.start);
        }
        if self.tables.len() >= DEEPEST {
            if self.ignored == 0 {
                self.unread.push(
                    Diagnostic::warning("deep-table", "표 안의 표가 너무 깊어 안쪽 표를 줄글로 읽었습니다")
                        .hint("표 안의 표를 밖으로 꺼내 적으세요")
                        .span(span.clone()),
                );
            }
            self.ignored += 1;
            return;
        }
        let lists = std::mem::take(&mut self.lists);
        (self.is_fresh, self.heading) = (false, None);
        let grid = grid::Builder::default();
        self.tables.push(OpenTable { grid, start: span.start, cell: None, in_caption: false, lists });
    }

    fn close_table(&mut self, end: usize) {
        self.flush();
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        self.close_cell();
        let Some(table) = self.tables.pop() else { return };
        self.lists = table.lists;
        let is_cut = table.grid.is_cut;
        let grid = table.grid.finish(table.start..end, &mut self.budget);
        if is_cut {
            self.unread.push(
                Diagnostic::warning("wide-table", "표의 칸이 너무 넓거나 많아 일부만 격자로 읽었습니다")
                    .hint("colspan과 rowspan 값, 한 행의 칸 수를 확인하세요")
                    .span(grid.span.clone()),
            );
        }
        if grid.cells.is_empty() && grid.caption.is_empty() {
            return;
        }
        match self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) {
            Some((cell, ..)) => push(&mut cell.nodes, Node::Table(Box::new(grid))),
            None => self.nodes.push(Node::Table(Box::new(grid))),
        }
    }

    /// Ends everything that is open.
    pub(super) fn finish(&mut self) {
        self.flush();
        self.ignored = 0;
        while !self.tables.is_empty() {
            let span = self.tables.last().map(|table| table.start..table.start + 1).unwrap_or_default();
            self.unread.push(Diagnostic::info("unclosed", "닫히지 않은 표를 글의 끝까지 읽었습니다").span(span));
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

/// Adds a node; most cells hold one, and there may be a million cells.
fn push(nodes: &mut Vec<Node>, node: Node) {
    if nodes.is_empty() {
        nodes.reserve_exact(1);
    }
    nodes.push(node);
}
