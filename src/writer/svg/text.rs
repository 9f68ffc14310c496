//! Text in a drawing: how wide it is at most, where its lines break, how it is escaped.
//!
//! No font is at hand, so widths are estimates that no usual Korean font exceeds.

use super::int;

/// Marks after which a word may be broken, and before which it may not.
const CLOSING: &str = "/-_.,:·)]";

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The name of a thing.
    Label,
    /// What stands below a name.
    Note,
    /// Marks, groups, axes.
    Small,
}

impl Style {
    /// Font size.
    pub(super) fn size(self) -> i64 {
        match self {
            Self::Label => 14,
            Self::Note => 12,
            Self::Small => 11,
        }
    }

    /// Distance from line to line.
    pub(super) fn height(self) -> i64 {
        match self {
            Self::Label => 19,
            Self::Note => 17,
            Self::Small => 16,
        }
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it says.
    pub(super) text: String,
    /// How it is set.
    pub(super) style: Style,
}

impl Line {
    /// Most that it takes from left to right.
    pub(super) fn width(&self) -> i64 {
        width(&self.text, self.style)
    }
}

/// Height of lines one below another.
pub(super) fn height(lines: &[Line]) -> i64 {
    lines.iter().map(|line| line.style.height()).sum()
}

/// Width of the widest line.
pub(super) fn widest(lines: &[Line]) -> i64 {
    lines.iter().map(Line::width).max().unwrap_or(0)
}

/// Breaks a text into lines no wider than the room, at spaces if possible. Only
/// a single character may be wider.
pub(super) fn lines(text: &str, style: Style, room: i64) -> Vec<Line> {
    let text = clean(text);
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, style) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            out.push(std::mem::take(&mut line));
        }
        let mut pieces = broken(word, style, room);
        line = pieces.pop().unwrap_or_default();
        out.append(&mut pieces);
    }
    if !line.is_empty() {
        out.push(line);
    }
    out.into_iter().map(|text| Line { text, style }).collect()
}

/// A word in pieces that fit, of about the same length, cut after a mark where there is one.
fn broken(word: &str, style: Style, room: i64) -> Vec<String> {
    let whole = width(word, style);
    let count = (whole + room - 1) / room.max(1);
    let even = (whole / count.max(1) + style.size()).min(room);
    let mut out = Vec::new();
    let mut piece = String::new();
    for cluster in clusters(word) {
        // A mark that closes does not begin a line.
        let limit = if CLOSING.contains(cluster) { room } else { even };
        if !piece.is_empty() && width(&format!("{piece}{cluster}"), style) > limit {
            let at = piece.rfind(|c| CLOSING.contains(c)).filter(|at| at * 2 > piece.len());
            let rest = at.map(|at| {
                let end = at + piece[at..].chars().next().map_or(0, char::len_utf8);
                piece.split_off(end)
            });
            out.push(std::mem::take(&mut piece));
            piece = rest.unwrap_or_default();
        }
        piece.push_str(cluster);
    }
    out.push(piece);
    out
}

/// Characters with the marks that belong to them.
fn clusters(word: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in word.char_indices() {
        if at > start && hundredths(c) > 0 {
            out.push(&word[start..at]);
            start = at;
        }
    }
    out.push(&word[start..]);
    out
}

/// Most that a text takes from left to right.
pub(super) fn width(text: &str, style: Style) -> i64 {
    let sum: i64 = text.chars().map(hundredths).sum();
    // The name of a thing is bold: letters, not syllables, grow wider by that.
    let bold = if style == Style::Label { int(text.chars().filter(char::is_ascii).count()) * 5 } else { 0 };
    ((sum + bold) * style.size() + 99) / 100
}

/// Hundredths of the font size that a character takes at most.
fn hundredths(c: char) -> i64 {
    match c {
        // Marks on the letter before, the later parts of a syllable, joiners.
        '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        ' ' | '!' | '\'' | ',' | '.' | ':' | ';' | '|' | 'i' | 'j' | 'l' | 'I' => 40,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' | '`' | '"' | '{' | '}' => 50,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 104,
        'A'..='Z' | '&' | '+' | '<' | '=' | '>' | '~' | '#' | '^' => 84,
        ' '..='~' => 66,
        '\u{a0}'..='\u{24f}' => 84,
        '\u{250}'..='\u{10ff}' => 115,
        '\u{1f000}'..='\u{1faff}' => 145,
        _ => 100,
    }
}

/// A text without what XML forbids or what would turn the text around; every space is one space.
pub(in crate::writer) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
        .collect()
}

/// A text as XML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).trim().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
