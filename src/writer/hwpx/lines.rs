//! How much room text takes, estimated: whether a label fits its cell, whether a table may break.

use super::table::ABOVE;
use crate::document::{Block, Inline, Origin, Table, plain};

/// Height of a line, percent of the letters', as cells are set.
const SPACING: usize = 145;
/// Room above and below the text of a cell, HWPUNIT: twice its margin.
const PADDING: usize = 2 * ABOVE;
/// Below an item of a list, HWPUNIT.
const AFTER_ITEM: usize = 200;

/// Where 한글 may break a table over pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Nowhere.
    Never,
    /// Between rows.
    BetweenRows,
    /// Between rows and within them.
    Anywhere,
}

impl Break {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Never => "NONE",
            Self::BetweenRows => "TABLE",
            Self::Anywhere => "CELL",
        }
    }
}

/// Width of a text in letters of a height, HWPUNIT.
fn width(text: &str, height: usize) -> usize {
    let hundredths = |c: char| match c {
        ' ' | '!' | '\''..='/' | ':' | ';' | '[' | ']' | '|' => 31,
        'A'..='Z' | '@' | '%' | '&' => 63,
        '\u{0}'..='\u{10ff}' => 56,
        _ => 96,
    };
    text.chars().map(hundredths).sum::<usize>() * height / 100
}

/// A text in lines of words that fit a width; a word that does not fit stands alone.
fn broken(text: &str, room: usize, height: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while width(rest.trim_end(), height) > room {
        let ends = rest.match_indices(' ').map(|(at, space)| at + space.len()).filter(|end| *end < rest.len());
        let mut end = None;
        for at in ends {
            if end.is_some() && width(rest[..at].trim_end(), height) > room {
                break;
            }
            end = Some(at);
        }
        let Some(end) = end else { break };
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after;
    }
    lines.push(rest);
    lines
}

/// Content in lines of whole words that fit a width, where it is plain text: what breaks words differs
/// between readers.
pub(super) fn set(content: &[Inline], room: usize, height: usize) -> Vec<Inline> {
    let is_plain = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::Value { origin: Origin::Profile, .. });
    if !content.iter().all(is_plain) {
        return content.to_vec();
    }
    let text = plain(content);
    let lines = broken(&text, room, height);
    let last = lines.len() - 1;
    let mut out = Vec::with_capacity(2 * lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        // The break stands in place of the space, which would move a centred line.
        let line = if at < last { line.strip_suffix(' ').unwrap_or(line) } else { line };
        out.push(Inline::Text(line.to_owned()));
        if at < last {
            out.push(Inline::Break);
        }
    }
    out
}

/// Heights of a table's rows.
pub(super) fn heights(table: &Table, widths: &[usize], letters: usize, beside: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut rows = vec![PADDING + line(letters); table.rows.len()];
    for (at, row) in table.grid().iter().enumerate() {
        for (column, cell) in row {
            let end = (column + cell.columns).min(widths.len());
            let width = widths.get(*column..end).unwrap_or_default().iter().sum::<usize>();
            let room = width.saturating_sub(2 * beside(width)).max(letters);
            let height = PADDING + blocks(&cell.blocks, room, letters);
            // A cell over several rows lends its last one what the others do not hold.
            let last = (at + cell.rows.max(1)).min(rows.len());
            let above: usize = rows.get(at..last - 1).unwrap_or_default().iter().sum();
            rows[last - 1] = rows[last - 1].max(height.saturating_sub(above));
        }
    }
    rows
}

/// Where a table with rows of these heights may break on pages with room for text of a height.
pub(super) fn breaking(rows: &[usize], page: usize) -> Break {
    let tallest = rows.iter().max().copied().unwrap_or(0);
    if rows.iter().sum::<usize>() * 2 <= page {
        Break::Never
    } else if tallest * 3 <= page {
        Break::BetweenRows
    } else {
        Break::Anywhere
    }
}

fn line(letters: usize) -> usize {
    letters * SPACING / 100
}

fn blocks(blocks: &[Block], room: usize, letters: usize) -> usize {
    let height = |block: &Block| match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => {
            content
                .split(|inline| *inline == Inline::Break)
                .map(|part| count(&plain(part), room, letters))
                .sum::<usize>()
                * line(letters)
        }
        Block::List { items, .. } => {
            let room = room.saturating_sub(letters).max(letters);
            items.iter().map(|item| self::blocks(item, room, letters) + AFTER_ITEM).sum()
        }
        // None of them stands in a cell.
        Block::Table(_) | Block::Figure(_) | Block::Requirement(_) => line(letters),
    };
    blocks.iter().map(height).sum()
}

/// How many lines of whole words a text makes.
fn count(text: &str, room: usize, letters: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let bare = width(word.trim_end_matches(' '), letters);
        if used > 0 && used + bare > room {
            lines += 1;
            used = 0;
        }
        // A word longer than a line is broken.
        lines += bare.saturating_sub(1) / room;
        used += width(word, letters) % room;
    }
    lines
}
