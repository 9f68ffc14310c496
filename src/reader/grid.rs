//! A table as a grid: every position knows its cell, spans are resolved.

use std::ops::Range;

use super::line::{Line, Role};
use super::tree::Node;

/// Columns of a table beyond which what follows in a row belongs to the last.
pub(super) const MOST_COLUMNS: usize = 256;
/// Grid positions that spans may cover in a document; after that a cell covers one.
pub(super) const MOST_POSITIONS: usize = 4_000_000;

/// No cell stands there.
pub(super) const NONE: u32 = u32::MAX;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) cells: Vec<Cell>,
    /// Each row's positions, the cell of each; rows may differ in length.
    pub(super) rows: Vec<Vec<u32>>,
    pub(super) caption: Vec<Line>,
    pub(super) span: Range<usize>,
}

/// A cell over the positions that it covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) is_header: bool,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) nodes: Vec<Node>,
    pub(super) span: Range<usize>,
}

impl Cell {
    /// Its lines, those of nested tables left out: they have been made lines before.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Line(line) => Some(line),
            Node::Table(_) => None,
        })
    }

    /// Its text on one line.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for line in self.lines() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&line.text);
        }
        out
    }

    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

impl Grid {
    /// Most positions of a row.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cell at a position.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.rows.get(row)?.get(column).filter(|cell| **cell != NONE).map(|cell| *cell as usize)
    }

    /// The cells of a row from left to right, those reaching in from above too.
    pub(super) fn row(&self, row: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for cell in self.rows.get(row).into_iter().flatten().filter(|cell| **cell != NONE) {
            if out.last() != Some(&(*cell as usize)) {
                out.push(*cell as usize);
            }
        }
        out
    }

    /// The rows of a nested table as lines, a line a row.
    pub(super) fn as_lines(&self) -> Vec<Node> {
        let mut nodes: Vec<Node> = self.caption.iter().cloned().map(Node::Line).collect();
        for row in 0..self.rows.len() {
            let own = self.row(row).into_iter().filter(|cell| self.cells[*cell].row == row);
            let texts: Vec<Line> = own.filter_map(|cell| Line::joined(self.cells[cell].lines(), " ")).collect();
            if let Some(line) = Line::joined(&texts, " | ") {
                nodes.push(Node::Line(Line { role: Role::Item, ..line }));
            }
        }
        nodes
    }
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Builder {
    grid: Grid,
    row: Option<Vec<u32>>,
    /// For each column, the cell that reaches down into the next row and how many rows it still covers.
    hanging: Vec<(u32, usize)>,
    /// Whether spans were cut.
    pub(super) is_cut: bool,
}

impl Builder {
    pub(super) fn caption(&mut self, line: Line) {
        self.grid.caption.push(line);
    }

    pub(super) fn open_row(&mut self, budget: &mut usize) {
        self.close_row(budget);
        self.row = Some(Vec::new());
    }

    /// Puts a cell at the next free position; `columns` and `rows` are as they were asked for.
    pub(super) fn put(&mut self, mut cell: Cell, columns: usize, rows: usize, budget: &mut usize) {
        if self.row.is_none() {
            self.open_row(budget);
        }
        let mut row = self.row.take().unwrap_or_default();
        self.fill(&mut row, false, budget);
        if row.len() >= MOST_COLUMNS {
            self.is_cut = true;
            if let Some(last) = row.last().filter(|last| **last != NONE) {
                self.grid.cells[*last as usize].nodes.append(&mut cell.nodes);
            }
            self.row = Some(row);
            return;
        }
        let Ok(at) = u32::try_from(self.grid.cells.len()) else { return };
        let column = row.len();
        let free = |column: usize| self.hanging.get(column).is_none_or(|(_, rows)| *rows == 0);
        let most = columns.min(MOST_COLUMNS - column).min(1 + *budget);
        let mut covered = 1;
        while covered < most && free(column + covered) {
            covered += 1;
        }
        // More columns than a table can have; cut for a neighbour from above is as browsers do it.
        self.is_cut |= most < columns;
        *budget = budget.saturating_sub(covered - 1);
        row.resize(column + covered, at);
        if rows > 1 && *budget > 0 {
            self.hanging.resize(self.hanging.len().max(column + covered), (NONE, 0));
            self.hanging[column..column + covered].fill((at, rows - 1));
        }
        cell.row = self.grid.rows.len();
        cell.column = column;
        cell.columns = covered;
        cell.rows = 1;
        self.grid.cells.push(cell);
        self.row = Some(row);
    }

    /// Lets cells from above reach into the row: to the next free position, or all of them.
    fn fill(&mut self, row: &mut Vec<u32>, to_the_end: bool, budget: &mut usize) {
        while let Some((cell, rows)) = self.hanging.get_mut(row.len()) {
            if *rows > 0 && *budget > 0 {
                *rows -= 1;
                *budget -= 1;
                let above = &mut self.grid.cells[*cell as usize];
                if above.column == row.len() {
                    above.rows += 1;
                }
                row.push(*cell);
            } else if to_the_end {
                row.push(NONE);
            } else {
                return;
            }
        }
    }

    pub(super) fn close_row(&mut self, budget: &mut usize) {
        let Some(mut row) = self.row.take() else { return };
        if *budget == 0 {
            self.is_cut = true;
            self.hanging.clear();
        }
        if row.is_empty() && self.hanging.iter().all(|(_, rows)| *rows == 0) {
            return;
        }
        self.fill(&mut row, true, budget);
        while row.last() == Some(&NONE) {
            row.pop();
        }
        while self.hanging.last().is_some_and(|(_, rows)| *rows == 0) {
            self.hanging.pop();
        }
        if !row.is_empty() {
            self.grid.rows.push(row);
        }
    }

    /// Cells do not reach out of a group of rows.
    pub(super) fn close_group(&mut self, budget: &mut usize) {
        self.close_row(budget);
        self.hanging.clear();
    }

    pub(super) fn finish(mut self, span: Range<usize>, budget: &mut usize) -> Grid {
        self.close_row(budget);
        self.grid.span = span;
        self.grid
    }
}
