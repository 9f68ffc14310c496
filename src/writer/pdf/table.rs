//! Tables: by grid, with merged cells and repeated header rows.

use serde_json::{Value, json};

use super::body::{Flow, Writer};
use crate::document::{CellKind, Inline, Table, plain};
use crate::writer::office::labels;
use crate::writer::office::lines::{self, Break, Font, Setting};

/// Share of the page below which a table is kept on one page, percent.
const WHOLE: usize = 85;
/// Share of the page below which rows that a cell holds together are kept on one page, percent.
const GROUP: usize = 25;
/// A row that takes less of the page than one part of this many is kept on one page.
const ROW: usize = 3;
/// Height of a line, room above and below the text of a cell, white on each side of it, room for a bullet and
/// white below an item, in percent of the letters: as the typst file sets them.
const LINE: usize = 145;
const PADDING: usize = 50;
const BESIDE: usize = 50;
const INDENT: usize = 130;
const AFTER_ITEM: usize = 5;
/// A column this narrow, in percent, holds marks: they stand in its middle.
const NARROW: usize = 10;
/// What the margins of a cell take of its width, ems.
const MARGINS: f64 = 1.0;

/// What is special about a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    /// First rows that are repeated on each page that it goes on on.
    pub(super) head: usize,
    /// It stays on one page if there is one that holds it, not only if it is short.
    pub(super) whole: bool,
    /// Labels stand in the middle of their cells.
    pub(super) centred: bool,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Value {
        // The heading of the section says it already.
        let caption: &[Inline] = if plain(&table.caption) == self.section { &[] } else { &table.caption };
        let table = &labels::repeated(table, &self.heights(table), hundredths(self.text_height()));
        self.grid(table, caption, None, Kept { head: table.head_rows(), whole: false, centred: false })
    }

    pub(super) fn grid(&mut self, table: &Table, caption: &[Inline], id: Option<&str>, kept: Kept) -> Value {
        let sum = table.widths.iter().map(|width| usize::from(*width)).sum::<usize>().max(1);
        let room = self.table_room();
        let count = table.rows.len();
        let heights = self.heights(table);
        let page = hundredths(self.text_height());
        let whole = match lines::breaking(&heights, page) {
            Break::Never => true,
            Break::BetweenRows | Break::Anywhere => kept.whole && heights.iter().sum::<usize>() * 100 <= page * WHOLE,
        };
        let mut head = Vec::new();
        let mut body = Vec::new();
        let repeated = if is_apart(table, kept.head) && !(kept.whole && whole) { kept.head } else { 0 };
        for (y, row) in table.grid().into_iter().enumerate() {
            let is_short = heights[y] * ROW <= page;
            for (x, cell) in row {
                let end = (x + cell.columns).min(table.widths.len());
                let share: usize =
                    table.widths.get(x..end).unwrap_or_default().iter().map(|width| usize::from(*width)).sum();
                #[allow(clippy::cast_precision_loss, reason = "percents")]
                let room = room * share as f64 / sum as f64 - MARGINS;
                let rows = cell.rows.min(count - y);
                // What is not broken keeps its rows together: too many of them would not fit a page.
                let together: usize = heights[y..y + rows].iter().sum();
                let is_kept = if rows > 1 { together * 100 <= page * GROUP } else { is_short };
                let cell = json!({
                    "x": x,
                    "y": y,
                    "columns": end.saturating_sub(x).max(1),
                    "rows": rows,
                    "kind": kind(cell.kind),
                    "align": align(cell.kind, share * 100 <= NARROW * sum, kept.centred),
                    "middle": is_short || whole || cell.kind != CellKind::Data,
                    "short": is_kept,
                    "c": self.blocks(&cell.blocks, Flow { room, in_cell: true }),
                });
                if y < repeated { head.push(cell) } else { body.push(cell) }
            }
        }
        json!({
            "widths": table.widths,
            "caption": (!caption.is_empty()).then(|| self.inlines(caption, room)),
            "id": id,
            "whole": whole,
            "head": head,
            "body": body,
        })
    }

    /// Heights of a table's rows, estimated.
    fn heights(&self, table: &Table) -> Vec<usize> {
        let letters = hundredths(self.letters());
        let of = |percent: usize| letters * percent / 100;
        let own = Font::of(letters);
        let setting = Setting {
            letters: own,
            labels: own,
            line: of(LINE),
            padding: of(PADDING),
            indent: of(INDENT),
            after_item: of(AFTER_ITEM),
        };
        lines::heights(table, &lines::widths(&table.widths, hundredths(self.text_width())), setting, |_| of(BESIDE))
    }
}

/// Points in hundredths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of a page")]
fn hundredths(points: f64) -> usize {
    (points * 100.0) as usize
}

fn kind(kind: CellKind) -> &'static str {
    match kind {
        CellKind::ColumnHeader => "column",
        CellKind::RowHeader => "row",
        CellKind::Data | CellKind::Number => "data",
    }
}

fn align(kind: CellKind, is_narrow: bool, centred: bool) -> &'static str {
    match kind {
        CellKind::ColumnHeader => "center",
        CellKind::RowHeader if centred => "center",
        CellKind::Data if is_narrow => "center",
        CellKind::Number => "right",
        CellKind::RowHeader | CellKind::Data => "left",
    }
}

/// Whether no cell of the first rows reaches below them.
fn is_apart(table: &Table, rows: usize) -> bool {
    rows < table.rows.len()
        && table.rows.iter().take(rows).enumerate().all(|(y, row)| row.iter().all(|cell| y + cell.rows <= rows))
}
