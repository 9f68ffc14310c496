//! Appendices drawn from the requirements: laws, deliverables, traceability,
//! the bidder's matrix, terms.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, CellKind, Document, Inline, Requirement, Table, plain};
use crate::words::Words;

/// A table with a head row, or nothing when it would have no other row.
fn table(caption: &str, widths: &[u8], labels: &[&str], rows: Vec<Vec<Cell>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let head = labels.iter().map(|label| Cell::text(CellKind::ColumnHeader, *label)).collect();
    let rows = [vec![head], rows].concat();
    vec![Block::Table(Table { caption: vec![Inline::Text(caption.to_owned())], widths: widths.to_vec(), rows })]
}

/// Requirements by a text that several of them have, in order of first use.
fn grouped<'d>(document: &'d Document, texts: impl Fn(&'d Requirement) -> Vec<String>) -> Vec<(String, Vec<Inline>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<(String, Vec<Inline>)> = Vec::new();
    for requirement in &document.requirements {
        for text in texts(requirement) {
            let at = *places.entry(text.clone()).or_insert_with(|| {
                groups.push((text, Vec::new()));
                groups.len() - 1
            });
            let numbers = &mut groups[at].1;
            if !numbers.is_empty() {
                numbers.push(Inline::Text(", ".to_owned()));
            }
            numbers.push(requirement.reference());
        }
    }
    groups
}

/// 법·제도 준수사항.
pub(super) fn laws(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.laws;
    let mut groups = grouped(document, |requirement| requirement.sources.clone());
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let row = |(source, numbers)| vec![Cell::text(CellKind::Data, source), Cell::new(CellKind::Data, numbers)];
    let rows = groups.into_iter().map(row).collect();
    table(&text.caption, &[70, 30], &[&text.source, &text.requirements], rows)
}

/// 산출물 목록, by phase.
pub(super) fn deliverables(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.deliverables;
    let mut phases: Vec<Vec<(String, Vec<Inline>)>> = vec![Vec::new(); text.phases.len()];
    for group in grouped(document, |requirement| requirement.deliverables.iter().map(|name| plain(name)).collect()) {
        let phase = text.phases.iter().position(|phase| phase.words.iter().any(|word| group.0.contains(word.as_str())));
        if let Some(phase) = phases.get_mut(phase.unwrap_or(text.phases.len().saturating_sub(1))) {
            phase.push(group);
        }
    }
    let mut rows = Vec::new();
    let mut phases: Vec<_> = text.phases.iter().zip(phases).collect();
    phases.sort_by_key(|(phase, _)| phase.order);
    for (phase, groups) in phases {
        let count = groups.len();
        for (at, (name, numbers)) in groups.into_iter().enumerate() {
            let mut row = Vec::new();
            if at == 0 {
                row.push(Cell { rows: count, ..Cell::text(CellKind::RowHeader, &phase.name) });
            }
            row.push(Cell::text(CellKind::Data, name));
            row.push(Cell::new(CellKind::Data, numbers));
            rows.push(row);
        }
    }
    table(&text.caption, &[16, 48, 36], &[&text.phase, &text.name, &text.requirements], rows)
}

/// 요구사항 추적표: requirement, its class, its deliverables, its acceptance criteria.
pub(super) fn traceability(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.traceability;
    let rows = document.requirements.iter().map(|requirement| {
        let mut deliverables: Vec<Inline> = Vec::new();
        for name in &requirement.deliverables {
            if !deliverables.is_empty() {
                deliverables.push(Inline::Break);
            }
            deliverables.extend(name.iter().cloned());
        }
        vec![
            Cell::new(CellKind::RowHeader, vec![requirement.reference()]),
            Cell::new(CellKind::Data, requirement.title.clone()),
            Cell::text(CellKind::Data, &requirement.category_name),
            Cell::new(CellKind::Data, deliverables),
            Cell::text(CellKind::Number, format!("{}{}", requirement.acceptance.len(), text.items)),
        ]
    });
    let labels = [&text.number, &text.title, &text.category, &text.deliverables, &text.acceptance].map(String::as_str);
    table(&text.caption, &[14, 26, 20, 28, 12], &labels, rows.collect())
}

/// 수용 여부 조견표: the bidder's columns are blank.
pub(super) fn compliance(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.compliance;
    let rows = document.requirements.iter().map(|requirement| {
        let mut row = vec![
            Cell::new(CellKind::RowHeader, vec![requirement.reference()]),
            Cell::new(CellKind::Data, requirement.title.clone()),
        ];
        row.resize_with(6, || Cell::text(CellKind::Data, ""));
        row
    });
    let labels =
        [&text.number, &text.title, &text.answer, &text.response, &text.reason, &text.page].map(String::as_str);
    table(&text.caption, &[14, 30, 10, 22, 14, 10], &labels, rows.collect())
}

/// Terms that the document uses.
pub(super) fn glossary(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.glossary;
    let mut used = String::new();
    for requirement in &document.requirements {
        for content in requirement.contents() {
            used.push_str(&plain(content));
            used.push('\n');
        }
    }
    let terms = words.terms.iter().filter(|(term, _)| used.contains(term.as_str()));
    let row = |(term, meaning): (&String, &String)| {
        vec![Cell::text(CellKind::RowHeader, term), Cell::text(CellKind::Data, meaning)]
    };
    table(&text.caption, &[24, 76], &[&text.term, &text.meaning], terms.map(row).collect())
}
