//! Appendices drawn from the requirements: laws, deliverables, traceability,
//! the bidder's matrix, terms.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, CellKind, Document, Inline, Requirement, Table, plain};
use crate::profile::Answer;
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

/// A text as a key by which article 7 comes before article 11: digits are padded.
pub(crate) fn in_counting_order(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>8}"));
            digits.clear();
        }
        out.push(c);
    }
    out
}

/// 법·제도 준수사항.
pub(super) fn laws(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.laws;
    let mut groups = grouped(document, |requirement| requirement.sources.clone());
    for section in &document.sections {
        for source in &section.sources {
            match groups.iter_mut().find(|group| group.0 == *source) {
                Some(group) => group.1.extend([Inline::Text(", ".to_owned()), section.reference()]),
                None => groups.push((source.clone(), vec![section.reference()])),
            }
        }
    }
    groups.sort_by_cached_key(|group| in_counting_order(&group.0));
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

/// 요구사항 추적표: requirement, its component, its deliverables, its acceptance criteria.
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
            Cell::text(CellKind::Data, &requirement.component),
            Cell::new(CellKind::Data, deliverables),
            Cell::text(CellKind::Number, format!("{}{}", requirement.acceptance.len(), text.items)),
        ]
    });
    let labels = [&text.number, &text.title, &text.component, &text.deliverables, &text.acceptance].map(String::as_str);
    table(&text.caption, &[14, 26, 20, 28, 12], &labels, rows.collect())
}

/// 수용 여부 조견표: what the bidder answers; blank where there is no answer yet.
pub(super) fn compliance(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.compliance;
    let none = Answer::default();
    let rows = document.requirements.iter().map(|requirement| {
        let given = requirement.answer.as_ref().unwrap_or(&none);
        let mut row = vec![
            Cell::new(CellKind::RowHeader, vec![requirement.reference()]),
            Cell::new(CellKind::Data, requirement.title.clone()),
        ];
        let said = [&given.answer, &given.response, &given.reason, &given.page];
        row.extend(said.map(|said| Cell::text(CellKind::Data, said)));
        row
    });
    let labels =
        [&text.number, &text.title, &text.answer, &text.response, &text.reason, &text.page].map(String::as_str);
    table(&text.caption, &[14, 30, 10, 22, 14, 10], &labels, rows.collect())
}

/// Terms that the document uses.
pub(super) fn glossary(document: &Document, words: &Words) -> Vec<Block> {
    let text = &words.glossary;
    let used = document.text();
    let terms = words.terms.iter().filter(|(term, _)| used.contains(term.as_str()));
    let row = |(term, meaning): (&String, &String)| {
        vec![Cell::text(CellKind::RowHeader, term), Cell::text(CellKind::Data, meaning)]
    };
    table(&text.caption, &[24, 76], &[&text.term, &text.meaning], terms.map(row).collect())
}
