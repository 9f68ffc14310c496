//! Names that a sheet can have.

/// Most UTF-16 units in a name.
const MOST: usize = 31;

/// A legal name that no sheet has yet; case does not tell names apart.
pub(super) fn legal(wanted: &str, taken: &[String]) -> String {
    let is_illegal = |c: char| c.is_control() || "[]:*?/\\'\u{fffe}\u{ffff}".contains(c);
    let cleaned = wanted.replace(is_illegal, " ");
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let base = match words.join(" ") {
        // Excel keeps this one for itself.
        name if name.is_empty() || name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name,
    };
    let is_free = |name: &str| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let first = clip(&base, MOST).to_owned();
    if is_free(&first) {
        return first;
    }
    let numbered = |number: usize| {
        let end = format!(" ({number})");
        format!("{}{end}", clip(&base, MOST - end.len()))
    };
    (2..taken.len() + 3).map(numbered).find(|name| is_free(name)).unwrap_or(first)
}

/// The beginning of a text that has no more UTF-16 units.
pub(super) fn clip(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    text[..end.map_or(text.len(), |(at, _)| at)].trim_end()
}
