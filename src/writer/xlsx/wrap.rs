//! How many lines a text takes in a column: estimated, for no font is at hand.

use super::rich::Rich;

/// Room above and below the text of a row, points.
const ROOM: f64 = 5.0;
/// The highest row that a spreadsheet shows, points.
const HIGHEST: f64 = 409.0;
/// Room beside a text in its cell, pixels.
const SIDES: f64 = 9.0;

/// Height of a line in sizes of its font, as Excel sets 맑은 고딕; larger sizes are rounded up further.
const fn line(size: f64) -> f64 {
    if size > 10.0 { 1.5 } else { 1.4 }
}

/// Height of a row of so many lines, points.
pub(super) fn height(lines: usize, size: f64) -> f64 {
    // No cell has more lines than the highest row.
    #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
    let lines = lines.max(1) as f64;
    (lines * size * line(size) + ROOM).ceil().min(HIGHEST)
}

/// Lines in the highest row.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 10 and 50")]
pub(super) fn most_lines(size: f64) -> usize {
    ((HIGHEST - ROOM) / (size * line(size))).floor() as usize
}

/// Pixels that a text on one line takes.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size * PIXELS + SIDES
}

/// Pixels a point.
const PIXELS: f64 = 96.0 / 72.0;

/// Where each line of a text in a column begins; lines break after spaces, and in words longer than one.
pub(super) fn lines(text: &str, column: u32, size: f64) -> Vec<usize> {
    let full = (f64::from(column) - SIDES).max(1.0) / (size * PIXELS);
    let mut starts = vec![0];
    // Room taken on the line, and up to where the word began that is being laid.
    let (mut taken, mut word, mut before_word) = (0.0, 0, 0.0);
    for (at, c) in text.char_indices() {
        if c == '\n' {
            starts.push(at + 1);
            (taken, word, before_word) = (0.0, at + 1, 0.0);
            continue;
        }
        let room = advance(c);
        if c == ' ' {
            // A space at the end of a line hangs over.
            taken += room;
            (word, before_word) = (at + 1, taken);
        } else {
            if taken + room > full && at > 0 {
                let line = starts.last().copied().unwrap_or_default();
                if word > line {
                    starts.push(word);
                    taken -= before_word;
                } else if at > line {
                    starts.push(at);
                    taken = 0.0;
                }
                before_word = 0.0;
                if taken + room > full && at > starts.last().copied().unwrap_or_default() {
                    starts.push(at);
                    taken = 0.0;
                }
            }
            taken += room;
        }
    }
    starts
}

/// Names one after another, with a line break where the next would not fit: none is broken at its hyphen.
pub(super) fn joined<'n>(names: impl Iterator<Item = &'n str>, column: u32, size: f64) -> String {
    let mut out = String::new();
    let mut line = 0.0;
    for name in names {
        let room = width(name, size) + width(", ", size) - 2.0 * SIDES;
        if !out.is_empty() {
            let fits = line + room <= f64::from(column) - SIDES;
            out.push_str(if fits { ", " } else { ",\n" });
            line = if fits { line } else { 0.0 };
        }
        out.push_str(name);
        line += room;
    }
    out
}

/// Width of a character in sizes of its font, rather too much than too little.
fn advance(c: char) -> f64 {
    match c {
        ' ' => 0.34,
        'i' | 'l' | 'j' | 'I' | '!' | '\'' | '.' | ',' | ':' | ';' | '|' => 0.33,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' | '&' | '+' | '<' | '>' | '=' | '#' | '~' => 0.7,
        ' '..='~' => 0.58,
        '\u{a0}'..='\u{10ff}' => 0.72,
        '\t' => 2.0,
        '\u{ac00}'..='\u{d7a3}' => 0.95,
        '\u{1f000}'.. => 1.4,
        _ => 1.0,
    }
}

/// The pieces of a text that a row each can show; a piece rather ends with an item than within one.
pub(super) fn pieces(rich: &Rich, starts: &[usize], most: usize) -> Vec<Rich> {
    let mut pieces = Vec::new();
    let mut first = 0;
    while first < starts.len() {
        let mut end = (first + most).min(starts.len());
        if end < starts.len() {
            let is_item = |line: &usize| rich.text[..starts[*line]].ends_with('\n');
            end = (first + most / 2..=end).rev().find(is_item).unwrap_or(end);
        }
        let from = starts[first];
        let to = starts.get(end).copied().unwrap_or(rich.text.len());
        // The line break at its end is the end of the row.
        let to = if end < starts.len() && rich.text[..to].ends_with('\n') { to - 1 } else { to };
        pieces.push(rich.part(from, to));
        first = end.max(first + 1);
    }
    pieces
}
