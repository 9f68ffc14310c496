//! Office files as other programs write them, made from pages: the same tables in another dress.

use std::io::{Cursor, Write as _};

use html5gum::{Token, Tokenizer};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A piece of a page.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Heading(u8, String),
    Line(String),
    Item(String),
    /// Caption and rows.
    Table(String, Vec<Vec<Cell>>),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) pieces: Vec<Piece>,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self { columns: 1, rows: 1, pieces: vec![Piece::Line(text.to_owned())] }
    }
}

/// What is open while a page is read.
#[derive(Default)]
struct Open {
    caption: String,
    in_caption: bool,
    rows: Vec<Vec<Cell>>,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Page {
    tables: Vec<Open>,
    out: Vec<Piece>,
    line: String,
    heading: Option<u8>,
    in_item: bool,
    skip: bool,
}

impl Page {
    fn put(&mut self, piece: Piece) {
        match self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut()) {
            Some(cell) => cell.pieces.push(piece),
            None => self.out.push(piece),
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.line).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut().filter(|table| table.in_caption) {
            table.caption = text;
            return;
        }
        let is_item = std::mem::take(&mut self.in_item);
        self.put(match self.heading {
            Some(level) => Piece::Heading(level, text),
            None if is_item => Piece::Item(text),
            None => Piece::Line(text),
        });
    }

    fn end_cell(&mut self) {
        self.flush();
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.take()
        {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            table.rows.last_mut().unwrap().push(cell);
        }
    }

    fn open(&mut self, name: &str, columns: usize, rows: usize) {
        match name {
            "script" | "style" | "title" | "svg" => self.skip = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse().ok();
            }
            "li" => {
                self.flush();
                self.in_item = true;
            }
            "table" => {
                self.flush();
                self.tables.push(Open::default());
            }
            "caption" => {
                self.flush();
                self.tables.last_mut().unwrap().in_caption = true;
            }
            "tr" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell { columns, rows, pieces: Vec::new() });
                }
            }
            "p" | "div" | "br" | "ul" | "ol" | "section" | "article" | "dl" | "dt" | "dd" | "thead" | "tbody"
            | "hr" => {
                self.flush();
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "script" | "style" | "title" | "svg" => self.skip = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = None;
            }
            "caption" => {
                self.flush();
                self.tables.last_mut().unwrap().in_caption = false;
            }
            "table" => {
                self.end_cell();
                if let Some(table) = self.tables.pop() {
                    self.put(Piece::Table(table.caption, table.rows));
                }
            }
            "td" | "th" | "tr" => self.end_cell(),
            "p" | "div" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" => self.flush(),
            _ => {}
        }
    }
}

/// The pieces of a page.
pub(super) fn pieces(page: &str) -> Vec<Piece> {
    let mut out = Page::default();
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let number = |name: &[u8]| -> usize {
                    let value = tag.attributes.iter().find(|(key, _)| key.as_slice() == name);
                    value.and_then(|(_, value)| String::from_utf8_lossy(value).trim().parse().ok()).unwrap_or(1)
                };
                out.open(&String::from_utf8_lossy(&tag.name), number(b"colspan").max(1), number(b"rowspan").max(1));
            }
            Token::EndTag(tag) => out.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if !out.skip => out.line.push_str(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    out.flush();
    while !out.tables.is_empty() {
        out.close("table");
    }
    out.out
}

/// Whether a table stands in another, which no spreadsheet can show.
pub(super) fn is_nested(pieces: &[Piece]) -> bool {
    let has_table = |cell: &Cell| cell.pieces.iter().any(|piece| matches!(piece, Piece::Table(..)));
    pieces.iter().any(|piece| matches!(piece, Piece::Table(_, rows) if rows.iter().flatten().any(has_table)))
}

/// A package of parts.
pub(super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// For each row, its cells with their columns; `None` for a column that a cell from above covers.
fn laid(rows: &[Vec<Cell>]) -> Vec<Vec<(usize, Option<&Cell>)>> {
    let mut hanging: Vec<(usize, Option<&Cell>)> = Vec::new();
    let mut out = Vec::new();
    for row in rows {
        let mut cells = row.iter();
        let mut placed = Vec::new();
        let mut column = 0;
        loop {
            hanging.resize(hanging.len().max(column + 1), (0, None));
            if hanging[column].0 > 0 {
                let width = hanging[column].1.map_or(1, |cell| cell.columns);
                placed.push((column, None));
                for (rows, _) in &mut hanging[column..column + width] {
                    *rows -= 1;
                }
                column += width;
                continue;
            }
            let Some(cell) = cells.next() else {
                if hanging[column..].iter().all(|(rows, _)| *rows == 0) {
                    break;
                }
                column += 1;
                continue;
            };
            hanging.resize(hanging.len().max(column + cell.columns), (0, None));
            hanging[column..column + cell.columns].fill((cell.rows - 1, Some(cell)));
            placed.push((column, Some(cell)));
            column += cell.columns;
        }
        out.push(placed);
    }
    out
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A file as Word writes it: runs cut anywhere, properties before text.
pub(super) fn docx(pieces: &[Piece]) -> Vec<u8> {
    let styles: String = (1..=6)
        .map(|level| {
            let outline = level - 1;
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"{level}\"><w:name w:val=\"heading {level}\"/>\
                 <w:pPr><w:outlineLvl w:val=\"{outline}\"/></w:pPr></w:style>"
            )
        })
        .collect();
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/>\
                     <w:lvlText w:val=\"\u{F0B7}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = docx_pieces(pieces);
    package(&[
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("word/document.xml", &format!("<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>")),
        ("word/styles.xml", &format!("<w:styles {WORD}>{styles}</w:styles>")),
        ("word/numbering.xml", &format!("<w:numbering {WORD}>{numbering}</w:numbering>")),
    ])
}

fn docx_line(properties: &str, text: &str) -> String {
    let (head, tail) = text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
    let run = |text: &str| {
        format!("<w:r><w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
    };
    format!("<w:p><w:pPr>{properties}</w:pPr>{}{}</w:p>", run(head), run(tail))
}

fn docx_pieces(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Heading(level, text) => docx_line(&format!("<w:pStyle w:val=\"{level}\"/>"), text),
            Piece::Line(text) => docx_line("", text),
            Piece::Item(text) => docx_line("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", text),
            Piece::Table(caption, rows) => {
                let above = if caption.is_empty() { String::new() } else { docx_line("", caption) };
                let mut merged: Vec<usize> = Vec::new();
                let rows: String = laid(rows)
                    .into_iter()
                    .map(|row| {
                        let cells: String = row
                            .into_iter()
                            .map(|(column, cell)| {
                                merged.resize(merged.len().max(column + 1), 1);
                                let Some(cell) = cell else {
                                    let span = merged[column];
                                    return format!(
                                        "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/><w:vMerge/></w:tcPr><w:p/></w:tc>"
                                    );
                                };
                                merged[column] = cell.columns;
                                let span = cell.columns;
                                let merge = if cell.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                                let text = docx_pieces(&cell.pieces);
                                format!(
                                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>{text}<w:p/></w:tc>"
                                )
                            })
                            .collect();
                        format!("<w:tr>{cells}</w:tr>")
                    })
                    .collect();
                format!("{above}<w:tbl><w:tblPr/>{rows}</w:tbl>")
            }
        })
        .collect()
}

/// A file as 한글 writes it: tables within paragraphs, sizes of cells after their text.
pub(super) fn hwpx(pieces: &[Piece]) -> Vec<u8> {
    let headings: String = (1..=6)
        .map(|level| {
            format!(
                "<hh:paraPr id=\"{level}\"><hh:heading type=\"OUTLINE\" idRef=\"0\" level=\"{}\"/></hh:paraPr>",
                level - 1
            )
        })
        .collect();
    let header = format!(
        "<hh:head xmlns:hh=\"h\"><hh:paraPr id=\"0\"><hh:heading type=\"NONE\" idRef=\"0\" level=\"0\"/></hh:paraPr>{headings}\
         <hh:paraPr id=\"9\"><hh:heading type=\"BULLET\" idRef=\"1\" level=\"0\"/></hh:paraPr></hh:head>"
    );
    let body = hwpx_pieces(pieces);
    let section = format!(
        "<hs:sec xmlns:hs=\"s\" xmlns:hp=\"p\"><hp:p paraPrIDRef=\"0\"><hp:run charPrIDRef=\"0\"><hp:secPr/></hp:run></hp:p>{body}</hs:sec>"
    );
    package(&[
        ("mimetype", "application/hwp+zip"),
        ("Contents/header.xml", &header),
        ("Contents/section0.xml", &section),
    ])
}

fn hwpx_line(look: u8, text: &str) -> String {
    let text = escaped(text);
    format!(
        "<hp:p paraPrIDRef=\"{look}\" styleIDRef=\"0\"><hp:run charPrIDRef=\"0\"><hp:t>{text}</hp:t></hp:run></hp:p>"
    )
}

fn hwpx_pieces(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Heading(level, text) => hwpx_line(*level, text),
            Piece::Line(text) => hwpx_line(0, text),
            Piece::Item(text) => hwpx_line(9, text),
            Piece::Table(caption, rows) => {
                let above = if caption.is_empty() { String::new() } else { hwpx_line(0, caption) };
                let rows: String = laid(rows)
                    .into_iter()
                    .enumerate()
                    .map(|(row, cells)| {
                        let cells = cells.into_iter().filter_map(|(column, cell)| Some((column, cell?)));
                        let cells: String = cells
                            .map(|(column, cell)| {
                                let text = hwpx_pieces(&cell.pieces);
                                format!(
                                    "<hp:tc header=\"0\"><hp:subList>{text}<hp:p paraPrIDRef=\"0\"/></hp:subList>\
                                     <hp:cellAddr colAddr=\"{column}\" rowAddr=\"{row}\"/>\
                                     <hp:cellSpan colSpan=\"{}\" rowSpan=\"{}\"/></hp:tc>",
                                    cell.columns, cell.rows
                                )
                            })
                            .collect();
                        format!("<hp:tr>{cells}</hp:tr>")
                    })
                    .collect();
                format!("{above}<hp:p paraPrIDRef=\"0\"><hp:run charPrIDRef=\"0\"><hp:tbl>{rows}</hp:tbl><hp:t/></hp:run></hp:p>")
            }
        })
        .collect()
}

/// A column's letters.
pub(super) fn letters(column: usize) -> String {
    let mut out = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        out.insert(0, char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap()));
        rest = (rest - 1) / 26;
    }
    out
}

const SHEET: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// A workbook of one sheet with these parts of XML in it.
pub(super) fn workbook(rows: &str, merges: &str) -> Vec<u8> {
    let merges = if merges.is_empty() { String::new() } else { format!("<mergeCells>{merges}</mergeCells>") };
    package(&[
        (
            "xl/workbook.xml",
            &format!(
                "<workbook {SHEET} xmlns:r=\"r\"><sheets><sheet name=\"시트1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet {SHEET}><sheetData>{rows}</sheetData>{merges}</worksheet>")),
    ])
}

/// A workbook with everything one below the other, from the second column on, an empty row between pieces.
pub(super) fn xlsx(pieces: &[Piece]) -> Vec<u8> {
    let (mut rows, mut merges, mut row) = (String::new(), String::new(), 1_usize);
    let cell = |column: usize, row: usize, text: &str| {
        let text = escaped(text);
        format!(
            "<c r=\"{}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>",
            letters(column + 1)
        )
    };
    let mut was_table = false;
    for piece in pieces {
        match piece {
            Piece::Heading(_, text) | Piece::Line(text) | Piece::Item(text) => {
                row += usize::from(was_table);
                was_table = false;
                let sign = if matches!(piece, Piece::Item(_)) { "• " } else { "" };
                rows += &format!("<row r=\"{row}\">{}</row>", cell(0, row, &format!("{sign}{text}")));
                row += 1;
            }
            Piece::Table(caption, table) => {
                if !caption.is_empty() {
                    row += 1;
                    rows += &format!("<row r=\"{row}\">{}</row>", cell(0, row, caption));
                    row += 1;
                }
                row += 1;
                was_table = true;
                for placed in laid(table) {
                    let mut cells = String::new();
                    for (column, own) in placed.into_iter().filter_map(|(column, own)| Some((column, own?))) {
                        let lines = own.pieces.iter().map(|piece| match piece {
                            Piece::Item(text) => format!("• {text}"),
                            Piece::Heading(_, text) | Piece::Line(text) => text.clone(),
                            Piece::Table(..) => panic!("a table in a cell of a sheet"),
                        });
                        cells += &cell(column, row, &lines.collect::<Vec<_>>().join("\n"));
                        if own.columns > 1 || own.rows > 1 {
                            let (first, last) = (letters(column + 1), letters(column + own.columns));
                            merges += &format!("<mergeCell ref=\"{first}{row}:{last}{}\"/>", row + own.rows - 1);
                        }
                    }
                    rows += &format!("<row r=\"{row}\">{cells}</row>");
                    row += 1;
                }
            }
        }
    }
    workbook(&rows, &merges)
}
