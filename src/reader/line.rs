//! A line of text with its place in the file, and how it comes about.

use std::ops::Range;

use crate::block::Inline;

/// What a line is where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a level.
    Heading(u8),
    /// A paragraph, or a part of one after a line break.
    Paragraph,
    /// The first line of a list item.
    Item,
    /// A further line of a list item.
    Continued,
}

/// A line of text, its spaces made single.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) role: Role,
    pub(super) text: String,
    /// Byte ranges of the text that are code.
    pub(super) code: Vec<Range<usize>>,
    /// Bytes of the file from its first character to its last.
    pub(super) span: Range<usize>,
}

impl Line {
    /// The line without its first bytes.
    pub(super) fn without(&self, bytes: usize) -> Self {
        let rest = self.text.get(bytes..).unwrap_or_default();
        let cut = self.text.len() - rest.trim_start().len();
        let shift = |range: &Range<usize>| range.start.saturating_sub(cut)..range.end.saturating_sub(cut);
        Self {
            text: self.text[cut..].to_owned(),
            code: self.code.iter().map(shift).filter(|range| !range.is_empty()).collect(),
            ..self.clone()
        }
    }

    /// A part of the line.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let mut part = self.without(range.start);
        let cut = self.text.len() - part.text.len();
        part.text.truncate(range.end.saturating_sub(cut));
        part.code.retain(|code| code.end <= part.text.len());
        part
    }

    /// Adds another line after a separator.
    pub(super) fn join(&mut self, other: &Self, separator: &str) {
        self.text.push_str(separator);
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.code.extend(other.code.iter().map(|range| range.start + shift..range.end + shift));
        self.span = self.span.start.min(other.span.start)..self.span.end.max(other.span.end);
    }

    /// Lines as one.
    pub(super) fn joined<'l>(lines: impl IntoIterator<Item = &'l Self>, separator: &str) -> Option<Self> {
        let mut lines = lines.into_iter();
        let mut whole = lines.next()?.clone();
        lines.for_each(|line| whole.join(line, separator));
        Some(whole)
    }

    /// Its text as the document holds it.
    pub(super) fn inlines(&self) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut at = 0;
        for code in &self.code {
            if code.start > at {
                out.push(Inline::Text(self.text[at..code.start].to_owned()));
            }
            out.push(Inline::Code(self.text[code.clone()].to_owned()));
            at = code.end;
        }
        if at < self.text.len() {
            out.push(Inline::Text(self.text[at..].to_owned()));
        }
        out
    }
}

/// A line that is being read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    code: Vec<Range<usize>>,
    span: Option<Range<usize>>,
    space: bool,
}

impl Draft {
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// Takes back what was added after a length when it is nothing but a mark.
    pub(super) fn retract(&mut self, length: usize, mark: &str) -> bool {
        let is_mark = self.text.get(length..).is_some_and(|added| added.trim() == mark);
        if is_mark {
            self.text.truncate(length);
            self.space = false;
        }
        is_mark
    }

    /// Takes back a single letter or sign that is all there is; whether there was one.
    pub(super) fn retract_sign(&mut self) -> bool {
        let is_sign = self.text.chars().count() == 1 && !self.text.starts_with(|c: char| c.is_ascii_digit());
        if is_sign {
            *self = Self::default();
        }
        is_sign
    }

    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Adds text that stands in a range of the file.
    pub(super) fn push(&mut self, text: &str, span: &Range<usize>, is_code: bool) {
        let before = self.text.len();
        for c in text.chars() {
            match c {
                '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {}
                c if c.is_whitespace() => self.space = true,
                c => {
                    if std::mem::take(&mut self.space) && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                    // What acts on a terminal or marks values within this program is shown, not kept.
                    let is_strange = c.is_control() || matches!(c, '\u{E000}'..='\u{E1FF}');
                    self.text.push(if is_strange { '\u{FFFD}' } else { c });
                }
            }
        }
        if self.text.len() == before {
            return;
        }
        let start = before + usize::from(before > 0 && self.text[before..].starts_with(' '));
        if is_code {
            match self.code.last_mut() {
                Some(last) if last.end == before => last.end = self.text.len(),
                _ => self.code.push(start..self.text.len()),
            }
        }
        self.span = Some(match self.span.take() {
            Some(open) => open.start.min(span.start)..open.end.max(span.end),
            None => span.clone(),
        });
    }

    /// The line, if there is anything in it.
    pub(super) fn finish(&mut self, role: Role, source: &str) -> Option<Line> {
        let draft = std::mem::take(self);
        let span = draft.span.filter(|_| !draft.text.is_empty())?;
        let length = draft.text.len();
        let code = draft.code.into_iter().filter(|range| range.end <= length).collect();
        Some(Line { role, text: draft.text, code, span: trimmed(source, span) })
    }
}

/// A range of the file without the space at its ends.
fn trimmed(source: &str, span: Range<usize>) -> Range<usize> {
    let Some(raw) = source.get(span.clone()) else { return span };
    let start = span.start + raw.len() - raw.trim_start().len();
    start..start + raw.trim().len()
}
