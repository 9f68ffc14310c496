//! Text with parts that look different: a cell's content before it is laid out.

use crate::document::{Inline, Origin};
use crate::words::Words;
use crate::writer::office::xml::clean;

/// How a part of a cell's text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Strong,
    /// A default that nobody has decided.
    Default,
    /// The mark beside it, raised.
    Mark,
    /// Stands for a value that nobody has said.
    Missing,
}

/// A cell's text; each face holds from its byte on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub(super) text: String,
    pub(super) faces: Vec<(usize, Face)>,
}

impl Rich {
    pub(super) fn plain(text: &str) -> Self {
        let mut rich = Self::default();
        rich.push(text, Face::Plain);
        rich
    }

    pub(super) fn inlines(content: &[Inline], words: &Words) -> Self {
        let mut rich = Self::default();
        rich.add(content, Face::Plain, words);
        rich
    }

    /// An item a line, each after a bullet.
    pub(super) fn list(items: &[Vec<Inline>], words: &Words) -> Self {
        let mut rich = Self::default();
        for item in items {
            rich.push(if rich.text.is_empty() { BULLET } else { NEXT }, Face::Plain);
            rich.add(item, Face::Plain, words);
        }
        rich
    }

    /// In place of nothing, a text.
    pub(super) fn or(self, text: &str) -> Self {
        if self.text.is_empty() { Self::plain(text) } else { self }
    }

    pub(super) fn push(&mut self, text: &str, face: Face) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        if self.faces.last().is_none_or(|(_, last)| *last != face) {
            self.faces.push((self.text.len(), face));
        }
        // A line ends one way only.
        if text.contains('\r') {
            self.text.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.text.push_str(&text);
        }
    }

    fn add(&mut self, content: &[Inline], face: Face, words: &Words) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => self.push(text, face),
                Inline::Strong(inner) => self.add(inner, Face::Strong, words),
                Inline::Emphasis(inner) => self.add(inner, face, words),
                // A cell has room for one link alone: the address is text.
                Inline::Link { href, content } => {
                    let before = self.text.len();
                    self.add(content, face, words);
                    if self.text[before..] != **href {
                        self.push(&format!(" <{href}>"), face);
                    }
                }
                Inline::Value { text, origin: Origin::Profile, .. } => self.push(text, face),
                Inline::Value { text, origin: Origin::Missing, .. } => self.push(text, Face::Missing),
                Inline::Value { text, origin: Origin::Default, .. } => {
                    self.push(text, Face::Default);
                    self.push(&words.default, Face::Mark);
                }
                Inline::Break => self.push("\n", face),
            }
        }
    }

    /// The part between two bytes.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        let mut faces: Vec<(usize, Face)> = Vec::new();
        for (start, face) in &self.faces {
            if *start <= from {
                faces.clear();
            }
            if *start < to {
                faces.push((start.saturating_sub(from), *face));
            }
        }
        Self { text: self.text[from..to].to_owned(), faces }
    }

    /// Its parts, each with its face.
    pub(super) fn runs(&self) -> impl Iterator<Item = (Face, &str)> {
        let ends = self.faces.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        self.faces.iter().zip(ends).map(|((start, face), end)| (*face, &self.text[*start..end]))
    }

    /// What nobody has decided in it: the ground of its cell.
    pub(super) fn origin(&self) -> Origin {
        let has = |wanted| self.faces.iter().any(|(_, face)| *face == wanted);
        match (has(Face::Missing), has(Face::Default)) {
            (true, _) => Origin::Missing,
            (false, true) => Origin::Default,
            (false, false) => Origin::Profile,
        }
    }
}

/// No sign that a spreadsheet takes for the start of a formula when the cell is edited.
pub(super) const BULLET: &str = "• ";
const NEXT: &str = "\n• ";
