//! Text: runs of one look, and words that stay on one line.
//!
//! Left to itself typst breaks a line after any syllable; Korean is read by words.

use serde_json::{Value, json};

use super::body::Writer;
use crate::document::{Inline, Origin};
use crate::writer::office::xml::clean;

/// The widest word that stays on one line, ems: the rest of the line is blank.
const WIDEST: f64 = 14.0;
/// The most that a Korean font makes a syllable, a letter, a mark wide, ems.
const WIDTHS: (f64, f64, f64) = (0.94, 0.65, 0.4);
/// The first character that is as wide as it is high: old Hangul, then all of East Asia.
const WIDE: char = '\u{1100}';
/// The longest address that a link may have.
const LONGEST: usize = 2000;

/// How a run is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Look<'t> {
    strong: bool,
    emphasis: bool,
    /// Name of what it is to the typst file; empty for plain text.
    kind: &'static str,
    /// Anchor that it leads to; empty for none.
    to: &'t str,
}

/// Collects a line's pieces.
struct Line<'t> {
    out: Vec<Value>,
    /// Runs of the word in the making.
    word: Vec<(String, Look<'t>)>,
    /// Widest word that stays whole.
    widest: f64,
}

impl Writer<'_> {
    /// Inlines for the typst file, in a line of so many ems.
    pub(super) fn inlines(&self, content: &[Inline], room: f64) -> Vec<Value> {
        let mut line = Line { out: Vec::new(), word: Vec::new(), widest: room.min(WIDEST) };
        self.add(content, Look::default(), &mut line, room);
        line.end_word();
        line.out
    }

    fn add<'t>(&self, content: &'t [Inline], look: Look<'t>, line: &mut Line<'t>, room: f64) {
        for inline in content {
            match inline {
                Inline::Text(text) => line.text(text, look),
                Inline::Strong(inner) => self.add(inner, Look { strong: true, ..look }, line, room),
                Inline::Emphasis(inner) => self.add(inner, Look { emphasis: true, ..look }, line, room),
                Inline::Code(text) => line.text(text, Look { kind: "code", ..look }),
                Inline::Link { href, content } if !href.is_empty() && href.len() < LONGEST => {
                    line.whole(json!({ "href": clean(href), "c": self.inlines(content, room) }));
                }
                Inline::Link { content, .. } => self.add(content, look, line, room),
                Inline::Value { text, origin: Origin::Profile, .. } => line.text(text, look),
                Inline::Value { text, origin: Origin::Default, .. } => {
                    line.text(text, Look { kind: "default", ..look });
                    line.text(&self.words.default, Look { kind: "mark", ..look });
                }
                Inline::Value { text, .. } => line.text(text, Look { kind: "missing", ..look }),
                // What is not in this document cannot be led to.
                Inline::Reference { anchor, text } if !self.anchors.contains(anchor.as_str()) => line.text(text, look),
                // A number stays on one line; a heading may break.
                Inline::Reference { anchor, text } if text.contains(' ') => {
                    let text = [Inline::Text(text.clone())];
                    line.whole(json!({ "to": anchor, "c": self.inlines(&text, room) }));
                }
                Inline::Reference { anchor, text } => line.text(text, Look { to: anchor, ..look }),
                Inline::Break => line.whole(json!({ "break": true })),
            }
        }
    }
}

impl<'t> Line<'t> {
    /// What is no part of a word.
    fn whole(&mut self, value: Value) {
        self.end_word();
        self.out.push(value);
    }

    /// Text; a line break in it is but a space, as in every other format.
    fn text(&mut self, text: &str, look: Look<'t>) {
        let text = clean(text).replace("\r\n", " ").replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ");
        for piece in text.split_inclusive(' ') {
            let word = piece.trim_end_matches(' ');
            if !word.is_empty() {
                self.word.push((word.to_owned(), look));
            }
            if word.len() < piece.len() {
                self.end_word();
                self.run(" ".to_owned(), look);
            }
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let width: f64 =
            word.iter().map(|(text, look)| width(text) * if look.kind == "mark" { 0.6 } else { 1.0 }).sum();
        let breaks = word.iter().any(|(text, _)| text.contains(|c| c >= WIDE)) || word.len() > 1;
        if breaks && width <= self.widest {
            let runs: Vec<Value> = word.into_iter().map(|(text, look)| value(text, look)).collect();
            self.out.push(json!({ "word": runs }));
        } else {
            for (text, look) in word {
                self.run(text, look);
            }
        }
    }

    fn run(&mut self, text: String, look: Look<'_>) {
        match self.out.last_mut() {
            Some(Value::String(last)) if look == Look::default() => last.push_str(&text),
            _ => self.out.push(value(text, look)),
        }
    }
}

fn value(text: String, look: Look<'_>) -> Value {
    if look == Look::default() {
        return Value::String(text);
    }
    json!({ "t": text, "strong": look.strong, "emphasis": look.emphasis, "kind": look.kind, "to": look.to })
}

/// The most that a text may be wide, ems.
fn width(text: &str) -> f64 {
    let (syllable, letter, mark) = WIDTHS;
    let width = |c: char| match c {
        '(' | ')' | '[' | ']' | '.' | ',' | ':' | ';' | '\'' | '|' => mark,
        '%' | '@' | 'M' | 'W' | 'm' | 'w' => syllable,
        c if c >= WIDE => syllable,
        _ => letter,
    };
    text.chars().map(width).sum()
}
