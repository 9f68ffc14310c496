//! The list of requirements, comma-separated (RFC 4180), as Excel opens it: UTF-8 with a byte order mark.

use std::borrow::Cow;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::diff::PART;
use crate::document::{Block, Document, Inline, Origin, Requirement, plain};
use crate::words::Words;

/// By it Excel knows that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let Words { fields: words, workbook, .. } = Words::read(assets)?;
    let mut out = String::from(MARK);
    if document.requirements.is_empty() {
        push_changes(document, &mut out);
        if out.len() > MARK.len() {
            return Ok(out.into_bytes());
        }
    }
    // A list in which nobody sees what is undecided would read as decided.
    let open = document.draft.then_some(workbook.open.as_str());
    push_row(
        &[
            &words.number,
            &words.category,
            &words.title,
            &words.definition,
            &words.details,
            &words.acceptance,
            &words.deliverables,
            &words.related,
            &words.sources,
            &words.level,
        ]
        .into_iter()
        .map(String::as_str)
        .chain(open)
        .collect::<Vec<_>>(),
        &mut out,
    );
    let lines = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>().join("\n");
    for requirement in &document.requirements {
        push_row(
            &[
                &requirement.number,
                &requirement.category_name,
                &plain(&requirement.title),
                &plain(&requirement.definition),
                &lines(&requirement.details),
                &lines(&requirement.acceptance),
                &lines(&requirement.deliverables),
                &plain(&requirement.related),
                &requirement.sources.join("\n"),
                &requirement.level,
            ]
            .into_iter()
            .map(String::as_str)
            .chain(open.is_some().then_some(undecided(requirement).as_str()))
            .collect::<Vec<_>>(),
            &mut out,
        );
    }
    Ok(out.into_bytes())
}

/// The values of a requirement that nobody has decided, a line each.
fn undecided(requirement: &Requirement) -> String {
    fn find<'d>(content: &'d [Inline], out: &mut Vec<&'d str>) {
        for inline in content {
            match inline {
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                    find(inner, out);
                }
                Inline::Value { text, origin, .. } if *origin != Origin::Profile => out.push(text),
                _ => {}
            }
        }
    }
    let mut values = Vec::new();
    requirement.contents().for_each(|content| find(content, &mut values));
    values.join("\n")
}

/// A document that compares others has the rows of its comparison.
fn push_changes(document: &Document, out: &mut String) {
    let blocks = document.sections.iter().filter(|section| section.id == PART).flat_map(|section| &section.blocks);
    for block in blocks {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| text(&cell.blocks)).collect();
            push_row(&cells.iter().map(String::as_str).collect::<Vec<_>>(), out);
        }
    }
}

/// The paragraphs of a cell, a line each.
fn text(blocks: &[Block]) -> String {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(content) => Some(plain(content)),
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn push_row(cells: &[&str], out: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = safe(cell);
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// A text that no spreadsheet takes for a formula: one that could be begins with an apostrophe.
/// Spaces and controls before the sign do not hide it.
fn safe(text: &str) -> Cow<'_, str> {
    let is_cut = |c: char| c.is_whitespace() || c.is_control();
    let acts = text.starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(is_cut).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) };
    if acts { Cow::Owned(format!("'{text}")) } else { text }
}
