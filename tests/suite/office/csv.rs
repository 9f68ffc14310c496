//! The list of requirements, comma-separated.

use balju::block::{Inline, plain};
use balju::{Document, Format};

use super::{bytes, documents, hostile};

/// Rows of cells, read by the letter of RFC 4180.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' => {
                assert_eq!(cell, "", "a quote opens a cell");
                is_quoted = true;
            }
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(chars.next(), Some('\n'), "CR LF");
                rows.push(vec![String::new()]);
            }
            '\n' if !is_quoted => panic!("a line ends by CR LF"),
            c => cell.push(c),
        }
    }
    assert_eq!(rows.pop().unwrap(), [""], "the last row ends too");
    rows
}

/// What a cell says: without the apostrophe that keeps it from being a formula.
fn said(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

fn holds(name: &str, document: &Document) {
    let bytes = bytes(document, Format::Csv);
    let text = String::from_utf8(bytes).unwrap();
    let rows = rows(text.strip_prefix('\u{feff}').expect("Excel needs the mark"));
    assert!(rows.iter().all(|row| row.len() == 10), "{name}");
    assert_eq!(rows[0][0], "요구사항 고유번호");
    assert_eq!(rows.len(), document.requirements.len() + 1, "{name}");
    let lines = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>().join("\n");
    for (row, requirement) in rows[1..].iter().zip(&document.requirements) {
        let expected = [
            requirement.number.clone(),
            requirement.category_name.clone(),
            plain(&requirement.title),
            plain(&requirement.definition),
            lines(&requirement.details),
            lines(&requirement.acceptance),
            lines(&requirement.deliverables),
            plain(&requirement.related),
            requirement.sources.join("\n"),
            requirement.level.clone(),
        ];
        let found: Vec<&str> = row.iter().map(|cell| said(cell)).collect();
        assert_eq!(found, expected, "{name}: {}", requirement.number);
    }
    let acts = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert_eq!(rows.iter().flatten().find(acts), None, "{name}: a cell that acts");
}

#[test]
fn every_requirement_reads_back() {
    for (name, document) in documents() {
        holds(name, document);
    }
}

#[test]
fn hostile_text_stays_text() {
    let document = hostile();
    holds("hostile", &document);
    let text = String::from_utf8(bytes(&document, Format::Csv)).unwrap();
    assert!(text.contains(",'=SUM(A1),") && !text.contains(",=SUM"));
    assert!(text.contains("\"쉼표, \"\"따옴표\"\"\""));
}
