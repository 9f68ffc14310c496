//! A report as JSON: a [`Sheet`] as it is.

use serde::Serialize;

use super::sheet::Sheet;

/// Writes the report.
pub(super) fn write(sheet: &Sheet) -> Vec<u8> {
    pretty(sheet)
}

/// JSON in which nothing acts on a terminal: serde escapes all control characters but those above 0x7E.
pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    // Only maps with keys that are no strings can fail, and there are none.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        match c {
            '\u{7F}'..='\u{9F}' => out += &format!("\\u{:04x}", u32::from(c)),
            _ => out.push(c),
        }
    }
    out.push('\n');
    out.into_bytes()
}
