//! HWPX: paragraphs and tables of the sections, with what the header says of their styles.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{Package, damaged, locked};
use super::transcript::Transcript;
use super::tree::Tag;
use super::xml::{self, Element, Piece};
use crate::diagnostic::Diagnostic;

/// The part by which the format is known.
pub(super) const BODY: &str = "Contents/section0.xml";
const HEADER: &str = "Contents/header.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

pub(super) fn transcribe(package: &mut Package<'_>) -> Result<Transcript, Diagnostic> {
    if package.text(MANIFEST)?.is_some_and(|text| text.contains("encryption-data")) {
        return Err(locked());
    }
    let mut header = Header::default();
    if let Some(text) = package.text(HEADER)? {
        header.read(&text)?;
    }
    let number =
        |name: &str| -> Option<usize> { name.strip_prefix("Contents/section")?.strip_suffix(".xml")?.parse().ok() };
    let mut sections: Vec<(usize, String)> =
        package.names().into_iter().filter_map(|name| Some((number(&name)?, name))).collect();
    sections.sort();
    let mut reader = Reader { header, ..Reader::default() };
    for (_, name) in &sections {
        let text = package.text(name)?.ok_or_else(|| damaged("본문이 없습니다"))?;
        xml::read(&text, name, |piece| reader.piece(&piece))?;
    }
    Ok(reader.out)
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Plain,
    Heading(u8),
    Item,
    /// A line of the contents, which say again what headings say.
    Contents,
}

impl Kind {
    fn tags(self) -> Vec<Tag> {
        match self {
            Self::Plain => vec![Tag::Block],
            Self::Heading(level) => vec![Tag::Heading(level)],
            Self::Item => vec![Tag::List, Tag::Item],
            Self::Contents => Vec::new(),
        }
    }

    fn heading(level: usize) -> Self {
        Self::Heading(u8::try_from(level).unwrap_or(6).min(6))
    }
}

/// What paragraphs and letters look like, by their ids.
#[derive(Debug, Default)]
struct Header {
    raised: BTreeSet<String>,
    paragraphs: BTreeMap<String, Kind>,
    styles: BTreeMap<String, Kind>,
}

impl Header {
    fn read(&mut self, text: &str) -> Result<(), Diagnostic> {
        let (mut letters, mut paragraph) = (None, None);
        xml::read(text, HEADER, |piece| {
            let element = match piece {
                Piece::Open(element) => element,
                Piece::Close("charPr") => return letters = None,
                Piece::Close("paraPr") => return paragraph = None,
                Piece::Close(_) | Piece::Text(_) => return,
            };
            match element.name {
                "charPr" => letters = element.get("id"),
                "supscript" => self.raised.extend(letters.clone()),
                "paraPr" => paragraph = element.get("id"),
                "heading" => {
                    let kind = match element.get("type").unwrap_or_default().as_str() {
                        "OUTLINE" => Kind::heading(element.number("level").unwrap_or(0) + 2),
                        "NUMBER" | "BULLET" => Kind::Item,
                        _ => Kind::Plain,
                    };
                    self.paragraphs.extend(paragraph.clone().map(|id| (id, kind)));
                }
                "style" => {
                    let name = element.get("engName").unwrap_or_default().to_lowercase();
                    let number = |word: &str| name.strip_prefix(word)?.trim().parse::<usize>().ok();
                    let kind = match (number("outline "), number("toc ")) {
                        _ if name == "title" => Kind::Heading(1),
                        (Some(level), _) => Kind::heading(level + 1),
                        (_, Some(_)) => Kind::Contents,
                        _ => Kind::Plain,
                    };
                    self.styles.extend(element.get("id").map(|id| (id, kind)));
                }
                _ => {}
            }
        })
    }

    fn kind(&self, paragraph: &Element<'_>) -> Kind {
        let find = |map: &BTreeMap<String, Kind>, name| {
            paragraph.get(name).and_then(|id| map.get(&id).copied()).unwrap_or_default()
        };
        match (find(&self.styles, "styleIDRef"), find(&self.paragraphs, "paraPrIDRef")) {
            // A heading's number may have been taken away; what it looks like decides over what it is called.
            (Kind::Plain, shown) => shown,
            (called, _) => called,
        }
    }
}

/// Elements that are skipped with all that is in them: what stands beside the text, and what draws it.
fn is_skipped(name: &str) -> bool {
    matches!(name, "secPr" | "footNote" | "endNote" | "header" | "footer" | "hiddenComment" | "parameters" | "memo")
}

#[derive(Default)]
struct Paragraph {
    kind: Kind,
    has_begun: bool,
    is_raised: bool,
}

#[derive(Default)]
struct Table {
    number: usize,
    row: usize,
    cell: Option<usize>,
}

#[derive(Default)]
struct Reader {
    header: Header,
    out: Transcript,
    depth: usize,
    skip: Option<usize>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    count: usize,
    in_text: bool,
    /// Between the marks of what was struck out.
    is_struck: bool,
}

impl Reader {
    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(element) => {
                self.depth += 1;
                if self.skip.is_some() {
                    return;
                }
                if is_skipped(element.name) {
                    self.skip = Some(self.depth);
                    return;
                }
                self.open(element);
            }
            Piece::Close(name) => {
                if self.skip == Some(self.depth) {
                    self.skip = None;
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
                let kind = self.header.kind(element);
                self.paragraphs.push(Paragraph { kind, ..Paragraph::default() });
            }
            "run" => {
                let is_raised = element.get("charPrIDRef").is_some_and(|id| self.header.raised.contains(&id));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_raised = is_raised;
                }
            }
            "t" => self.in_text = true,
            "deleteBegin" => self.is_struck = true,
            "deleteEnd" => self.is_struck = false,
            "lineBreak" => {
                match self.paragraphs.last() {
                    // A heading is one line, however it is set.
                    Some(Paragraph { kind: Kind::Heading(_), .. }) => self.text(" "),
                    Some(paragraph) if paragraph.has_begun => self.out.line_break(),
                    _ => {}
                }
            }
            "tab" | "nbSpace" | "fwSpace" if self.in_text => self.text(" "),
            "hyphen" if self.in_text => self.text("-"),
            "tbl" => {
                self.begin();
                self.count += 1;
                self.tables.push(Table { number: self.count, ..Table::default() });
                self.out.open(Tag::Table);
                self.in_text = false;
            }
            "caption" if self.tables.last().is_some_and(|table| table.cell.is_none()) => self.out.open(Tag::Caption),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    self.out.open(Tag::Row);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    let is_header = element.get("header").is_some_and(|value| value == "1");
                    table.cell = Some(self.out.open_cell(is_header));
                    self.out.place(format!("[표 {}, {}행] ", table.number, table.row));
                }
            }
            "cellSpan" => {
                if let Some(cell) = self.tables.last().and_then(|table| table.cell) {
                    let span = |name| element.number(name).unwrap_or(1).max(1);
                    self.out.resize(cell, |columns, rows| (*columns, *rows) = (span("colSpan"), span("rowSpan")));
                }
            }
            "pic" | "chart" | "video" => self.out.figure(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                self.in_text = false;
                let Some(paragraph) = self.paragraphs.pop() else { return };
                if paragraph.has_begun {
                    paragraph.kind.tags().into_iter().rev().for_each(|tag| self.out.close(tag));
                }
            }
            "t" => self.in_text = false,
            "tbl" if self.tables.pop().is_some() => self.out.close(Tag::Table),
            "caption" if self.tables.last().is_some_and(|table| table.cell.is_none()) => self.out.close(Tag::Caption),
            "tr" if !self.tables.is_empty() => self.out.close(Tag::Row),
            "tc" if self.tables.last_mut().and_then(|table| table.cell.take()).is_some() => {
                self.out.close_cell();
                self.out.place(String::new());
            }
            _ => {}
        }
    }

    /// Begins the paragraph, now that something stands in it.
    fn begin(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.has_begun) {
            paragraph.has_begun = true;
            paragraph.kind.tags().into_iter().for_each(|tag| self.out.open(tag));
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_struck {
            return;
        }
        self.begin();
        let Some(paragraph) = self.paragraphs.last() else { return };
        let is_raised = paragraph.is_raised;
        if paragraph.kind == Kind::Contents {
            return;
        }
        if is_raised {
            self.out.open(Tag::Sup);
        }
        self.out.push(text);
        if is_raised {
            self.out.close(Tag::Sup);
        }
    }
}
