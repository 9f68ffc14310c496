//! Shapes of characters and paragraphs, each listed once in the header and named by its place there.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::Origin;
use crate::writer::office::style::Style;

/// HWPUNIT in a point: 7,200 an inch.
pub(super) const POINT: u32 = 100;
/// Numbering of the outline; those after it are one for each numbered list.
const OUTLINE: usize = 1;

/// How characters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letters {
    /// Height, HWPUNIT.
    pub(super) height: u32,
    /// In the font and colour of headings.
    pub(super) heading: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// In a font of fixed width.
    pub(super) code: bool,
    pub(super) underline: bool,
    /// Small and above the line.
    pub(super) raised: bool,
    /// Ground of a value nobody has decided.
    pub(super) ground: Origin,
}

/// What stands before the text of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    Nothing,
    /// Number of a heading, by its level from 0.
    Outline(usize),
    /// Number in a list, by its numbering.
    Number(usize),
    /// Bullet, by its level from 0.
    Bullet(usize),
}

/// How lines are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Align {
    Left,
    Center,
    Right,
}

/// How a paragraph looks; lengths in HWPUNIT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lines {
    pub(super) align: Align,
    pub(super) head: Head,
    pub(super) left: u32,
    pub(super) before: u32,
    pub(super) after: u32,
    /// Height of a line, percent of the letters'.
    pub(super) spacing: u32,
    /// On one page with the next paragraph.
    pub(super) keep: bool,
}

/// Named styles, in the order of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// 바탕글.
    Normal,
    /// 본문.
    Text,
    /// 개요, by its level from 0.
    Outline(usize),
    /// 제목.
    Title,
    /// 머리말.
    Header,
    /// 캡션.
    Caption,
    /// 차례 제목.
    ContentsTitle,
    /// 차례.
    Contents,
    /// 표 내용.
    Cell,
}

impl Named {
    /// Levels of the outline that have a style.
    pub(super) const LEVELS: usize = 7;

    pub(super) fn id(self) -> usize {
        match self {
            Self::Normal => 0,
            Self::Text => 1,
            Self::Outline(level) => 2 + level.min(Self::LEVELS - 1),
            Self::Title => 9,
            Self::Header => 10,
            Self::Caption => 11,
            Self::ContentsTitle => 12,
            Self::Contents => 13,
            Self::Cell => 14,
        }
    }

    /// Its paragraphs.
    pub(super) fn lines(self) -> Lines {
        let plain =
            Lines { align: Align::Left, head: Head::Nothing, left: 0, before: 0, after: 0, spacing: 160, keep: false };
        let heading = |level: usize, before, after| {
            let head = Head::Outline(level);
            Lines { head, before: before * POINT, after: after * POINT, keep: true, ..plain }
        };
        match self {
            Self::Normal => plain,
            Self::Text => Lines { after: 4 * POINT, ..plain },
            Self::Outline(0) => heading(0, 20, 8),
            Self::Outline(1) => heading(1, 14, 6),
            Self::Outline(level) => heading(level, 10, 4),
            Self::Title => Lines { align: Align::Center, after: 24 * POINT, spacing: 140, ..plain },
            Self::Header => Lines { align: Align::Right, spacing: 130, ..plain },
            Self::Caption => Lines { before: 10 * POINT, after: 3 * POINT, spacing: 140, keep: true, ..plain },
            Self::ContentsTitle => Lines { before: 12 * POINT, after: 10 * POINT, keep: true, ..plain },
            // The numbering made first is that of the contents.
            Self::Contents => Lines { head: Head::Number(OUTLINE + 1), after: 3 * POINT, ..plain },
            Self::Cell => Lines { spacing: 145, ..plain },
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let outline = (0..Self::LEVELS).map(Self::Outline);
        let rest = [Self::Title, Self::Header, Self::Caption, Self::ContentsTitle, Self::Contents, Self::Cell];
        [Self::Normal, Self::Text].into_iter().chain(outline).chain(rest)
    }
}

/// The shapes in use.
#[derive(Debug)]
pub(super) struct Shapes {
    pub(super) letters: Vec<Letters>,
    letter_ids: BTreeMap<Letters, usize>,
    pub(super) lines: Vec<Lines>,
    line_ids: BTreeMap<Lines, usize>,
    /// Shapes of the named styles.
    pub(super) styles: Vec<StyleEntry>,
    pub(super) numberings: usize,
    size: u32,
    table_size: u32,
}

/// Places of the shapes of a named style.
#[derive(Debug, Serialize)]
pub(super) struct StyleEntry {
    letters: usize,
    lines: usize,
}

impl Shapes {
    pub(super) fn new(style: &Style) -> Self {
        let mut shapes = Self {
            letters: Vec::new(),
            letter_ids: BTreeMap::new(),
            lines: Vec::new(),
            line_ids: BTreeMap::new(),
            styles: Vec::new(),
            numberings: OUTLINE,
            size: hundredths(style.font.size),
            table_size: hundredths(style.font.table_size),
        };
        // The numbers of the contents are those of the headings, counted on their own.
        shapes.numbering();
        for named in Named::all() {
            let letters = shapes.letters_of(named);
            let letters = shapes.letters(letters);
            let lines = shapes.lines(named.lines());
            shapes.styles.push(StyleEntry { letters, lines });
        }
        shapes
    }

    /// The place of a shape of characters.
    pub(super) fn letters(&mut self, letters: Letters) -> usize {
        let Self { letters: list, letter_ids, .. } = self;
        *letter_ids.entry(letters).or_insert_with(|| {
            list.push(letters);
            list.len() - 1
        })
    }

    /// The place of a shape of paragraphs.
    pub(super) fn lines(&mut self, lines: Lines) -> usize {
        let Self { lines: list, line_ids, .. } = self;
        *line_ids.entry(lines).or_insert_with(|| {
            list.push(lines);
            list.len() - 1
        })
    }

    /// The places of a named style's shapes of characters and of paragraphs.
    pub(super) fn of_style(&self, named: Named) -> (usize, usize) {
        self.styles.get(named.id()).map_or((0, 0), |style| (style.letters, style.lines))
    }

    /// A new numbering, which counts from 1.
    pub(super) fn numbering(&mut self) -> usize {
        self.numberings += 1;
        self.numberings
    }

    /// Characters of a named style.
    pub(super) fn letters_of(&self, named: Named) -> Letters {
        let plain = Letters {
            height: self.size,
            heading: false,
            bold: false,
            italic: false,
            code: false,
            underline: false,
            raised: false,
            ground: Origin::Profile,
        };
        let heading = |points: u32| Letters { height: self.size + points * POINT, heading: true, bold: true, ..plain };
        match named {
            Named::Normal | Named::Text | Named::Contents => plain,
            Named::Outline(0) | Named::ContentsTitle => heading(5),
            Named::Outline(1) => heading(3),
            Named::Outline(2) => heading(1),
            Named::Outline(_) => heading(0),
            Named::Title => heading(11),
            Named::Header => Letters { height: self.table_size.saturating_sub(POINT).max(600), ..plain },
            Named::Caption => Letters { height: self.table_size, bold: true, ..plain },
            Named::Cell => Letters { height: self.table_size, ..plain },
        }
    }
}

/// Points as a height of letters.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a style's sizes are 6 to 24 points")]
fn hundredths(points: f64) -> u32 {
    (points * f64::from(POINT)).round() as u32
}
