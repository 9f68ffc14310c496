//! What the office formats share: the package, XML that cannot be broken, the look.

pub(super) mod equivalent;
pub(super) mod package;
pub(super) mod style;
pub(super) mod xml;

use crate::block::{Block, Cell, push_plain};

/// Characters in cells; what is no text in them counts as so many as are given.
pub(super) fn length(cells: &[Cell], other: usize) -> usize {
    fn add(blocks: &[Block], text: &mut String, other: usize) -> usize {
        let each = |block: &Block| match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                push_plain(content, text);
                0
            }
            Block::List { items, .. } => items.iter().map(|item| add(item, text, other)).sum(),
            Block::Table(_) | Block::Figure(_) | Block::Requirement(_) => other,
        };
        blocks.iter().map(each).sum()
    }
    let mut text = String::new();
    let others: usize = cells.iter().map(|cell| add(&cell.blocks, &mut text, other)).sum();
    text.chars().count() + others
}
