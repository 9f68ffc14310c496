//! Values that nobody has decided: found where they are printed.

use std::collections::{BTreeMap, BTreeSet};

use crate::block::{Block, Inline, Origin};
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, OpenValue, Requirement};
use crate::profile::Labels;

/// Every undecided value the document prints, in order of first use; of all requirements when they are
/// wanted whole.
pub(super) fn values(document: &Document, catalog: &Catalog, whole: bool) -> Vec<OpenValue> {
    let mut found = Found::default();
    found.inlines(&document.title, "cover");
    for section in &document.sections {
        if let Some(title) = &section.title {
            found.inlines(title, &section.id);
        }
        found.blocks(&section.blocks, &section.id, &document.requirements);
    }
    if whole {
        document.requirements.iter().for_each(|requirement| found.requirement(requirement));
    }
    let parameters = catalog.entries.iter().flat_map(|e| &e.parameters);
    let mut labels = BTreeMap::new();
    for parameter in parameters.chain(catalog.parts.iter().flat_map(|part| &part.parameters)) {
        labels.entry(parameter.field.as_str()).or_insert(&parameter.label);
    }
    for value in &mut found.values {
        let own = labels.get(value.field.as_str()).and_then(|label| (*label).clone());
        value.label = own.or_else(|| Labels::builtin().of_path(&value.field)).unwrap_or_default();
    }
    found.values
}

/// Why a final document cannot be made: one diagnostic a value, the remedy with the last.
pub(super) fn refusals(values: &[OpenValue]) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = values.iter().map(refusal).collect();
    if let Some(last) = out.pop() {
        out.push(last.hint(format!(
            "확정하지 않은 값이 {}개여서 확정본을 만들지 않았습니다. 프로필에 값을 적거나 `confirmed`에 부서·일자·근거와 함께 필드를 적으세요. \
             부분 이름(예: telemetry)을 적으면 그 부분의 기본값을 한 번에 확정합니다",
            values.len()
        )));
    }
    out
}

fn refusal(value: &OpenValue) -> Diagnostic {
    let OpenValue { field, label, text, used_in, .. } = value;
    let places = used_in.join(", ");
    match value.origin {
        Origin::Missing => Diagnostic::error("undecided", format!("`{field}`({label}): 값이 없습니다 — {places}")),
        _ => Diagnostic::error(
            "unconfirmed",
            format!("`{field}`({label}): 기본값 {text} — 아무도 확정하지 않은 값입니다 — {places}"),
        ),
    }
    .field(field)
}

#[derive(Default)]
struct Found {
    values: Vec<OpenValue>,
    /// Where in `values` each field is.
    places: BTreeMap<String, usize>,
    /// Which value is known to be used in which place.
    seen: BTreeSet<(usize, String)>,
}

impl Found {
    fn blocks(&mut self, blocks: &[Block], place: &str, requirements: &[Requirement]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => self.inlines(content, place),
                Block::List { items, .. } => {
                    for item in items {
                        self.blocks(item, place, requirements);
                    }
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flatten() {
                        self.blocks(&cell.blocks, place, requirements);
                    }
                }
                // What a figure shows stands in the part's text or table too.
                Block::Figure(_) => {}
                Block::Requirement(at) => self.requirement(&requirements[*at]),
            }
        }
    }

    fn requirement(&mut self, requirement: &Requirement) {
        for content in requirement.contents() {
            self.inlines(content, &requirement.number);
        }
    }

    fn inlines(&mut self, content: &[Inline], place: &str) {
        for inline in content {
            match inline {
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.inlines(inner, place),
                Inline::Link { content, .. } => self.inlines(content, place),
                Inline::Value { text, origin, field } if *origin != Origin::Profile => {
                    let at = *self.places.entry(field.clone()).or_insert_with(|| {
                        self.values.push(OpenValue {
                            field: field.clone(),
                            label: String::new(),
                            origin: *origin,
                            text: text.clone(),
                            used_in: Vec::new(),
                        });
                        self.values.len() - 1
                    });
                    if self.seen.insert((at, place.to_owned())) {
                        self.values[at].used_in.push(place.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
}
