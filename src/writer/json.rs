//! The document model as JSON, for other programs and for `balju` itself.

use serde::Serialize;

use crate::catalog::Audience;
use crate::document::{Block, CellKind, Document, Inline, Origin, Requirement, Table, Withdrawn, plain};
use crate::figure::Figure;
use crate::profile::Answer;

#[derive(Serialize)]
struct Root<'a> {
    title: String,
    catalog_version: &'a str,
    date: Option<&'a str>,
    draft: bool,
    audience: Audience,
    categories: Vec<Category<'a>>,
    requirements: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "<[Withdrawn]>::is_empty")]
    withdrawn: &'a [Withdrawn],
    open: Vec<Open<'a>>,
    sections: Vec<Section<'a>>,
}

#[derive(Serialize)]
struct Category<'a> {
    code: &'a str,
    name: &'a str,
    definition: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    number: &'a str,
    id: &'a str,
    instance: &'a str,
    category: &'a str,
    category_name: &'a str,
    component: &'a str,
    title: String,
    level: &'a str,
    definition: String,
    details: Vec<String>,
    acceptance: Vec<String>,
    deliverables: Vec<String>,
    related: Vec<&'a str>,
    sources: &'a [String],
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a Answer>,
    values: Vec<Value<'a>>,
}

#[derive(Serialize, PartialEq)]
struct Value<'a> {
    field: &'a str,
    text: &'a str,
    origin: Origin,
}

#[derive(Serialize)]
struct Open<'a> {
    field: &'a str,
    label: &'a str,
    origin: Origin,
    text: &'a str,
    used_in: &'a [String],
}

#[derive(Serialize)]
struct Section<'a> {
    id: &'a str,
    title: Option<String>,
    /// How many of the blocks are its own; what follows is drawn from the requirements.
    prose: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    sources: &'a [String],
    blocks: Vec<Content<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Content<'a> {
    Heading { level: u8, text: String },
    Paragraph { text: String },
    List { ordered: bool, items: Vec<Vec<Content<'a>>> },
    Table { caption: String, widths: &'a [u8], rows: Vec<Vec<TableCell<'a>>> },
    Figure(&'a Figure),
    Requirement { number: &'a str },
}

#[derive(Serialize)]
struct TableCell<'a> {
    kind: CellKind,
    columns: usize,
    rows: usize,
    blocks: Vec<Content<'a>>,
}

/// Writes the document.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let root = Root {
        title: plain(&document.title),
        catalog_version: &document.catalog_version,
        date: document.date.as_deref(),
        draft: document.draft,
        audience: document.audience,
        categories: document
            .categories
            .iter()
            .map(|c| Category { code: &c.code, name: &c.name, definition: &c.definition, count: c.count })
            .collect(),
        requirements: document.requirements.iter().map(item).collect(),
        withdrawn: &document.withdrawn,
        open: document
            .open
            .iter()
            .map(|o| Open { field: &o.field, label: &o.label, origin: o.origin, text: &o.text, used_in: &o.used_in })
            .collect(),
        sections: document
            .sections
            .iter()
            .map(|section| Section {
                id: &section.id,
                title: section.title.as_deref().map(plain),
                prose: section.prose,
                sources: &section.sources,
                blocks: contents(&section.blocks, document),
            })
            .collect(),
    };
    // Only maps with keys that are no strings can fail, and there are none.
    let mut bytes = serde_json::to_vec_pretty(&root).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item(requirement: &Requirement) -> Item<'_> {
    let texts = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect();
    // What lies between references parts them; others name requirements as they are written.
    let related = requirement.related.iter().filter_map(|inline| match inline {
        Inline::Reference { text, .. } => Some(text.as_str()),
        Inline::Text(text) => Some(text.trim_matches([' ', ','])).filter(|text| !text.is_empty()),
        _ => None,
    });
    let mut values = Vec::new();
    for content in requirement.contents() {
        collect(content, &mut values);
    }
    Item {
        number: &requirement.number,
        id: &requirement.id,
        instance: &requirement.instance,
        category: &requirement.category,
        category_name: &requirement.category_name,
        component: &requirement.component,
        title: plain(&requirement.title),
        level: &requirement.level,
        definition: plain(&requirement.definition),
        details: texts(&requirement.details),
        acceptance: texts(&requirement.acceptance),
        deliverables: texts(&requirement.deliverables),
        related: related.collect(),
        sources: &requirement.sources,
        reason: &requirement.reason,
        answer: requirement.answer.as_ref(),
        values,
    }
}

/// The values of profile fields that a text prints, each once.
fn collect<'a>(content: &'a [Inline], values: &mut Vec<Value<'a>>) {
    for inline in content {
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => collect(inner, values),
            Inline::Value { text, origin, field } if !field.is_empty() => {
                let value = Value { field, text, origin: *origin };
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            _ => {}
        }
    }
}

fn contents<'a>(blocks: &'a [Block], document: &'a Document) -> Vec<Content<'a>> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading { level, content } => Content::Heading { level: *level, text: plain(content) },
            Block::Paragraph(content) => Content::Paragraph { text: plain(content) },
            Block::List { ordered, items } => {
                Content::List { ordered: *ordered, items: items.iter().map(|item| contents(item, document)).collect() }
            }
            Block::Table(table) => self::table(table, document),
            Block::Figure(figure) => Content::Figure(figure),
            Block::Requirement(at) => Content::Requirement { number: &document.requirements[*at].number },
        })
        .collect()
}

fn table<'a>(table: &'a Table, document: &'a Document) -> Content<'a> {
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| TableCell {
            kind: cell.kind,
            columns: cell.columns,
            rows: cell.rows,
            blocks: contents(&cell.blocks, document),
        });
        cells.collect()
    });
    Content::Table { caption: plain(&table.caption), widths: &table.widths, rows: rows.collect() }
}
