//! The list of requirements, comma-separated.

use balju::block::{Inline, Origin, plain};
use balju::document::Requirement;
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
    let columns = if document.draft { 11 } else { 10 };
    assert!(rows.iter().all(|row| row.len() == columns), "{name}");
    assert_eq!(rows[0][0], "요구사항 고유번호");
    assert_eq!(rows.len(), document.requirements.len() + 1, "{name}");
    let lines = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>().join("\n");
    for (row, requirement) in rows[1..].iter().zip(&document.requirements) {
        let mut expected = vec![
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
        if document.draft {
            expected.push(undecided(requirement));
        }
        let found: Vec<&str> = row.iter().map(|cell| said(cell)).collect();
        assert_eq!(found, expected, "{name}: {}", requirement.number);
    }
    let acts = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert_eq!(rows.iter().flatten().find(acts), None, "{name}: a cell that acts");
}

/// The values of a requirement that nobody has decided, a line each.
fn undecided(requirement: &Requirement) -> String {
    fn all(content: &[Inline]) -> Vec<String> {
        let each = |inline: &Inline| match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => all(inner),
            Inline::Value { text, origin, .. } if *origin != Origin::Profile => vec![text.clone()],
            _ => Vec::new(),
        };
        content.iter().flat_map(each).collect()
    }
    requirement.contents().flat_map(|content| all(content)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_requirement_reads_back() {
    for (name, document) in documents() {
        assert!(document.draft && document.requirements.iter().any(|one| !undecided(one).is_empty()), "{name}");
        holds(name, document);
        holds(name, &Document { draft: false, ..document.clone() });
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
