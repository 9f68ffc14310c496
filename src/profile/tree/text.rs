//! Text of the user inside a message: paths, shortened values, characters no document can hold.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::profile::schema::Labels;

const SHOWN: usize = 40;

/// The value as a message shows it: 40 characters at most, what cannot be seen is escaped.
pub(in crate::profile) fn show(value: &str) -> String {
    let mut shown = String::new();
    for character in value.chars().take(SHOWN) {
        if character.is_control() || is_unseen(character) || unfit(character).is_some() {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if value.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// Why a character may not stand in a profile.
///
/// Private use characters mark values in prose; control characters and
/// non-characters are forbidden in XML, so no document could hold them.
pub(in crate::profile) fn unfit(character: char) -> Option<&'static str> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => Some("control-character"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some("private-use-character"),
        _ => None,
    }
}

/// Zero-width and direction marks, which would change how the message itself reads.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The path of the field a walk stands in.
#[derive(Debug, Default)]
pub(in crate::profile) struct Place(String);

impl Place {
    /// Goes down to a key; gives what [`Place::leave`] needs to come back.
    pub(in crate::profile) fn enter(&mut self, name: &str) -> usize {
        let mark = self.0.len();
        if mark > 0 {
            self.0.push('.');
        }
        self.0.push_str(&show(name));
        mark
    }

    /// Goes down to an item of a list.
    pub(in crate::profile) fn enter_index(&mut self, index: usize) -> usize {
        let mark = self.0.len();
        let _ = write!(self.0, "[{index}]"); // a String takes every write
        mark
    }

    /// Comes back up.
    pub(in crate::profile) fn leave(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    /// An error at this place, its message opening with path and label.
    pub(in crate::profile) fn error(&self, code: &'static str, what: &str) -> Diagnostic {
        Diagnostic::error(code, format!("{}: {what}", named(&self.0))).field(self.0.as_str())
    }
}

/// A path in backticks with its Korean label, if it has one.
pub(in crate::profile) fn named(path: &str) -> String {
    match Labels::builtin().of_path(path) {
        _ if path.is_empty() => "프로필".to_owned(),
        Some(label) => format!("`{path}` {label}"),
        None => format!("`{path}`"),
    }
}

/// The candidate a misspelt name most likely means; a candidate's Korean label counts as its name.
pub(in crate::profile) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> Option<&'a str> {
    if name.len() > 64 {
        return None; // the comparison is quadratic, and this is no misspelling
    }
    let plain = plain(name);
    let allowed = (plain.chars().count() / 3).clamp(1, 4);
    let distance = |(candidate, label): (&'a str, Option<&str>)| {
        let same = label.is_some_and(|label| label.replace(' ', "") == name.replace(' ', ""));
        (if same { 0 } else { strsim::osa_distance(&plain, &self::plain(candidate)) }, candidate)
    };
    let best = candidates.take(500).map(distance).min_by_key(|(distance, _)| *distance)?;
    (best.0 <= allowed).then_some(best.1)
}

/// `apiGateway`, `API-Gateway` and `api gateway` all read `api_gateway`.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    let mut after_lower = false;
    for character in name.trim().chars() {
        if character.is_uppercase() && after_lower {
            plain.push('_');
        }
        after_lower = character.is_lowercase() || character.is_ascii_digit();
        if matches!(character, '-' | ' ') { plain.push('_') } else { plain.extend(character.to_lowercase()) }
    }
    plain
}
