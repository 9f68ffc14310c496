//! An office file as a text with tags: what the common tree is built from, and what messages show.

use std::ops::Range;

use super::tree::{Builder, Tag};
use crate::diagnostic::Diagnostic;

/// The text of an XLSX, DOCX or HWPX file, a line a paragraph, with what it is made of.
///
/// Places of a [`Reading`](super::Reading) are bytes of this text.
#[derive(Debug, Clone, Default)]
pub struct Transcript {
    text: String,
    events: Vec<Event>,
    unread: Vec<Diagnostic>,
    /// Stands before each line: where in the file it is.
    place: String,
}

#[derive(Debug, Clone)]
enum Event {
    Open(Tag, usize),
    Close(Tag, usize),
    Text(Range<usize>),
    Break,
    Figure(usize),
    /// What the file calls itself.
    Title(String),
}

impl Transcript {
    /// The text, lines in tables after their place in the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Builds the tree.
    pub(super) fn replay(&self, builder: &mut Builder<'_>) {
        builder.unread.extend(self.unread.iter().cloned());
        for event in &self.events {
            match event {
                Event::Open(tag, at) => builder.open(*tag, &(*at..*at)),
                Event::Close(tag, at) => builder.close(*tag, &(*at..*at)),
                Event::Text(range) => builder.text(&self.text[range.clone()], range),
                Event::Break => builder.line_break(),
                Event::Figure(at) => builder.figure(*at..*at),
                Event::Title(title) => builder.title.clone_from(title),
            }
        }
    }

    fn at(&self) -> usize {
        self.text.len()
    }

    /// Ends the line of the text.
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(super) fn open(&mut self, tag: Tag) {
        if !matches!(tag, Tag::Sup | Tag::Code) {
            self.end_line();
        }
        self.events.push(Event::Open(tag, self.at()));
    }

    pub(super) fn close(&mut self, tag: Tag) {
        if !matches!(tag, Tag::Sup | Tag::Code) {
            self.end_line();
        }
        self.events.push(Event::Close(tag, self.at()));
    }

    /// Opens a cell, whose size may be told later.
    pub(super) fn open_cell(&mut self, is_header: bool) -> usize {
        self.open(Tag::Cell { is_header, columns: 1, rows: 1 });
        self.events.len() - 1
    }

    /// Says what a cell covers.
    pub(super) fn resize(&mut self, cell: usize, with: impl FnOnce(&mut usize, &mut usize)) {
        if let Some(Event::Open(Tag::Cell { columns, rows, .. }, _)) = self.events.get_mut(cell) {
            with(columns, rows);
        }
    }

    /// Closes a cell.
    pub(super) fn close_cell(&mut self) {
        self.close(Tag::Cell { is_header: false, columns: 1, rows: 1 });
    }

    /// Where in the file the next lines stand, for those who look for them.
    pub(super) fn place(&mut self, place: String) {
        self.place = place;
    }

    pub(super) fn push(&mut self, text: &str) {
        for (at, line) in text.split(['\n', '\r', '\u{b}']).enumerate() {
            if at > 0 {
                self.line_break();
            }
            if !line.is_empty() {
                if !self.place.is_empty() && (self.text.is_empty() || self.text.ends_with('\n')) {
                    self.text.push_str(&self.place);
                }
                let start = self.at();
                self.text.push_str(line);
                self.events.push(Event::Text(start..self.at()));
            }
        }
    }

    pub(super) fn line_break(&mut self) {
        self.end_line();
        self.events.push(Event::Break);
    }

    pub(super) fn figure(&mut self) {
        self.events.push(Event::Figure(self.at()));
    }

    pub(super) fn title(&mut self, title: &str) {
        self.events.push(Event::Title(title.to_owned()));
    }

    pub(super) fn unread(&mut self, diagnostic: Diagnostic) {
        let at = self.at();
        self.unread.push(diagnostic.span(at..at));
    }
}
