//! The list of requirements, comma-separated (RFC 4180), as Excel opens it: UTF-8 with a byte order mark.

use std::borrow::Cow;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::diff::PART;
use crate::document::{Block, Document, Inline, plain};
use crate::words::Words;

/// By it Excel knows that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?.fields;
    let mut out = String::from(MARK);
    if document.requirements.is_empty() {
        push_changes(document, &mut out);
        if out.len() > MARK.len() {
            return Ok(out.into_bytes());
        }
    }
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
        .map(String::as_str),
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
            .map(String::as_str),
            &mut out,
        );
    }
    Ok(out.into_bytes())
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
