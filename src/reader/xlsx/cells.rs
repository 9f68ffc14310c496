//! The cells of a sheet as texts.

use super::super::xml::{self, Piece};
use super::formats::Formats;
use crate::diagnostic::Diagnostic;

/// Rows and columns that a sheet can have.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;

/// A cell with something in it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) text: String,
}

/// A merged region: its first cell and its size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merge {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// What a sheet holds, in order.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) cells: Vec<Cell>,
    pub(super) merges: Vec<Merge>,
}

/// Texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: Vec<String>,
    /// A raised text that is left out.
    mark: String,
}

/// A text that comes in runs.
#[derive(Debug, Default)]
struct Runs {
    text: String,
    run: String,
    is_raised: bool,
    is_open: bool,
    /// How a word is read stands beside it.
    is_reading: bool,
}

impl Runs {
    fn piece(&mut self, piece: &Piece<'_>, mark: &str) {
        match piece {
            Piece::Open(element) => match element.name {
                "r" => (self.run, self.is_raised) = (String::new(), false),
                "vertAlign" => self.is_raised = element.get("val").is_some_and(|value| value == "superscript"),
                "t" => self.is_open = !self.is_reading,
                "rPh" => self.is_reading = true,
                _ => {}
            },
            Piece::Close("t") => {
                self.is_open = false;
                let run = std::mem::take(&mut self.run);
                if !(self.is_raised && run.trim() == mark) {
                    self.text.push_str(&run);
                }
            }
            Piece::Close("rPh") => self.is_reading = false,
            Piece::Close(_) => {}
            Piece::Text(text) if self.is_open => self.run.push_str(text),
            Piece::Text(_) => {}
        }
    }

    fn take(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        *self = Self::default();
        unescaped(text)
    }
}

/// A text in which `_x000A_` stands for a character.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        out.extend(c);
        if c.is_none() {
            out.push_str("_x");
        }
        rest = &rest[at + if c.is_some() { 7 } else { 2 }..];
    }
    out + rest
}

impl Strings {
    pub(super) fn new(mark: &str) -> Self {
        Self { texts: Vec::new(), mark: mark.to_owned() }
    }

    pub(super) fn read(text: &str, part: &str, mark: &str) -> Result<Self, Diagnostic> {
        let mut strings = Self::new(mark);
        let mut runs = Runs::default();
        xml::read(text, part, |piece| match piece {
            Piece::Open(element) if element.name == "si" => runs = Runs::default(),
            Piece::Close("si") => strings.texts.push(runs.take()),
            piece => runs.piece(&piece, mark),
        })?;
        Ok(strings)
    }
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
    in_text: bool,
    runs: Runs,
}

/// Reads a sheet.
pub(super) fn read(text: &str, part: &str, strings: &Strings, formats: &Formats) -> Result<Cells, Diagnostic> {
    let mut out = Cells::default();
    // Rows and cells that do not say where they stand follow the one before.
    let (mut row, mut column) = (0, 0);
    let mut open: Option<Open> = None;
    xml::read(text, part, |piece| {
        if let Some(cell) = open.as_mut() {
            match &piece {
                Piece::Open(element) if element.name == "v" => cell.in_value = true,
                Piece::Open(element) if element.name == "is" => cell.in_text = true,
                Piece::Close("v") => cell.in_value = false,
                Piece::Close("is") => cell.in_text = false,
                Piece::Close("c") => {
                    if let Some(cell) = open.take() {
                        out.cells.extend(finished(cell, strings, formats));
                    }
                    return;
                }
                Piece::Text(text) if cell.in_value => cell.value.push_str(text),
                _ => {}
            }
            if cell.in_text {
                cell.runs.piece(&piece, &strings.mark);
            }
            return;
        }
        let Piece::Open(element) = piece else { return };
        match element.name {
            "row" => {
                row = element.number("r").unwrap_or(row + 1);
                column = 0;
            }
            "c" => {
                let place = element.get("r").and_then(|place| address(&place));
                (row, column) = place.unwrap_or((row.max(1), column + 1));
                let kind = element.get("t").unwrap_or_default();
                open = Some(Open { row, column, kind, style: element.number("s").unwrap_or(0), ..Open::default() });
            }
            "mergeCell" => out.merges.extend(element.get("ref").and_then(|range| merge(&range))),
            _ => {}
        }
    })?;
    out.cells.retain(|cell| (1..=ROWS).contains(&cell.row) && (1..=COLUMNS).contains(&cell.column));
    // In the order of the sheet, whatever that of the file; of two in one place the last.
    out.cells.sort_by_key(|cell| (cell.row, cell.column));
    out.cells.reverse();
    out.cells.dedup_by_key(|cell| (cell.row, cell.column));
    out.cells.reverse();
    out.merges.sort_by_key(|merge| (merge.row, merge.column));
    Ok(out)
}

fn finished(mut cell: Open, strings: &Strings, formats: &Formats) -> Option<Cell> {
    let value = cell.value.trim();
    let text = match cell.kind.as_str() {
        "s" => strings.texts.get(value.parse::<usize>().ok()?)?.clone(),
        "inlineStr" => cell.runs.take(),
        "str" | "e" => unescaped(std::mem::take(&mut cell.value)),
        "b" => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "d" => value.to_owned(),
        _ => formats.shown(value, cell.style),
    };
    (!text.trim().is_empty()).then_some(Cell { row: cell.row, column: cell.column, text })
}

/// `B12` as row and column, from one.
fn address(text: &str) -> Option<(usize, usize)> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column =
        text[..letters].bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    Some((text[letters..].parse().ok()?, column))
}

/// `B2:C5`.
fn merge(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (address(first)?, address(last)?);
    let (rows, columns) = (last_row.min(ROWS).checked_sub(row)? + 1, last_column.min(COLUMNS).checked_sub(column)? + 1);
    (rows > 1 || columns > 1).then_some(Merge { row, column, rows, columns })
}

/// `B12` of row and column.
pub(super) fn named(row: usize, column: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column);
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}
