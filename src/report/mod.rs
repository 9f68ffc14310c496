//! Findings → bytes: what a person reads, what a machine reads, what is handed round.
//!
//! A [`Sheet`] holds all that a report says; each format prints it, one file a format.
//! No file is touched here.

mod html;
mod json;
mod place;
mod sarif;
mod sheet;
mod text;

use crate::assets::Assets;
use crate::diagnostic::{Diagnostic, Severity};
pub use sheet::{Counts, Entry, Note, Quote, RuleNote, Sheet, SilencedEntry, Source, Stand, sheet};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For a terminal.
    Text,
    /// A [`Sheet`], for programs.
    Json,
    /// SARIF 2.1.0, for editors and code hosts.
    Sarif,
    /// One self-contained page that a person can hand round.
    Html,
}

impl Format {
    /// Every format with the name it is chosen by.
    pub const ALL: [(&'static str, Self); 4] =
        [("text", Self::Text), ("json", Self::Json), ("sarif", Self::Sarif), ("html", Self::Html)];

    /// The format of a name or a file extension.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "txt" => Some(Self::Text),
            "htm" => Some(Self::Html),
            name => Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format),
        }
    }
}

/// Writes a report in a format.
///
/// # Errors
/// A page shell of the user's that does not work.
pub fn write(sheet: &Sheet, format: Format, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    match format {
        Format::Text => Ok(text::write(sheet).into_bytes()),
        Format::Json => Ok(json::write(sheet)),
        Format::Sarif => Ok(sarif::write(sheet)),
        Format::Html => html::write(sheet, assets),
    }
}

/// Text on one line, with what would act on a terminal or turn the line around replaced.
pub fn harmless(text: &str) -> String {
    let acts = |c: char| {
        c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else if acts(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

/// A severity as a person reads it.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "오류",
        Severity::Warning => "경고",
        Severity::Info => "알림",
    }
}
