//! Labels over many rows, said again where a page may have ended.

use std::borrow::Cow;

use crate::document::{Cell, CellKind, Table};

/// A label that stands beside more of a page than one part of this many is said again.
const SHARE: usize = 2;

/// The table with each row label that stands beside too much of a page ended there and begun
/// again with the same words, so that no page has only rows of it and no label.
pub(in crate::writer) fn repeated<'t>(table: &'t Table, heights: &[usize], page: usize) -> Cow<'t, Table> {
    let most = page / SHARE;
    let is_tall = |at: usize, cell: &Cell| {
        let end = (at + cell.rows).min(heights.len());
        cell.rows > 1 && cell.kind == CellKind::RowHeader && heights[at..end].iter().sum::<usize>() > most
    };
    if !table.rows.iter().enumerate().any(|(at, row)| row.iter().any(|cell| is_tall(at, cell))) {
        return Cow::Borrowed(table);
    }
    let mut rows: Vec<Vec<(usize, Cell)>> = vec![Vec::new(); table.rows.len()];
    for (at, placed) in table.grid().into_iter().enumerate() {
        for (column, cell) in placed {
            let end = (at + cell.rows).min(table.rows.len());
            let mut start = at;
            while start < end {
                let rows_here = match cell.kind {
                    CellKind::RowHeader => fitting(&heights[start..end], most),
                    _ => end - start,
                };
                rows[start].push((column, Cell { rows: rows_here, ..cell.clone() }));
                start += rows_here;
            }
        }
    }
    let in_order = |mut row: Vec<(usize, Cell)>| {
        row.sort_by_key(|(column, _)| *column);
        row.into_iter().map(|(_, cell)| cell).collect()
    };
    Cow::Owned(Table {
        caption: table.caption.clone(),
        widths: table.widths.clone(),
        rows: rows.into_iter().map(in_order).collect(),
    })
}

/// How many of the first rows are together no higher than this; at least one.
fn fitting(heights: &[usize], most: usize) -> usize {
    let mut sum = 0;
    let fit = |height: &&usize| {
        sum += **height;
        sum <= most
    };
    heights.iter().take_while(fit).count().max(1)
}
