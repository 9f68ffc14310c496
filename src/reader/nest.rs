//! The tables that are open while the tree is built, one within the other.

use std::ops::Range;

use super::grid::{self, Grid};
use super::line::Line;
use super::tree::Node;
use crate::diagnostic::Diagnostic;

/// Tables within tables beyond which their cells are only lines.
const DEEPEST: usize = 6;

/// A table whose end has not come.
struct OpenTable {
    grid: grid::Builder,
    start: usize,
    cell: Option<(grid::Cell, usize, usize)>,
    in_caption: bool,
    /// Lists open around the table.
    lists: Vec<bool>,
}

/// Open tables.
pub(super) struct Nest {
    tables: Vec<OpenTable>,
    /// Tables too deep to be kept as such.
    ignored: usize,
    /// Positions that spans may still cover.
    budget: usize,
}

impl Nest {
    pub(super) fn new() -> Self {
        Self { tables: Vec::new(), ignored: 0, budget: grid::MOST_POSITIONS }
    }

    /// The innermost table, unless one too deep to be kept is open in it.
    fn table(&mut self) -> Option<&mut OpenTable> {
        if self.ignored > 0 { None } else { self.tables.last_mut() }
    }

    /// Puts a line into the cell or caption that is open; given back when none is.
    pub(super) fn place(&mut self, line: Line, unread: &mut Vec<Diagnostic>) -> Option<Line> {
        for table in self.tables.iter_mut().rev() {
            if let Some((cell, ..)) = &mut table.cell {
                push(&mut cell.nodes, Node::Line(line));
                return None;
            }
            if table.in_caption {
                table.grid.caption(line);
                return None;
            }
            // Text in a table but in none of its cells stands before the table.
            unread.push(
                Diagnostic::info("text-between-cells", "표의 칸 밖에 있는 글을 표 앞의 문단으로 읽었습니다")
                    .span(line.span.clone()),
            );
        }
        Some(line)
    }

    /// Begins or ends a caption, which stands outside of cells.
    pub(super) fn caption(&mut self, is_open: bool) {
        if let Some(table) = self.table() {
            table.in_caption = is_open && table.cell.is_none();
        }
    }

    pub(super) fn with_grid(&mut self, act: impl FnOnce(&mut grid::Builder, &mut usize)) {
        if self.ignored == 0
            && let Some(table) = self.tables.last_mut()
        {
            table.in_caption = false;
            act(&mut table.grid, &mut self.budget);
        }
    }

    pub(super) fn open_cell(&mut self, is_header: bool, columns: usize, rows: usize, span: &Range<usize>) {
        if let Some(table) = self.table() {
            table.in_caption = false;
            let cell = grid::Cell { is_header, span: span.clone(), ..grid::Cell::default() };
            table.cell = Some((cell, columns.max(1), rows.max(1)));
        }
    }

    /// The end of the cell in the file, where a tag says it.
    pub(super) fn end_cell_at(&mut self, end: usize) {
        if let Some((cell, ..)) = self.table().and_then(|table| table.cell.as_mut()) {
            cell.span.end = end;
        }
    }

    /// Puts the open cell into its table; whether there was one.
    pub(super) fn close_cell(&mut self) -> bool {
        if self.ignored > 0 {
            return false;
        }
        let Some(table) = self.tables.last_mut() else { return false };
        let Some((cell, columns, rows)) = table.cell.take() else { return false };
        table.grid.put(cell, columns, rows, &mut self.budget);
        true
    }

    /// Whether cells are kept: no table too deep is open.
    pub(super) fn is_kept(&self) -> bool {
        self.ignored == 0
    }

    /// Whether a table that begins now ends the one left open: it follows a row, not a cell.
    pub(super) fn is_between_cells(&self) -> bool {
        self.is_kept() && self.tables.last().is_some_and(|table| table.cell.is_none())
    }

    /// Begins a table; false when it is too deep.
    pub(super) fn open(&mut self, span: &Range<usize>, lists: &mut Vec<bool>, unread: &mut Vec<Diagnostic>) -> bool {
        if self.tables.len() >= DEEPEST {
            if self.ignored == 0 {
                unread.push(
                    Diagnostic::warning("deep-table", "표 안의 표가 너무 깊어 안쪽 표를 줄글로 읽었습니다")
                        .hint("표 안의 표를 밖으로 꺼내 적으세요")
                        .span(span.clone()),
                );
            }
            self.ignored += 1;
            return false;
        }
        let lists = std::mem::take(lists);
        let grid = grid::Builder::default();
        self.tables.push(OpenTable { grid, start: span.start, cell: None, in_caption: false, lists });
        true
    }

    /// Ends the innermost table: given back when it stands in no other, with the lists around it.
    pub(super) fn close(&mut self, end: usize, unread: &mut Vec<Diagnostic>) -> Option<(Option<Grid>, Vec<bool>)> {
        let table = self.tables.pop()?;
        let is_cut = table.grid.is_cut;
        let grid = table.grid.finish(table.start..end, &mut self.budget);
        if is_cut {
            unread.push(
                Diagnostic::warning("wide-table", "표의 칸이 너무 넓거나 많아 일부만 격자로 읽었습니다")
                    .hint("colspan과 rowspan 값, 한 행의 칸 수를 확인하세요")
                    .span(grid.span.clone()),
            );
        }
        if grid.cells.is_empty() && grid.caption.is_empty() {
            return Some((None, table.lists));
        }
        match self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) {
            Some((cell, ..)) => {
                push(&mut cell.nodes, Node::Table(Box::new(grid)));
                Some((None, table.lists))
            }
            None => Some((Some(grid), table.lists)),
        }
    }

    /// Ends a table too deep to be kept, if one is open.
    pub(super) fn close_ignored(&mut self) -> bool {
        let is_ignored = self.ignored > 0;
        self.ignored -= usize::from(is_ignored);
        is_ignored
    }

    /// Where the innermost open table begins; tables too deep are forgotten.
    pub(super) fn unclosed(&mut self) -> Option<usize> {
        self.ignored = 0;
        self.tables.last().map(|table| table.start)
    }
}

/// Adds a node; most cells hold one, and there may be a million cells.
fn push(nodes: &mut Vec<Node>, node: Node) {
    if nodes.is_empty() {
        nodes.reserve_exact(1);
    }
    nodes.push(node);
}
