//! The beginning of the document as plain text, for previews in file managers.

use crate::document::{Block, Document, plain};
use crate::writer::office::xml;

/// Characters that 한글 itself puts into a preview.
const LENGTH: usize = 1000;

/// The document's first thousand characters.
pub(super) fn text(document: &Document) -> String {
    let mut lines = vec![plain(&document.title)];
    for section in &document.sections {
        if lines.iter().map(|line| line.chars().count()).sum::<usize>() > LENGTH {
            break;
        }
        lines.extend(section.title.as_deref().map(plain));
        collect(document, &section.blocks, &mut lines);
    }
    let text = lines.iter().map(|line| xml::clean(line)).collect::<Vec<_>>().join("\r\n");
    text.chars().take(LENGTH).collect()
}

fn collect(document: &Document, blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => lines.push(plain(content)),
            Block::List { items, .. } => items.iter().for_each(|item| collect(document, item, lines)),
            Block::Table(table) => {
                lines.push(plain(&table.caption));
                table.rows.iter().flatten().for_each(|cell| collect(document, &cell.blocks, lines));
            }
            Block::Figure(figure) => lines.push(figure.title.clone()),
            Block::Requirement(at) => {
                let requirement = &document.requirements[*at];
                lines.push(format!("{} {}", requirement.number, plain(&requirement.title)));
            }
        }
    }
}
