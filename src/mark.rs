//! Marked text: how a value passes through Tera and Markdown untouched.
//!
//! A value is wrapped in private-use characters that say where it comes from,
//! and its ASCII punctuation is moved into the private-use area too, so that
//! nothing in it can act as markup. A profile that holds such characters is
//! refused, so only this file makes them.

use crate::block::{Inline, Origin};

const FROM_PROFILE: char = '\u{E000}';
const FROM_DEFAULT: char = '\u{E001}';
const MISSING: char = '\u{E002}';
const REFERENCE: char = '\u{E003}';
const TEXT: char = '\u{E004}';
const END: char = '\u{E005}';
/// Stands between the pieces of an entry that are rendered in one go.
pub(crate) const SEPARATOR: char = '\u{E006}';
/// ASCII punctuation `c` is kept as `PUNCTUATION + c`.
const PUNCTUATION: u32 = 0xE100;

/// Wraps a value: its origin, the profile field that decides it, its text.
pub(crate) fn value(origin: Origin, field: &str, text: &str) -> String {
    let start = match origin {
        Origin::Profile => FROM_PROFILE,
        Origin::Default => FROM_DEFAULT,
        Origin::Missing => MISSING,
    };
    wrap(start, field, text)
}

/// Wraps a reference to a requirement.
pub(crate) fn reference(id: &str, text: &str) -> String {
    wrap(REFERENCE, id, text)
}

/// Marks what Tera is about to print; what is marked already stays as it is.
pub(crate) fn escape(input: &str) -> String {
    if input.contains(END) { input.to_owned() } else { value(Origin::Profile, "", input) }
}

/// Whether a character belongs to this file's alphabet or to anybody's private use.
pub(crate) fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

fn wrap(start: char, name: &str, text: &str) -> String {
    let mut out = String::with_capacity(name.len() + text.len() + 12);
    out.push(start);
    push_shielded(name, &mut out);
    out.push(TEXT);
    push_shielded(text.trim(), &mut out);
    out.push(END);
    out
}

fn push_shielded(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if c.is_ascii_punctuation() => {
                out.extend(char::from_u32(PUNCTUATION + u32::from(c)));
            }
            _ if is_forbidden(c) => {}
            _ => out.push(c),
        }
    }
}

/// Characters that XML 1.0 does not allow, so that no office format may hold them.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}') || is_private_use(c)
}

fn unshield(text: &str) -> String {
    if !has_marks(text) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match u32::from(c).checked_sub(PUNCTUATION) {
            Some(ascii) if ascii < 0x80 => char::from_u32(ascii).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Whether a text may hold characters of this file: they all begin with this byte.
pub(crate) fn has_marks(text: &str) -> bool {
    text.as_bytes().contains(&0xEE)
}

/// Text with every mark taken off: for places that hold no inlines.
pub(crate) fn strip(text: &str) -> String {
    let mut out = String::new();
    for inline in split(text) {
        match inline {
            Inline::Text(text) | Inline::Value { text, .. } | Inline::Reference { text, .. } => out.push_str(&text),
            _ => {}
        }
    }
    out
}

/// Splits marked text into plain runs, values and references.
pub(crate) fn split(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    if !has_marks(text) {
        push_text(text, &mut out);
        return out;
    }
    let mut rest = text;
    while let Some(at) = rest.find([FROM_PROFILE, FROM_DEFAULT, MISSING, REFERENCE]) {
        push_text(&rest[..at], &mut out);
        let Some(end) = rest[at..].find(END).map(|end| at + end) else { break };
        let mut marked = rest[at..end].chars();
        let start = marked.next();
        let (name, shown) = marked.as_str().split_once(TEXT).unwrap_or(("", marked.as_str()));
        let (name, text) = (unshield(name), unshield(shown));
        out.push(match start {
            Some(REFERENCE) => Inline::Reference { anchor: name, text },
            Some(FROM_DEFAULT) => Inline::Value { text, origin: Origin::Default, field: name },
            Some(MISSING) => Inline::Value { text, origin: Origin::Missing, field: name },
            _ => Inline::Value { text, origin: Origin::Profile, field: name },
        });
        rest = &rest[end + END.len_utf8()..];
    }
    push_text(rest, &mut out);
    out
}

fn push_text(text: &str, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline::Text(unshield(text)));
    }
}
