//! The JSON that the writer of that name prints, back into the model: its texts, not where they came from.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Reading, categories};
use crate::assets::Assets;
use crate::block::{Block, Cell, CellKind, Inline, Origin, Table};
use crate::catalog::Audience;
use crate::diagnostic::Diagnostic;
use crate::document::{CategoryCount, Document, Layout, OpenValue, Requirement, Section, Withdrawn};
use crate::profile::{Answer, syntax_fault};
use crate::words::Words;

/// Blocks within blocks that are kept.
const DEEPEST: usize = 32;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Root {
    title: String,
    catalog_version: String,
    date: Option<String>,
    draft: bool,
    audience: String,
    categories: Vec<Category>,
    requirements: Vec<Item>,
    withdrawn: Vec<Withdrawn>,
    open: Vec<Open>,
    sections: Vec<Part>,
}

#[derive(Deserialize)]
struct Category {
    code: String,
    name: String,
    #[serde(default)]
    definition: String,
}

#[derive(Deserialize)]
struct Item {
    number: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    instance: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    category_name: String,
    #[serde(default)]
    component: String,
    title: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    definition: String,
    #[serde(default)]
    details: Vec<String>,
    #[serde(default)]
    acceptance: Vec<String>,
    #[serde(default)]
    deliverables: Vec<String>,
    #[serde(default)]
    related: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    answer: Option<Answer>,
}

#[derive(Deserialize)]
struct Open {
    field: String,
    label: String,
    origin: Origin,
    text: String,
    #[serde(default)]
    used_in: Vec<String>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    prose: Option<usize>,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    blocks: Vec<Content>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Content {
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        text: String,
    },
    List {
        ordered: bool,
        items: Vec<Vec<Content>>,
    },
    Table {
        #[serde(default)]
        caption: String,
        #[serde(default)]
        widths: Vec<u8>,
        rows: Vec<Vec<TableCell>>,
    },
    Requirement {
        number: String,
    },
    /// A figure, or what a later version writes.
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct TableCell {
    #[serde(default)]
    kind: CellKind,
    #[serde(default = "one")]
    columns: usize,
    #[serde(default = "one")]
    rows: usize,
    #[serde(default)]
    blocks: Vec<Content>,
}

fn one() -> usize {
    1
}

/// Whether a text is a document in JSON and no profile.
pub fn is_document(text: &str) -> bool {
    /// A profile's requirements are an object.
    #[derive(Deserialize)]
    struct Probe {
        #[serde(rename = "requirements")]
        _requirements: Vec<serde::de::IgnoredAny>,
    }
    // A list would pass for the fields of a record in their order.
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with('{') && serde_json::from_str::<Probe>(text).is_ok()
}

/// Reads a document that was written as JSON.
///
/// # Errors
/// When it is no such document.
pub fn read_json(text: &str, assets: &Assets) -> Result<Reading, Vec<Diagnostic>> {
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    let root: Root = serde_json::from_str(text).map_err(|error| vec![fault(text, &error)])?;
    let mut rows = Vec::new();
    for (row, has) in [
        ("source", root.requirements.iter().any(|one| !one.sources.is_empty())),
        ("level", root.requirements.iter().any(|one| !one.level.is_empty())),
    ] {
        if has {
            rows.push(row.to_owned());
        }
    }
    let layout = Layout::read("full", &rows, assets, &words)?;
    let numbers: BTreeMap<String, usize> =
        root.requirements.iter().enumerate().rev().map(|(at, one)| (one.number.clone(), at)).collect();
    let mut anchors = BTreeSet::new();
    let named: Vec<(String, String)> = root
        .requirements
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let wanted = if one.number.is_empty() { format!("r{}", at + 1) } else { one.number.clone() };
            let anchor = if anchors.insert(wanted.clone()) { wanted } else { format!("r{}", at + 1) };
            (one.number.clone(), anchor)
        })
        .collect();
    let places: BTreeMap<&str, &str> =
        named.iter().rev().map(|(number, anchor)| (number.as_str(), anchor.as_str())).collect();
    let requirements: Vec<Requirement> =
        root.requirements.into_iter().zip(&named).map(|(one, (_, anchor))| requirement(one, anchor, &places)).collect();
    let mut found = categories(&requirements);
    for category in &mut found {
        if let Some(said) = root.categories.iter().find(|said| said.code == category.code && said.name == category.name)
        {
            category.definition.clone_from(&said.definition);
        }
    }
    let mut figures = 0;
    let mut maker = Maker { numbers: &numbers, figures: &mut figures };
    let sections = root.sections.into_iter().map(|part| maker.section(part)).collect();
    let mut unread = Vec::new();
    if figures > 0 {
        let message = format!("그림 {figures}개의 내용은 읽지 않습니다");
        unread.push(Diagnostic::info("figure", message));
    }
    let open = |one: Open| OpenValue {
        field: one.field,
        label: one.label,
        origin: one.origin,
        text: one.text,
        used_in: one.used_in,
    };
    let document = Document {
        title: line(root.title),
        catalog_version: root.catalog_version,
        date: root.date,
        draft: root.draft,
        audience: if root.audience == "internal" { Audience::Internal } else { Audience::Public },
        sections,
        categories: ordered(found, &root.categories),
        requirements,
        withdrawn: root.withdrawn,
        open: root.open.into_iter().map(open).collect(),
        layout,
    };
    Ok(Reading { document, declared: Vec::new(), listed: Vec::new(), spans: BTreeMap::new(), unread, is_rfp: false })
}

fn fault(text: &str, error: &serde_json::Error) -> Diagnostic {
    if let Some(fault) = syntax_fault(text).filter(|_| !error.is_data()) {
        return fault;
    }
    let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let said = error.to_string();
    let missing = said.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
    let what = match missing {
        Some((field, _)) => format!("`{field}` 항목이 없습니다"),
        None => "다른 종류의 값이 있습니다".to_owned(),
    };
    Diagnostic::error("document", format!("요구사항 문서(JSON)로 읽을 수 없습니다: {what}"))
        .hint("`balju import` 또는 `balju generate -f json`으로 만든 파일인지 확인하세요")
        .span(at..at)
}

/// Categories in the order in which the document lists them.
fn ordered(mut found: Vec<CategoryCount>, said: &[Category]) -> Vec<CategoryCount> {
    let place = |one: &CategoryCount| said.iter().position(|said| said.code == one.code && said.name == one.name);
    found.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
    found
}

fn line(text: String) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] }
}

fn requirement(one: Item, anchor: &str, places: &BTreeMap<&str, &str>) -> Requirement {
    let lines = |texts: Vec<String>| texts.into_iter().map(line).filter(|line| !line.is_empty()).collect();
    let mut related = Vec::new();
    for text in one.related.iter().flat_map(|text| text.split(", ")) {
        if !related.is_empty() {
            related.push(Inline::Text(", ".to_owned()));
        }
        let text = text.to_owned();
        related.push(match places.get(text.as_str()) {
            Some(anchor) => Inline::Reference { anchor: (*anchor).to_owned(), text },
            None => Inline::Text(text),
        });
    }
    Requirement {
        id: one.id,
        anchor: anchor.to_owned(),
        instance: one.instance,
        number: one.number,
        category: one.category,
        category_name: one.category_name,
        title: line(one.title),
        component: one.component,
        level: one.level,
        definition: line(one.definition),
        details: lines(one.details),
        deliverables: lines(one.deliverables),
        related,
        acceptance: lines(one.acceptance),
        sources: one.sources,
        reason: one.reason,
        answer: one.answer,
    }
}

struct Maker<'m> {
    numbers: &'m BTreeMap<String, usize>,
    figures: &'m mut usize,
}

impl Maker<'_> {
    fn section(&mut self, part: Part) -> Section {
        // What was left out may stand before what is its own.
        let all = part.blocks.len();
        let prose = part.prose.unwrap_or(all).min(all);
        let mut blocks = Vec::with_capacity(all);
        let mut own = 0;
        for (at, content) in part.blocks.into_iter().enumerate() {
            if at == prose {
                own = blocks.len();
            }
            blocks.extend(self.block(content, 0));
        }
        let prose = if prose == all { blocks.len() } else { own };
        Section { id: part.id, title: part.title.map(line), blocks, prose, sources: part.sources }
    }

    fn blocks(&mut self, contents: Vec<Content>, depth: usize) -> Vec<Block> {
        contents.into_iter().filter_map(|content| self.block(content, depth)).collect()
    }

    fn block(&mut self, content: Content, depth: usize) -> Option<Block> {
        if depth > DEEPEST {
            return None;
        }
        Some(match content {
            Content::Heading { level, text } => Block::Heading { level: level.clamp(1, 6), content: line(text) },
            Content::Paragraph { text } => Block::Paragraph(line(text)),
            Content::List { ordered, items } => {
                let items = items.into_iter().map(|item| self.blocks(item, depth + 1)).collect();
                Block::List { ordered, items }
            }
            Content::Table { caption, widths, rows } => return self.table(caption, widths, rows, depth),
            Content::Requirement { number } => Block::Requirement(*self.numbers.get(&number)?),
            Content::Other => {
                *self.figures += 1;
                return None;
            }
        })
    }

    fn table(&mut self, caption: String, widths: Vec<u8>, rows: Vec<Vec<TableCell>>, depth: usize) -> Option<Block> {
        let most = super::grid::MOST_COLUMNS;
        let rows: Vec<Vec<Cell>> = rows
            .into_iter()
            .map(|row| {
                let cells = row.into_iter().map(|cell| Cell {
                    kind: cell.kind,
                    columns: cell.columns.clamp(1, most),
                    rows: cell.rows.max(1),
                    blocks: self.blocks(cell.blocks, depth + 1),
                });
                cells.collect()
            })
            .collect();
        let first = rows.first()?;
        let columns = first.iter().map(|cell| cell.columns).sum::<usize>().clamp(1, most);
        let share = u8::try_from(100 / columns).unwrap_or(1).max(1);
        let widths = if widths.len() == columns { widths } else { vec![share; columns] };
        // Cells may not reach below the table.
        let count = rows.len();
        let rows = rows.into_iter().enumerate().map(|(at, row)| {
            row.into_iter().map(|cell| Cell { rows: cell.rows.min(count - at), ..cell }).collect::<Vec<_>>()
        });
        Some(Block::Table(Table { caption: line(caption), widths, rows: rows.collect() }))
    }
}
