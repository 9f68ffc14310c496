//! A sheet as tables and lines: empty rows divide, empty columns count for nothing.

use std::collections::BTreeMap;

use super::super::grid::MOST_COLUMNS;
use super::super::transcript::Transcript;
use super::super::tree::Tag;
use super::Marks;
use super::cells::{Cell, Cells, Merge, named};
use crate::diagnostic::Diagnostic;

/// Begins an item in our own workbooks.
const BULLET: &str = "• ";

/// Adds a sheet to the transcript; `budget` is how many places of tables may still be covered.
pub(super) fn transcribe(found: Cells, name: &str, marks: Marks<'_>, budget: &mut usize, out: &mut Transcript) {
    let cells = rejoined(found.cells, marks.continued);
    let merges: BTreeMap<(usize, usize), Merge> =
        found.merges.iter().map(|merge| ((merge.row, merge.column), *merge)).collect();
    let mut start = 0;
    while start < cells.len() {
        // The rows that a block reaches to, cells merged downwards with it.
        let (mut end, mut last) = (start, 0);
        while let Some(cell) = cells.get(end).filter(|cell| end == start || cell.row <= last + 1) {
            let rows = merges.get(&(cell.row, cell.column)).map_or(1, |merge| merge.rows);
            last = last.max(cell.row + rows - 1);
            end += 1;
        }
        let is_whole = block(&cells[start..end], &merges, name, budget, out);
        if !is_whole {
            let message = format!("`{name}` 시트가 너무 커서 뒷부분을 읽지 못했습니다");
            out.unread(Diagnostic::warning("large-sheet", message).hint("요구사항이 든 부분만 따로 저장해 읽으세요"));
            return;
        }
        start = end;
    }
}

/// Rows that go on with the row above them, as our own workbooks divide what is too high, as one again.
fn rejoined(cells: Vec<Cell>, continued: &str) -> Vec<Cell> {
    if continued.is_empty() || !cells.iter().any(|cell| cell.text == continued) {
        return cells;
    }
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    // Where the row above begins, and which row it is now.
    let (mut above, mut above_row) = (0, 0);
    for row in cells.chunk_by(|one, next| one.row == next.row) {
        let is_continued = !out.is_empty()
            && row[0].row == above_row + 1
            && row.iter().any(|cell| cell.text == continued)
            && row.first().is_some_and(|key| out[above..].first().is_some_and(|first| first.text == key.text));
        above_row = row[0].row;
        if !is_continued {
            above = out.len();
            out.extend_from_slice(row);
            continue;
        }
        for cell in row.iter().filter(|cell| cell.text != continued) {
            let first = out[above].row;
            match out[above..].iter_mut().find(|before| before.column == cell.column) {
                // What tells the row apart stands there again.
                Some(before) if before.text == cell.text => {}
                Some(before) => {
                    if cell.text.starts_with(BULLET) {
                        before.text.push('\n');
                    }
                    before.text.push_str(&cell.text);
                }
                None => out.push(Cell { row: first, ..cell.clone() }),
            }
        }
        out[above..].sort_by_key(|cell| cell.column);
    }
    out
}

/// Adds the cells of rows without an empty one between them; false when there are too many.
fn block(
    cells: &[Cell],
    merges: &BTreeMap<(usize, usize), Merge>,
    name: &str,
    budget: &mut usize,
    out: &mut Transcript,
) -> bool {
    let mut columns: Vec<usize> = cells.iter().map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let place = |cell: &Cell| format!("[{name}!{}] ", named(cell.row, cell.column));
    if columns.len() == 1 {
        for cell in cells {
            out.place(place(cell));
            out.open(Tag::Block);
            out.push(&cell.text);
            out.close(Tag::Block);
        }
        out.place(String::new());
        return true;
    }
    let mut rows: Vec<usize> = cells.iter().map(|cell| cell.row).collect();
    rows.dedup();
    let row_at = |row: usize| rows.partition_point(|one| *one < row);
    // Columns beyond what a table can have fall into its last.
    let at = |column: usize| columns.partition_point(|one| *one < column).min(MOST_COLUMNS);
    out.open(Tag::Table);
    // For each column, the first row that no cell from above covers.
    let mut free = vec![0; columns.len().min(MOST_COLUMNS + 1)];
    let mut is_whole = true;
    for row in cells.chunk_by(|one, next| one.row == next.row) {
        let number = row[0].row;
        let needed = at(row[row.len() - 1].column) + 1;
        if *budget < needed {
            is_whole = false;
            break;
        }
        *budget -= needed;
        out.open(Tag::Row);
        let mut next = 0;
        for cell in row {
            let column = at(cell.column);
            if column < MOST_COLUMNS && (column < next || free[column] > number) {
                // Text under a merged cell, which no spreadsheet shows.
                continue;
            }
            empty(next..column, number, &free, out);
            let merge = merges.get(&(cell.row, cell.column));
            let reach = merge.map_or(column + 1, |merge| at(merge.column + merge.columns)).max(column + 1);
            // Rows in which nothing stands are none.
            let down = merge.map_or(1, |merge| row_at(merge.row + merge.rows) - row_at(merge.row)).max(1);
            let opened = out.open_cell(false);
            let reach = reach.min(free.len());
            out.resize(opened, |columns, rows| (*columns, *rows) = (reach - column, down));
            free[column..reach].fill(number + merge.map_or(1, |merge| merge.rows));
            out.place(place(cell));
            out.push(&cell.text);
            out.close_cell();
            next = reach;
        }
        out.place(String::new());
        out.close(Tag::Row);
    }
    out.close(Tag::Table);
    is_whole
}

/// Empty cells of a row, where none from above stands.
fn empty(columns: std::ops::Range<usize>, row: usize, free: &[usize], out: &mut Transcript) {
    for column in columns {
        if free.get(column).is_none_or(|free| *free <= row) {
            out.open_cell(false);
            out.close_cell();
        }
    }
}
