//! Tables: by grid, with merged cells and repeated header rows.

use serde_json::{Value, json};

use super::body::{Flow, Writer};
use crate::document::{CellKind, Inline, Table, plain};
use crate::writer::office::length;

/// Characters below which a row is kept on one page.
const SHORT_ROW: usize = 700;
/// Characters below which a table is kept on one page,
const SHORT_TABLE: usize = 500;
/// and the most rows of such a table.
const MOST_ROWS: usize = 10;
/// A column this narrow, in percent, holds marks: they stand in its middle.
const NARROW: usize = 10;
/// What the margins of a cell take of its width, ems.
const MARGINS: f64 = 1.0;

/// How a table is kept together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    /// First rows that are repeated on each page.
    pub(super) head: usize,
    /// It stays on one page.
    pub(super) whole: bool,
    /// Labels stand in the middle of their cells.
    pub(super) centred: bool,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Value {
        // The heading of the section says it already.
        let caption: &[Inline] = if plain(&table.caption) == self.section { &[] } else { &table.caption };
        let is_short = table.rows.len() <= MOST_ROWS
            && table.rows.iter().map(|row| length(row, SHORT_ROW)).sum::<usize>() < SHORT_TABLE;
        self.grid(table, caption, None, Kept { head: table.head_rows(), whole: is_short, centred: false })
    }

    pub(super) fn grid(&mut self, table: &Table, caption: &[Inline], id: Option<String>, kept: Kept) -> Value {
        let whole = table.widths.iter().map(|width| usize::from(*width)).sum::<usize>().max(1);
        let room = self.table_room();
        let count = table.rows.len();
        let mut head = Vec::new();
        let mut body = Vec::new();
        let repeated = if is_apart(table, kept.head) { kept.head } else { 0 };
        for (y, row) in table.grid().into_iter().enumerate() {
            let is_short = length(&table.rows[y], SHORT_ROW) < SHORT_ROW;
            for (x, cell) in row {
                let end = (x + cell.columns).min(table.widths.len());
                let share: usize =
                    table.widths.get(x..end).unwrap_or_default().iter().map(|width| usize::from(*width)).sum();
                #[allow(clippy::cast_precision_loss, reason = "percents")]
                let room = room * share as f64 / whole as f64 - MARGINS;
                let cell = json!({
                    "x": x,
                    "y": y,
                    "columns": end.saturating_sub(x).max(1),
                    "rows": cell.rows.min(count - y),
                    "kind": kind(cell.kind),
                    "align": align(cell.kind, share * 100 <= NARROW * whole, kept.centred),
                    "middle": is_short || kept.whole || cell.kind != CellKind::Data,
                    "short": is_short,
                    "c": self.blocks(&cell.blocks, Flow { room, in_cell: true }),
                });
                if y < repeated { head.push(cell) } else { body.push(cell) }
            }
        }
        json!({
            "widths": table.widths,
            "caption": (!caption.is_empty()).then(|| self.inlines(caption, room)),
            "id": id,
            "whole": kept.whole,
            "head": head,
            "body": body,
        })
    }
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
