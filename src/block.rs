//! The format-free pieces of a document: blocks, tables and the text in them.
//!
//! Markdown is parsed into these once; every writer prints them its own way.

use crate::figure::Figure;

/// Where a printed value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The profile says it, or somebody has confirmed it.
    Profile,
    /// A parameter's default that nobody has decided.
    Default,
    /// Nobody said it and there is no honest default.
    Missing,
}

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Code or another literal.
    Code(String),
    /// A link to an address outside the document.
    Link {
        /// Address; its scheme has been checked.
        href: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A value that came from the profile or stands in for one.
    Value {
        /// What is shown, with its unit.
        text: String,
        /// Where it comes from.
        origin: Origin,
        /// Profile field that decides it; empty for a value without one.
        field: String,
    },
    /// A requirement of this document, by number.
    Reference {
        /// Anchor of the requirement, or of the first of several.
        anchor: String,
        /// Number or range of numbers shown.
        text: String,
    },
    /// A line break.
    Break,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside a section.
    Heading {
        /// 1 is the document's title.
        level: u8,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered or bulleted.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Box<Figure>),
    /// The table of a requirement, by its place in the document's requirements.
    Requirement(usize),
}

/// A table: every grid position is covered by exactly one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table shows.
    pub caption: Vec<Inline>,
    /// Width of each column, percent of the table.
    pub widths: Vec<u8>,
    /// Rows, top to bottom; a position covered from above has no cell.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Its cells, row by row, each with the first column it covers.
    pub fn grid(&self) -> Vec<Vec<(usize, &Cell)>> {
        // For each column, the rows that a cell from above still covers.
        let mut covered = vec![0_usize; self.widths.len()];
        let mut grid = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut placed = Vec::with_capacity(row.len());
            let mut below = covered.iter().map(|rows| rows.saturating_sub(1)).collect::<Vec<_>>();
            let mut column = 0;
            for cell in row {
                while covered.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                placed.push((column, cell));
                let end = (column + cell.columns).min(below.len());
                if let Some(under) = below.get_mut(column..end) {
                    under.fill(cell.rows - 1);
                }
                column += cell.columns;
            }
            covered = below;
            grid.push(placed);
        }
        grid
    }

    /// How many of its first rows name the columns.
    pub fn head_rows(&self) -> usize {
        let is_head = |row: &&Vec<Cell>| row.iter().all(|cell| cell.kind == CellKind::ColumnHeader);
        self.rows.iter().take_while(is_head).count()
    }

    /// Whether a column holds numbers, counted from the right: cells further left may be merged.
    pub(crate) fn is_numeric(&self, column: usize) -> bool {
        let from_right = self.widths.len() - column;
        let cells = self.rows.iter().filter_map(|row| row.get(row.len().checked_sub(from_right)?));
        let mut body = cells.filter(|cell| cell.kind != CellKind::ColumnHeader).peekable();
        body.peek().is_some() && body.all(|cell| cell.kind == CellKind::Number)
    }

    /// Makes equal cells, one above the other, one row-header cell in the leading columns: in each
    /// column only as far as the columns before it are equal too. Numbers are no headers.
    pub(crate) fn merge_equal(&mut self, columns: usize) {
        let body = |row: &Vec<Cell>| row.iter().any(|cell| cell.kind != CellKind::ColumnHeader);
        let first = self.rows.iter().position(body).unwrap_or(self.rows.len());
        let whole = self.rows[first..].iter().all(|row| row.len() == self.widths.len());
        if !whole {
            return;
        }
        let is_number = |row: &Vec<Cell>| row.iter().position(|cell| cell.kind == CellKind::Number);
        let columns = self.rows[first..].iter().filter_map(is_number).min().map_or(columns, |at| at.min(columns));
        let mut kept: Vec<Vec<bool>> = Vec::new();
        // For each column, the row in which its cell began.
        let mut began = vec![first; columns];
        for at in first..self.rows.len() {
            let mut equal = at > first;
            let mut keep = Vec::with_capacity(columns);
            for (column, began) in began.iter_mut().enumerate() {
                equal &= self.rows[*began].get(column).map(|cell| &cell.blocks)
                    == self.rows[at].get(column).map(|cell| &cell.blocks);
                if equal {
                    self.rows[*began][column].rows += 1;
                } else {
                    *began = at;
                    self.rows[at][column].kind = CellKind::RowHeader;
                }
                keep.push(!equal);
            }
            kept.push(keep);
        }
        for (row, keep) in self.rows[first..].iter_mut().zip(kept) {
            let mut keep = keep.into_iter();
            row.retain(|_| keep.next().unwrap_or(true));
        }
    }
}

/// What a cell is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Names the column below it.
    ColumnHeader,
    /// Names the row beside it.
    RowHeader,
    /// Content.
    #[default]
    Data,
    /// Content that is a number.
    Number,
}

/// A table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Header or content.
    pub kind: CellKind,
    /// Columns covered, at least 1.
    pub columns: usize,
    /// Rows covered, at least 1.
    pub rows: usize,
    /// Content.
    pub blocks: Vec<Block>,
}

impl CellKind {
    /// Whether such a cell says what others hold.
    pub fn is_label(self) -> bool {
        matches!(self, Self::ColumnHeader | Self::RowHeader)
    }
}

impl Cell {
    /// A cell over one grid position.
    pub fn new(kind: CellKind, content: Vec<Inline>) -> Self {
        Self { kind, columns: 1, rows: 1, blocks: vec![Block::Paragraph(content)] }
    }

    /// A cell of plain text over one grid position.
    pub fn text(kind: CellKind, text: impl Into<String>) -> Self {
        Self::new(kind, vec![Inline::Text(text.into())])
    }
}

/// The text of inlines without any mark-up.
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

/// Adds the text of inlines without any mark-up.
pub(crate) fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Value { text, .. } | Inline::Reference { text, .. } => {
                out.push_str(text);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_plain(inner, out),
            Inline::Link { content, .. } => push_plain(content, out),
            Inline::Break => out.push(' '),
        }
    }
}
