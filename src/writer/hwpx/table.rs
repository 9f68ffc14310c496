//! Tables: caption, cells by their grid address, where pages may break.

use std::fmt::Write as _;

use super::body::Writer;
use super::shapes::{Align, Lines, Named, POINT};
use crate::document::{Block, Cell, CellKind, Field, Inline, Table, plain};
use crate::writer::office::lines::{self, Break, Font, Setting, widths};
use crate::writer::office::xml::push_escaped;

/// Beside the text of a cell, HWPUNIT.
const BESIDE: usize = 510;
/// Beside the text of a cell in a narrow column.
const NARROW: usize = 100;
/// Columns below this are narrow, 17 mm: a tenth of the text between usual margins.
const NARROW_COLUMN: usize = 4900;
/// Height of a line in a cell, percent of the letters'.
const SPACING: usize = 145;
/// Above and below the text of a cell, HWPUNIT.
const ABOVE: usize = 220;
/// Below an item of a list, HWPUNIT.
const AFTER_ITEM: usize = 200;
/// Below a table, HWPUNIT.
const GAP: usize = 567;
/// Borders and grounds in the header's list: of content, of labels.
const PLAIN: usize = 2;
const LABEL: usize = 3;

impl Writer<'_> {
    /// A table with rows so high; links to the anchor lead to it.
    pub(super) fn table(&mut self, table: &Table, heights: &[usize], anchor: Option<&str>, description: &str) {
        let total = self.sheet.text_width as usize;
        let widths = widths(&table.widths, total);
        let letters = self.shapes.letters_of(Named::Cell);
        let breaking = lines::breaking(heights, self.sheet.text_height as usize);
        let repeated = match anchor {
            Some(_) if breaking != Break::Never => self.title_rows(table),
            _ => table.head_rows(),
        };
        // 한글 makes a row as high as its text needs; others believe what is written.
        let height: usize = heights.iter().sum();
        // The heading above says it already.
        let caption = plain(&table.caption);
        if caption != self.section && caption != self.last_heading {
            self.caption(&table.caption);
        }
        let after = if breaking == Break::Never { 8 } else { 4 } * POINT;
        let host = Lines { spacing: 100, after, ..Named::Normal.lines() };
        self.begin(host, Named::Normal);
        if let Some(anchor) = anchor {
            self.bookmark(anchor, letters);
        }
        self.tables += 1;
        let (id, rows, columns) = (self.tables, table.rows.len(), widths.len());
        let run = self.shapes.letters(letters);
        let (repeats, name) = (u8::from(repeated > 0), breaks(breaking));
        // A table in one piece stands in its line like a letter, so that its caption stays with it; such a
        // table is never broken, one that may break is beside the text.
        let inline = u8::from(breaking == Break::Never);
        let _ = write!(
            self.out,
            "<hp:run charPrIDRef=\"{run}\"><hp:tbl id=\"{id}\" zOrder=\"{id}\" numberingType=\"TABLE\" \
             textWrap=\"TOP_AND_BOTTOM\" textFlow=\"BOTH_SIDES\" lock=\"0\" dropcapstyle=\"None\" pageBreak=\"{name}\" \
             repeatHeader=\"{repeats}\" rowCnt=\"{rows}\" colCnt=\"{columns}\" cellSpacing=\"0\" \
             borderFillIDRef=\"{PLAIN}\" noAdjust=\"0\"><hp:sz width=\"{total}\" widthRelTo=\"ABSOLUTE\" \
             height=\"{height}\" heightRelTo=\"ABSOLUTE\" protect=\"0\"/><hp:pos treatAsChar=\"{inline}\" \
             affectLSpacing=\"0\" flowWithText=\"1\" allowOverlap=\"0\" holdAnchorAndSO=\"0\" vertRelTo=\"PARA\" \
             horzRelTo=\"COLUMN\" vertAlign=\"TOP\" horzAlign=\"LEFT\" vertOffset=\"0\" horzOffset=\"0\"/>\
             <hp:outMargin left=\"0\" right=\"0\" top=\"0\" bottom=\"{GAP}\"/>"
        );
        if !description.is_empty() {
            self.out.push_str("<hp:shapeComment>");
            push_escaped(description, &mut self.out);
            self.out.push_str("</hp:shapeComment>");
        }
        let _ =
            write!(self.out, "<hp:inMargin left=\"{BESIDE}\" right=\"{BESIDE}\" top=\"{ABOVE}\" bottom=\"{ABOVE}\"/>");
        for (row, cells) in table.grid().iter().enumerate() {
            self.out.push_str("<hp:tr>");
            for (column, cell) in cells {
                let end = (column + cell.columns).min(columns);
                let width = widths.get(*column..end).unwrap_or_default().iter().sum();
                let size = [width, heights[row..(row + cell.rows).min(rows)].iter().sum()];
                self.cell(cell, [row, *column], size, row < repeated);
            }
            self.out.push_str("</hp:tr>");
        }
        self.out.push_str("</hp:tbl></hp:run>");
        self.end();
    }

    /// Heights of a table's rows, estimated.
    pub(super) fn heights(&self, table: &Table) -> Vec<usize> {
        let letters = font(self.shapes.letters_of(Named::Cell).height);
        let setting = Setting {
            letters,
            labels: bold(letters),
            line: letters.height * SPACING / 100,
            padding: 2 * ABOVE,
            indent: letters.height,
            after_item: AFTER_ITEM,
        };
        lines::heights(table, &widths(&table.widths, self.sheet.text_width as usize), setting, beside)
    }

    /// How many rows say which requirement a table is of, before those that say what is required.
    fn title_rows(&self, table: &Table) -> usize {
        let names = |field: Option<Field>| matches!(field, Some(Field::Category | Field::Number | Field::Title));
        let rows = self.layout().rows.iter().take_while(|row| names(row.field)).count();
        rows.min(table.rows.len().saturating_sub(1))
    }

    /// A paragraph on one page with the table below it: 한글's own captions are drawn differently by
    /// different readers.
    fn caption(&mut self, content: &[Inline]) {
        if !content.is_empty() {
            let place = self.place(Named::Caption);
            self.blocks(&[Block::Paragraph(content.to_vec())], place);
        }
    }

    fn sub_list(&mut self, align: &str) {
        let _ = write!(
            self.out,
            "<hp:subList id=\"\" textDirection=\"HORIZONTAL\" lineWrap=\"BREAK\" vertAlign=\"{align}\" \
             linkListIDRef=\"0\" linkListNextIDRef=\"0\" textWidth=\"0\" textHeight=\"0\" hasTextRef=\"0\" hasNumRef=\"0\">"
        );
    }

    fn cell(&mut self, cell: &Cell, [row, column]: [usize; 2], [width, height]: [usize; 2], repeats: bool) {
        let is_label = cell.kind.is_label();
        let fill = if is_label { LABEL } else { PLAIN };
        let header = u8::from(repeats);
        let _ = write!(
            self.out,
            "<hp:tc name=\"\" header=\"{header}\" hasMargin=\"1\" protect=\"0\" editable=\"0\" dirty=\"0\" borderFillIDRef=\"{fill}\">"
        );
        self.sub_list("CENTER");
        let beside = beside(width);
        let mut place = self.place(Named::Cell);
        place.letters.bold = is_label;
        place.lines.align = match cell.kind {
            CellKind::ColumnHeader | CellKind::RowHeader => Align::Center,
            CellKind::Number | CellKind::Data if beside == NARROW => Align::Center,
            CellKind::Number => Align::Right,
            CellKind::Data => Align::Left,
        };
        match cell.blocks.as_slice() {
            [Block::Paragraph(content)] if is_label => {
                let letters = bold(font(place.letters.height));
                let lines = lines::set(content, width.saturating_sub(2 * beside), letters);
                self.blocks(&[Block::Paragraph(lines)], place);
            }
            blocks => self.blocks(blocks, place),
        }
        let (columns, rows) = (cell.columns, cell.rows);
        let _ = write!(
            self.out,
            "</hp:subList><hp:cellAddr colAddr=\"{column}\" rowAddr=\"{row}\"/><hp:cellSpan colSpan=\"{columns}\" \
             rowSpan=\"{rows}\"/><hp:cellSz width=\"{width}\" height=\"{height}\"/>\
             <hp:cellMargin left=\"{beside}\" right=\"{beside}\" top=\"{ABOVE}\" bottom=\"{ABOVE}\"/></hp:tc>"
        );
    }
}

/// Letters of a height; 한글 sets a space half as wide as high unless told to take the font's (`useFontSpace`).
pub(super) fn font(height: u32) -> Font {
    Font { height: height as usize, syllable: 100, space: 50 }
}

/// Bold letters are a little wider.
fn bold(letters: Font) -> Font {
    Font { height: letters.height + POINT as usize / 2, ..letters }
}

/// OWPML's word for where a table breaks.
fn breaks(breaking: Break) -> &'static str {
    match breaking {
        Break::Never => "NONE",
        Break::BetweenRows => "TABLE",
        Break::Anywhere => "CELL",
    }
}

/// White beside the text of a cell.
fn beside(width: usize) -> usize {
    if width < NARROW_COLUMN { NARROW } else { BESIDE }
}
