//! The parts that the requirements make up: categories, list, tables.

use super::appendix;
use crate::catalog::Generated;
use crate::document::{Block, Cell, CellKind, Document, Inline, Table};
use crate::words::Words;

/// What a part adds after its prose.
pub(super) fn generate(what: Generated, document: &Document, words: &Words) -> Vec<Block> {
    match what {
        Generated::Summary if document.requirements.is_empty() => Vec::new(),
        Generated::Summary => vec![Block::Table(summary(document, words))],
        Generated::List => vec![Block::Table(list(document, words))],
        Generated::Details => details(document),
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

fn list(document: &Document, words: &Words) -> Table {
    let text = &words.list;
    let mut rows = vec![header(&[&text.category, &text.number, &text.title])];
    let mut last = None;
    for requirement in &document.requirements {
        let mut cells = Vec::new();
        if last != Some(&requirement.category) {
            last = Some(&requirement.category);
            let count = document.requirements.iter().filter(|r| r.category == requirement.category).count();
            cells.push(Cell { rows: count, ..Cell::text(CellKind::RowHeader, &requirement.category_name) });
        }
        cells.push(Cell::new(CellKind::Data, vec![requirement.reference()]));
        cells.push(Cell::new(CellKind::Data, requirement.title.clone()));
        rows.push(cells);
    }
    Table { caption: vec![Inline::Text(text.caption.clone())], widths: vec![26, 20, 54], rows }
}

fn details(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut last = None;
    for (at, requirement) in document.requirements.iter().enumerate() {
        if last != Some(&requirement.category) {
            last = Some(&requirement.category);
            let text = format!("{} ({})", requirement.category_name, requirement.category);
            blocks.push(Block::Heading { level: 3, content: vec![Inline::Text(text)] });
        }
        blocks.push(Block::Requirement(at));
    }
    blocks
}
