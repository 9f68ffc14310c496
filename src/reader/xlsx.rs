//! XLSX: each sheet as tables, divided where rows are empty.

mod cells;
mod formats;
mod rejoin;
mod sheet;

use std::collections::BTreeMap;

use super::grid::MOST_POSITIONS;
use super::package::{Package, damaged};
use super::transcript::Transcript;
use super::tree::Tag;
use super::xml::{self, Piece};
use crate::diagnostic::Diagnostic;
use cells::Strings;
use formats::Formats;

/// The part by which the format is known.
pub(super) const BODY: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// Words of our own workbooks: a raised mark that says a value is a default, and what stands where a row
/// goes on in the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'w> {
    pub(super) default: &'w str,
    pub(super) continued: &'w str,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    relation: String,
    is_hidden: bool,
}

pub(super) fn transcribe(package: &mut Package<'_>, marks: Marks<'_>) -> Result<Transcript, Diagnostic> {
    let mut out = Transcript::default();
    if let Some(title) = title(package)? {
        out.title(&title);
    }
    let mut budget = MOST_POSITIONS;
    let workbook = Workbook::read(package, marks)?;
    let mut hidden = Vec::new();
    for listed in &workbook.sheets {
        if listed.is_hidden {
            hidden.push(format!("`{}`", listed.name));
            continue;
        }
        let Some(part) = workbook.parts.get(&listed.relation) else { continue };
        let Some(text) = package.text(part)? else { continue };
        let found = cells::read(&text, part, &workbook.strings, &workbook.formats)?;
        out.open(Tag::Heading(2));
        out.push(&listed.name);
        out.close(Tag::Heading(2));
        sheet::transcribe(found, &listed.name, marks, &mut budget, &mut out);
    }
    if !hidden.is_empty() {
        let message = format!("숨긴 시트는 읽지 않았습니다: {}", hidden.join(", "));
        out.unread(
            Diagnostic::info("hidden-sheet", message).hint("읽으려면 엑셀에서 시트 숨기기를 취소하고 저장하세요"),
        );
    }
    Ok(out)
}

/// What the file calls itself.
fn title(package: &mut Package<'_>) -> Result<Option<String>, Diagnostic> {
    const PART: &str = "docProps/core.xml";
    let Some(text) = package.text(PART)? else { return Ok(None) };
    let (mut title, mut is_open) = (String::new(), false);
    // A title is worth no failure.
    let read = xml::read(&text, PART, |piece| match piece {
        Piece::Open(element) => is_open = element.name == "title",
        Piece::Close(_) => is_open = false,
        Piece::Text(text) if is_open => title.push_str(text),
        Piece::Text(_) => {}
    });
    Ok((read.is_ok() && !title.trim().is_empty()).then_some(title))
}

struct Workbook {
    sheets: Vec<Listed>,
    /// Part of each relation.
    parts: BTreeMap<String, String>,
    strings: Strings,
    formats: Formats,
}

impl Workbook {
    fn read(package: &mut Package<'_>, marks: Marks<'_>) -> Result<Self, Diagnostic> {
        let text = package.text(BODY)?.ok_or_else(|| damaged("통합 문서의 목록이 없습니다"))?;
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        xml::read(&text, BODY, |piece| match piece {
            Piece::Open(element) if element.name == "sheet" => sheets.push(Listed {
                name: element.get("name").unwrap_or_default(),
                relation: element.get("id").unwrap_or_default(),
                is_hidden: element.get("state").is_some_and(|state| state != "visible"),
            }),
            Piece::Open(element) if element.name == "workbookPr" => {
                from_1904 = element.get("date1904").is_some_and(|value| value == "1" || value == "true");
            }
            _ => {}
        })?;
        let mut parts = BTreeMap::new();
        let mut shared = "xl/sharedStrings.xml".to_owned();
        let mut styles = "xl/styles.xml".to_owned();
        if let Some(text) = package.text(RELATIONS)? {
            xml::read(&text, RELATIONS, |piece| {
                let Piece::Open(element) = piece else { return };
                let (Some(id), Some(target)) = (element.get("Id"), element.get("Target")) else { return };
                let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                let kind = element.get("Type").unwrap_or_default();
                match kind.rsplit('/').next() {
                    Some("sharedStrings") => shared = part,
                    Some("styles") => styles = part,
                    // Sheets of charts and macros hold no table.
                    Some("worksheet") => drop(parts.insert(id, part)),
                    _ => {}
                }
            })?;
        }
        let strings = match package.text(&shared)? {
            Some(text) => Strings::read(&text, &shared, marks.default)?,
            None => Strings::new(marks.default),
        };
        let formats = match package.text(&styles)? {
            Some(text) => Formats::read(&text, &styles, from_1904)?,
            None => Formats::default(),
        };
        Ok(Self { sheets, parts, strings, formats })
    }
}
