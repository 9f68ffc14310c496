//! How much room text takes, estimated: whether a label fits its cell, whether a table may break.

use crate::document::{Block, Inline, Origin, Table, plain};

/// Font of a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::writer) struct Font {
    /// Hundredths of a point.
    pub(in crate::writer) height: usize,
    /// Width of a Hangul syllable, percent of the height.
    pub(in crate::writer) syllable: usize,
    /// Width of a space, percent of the height.
    pub(in crate::writer) space: usize,
}

impl Font {
    /// A font of a height with the widths that the common Korean fonts say.
    pub(in crate::writer) fn of(height: usize) -> Self {
        Self { height, syllable: 96, space: 31 }
    }
}

/// How the cells of tables are set; lengths in hundredths of a point.
#[derive(Debug, Clone, Copy)]
pub(in crate::writer) struct Setting {
    /// What is required.
    pub(in crate::writer) letters: Font,
    /// Labels.
    pub(in crate::writer) labels: Font,
    /// From a line to the next.
    pub(in crate::writer) line: usize,
    /// Above and below the text of a cell, together.
    pub(in crate::writer) padding: usize,
    /// Before the text of a list's item.
    pub(in crate::writer) indent: usize,
    /// Below an item of a list.
    pub(in crate::writer) after_item: usize,
}

/// Where a table may break over pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::writer) enum Break {
    /// Nowhere.
    Never,
    /// Between rows.
    BetweenRows,
    /// Between rows and within them.
    Anywhere,
}

/// As wide as the mark of a default.
const MARK: &str = "기본";

/// Width of a letter, percent of the height.
fn advance(letter: char, letters: Font) -> usize {
    match letter {
        ' ' => letters.space,
        '!' | '\''..='/' | ':' | ';' | '[' | ']' | '|' => 31,
        'A'..='Z' | '@' | '%' | '&' => 63,
        '\u{0}'..='\u{10ff}' => 56,
        _ => letters.syllable,
    }
}

/// Width of a text, hundredths of a point.
fn width(text: &str, letters: Font) -> usize {
    text.chars().map(|c| advance(c, letters)).sum::<usize>() * letters.height / 100
}

/// A text in lines of words that fit a width; a word that does not fit stands alone.
fn broken(text: &str, room: usize, letters: Font) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while width(rest.trim_end(), letters) > room {
        let ends = rest.match_indices(' ').map(|(at, space)| at + space.len()).filter(|end| *end < rest.len());
        let mut end = None;
        for at in ends {
            if end.is_some() && width(rest[..at].trim_end(), letters) > room {
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

/// The beginning of a text that fits a line, with an ellipsis for the rest.
pub(in crate::writer) fn clipped(text: &str, room: usize, letters: Font) -> String {
    if width(text, letters) <= room {
        return text.to_owned();
    }
    let room = room.saturating_sub(letters.height) * 100 / letters.height.max(1);
    let mut used = 0;
    let is_over = |letter: char| {
        used += advance(letter, letters);
        used > room
    };
    let end = text.find(is_over).unwrap_or(text.len());
    format!("{}…", text[..end].trim_end())
}

/// Content in lines of whole words that fit a width, where it is plain text: what breaks words differs
/// between readers.
pub(in crate::writer) fn set(content: &[Inline], room: usize, letters: Font) -> Vec<Inline> {
    let is_plain = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::Value { origin: Origin::Profile, .. });
    if !content.iter().all(is_plain) {
        return content.to_vec();
    }
    let text = plain(content);
    let lines = broken(&text, room, letters);
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

/// Heights of a table's rows, its columns so wide.
///
/// `beside` is the white on each side of the text of a cell of a width.
pub(in crate::writer) fn heights(
    table: &Table,
    widths: &[usize],
    setting: Setting,
    beside: impl Fn(usize) -> usize,
) -> Vec<usize> {
    let mut rows = vec![setting.padding + setting.line; table.rows.len()];
    for (at, row) in table.grid().iter().enumerate() {
        for (column, cell) in row {
            let end = (column + cell.columns).min(widths.len());
            let width = widths.get(*column..end).unwrap_or_default().iter().sum::<usize>();
            let room = width.saturating_sub(2 * beside(width)).max(setting.letters.height);
            let text = match cell.blocks.as_slice() {
                [Block::Paragraph(content)] if cell.kind.is_label() => {
                    paragraph(&set(content, room, setting.labels), room, setting.labels) * setting.line
                }
                blocks => self::blocks(blocks, room, setting),
            };
            let height = setting.padding + text;
            // A cell over several rows lends its last one what the others do not hold.
            let last = (at + cell.rows.max(1)).min(rows.len());
            let above: usize = rows.get(at..last - 1).unwrap_or_default().iter().sum();
            rows[last - 1] = rows[last - 1].max(height.saturating_sub(above));
        }
    }
    rows
}

/// Widths of columns that add up to the whole, for shares of it.
pub(in crate::writer) fn widths(shares: &[u8], total: usize) -> Vec<usize> {
    let sum = shares.iter().map(|share| usize::from(*share)).sum::<usize>().max(1);
    let mut passed = 0;
    let mut edge = 0;
    let mut widths = Vec::with_capacity(shares.len());
    for share in shares {
        passed += usize::from(*share);
        let next = total * passed / sum;
        widths.push(next - edge);
        edge = next;
    }
    widths
}

/// Where a table with rows of these heights may break on pages with room for text of a height.
pub(in crate::writer) fn breaking(rows: &[usize], page: usize) -> Break {
    let tallest = rows.iter().max().copied().unwrap_or(0);
    if rows.iter().sum::<usize>() * 2 <= page {
        Break::Never
    } else if tallest * 3 <= page {
        Break::BetweenRows
    } else {
        Break::Anywhere
    }
}

fn blocks(blocks: &[Block], room: usize, setting: Setting) -> usize {
    let height = |block: &Block| match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => {
            paragraph(content, room, setting.letters) * setting.line
        }
        Block::List { items, .. } => {
            let room = room.saturating_sub(setting.indent).max(setting.letters.height);
            items.iter().map(|item| self::blocks(item, room, setting) + setting.after_item).sum()
        }
        // None of them stands in a cell.
        Block::Table(_) | Block::Figure(_) | Block::Requirement(_) => setting.line,
    };
    blocks.iter().map(height).sum()
}

/// How many lines a paragraph makes.
fn paragraph(content: &[Inline], room: usize, letters: Font) -> usize {
    content.split(|inline| *inline == Inline::Break).map(|part| count(&shown(part), room, letters)).sum()
}

/// The text of a line; the small mark of a default takes about as much as this one.
fn shown(content: &[Inline]) -> String {
    let mut text = plain(content);
    for inline in content {
        if matches!(inline, Inline::Value { origin: Origin::Default, .. }) {
            text.push_str(MARK);
        }
    }
    text
}

/// How many lines of whole words a text makes.
fn count(text: &str, room: usize, letters: Font) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let bare = width(word.trim_end_matches(' '), letters);
        if used > 0 && used + bare > room {
            lines += 1;
            used = 0;
        }
        // A word longer than a line is broken; the space after a word may stand beyond the line.
        let full = bare.saturating_sub(1) / room;
        lines += full;
        used += width(word, letters) - full * room;
    }
    lines
}
