//! Text for XML: without what XML 1.0 forbids, escaped.

use std::borrow::Cow;

/// A text without characters that XML 1.0 (§ 2.2) forbids.
pub(in crate::writer) fn clean(text: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text.into() }
}

/// Adds a text to XML content or to an attribute in double quotes.
pub(in crate::writer) fn push_escaped(text: &str, out: &mut String) {
    let text = clean(text);
    let mut rest = text.as_ref();
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
