//! A sheet as it is meant: columns and rows, before it is laid out.

use super::rich::Rich;

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    /// Name; legal and unique.
    pub(super) name: String,
    /// Columns, left to right.
    pub(super) columns: Vec<Column<'a>>,
    /// Leading columns that say which row it is: they stay in view and stand in a continued row again.
    pub(super) keys: usize,
    /// Rows, top to bottom.
    pub(super) rows: Vec<Row<'a>>,
    /// Whether the last row is a total, which no filter hides.
    pub(super) has_total: bool,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column<'a> {
    pub(super) label: &'a str,
    /// Pixels.
    pub(super) width: u32,
    pub(super) kind: ColumnKind,
    /// For programs, not for people.
    pub(super) is_hidden: bool,
}

/// What a column's cells may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Text.
    Text,
    /// Short text that a program could take for a number or a date: it stays text when edited.
    Code,
    /// Numbers.
    Number,
    /// One of the words of acceptance, chosen from a list.
    Answer,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    /// Anchor of the requirement that is stated here.
    pub(super) anchor: Option<&'a str>,
    pub(super) cells: Vec<Cell<'a>>,
}

/// A cell.
#[derive(Debug)]
pub(super) enum Cell<'a> {
    Text(Rich),
    /// Text that leads to where the requirement is stated.
    Link {
        text: &'a str,
        anchor: &'a str,
    },
    Number(usize),
    /// A number with its counter.
    Counted(usize),
    /// The sum of the column above.
    Sum(usize),
}

impl Cell<'_> {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(Rich::plain(text))
    }

    /// What can be broken into lines.
    pub(super) fn shown(&self) -> &str {
        match self {
            Self::Text(rich) => &rich.text,
            Self::Link { text, .. } => text,
            Self::Number(_) | Self::Counted(_) | Self::Sum(_) => "",
        }
    }
}

impl<'a> Column<'a> {
    /// The same, not shown.
    pub(super) fn hidden(self) -> Self {
        Self { is_hidden: true, ..self }
    }

    pub(super) fn new(label: &'a str, width: u32, kind: ColumnKind) -> Self {
        Self { label, width, kind, is_hidden: false }
    }
}
