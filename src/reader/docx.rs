//! DOCX: paragraphs and tables of the body, with what styles and numberings say of them.

mod styles;

use super::package::{Package, damaged};
use super::transcript::Transcript;
use super::tree::Tag;
use super::xml::{self, Element, Piece};
use crate::diagnostic::Diagnostic;
use styles::{Kind, Styles};

/// The part by which the format is known.
pub(super) const BODY: &str = "word/document.xml";
/// Cells that a row may leave out before its first or after its last.
const MOST_LEFT_OUT: usize = 63;

pub(super) fn transcribe(package: &mut Package<'_>) -> Result<Transcript, Diagnostic> {
    let body = package.text(BODY)?.ok_or_else(|| damaged("본문이 없습니다"))?;
    let styles = Styles::read(package)?;
    let mut reader = Reader {
        styles,
        out: Transcript::default(),
        depth: 0,
        skip: None,
        paragraphs: Vec::new(),
        tables: Vec::new(),
        count: 0,
        in_text: false,
        in_row_properties: false,
    };
    xml::read(&body, BODY, |piece| reader.piece(&piece))?;
    Ok(reader.out)
}

/// Elements that are skipped with all that is in them: what was struck out, what stands there twice,
/// former properties, notes on how a word is read.
fn is_skipped(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "rt" | "instrText" | "delText" | "sectPr")
        || name.ends_with("Change")
}

/// A paragraph whose end has not come.
#[derive(Default)]
struct Paragraph {
    style: String,
    numbering: Option<(String, usize)>,
    level: Option<usize>,
    /// The tags that it opened, once there was something in it.
    begun: Option<Kind>,
    run: Option<Run>,
    in_properties: bool,
}

#[derive(Default)]
struct Run {
    is_raised: bool,
    is_code: bool,
    is_hidden: bool,
    in_properties: bool,
}

#[derive(Default)]
struct Table {
    /// Where it stands among the tables of the document, and how many rows have begun.
    number: usize,
    row: usize,
    row_begun: bool,
    is_header: bool,
    /// The row was struck out.
    is_struck: bool,
    column: usize,
    /// For each column, the cell that a merge goes on with.
    above: Vec<Option<usize>>,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    depth: usize,
    columns: usize,
    /// `true` begins a merge downwards, `false` goes on with one.
    merge: Option<bool>,
    /// Whether it goes on with the cell to its left: files of old programs.
    is_beside: bool,
    opened: Option<usize>,
}

struct Reader {
    styles: Styles,
    out: Transcript,
    depth: usize,
    /// The depth of the element in which nothing is read.
    skip: Option<usize>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    count: usize,
    in_text: bool,
    in_row_properties: bool,
}

impl Reader {
    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(element) => {
                self.depth += 1;
                if self.skip.is_some() {
                    return;
                }
                if is_skipped(element.name) && !self.in_row_properties {
                    self.skip = Some(self.depth);
                    return;
                }
                self.open(element);
            }
            Piece::Close(name) => {
                if self.skip == Some(self.depth) {
                    self.skip = None;
                    self.ended(name);
                } else if self.skip.is_none() {
                    self.close(name);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Piece::Text(text) => {
                if self.in_text && self.skip.is_none() {
                    self.text(text);
                }
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "p" => {
                self.open_cell();
                if self.skip.is_none() {
                    self.paragraphs.push(Paragraph::default());
                }
            }
            "tbl" => {
                self.open_cell();
                if self.skip.is_some() {
                    return;
                }
                // A table within a paragraph is one of a text box.
                self.begin();
                self.count += 1;
                self.tables.push(Table { number: self.count, ..Table::default() });
                self.out.open(Tag::Table);
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let (number, row, above) = (table.number, table.row + 1, std::mem::take(&mut table.above));
                    *table = Table { number, row, above, ..Table::default() };
                }
            }
            "tc" => {
                if self.tables.last().is_some_and(|table| table.is_struck) {
                    self.skip = Some(self.depth);
                    return;
                }
                self.begin_row();
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell { depth: self.depth, columns: 1, ..Cell::default() });
                }
            }
            "trPr" => self.in_row_properties = true,
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = Some(Run::default());
                }
            }
            "t" => self.in_text = true,
            name => {
                self.property(element);
                self.content(name, element);
            }
        }
    }

    /// What properties say.
    fn property(&mut self, element: &Element<'_>) {
        let value = || element.get("val").unwrap_or_default();
        if let Some(table) = self.tables.last_mut() {
            match (element.name, table.cell.as_mut()) {
                ("gridSpan", Some(cell)) => cell.columns = element.number("val").unwrap_or(1).max(1),
                ("vMerge", Some(cell)) => cell.merge = Some(value() == "restart"),
                ("hMerge", Some(cell)) => cell.is_beside = value() != "restart",
                ("tblHeader", None) => table.is_header = element.is_on(),
                ("del", None) => table.is_struck = true,
                ("gridBefore", None) => {
                    let count = element.number("val").unwrap_or(0).min(MOST_LEFT_OUT);
                    self.leave_out(count);
                }
                _ => {}
            }
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if let Some(run) = paragraph.run.as_mut() {
            match element.name {
                "rPr" => run.in_properties = true,
                "vertAlign" => run.is_raised = value() == "superscript",
                "rStyle" => run.is_code = value() == "Code",
                "vanish" => run.is_hidden = element.is_on(),
                _ => {}
            }
        } else if element.name == "pPr" {
            paragraph.in_properties = true;
        } else if paragraph.in_properties {
            match element.name {
                "pStyle" => paragraph.style = value(),
                "outlineLvl" => paragraph.level = element.number("val"),
                "numId" => paragraph.numbering.get_or_insert_default().0 = value(),
                "ilvl" => paragraph.numbering.get_or_insert_default().1 = element.number("val").unwrap_or(0),
                _ => {}
            }
        }
    }

    /// What stands in a run beside text.
    fn content(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        if paragraph.run.as_ref().is_none_or(|run| run.in_properties) {
            return;
        }
        match name {
            "br" | "cr" => match paragraph.begun {
                // A heading is one line, however it is set.
                Some(Kind::Heading(_)) => self.text(" "),
                Some(_) => self.out.line_break(),
                None => {}
            },
            "tab" | "ptab" => self.text(" "),
            "noBreakHyphen" => self.text("-"),
            "sym" => {
                let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // A letter of a font of signs, wherever the file puts it.
                let sign = code.map(|code| 0xF000 | (code & 0xFF)).and_then(char::from_u32);
                self.text(&sign.map(String::from).unwrap_or_default());
            }
            "blip" | "imagedata" | "chart" => self.out.figure(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "tbl" if self.tables.pop().is_some() => self.out.close(Tag::Table),
            "tc" => {
                self.open_cell();
                self.skip = None;
                self.ended(name);
            }
            "trPr" => self.in_row_properties = false,
            "tr" => self.ended(name),
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = None;
                }
            }
            "rPr" => {
                if let Some(run) = self.paragraphs.last_mut().and_then(|paragraph| paragraph.run.as_mut()) {
                    run.in_properties = false;
                }
            }
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = false;
                }
            }
            "t" => self.in_text = false,
            _ => {}
        }
    }

    /// The end of a cell or row, read or not.
    fn ended(&mut self, name: &str) {
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "tc" => {
                if let Some(cell) = table.cell.take() {
                    table.column += cell.columns;
                    if cell.opened.is_some() {
                        self.out.close_cell();
                    }
                }
                self.out.place(String::new());
            }
            "tr" if table.row_begun => self.out.close(Tag::Row),
            _ => {}
        }
    }

    fn begin_row(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && !std::mem::replace(&mut table.row_begun, true)
        {
            self.out.open(Tag::Row);
        }
    }

    fn leave_out(&mut self, count: usize) {
        self.begin_row();
        for _ in 0..count {
            self.out.open_cell(false);
            self.out.close_cell();
        }
        if let Some(table) = self.tables.last_mut() {
            table.column += count;
        }
    }

    /// Opens the cell that has begun, or goes on with the one above it.
    fn open_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let (column, is_header) = (table.column, table.is_header);
        let Some(cell) = table.cell.as_mut().filter(|cell| cell.opened.is_none()) else { return };
        let cell_depth = cell.depth;
        let end = (column + cell.columns).min(super::grid::MOST_COLUMNS);
        table.above.resize(table.above.len().max(end), None);
        let above = table.above.get(column).copied().flatten();
        if cell.is_beside || (cell.merge == Some(false) && above.is_some()) {
            let left = column.checked_sub(1).and_then(|left| table.above.get(left).copied().flatten());
            if let Some(above) = above.filter(|_| !cell.is_beside) {
                self.out.resize(above, |_, rows| *rows += 1);
            } else if let Some(left) = left {
                self.out.resize(left, |columns, _| *columns += 1);
                table.above[column..end.max(column)].fill(Some(left));
            }
            // What stands in it is not shown.
            self.skip = Some(cell_depth);
            return;
        }
        let (columns, number, row) = (cell.columns, table.number, table.row);
        let opened = self.out.open_cell(is_header);
        cell.opened = Some(opened);
        self.out.resize(opened, |all, _| *all = columns);
        if column < end {
            // Also a cell that is not merged: files that only mark the cells below are met.
            table.above[column..end].fill(Some(opened));
        }
        self.out.place(format!("[표 {number}, {row}행] "));
    }

    /// Begins the paragraph, now that something stands in it.
    fn begin(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| paragraph.begun.is_none()) else { return };
        let (kind, label) = self.styles.kind(&paragraph.style, paragraph.level, paragraph.numbering.as_ref());
        paragraph.begun = Some(kind);
        for tag in kind.tags() {
            self.out.open(tag);
        }
        if !label.is_empty() {
            self.out.push(&format!("{label} "));
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        let Some((is_raised, is_code)) = paragraph
            .run
            .as_ref()
            .map_or(Some((false, false)), |run| (!run.is_hidden).then_some((run.is_raised, run.is_code)))
        else {
            return;
        };
        self.begin();
        if self.paragraphs.last().is_some_and(|paragraph| paragraph.begun == Some(Kind::Contents)) {
            return;
        }
        let tags = [is_raised.then_some(Tag::Sup), is_code.then_some(Tag::Code)];
        tags.into_iter().flatten().for_each(|tag| self.out.open(tag));
        self.out.push(text);
        tags.into_iter().rev().flatten().for_each(|tag| self.out.close(tag));
    }

    fn close_paragraph(&mut self) {
        // A number that a program counts stands in a paragraph of nothing else.
        let is_counted = self
            .paragraphs
            .last()
            .is_some_and(|one| one.begun.is_none() && self.styles.is_named(&one.style, one.numbering.as_ref()));
        if is_counted {
            self.begin();
        }
        let Some(paragraph) = self.paragraphs.pop() else { return };
        for tag in paragraph.begun.iter().flat_map(|kind| kind.tags().into_iter().rev()) {
            self.out.close(tag);
        }
        self.in_text = false;
    }
}
