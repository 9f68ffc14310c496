//! The lists of the header, as its template sees them.

use serde::Serialize;

use super::shapes::{Align, Head, Letters, Lines, Shapes, StyleEntry};
use crate::document::Origin;
use crate::writer::office::style::Style;

/// Bullets that the header lists; deeper levels have the last.
const BULLETS: usize = 3;
/// Levels that a paragraph's head can have.
const LEVELS: usize = 7;

/// The lists of the header.
#[derive(Debug, Serialize)]
pub(super) struct Listed<'a> {
    letters: Vec<LettersEntry<'a>>,
    lines: Vec<LinesEntry>,
    styles: &'a [StyleEntry],
    numberings: Vec<usize>,
}

impl<'a> Listed<'a> {
    pub(super) fn new(shapes: &'a Shapes, style: &'a Style) -> Self {
        Self {
            letters: shapes.letters.iter().map(|letters| letters.entry(style)).collect(),
            lines: shapes.lines.iter().map(|lines| lines.entry()).collect(),
            styles: &shapes.styles,
            numberings: (1..=shapes.numberings).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct LettersEntry<'a> {
    height: u32,
    color: &'a str,
    ground: Option<&'a str>,
    font: u8,
    bold: bool,
    italic: bool,
    underline: bool,
    raised: bool,
}

#[derive(Debug, Serialize)]
struct LinesEntry {
    align: &'static str,
    head: &'static str,
    head_id: usize,
    level: usize,
    left: u32,
    before: u32,
    after: u32,
    spacing: u32,
    keep: bool,
}

impl Letters {
    fn entry(self, style: &Style) -> LettersEntry<'_> {
        let color = &style.color;
        LettersEntry {
            height: self.height,
            color: if self.heading { &color.heading } else { &color.text },
            ground: match self.ground {
                Origin::Profile => None,
                Origin::Default => Some(&color.default),
                Origin::Missing => Some(&color.missing),
            },
            font: if self.code { 2 } else { u8::from(self.heading) },
            bold: self.bold,
            italic: self.italic,
            underline: self.underline,
            raised: self.raised,
        }
    }
}

impl Lines {
    fn entry(self) -> LinesEntry {
        let (head, head_id, level) = match self.head {
            Head::Nothing => ("NONE", 0, 0),
            Head::Outline(level) => ("OUTLINE", 0, level),
            Head::Number(numbering) => ("NUMBER", numbering, 0),
            Head::Bullet(level) => ("BULLET", level.min(BULLETS - 1) + 1, level.min(LEVELS - 1)),
        };
        LinesEntry {
            align: match self.align {
                Align::Left => "LEFT",
                Align::Center => "CENTER",
                Align::Right => "RIGHT",
            },
            head,
            head_id,
            level,
            left: self.left,
            before: self.before,
            after: self.after,
            spacing: self.spacing,
            keep: self.keep,
        }
    }
}
