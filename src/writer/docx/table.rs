//! Tables: by grid, with merged cells, repeated header rows and rows that stay whole.

use std::fmt::Write as _;

use super::TWENTIETH;
use super::body::Writer;
use super::paragraph::Flow;
use crate::document::{Block, Cell, CellKind, Field, Table, plain};
use crate::writer::office::labels;
use crate::writer::office::lines::{self, Font, Setting};
use crate::writer::office::xml::push_escaped;

/// A row that takes less of the page than one part of this many is kept on one page.
const ROW: usize = 3;
/// A table that takes less of it than one part of this many.
const TABLE: usize = 3;
/// Height of a line in a cell, percent of the letters'.
const LINE: usize = 146;
/// Above and below a paragraph in a cell together, hundredths of a point.
const AROUND: usize = 200;
/// A column this narrow, in percent, holds marks: they stand in its middle.
const NARROW: u32 = 10;
/// What the margins of a cell take of its width.
const MARGINS: u32 = 160;

/// How a table is set.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// First rows that are repeated on each page.
    repeated: usize,
    /// First rows that stay on one page with the row below.
    kept: usize,
    /// Labels stand in the middle of their cells.
    centred: bool,
}

/// A column of a row on its way down: which cell covers it.
#[derive(Debug, Clone, Copy)]
struct Covered<'t> {
    cell: &'t Cell,
    /// Rows that it still covers.
    rows: usize,
}

impl Writer<'_> {
    /// A table with its caption above it.
    pub(super) fn table(&mut self, table: &Table, description: &str, flow: Flow) {
        // The heading above says it already.
        let caption = plain(&table.caption);
        if caption.is_empty() || caption == self.section || caption == self.heading {
            self.part_from_above(flow);
        } else {
            self.line(Flow { keep_next: true, ..flow.styled("Caption") }, &table.caption);
        }
        let (head, rows) = (table.head_rows(), table.rows.len());
        let heights = self.heights(table, flow);
        let table = &labels::repeated(table, &heights, self.page);
        let is_short = heights.iter().sum::<usize>() * TABLE <= self.page;
        let kept = if is_short { rows } else { head + 1 };
        self.grid(table, &heights, description, Look { repeated: head, kept, centred: false }, flow);
    }

    /// A requirement's table; its title leads to it.
    pub(super) fn requirement_table(&mut self, table: &Table, heights: &[usize], anchor: &str, flow: Flow) {
        self.open(Flow { keep_next: true, ..flow.styled("CaptionRequirement") }, super::paragraph::Mark::None);
        self.anchor(anchor);
        self.inlines(&table.caption, flow);
        self.close();
        // What tells requirements apart is repeated where the table goes on.
        let tells = |field: &Option<Field>| matches!(field, Some(Field::Category | Field::Number | Field::Title));
        let leading = self.document.layout.rows.iter().take_while(|row| tells(&row.field)).count();
        let rows = table.rows.len();
        let look = if heights.iter().sum::<usize>() * 2 <= self.page {
            Look { repeated: 0, kept: rows, centred: true }
        } else {
            // Not the row below them too: it opens a merged label, and LibreOffice (7.4) then lost the last
            // rows of a table that begins a page.
            Look { repeated: leading, kept: leading, centred: true }
        };
        self.grid(table, heights, "", look, flow);
    }

    /// Two tables without text between them would be one.
    fn part_from_above(&mut self, flow: Flow) {
        if !flow.in_cell && (self.after_table || self.breaks_page) {
            self.empty(flow);
        }
    }

    /// Heights of a table's rows, estimated, hundredths of a point.
    pub(super) fn heights(&self, table: &Table, flow: Flow) -> Vec<usize> {
        let letters = Font::of(self.letters);
        let setting = Setting {
            letters,
            labels: letters,
            line: letters.height * LINE / 100,
            padding: AROUND,
            indent: super::paragraph::INDENT * TWENTIETH,
            after_item: AROUND,
        };
        let widths = lines::widths(&table.widths, flow.width as usize * TWENTIETH);
        lines::heights(table, &widths, setting, |_| MARGINS as usize * TWENTIETH / 2)
    }

    fn grid(&mut self, table: &Table, heights: &[usize], description: &str, look: Look, flow: Flow) {
        let edges = edges(&table.widths, flow.width);
        self.properties(table, description, &edges, look);
        // For each column, the cell from above that still covers it.
        let mut above: Vec<Option<Covered<'_>>> = vec![None; table.widths.len()];
        let count = table.rows.len();
        for (at, placed) in table.grid().into_iter().enumerate() {
            let is_short = heights[at] * ROW <= self.page;
            self.out.push_str("<w:tr><w:trPr>");
            if is_short {
                self.out.push_str("<w:cantSplit/>");
            }
            if at < look.repeated {
                self.out.push_str("<w:tblHeader/>");
            }
            self.out.push_str("</w:trPr>");
            let flow = Flow { keep_next: at < look.kept && at + 1 < count, in_cell: true, depth: 0, ..flow };
            let middle = is_short || look.kept == count;
            let mut placed = placed.into_iter().peekable();
            let mut column = 0;
            while column < above.len() {
                if let Some((_, cell)) = placed.next_if(|(first, _)| *first == column) {
                    let end = (column + cell.columns).min(above.len());
                    self.cell(cell, &edges[column..=end], look.centred, middle, flow);
                    above[column..end].fill((cell.rows > 1).then_some(Covered { cell, rows: cell.rows - 1 }));
                    column = end.max(column + 1);
                } else if let Some(covered) = above[column] {
                    let end = (column + covered.cell.columns).min(above.len());
                    self.continued(covered.cell, &edges[column..=end], flow);
                    let rows = covered.rows - 1;
                    above[column..end].fill((rows > 0).then_some(Covered { rows, ..covered }));
                    column = end.max(column + 1);
                } else {
                    // A row that is too short: a reader wants each place filled.
                    self.cell(&Cell::text(CellKind::Data, ""), &edges[column..=column + 1], false, middle, flow);
                    column += 1;
                }
            }
            self.out.push_str("</w:tr>\n");
        }
        self.out.push_str("</w:tbl>\n");
        if !flow.in_cell {
            self.after_table = true;
        }
    }

    fn properties(&mut self, table: &Table, description: &str, edges: &[u32], look: Look) {
        let width = edges.last().copied().unwrap_or_default();
        let (row, column) = (u8::from(look.repeated > 0), u8::from(look.centred));
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Table\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0000\" w:firstRow=\"{row}\" w:lastRow=\"0\" \
             w:firstColumn=\"{column}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        );
        let caption = if table.caption.is_empty() { self.section.clone() } else { plain(&table.caption) };
        for (tag, text) in [("tblCaption", caption.as_str()), ("tblDescription", description)] {
            if !text.is_empty() {
                let _ = write!(self.out, "<w:{tag} w:val=\"");
                push_escaped(text, &mut self.out);
                self.out.push_str("\"/>");
            }
        }
        self.out.push_str("</w:tblPr><w:tblGrid>");
        for pair in edges.windows(2) {
            let _ = write!(self.out, "<w:gridCol w:w=\"{}\"/>", pair[1] - pair[0]);
        }
        self.out.push_str("</w:tblGrid>\n");
    }

    /// Opens a cell between its outer edges.
    fn open_cell(&mut self, edges: &[u32], merge: &str, kind: CellKind, middle: bool) -> u32 {
        let width = edges[edges.len() - 1] - edges[0];
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if edges.len() > 2 {
            let _ = write!(self.out, "<w:gridSpan w:val=\"{}\"/>", edges.len() - 1);
        }
        self.out.push_str(merge);
        if kind.is_label() {
            self.put(&["<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"", self.label, "\"/>"]);
        }
        if middle {
            self.out.push_str("<w:vAlign w:val=\"center\"/>");
        }
        self.out.push_str("</w:tcPr>");
        width
    }

    fn cell(&mut self, cell: &Cell, edges: &[u32], centred: bool, middle: bool, flow: Flow) {
        let merge = if cell.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
        let width = self.open_cell(edges, merge, cell.kind, middle);
        let is_narrow = width * 100 <= flow.width * NARROW + flow.width;
        let (style, align) = match cell.kind {
            CellKind::ColumnHeader => ("TableLabel", "center"),
            CellKind::RowHeader => ("TableLabel", if centred { "center" } else { "" }),
            CellKind::Data => ("TableText", if is_narrow { "center" } else { "" }),
            CellKind::Number => ("TableText", "right"),
        };
        let flow = Flow { style, align, width: width.saturating_sub(MARGINS), ..flow };
        self.blocks(&cell.blocks, flow);
        // A cell ends with a paragraph.
        if !matches!(cell.blocks.last(), Some(Block::Paragraph(_) | Block::Heading { .. } | Block::List { .. })) {
            self.line(flow, &[]);
        }
        self.out.push_str("</w:tc>");
    }

    /// A place that a cell from above covers.
    fn continued(&mut self, cell: &Cell, edges: &[u32], flow: Flow) {
        self.open_cell(edges, "<w:vMerge/>", cell.kind, false);
        self.line(flow.styled("TableText"), &[]);
        self.out.push_str("</w:tc>");
    }
}

/// Left edge of each column, and the right edge of the last: rounding adds up to the width.
fn edges(widths: &[u8], width: u32) -> Vec<u32> {
    let whole = widths.iter().map(|width| u32::from(*width)).sum::<u32>().max(1);
    let mut sum = 0;
    let mut out = vec![0];
    for share in widths {
        sum += u32::from(*share);
        out.push(width * sum / whole);
    }
    out
}
