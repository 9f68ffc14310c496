//! A sheet with the height of each row; what one row cannot show goes on in the next.

use super::rich::Rich;
use super::sheet::{Cell, Column, Row, Sheet};
use super::wrap;

/// A sheet, row by row as it will be.
#[derive(Debug)]
pub(super) struct Laid<'a> {
    pub(super) name: String,
    pub(super) columns: Vec<Column<'a>>,
    pub(super) keys: usize,
    /// Height of the row of labels, points.
    pub(super) head: f64,
    /// Cells of each row under it, with its height, points.
    pub(super) rows: Vec<(Vec<Cell<'a>>, f64)>,
    pub(super) has_total: bool,
    /// Anchors of requirements with the row, from 0, in which each is stated.
    pub(super) anchors: Vec<(&'a str, usize)>,
}

/// Lays a sheet out for a size of font.
pub(super) fn lay<'a>(sheet: Sheet<'a>, size: f64, continued: &str) -> Laid<'a> {
    let most = wrap::most_lines(size);
    let head = sheet.columns.iter().map(|column| wrap::lines(column.label, column.width, size).len()).max();
    let mut laid = Laid {
        name: sheet.name,
        columns: sheet.columns,
        keys: sheet.keys,
        head: wrap::height(head.unwrap_or(1) + 1, size),
        rows: Vec::with_capacity(sheet.rows.len()),
        has_total: sheet.has_total,
        anchors: Vec::new(),
    };
    for row in sheet.rows {
        if let Some(anchor) = row.anchor {
            laid.anchors.push((anchor, laid.rows.len() + 1));
        }
        let starts: Vec<Vec<usize>> = row
            .cells
            .iter()
            .zip(&laid.columns)
            .map(|(cell, column)| wrap::lines(cell.shown(), column.width, size))
            .collect();
        let lines = starts.iter().map(Vec::len).max().unwrap_or(1);
        if lines <= most {
            laid.rows.push((row.cells, wrap::height(lines, size)));
        } else {
            divide(row, &starts, most, size, continued, &mut laid);
        }
    }
    laid
}

/// Divides a row that is too high.
fn divide<'a>(row: Row<'a>, starts: &[Vec<usize>], most: usize, size: f64, continued: &str, laid: &mut Laid<'a>) {
    let mut columns: Vec<std::vec::IntoIter<Rich>> = Vec::new();
    let mut keys: Vec<Option<Cell<'a>>> = Vec::new();
    let mut first = Vec::new();
    for (at, (cell, starts)) in row.cells.into_iter().zip(starts).enumerate() {
        let is_key = at < laid.keys && starts.len() <= most;
        let mut rest = Vec::new().into_iter();
        let (key, cell) = match cell {
            Cell::Link { text, anchor } => (Some(Cell::Link { text, anchor }), Cell::Link { text, anchor }),
            Cell::Text(rich) if is_key => (Some(Cell::Text(rich.clone())), Cell::Text(rich)),
            Cell::Text(rich) => {
                rest = wrap::pieces(&rich, starts, most).into_iter();
                (None, Cell::Text(rest.next().unwrap_or_default()))
            }
            number => (None, number),
        };
        keys.push(key);
        columns.push(rest);
        first.push(cell);
    }
    let height = |cells: &[Cell<'_>], columns: &[Column<'_>]| {
        let lines = cells.iter().zip(columns).map(|(cell, column)| wrap::lines(cell.shown(), column.width, size).len());
        wrap::height(lines.max().unwrap_or(1), size)
    };
    let tall = height(&first, &laid.columns);
    laid.rows.push((first, tall));
    while columns.iter().any(|rest| rest.len() > 0) {
        let mut is_marked = false;
        let mut cells: Vec<Cell<'a>> = Vec::new();
        for (at, rest) in columns.iter_mut().enumerate() {
            let key = keys[at].as_ref().map(|key| match key {
                Cell::Link { text, anchor } => Cell::Link { text, anchor },
                other => Cell::text(other.shown()),
            });
            cells.push(match (key, rest.next()) {
                (Some(key), _) => key,
                (None, Some(piece)) => Cell::Text(piece),
                // The first cell that has nothing more to say tells why the row is there.
                (None, None) if !is_marked => {
                    is_marked = true;
                    Cell::text(continued)
                }
                (None, None) => Cell::text(""),
            });
        }
        let tall = height(&cells, &laid.columns);
        laid.rows.push((cells, tall));
    }
}
