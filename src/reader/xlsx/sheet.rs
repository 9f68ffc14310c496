//! A sheet as tables and lines: empty rows divide, empty columns count for nothing.

use std::collections::BTreeMap;

use super::super::grid::MOST_COLUMNS;
use super::super::number::looks_like_number;
use super::super::transcript::Transcript;
use super::super::tree::Tag;
use super::Marks;
use super::cells::{Cell, Cells, Merge, named};
use super::rejoin::rejoined;
use crate::diagnostic::Diagnostic;

/// Adds a sheet to the transcript; `budget` is how many places of tables may still be covered.
pub(super) fn transcribe(found: Cells, name: &str, marks: Marks<'_>, budget: &mut usize, out: &mut Transcript) {
    let (cells, gone) = rejoined(found.cells, marks.continued);
    let merges: BTreeMap<(usize, usize), Merge> =
        found.merges.iter().map(|merge| ((merge.row, merge.column), *merge)).collect();
    // Rows that went to others leave no gap.
    let is_next = |last: usize, row: usize| (last + 1..row).all(|between| gone.contains(&between));
    let mut above: Option<Above> = None;
    let mut start = 0;
    while start < cells.len() {
        // The rows that a block reaches to, cells merged downwards with it.
        let (mut end, mut last) = (start, 0);
        while let Some(cell) = cells.get(end).filter(|cell| end == start || is_next(last, cell.row)) {
            let rows = merges.get(&(cell.row, cell.column)).map_or(1, |merge| merge.rows);
            last = last.max(cell.row + rows - 1);
            end += 1;
        }
        let own = &cells[start..end];
        let known = above.as_ref().filter(|above| above.goes_on(own)).map(|above| above.columns.as_slice());
        let is_whole = block(own, known, &merges, name, budget, out);
        if !is_whole {
            let message = format!("`{name}` 시트가 너무 커서 뒷부분을 읽지 못했습니다");
            out.unread(Diagnostic::warning("large-sheet", message).hint("요구사항이 든 부분만 따로 저장해 읽으세요"));
            return;
        }
        if known.is_none() && end < cells.len() {
            above = Above::of(own).or(above);
        }
        start = end;
    }
}

/// The table above, with which rows below an empty one may go on.
struct Above {
    columns: Vec<usize>,
    /// The column in which it has its numbers.
    number: usize,
}

impl Above {
    fn of(cells: &[Cell]) -> Option<Self> {
        let columns = columns(cells);
        let mut numbers = vec![0_usize; columns.len()];
        for cell in cells.iter().filter(|cell| looks_like_number(&cell.text)) {
            numbers[columns.partition_point(|one| *one < cell.column)] += 1;
        }
        let most = numbers.iter().max().filter(|most| **most > 0)?;
        let number = columns[numbers.iter().position(|count| count == most)?];
        (columns.len() > 1).then_some(Self { columns, number })
    }

    /// Whether rows below have nothing but its columns, and numbers in that of numbers.
    fn goes_on(&self, cells: &[Cell]) -> bool {
        let rows = cells.chunk_by(|one, next| one.row == next.row).count();
        let is_number = |cell: &&Cell| cell.column == self.number && looks_like_number(&cell.text);
        columns(cells).len() > 1
            && cells.iter().all(|cell| self.columns.binary_search(&cell.column).is_ok())
            && 2 * cells.iter().filter(is_number).count() > rows
    }
}

/// Columns in which something stands.
fn columns(cells: &[Cell]) -> Vec<usize> {
    let mut columns: Vec<usize> = cells.iter().map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// Adds the cells of rows without an empty one between them, in the columns of the table with which they go on;
/// false when there are too many.
fn block(
    cells: &[Cell],
    known: Option<&[usize]>,
    merges: &BTreeMap<(usize, usize), Merge>,
    name: &str,
    budget: &mut usize,
    out: &mut Transcript,
) -> bool {
    let columns = known.map_or_else(|| columns(cells), <[usize]>::to_vec);
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
        // The first row is as wide as the table with which it goes on.
        let width = if known.is_some() && number == cells[0].row { columns.len().min(MOST_COLUMNS) } else { 0 };
        let needed = width.max(at(row[row.len() - 1].column) + 1);
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
        empty(next..width, number, &free, out);
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
