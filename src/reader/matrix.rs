//! The bidder's matrix, filled in: answers by number, out of whatever format it came in.

use crate::block::{Block, Cell, Inline, Table, plain};
use crate::document::Document;
use crate::profile::Answer;
use crate::words::{ComplianceWords, Words};

/// An answer as the matrix has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// Number of the requirement.
    pub number: String,
    /// What was answered.
    pub answer: Answer,
    /// Fingerprint of the text that was answered, where the matrix holds it.
    pub text: String,
}

/// The answers of every matrix in a document; rows in which nothing was answered are left out.
pub fn answers(document: &Document, words: &Words) -> Vec<Answered> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.flat_map(|table| of_table(table, &words.compliance)).collect()
}

fn of_table(table: &Table, words: &ComplianceWords) -> Vec<Answered> {
    let grid = table.grid();
    let labels = [&words.number, &words.answer, &words.response, &words.reason, &words.page, &words.text];
    let find = |row: &Vec<(usize, &Cell)>, label: &String| {
        row.iter().find(|(_, cell)| !label.is_empty() && bare(&text(cell)) == bare(label)).map(|(column, _)| *column)
    };
    // The head names the number and the answer at least.
    let head = grid.iter().position(|row| find(row, labels[0]).is_some() && find(row, labels[1]).is_some());
    let Some(head) = head else { return Vec::new() };
    let columns = labels.map(|label| find(&grid[head], label));
    let mut out = Vec::new();
    for row in &grid[head + 1..] {
        let said = |at: usize| {
            let column = columns[at]?;
            row.iter().find(|(first, _)| *first == column).map(|(_, cell)| text(cell))
        };
        let [number, answer, response, reason, page, text] = [0, 1, 2, 3, 4, 5].map(|at| said(at).unwrap_or_default());
        let answer = Answer { answer, response, reason, page };
        if !number.is_empty() && answer != Answer::default() {
            out.push(Answered { number, answer, text });
        }
    }
    out
}

/// The text of a cell; paragraphs stay lines.
fn text(cell: &Cell) -> String {
    let line = |content: &[Inline]| plain(content).trim().to_owned();
    let mut lines = Vec::new();
    for block in &cell.blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => lines.push(line(content)),
            Block::List { items, .. } => {
                let paragraphs = items.iter().flatten();
                lines.extend(paragraphs.filter_map(|block| match block {
                    Block::Paragraph(content) => Some(format!("- {}", line(content))),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// A label without its spaces.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
