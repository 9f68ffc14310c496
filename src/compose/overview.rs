//! The parts that the requirements make up: categories, list, tables.

use super::appendix::{self, in_counting_order};
use crate::catalog::Generated;
use crate::document::{Block, Cell, CellKind, Document, Inline, Table, Withdrawn};
use crate::words::Words;

/// What a part adds after its prose.
pub(super) fn generate(what: Generated, document: &Document, words: &Words) -> Vec<Block> {
    match what {
        Generated::Summary if document.requirements.is_empty() => Vec::new(),
        Generated::Summary => vec![Block::Table(summary(document, words))],
        Generated::List => vec![Block::Table(list(document, words))],
        Generated::Details => details(document, words),
        Generated::Laws => appendix::laws(document, words),
        Generated::Deliverables => appendix::deliverables(document, words),
        Generated::Traceability => appendix::traceability(document, words),
        Generated::Compliance => appendix::compliance(document, words),
        Generated::Glossary => appendix::glossary(document, words),
    }
}

fn header(labels: &[&str]) -> Vec<Cell> {
    labels.iter().map(|label| Cell::text(CellKind::ColumnHeader, *label)).collect()
}

fn summary(document: &Document, words: &Words) -> Table {
    let text = &words.summary;
    let mut rows = vec![header(&[&text.category, &text.definition, &text.count])];
    for category in &document.categories {
        rows.push(vec![
            Cell::text(CellKind::RowHeader, format!("{} ({})", category.name, category.code)),
            Cell::text(CellKind::Data, &category.definition),
            Cell::text(CellKind::Number, category.count.to_string()),
        ]);
    }
    rows.push(vec![
        Cell { columns: 2, ..Cell::text(CellKind::RowHeader, &text.total) },
        Cell::text(CellKind::Number, document.requirements.len().to_string()),
    ]);
    Table { caption: vec![Inline::Text(text.caption.clone())], widths: vec![30, 54, 16], rows }
}

/// Numbers by category: of requirements, and of those that are gone.
fn list(document: &Document, words: &Words) -> Table {
    let text = &words.list;
    let mut rows = vec![header(&[&text.category, &text.number, &text.title])];
    for (name, lines) in by_category(document) {
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let mut cells = Vec::new();
            if at == 0 {
                cells.push(Cell { rows: count, ..Cell::text(CellKind::RowHeader, name) });
            }
            match line {
                Line::Requirement(at) => {
                    let requirement = &document.requirements[at];
                    cells.push(Cell::new(CellKind::Data, vec![requirement.reference()]));
                    cells.push(Cell::new(CellKind::Data, requirement.title.clone()));
                }
                Line::Withdrawn(one) => {
                    cells.push(Cell::text(CellKind::Data, &one.number));
                    cells.push(Cell::text(CellKind::Data, format!("{} {}", words.withdrawn, one.title)));
                }
            }
            rows.push(cells);
        }
    }
    Table { caption: vec![Inline::Text(text.caption.clone())], widths: vec![26, 20, 54], rows }
}

fn details(document: &Document, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (name, lines) in by_category(document) {
        let code = lines.first().map_or("", |line| match line {
            Line::Requirement(at) => &document.requirements[*at].category,
            Line::Withdrawn(one) => &one.category,
        });
        let text = format!("{name} ({code})");
        blocks.push(Block::Heading { level: 3, content: vec![Inline::Text(text)] });
        for line in lines {
            blocks.push(match line {
                Line::Requirement(at) => Block::Requirement(at),
                Line::Withdrawn(one) => {
                    let text = format!("{}  {} {}", one.number, words.withdrawn, one.title);
                    Block::Paragraph(vec![Inline::Text(text)])
                }
            });
        }
    }
    blocks
}

enum Line<'d> {
    Requirement(usize),
    Withdrawn(&'d Withdrawn),
}

/// Requirements and those that are gone, each at its number, by category; one with nothing left
/// comes at the end.
fn by_category(document: &Document) -> Vec<(&str, Vec<Line<'_>>)> {
    let mut groups: Vec<(&str, Vec<Line<'_>>)> = Vec::new();
    let mut codes: Vec<&str> = Vec::new();
    let lines = document.requirements.iter().enumerate();
    let lines = lines.map(|(at, one)| (one.category.as_str(), one.category_name.as_str(), Line::Requirement(at)));
    let gone = document.withdrawn.iter();
    let gone = gone.map(|one| (one.category.as_str(), one.category_name.as_str(), Line::Withdrawn(one)));
    for (code, name, line) in lines.chain(gone) {
        let at = codes.iter().position(|known| *known == code).unwrap_or_else(|| {
            codes.push(code);
            groups.push((name, Vec::new()));
            codes.len() - 1
        });
        groups[at].1.push(line);
    }
    if !document.withdrawn.is_empty() {
        let number = |line: &Line<'_>| match line {
            Line::Requirement(at) => document.requirements[*at].number.clone(),
            Line::Withdrawn(one) => one.number.clone(),
        };
        for (_, lines) in &mut groups {
            lines.sort_by_cached_key(|line| in_counting_order(&number(line)));
        }
    }
    groups
}
