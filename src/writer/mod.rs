//! Document → bytes, one file a format. No file is touched here.

mod html;
mod json;
mod markdown;
pub mod mermaid;
mod month;
pub mod svg;
mod text;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One self-contained HTML page.
    Html,
    /// The document model itself.
    Json,
    /// Plain text for a terminal.
    Text,
}

impl Format {
    /// Every format with the name it is chosen by.
    pub const ALL: [(&'static str, Self); 4] =
        [("md", Self::Markdown), ("html", Self::Html), ("json", Self::Json), ("txt", Self::Text)];

    /// The format of a name or a file extension.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "markdown" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            "text" => Some(Self::Text),
            name => Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format),
        }
    }
}

/// Writes a document in a format.
///
/// # Errors
/// A page shell of the user's that does not work.
pub fn write(document: &Document, format: Format, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    match format {
        Format::Markdown => markdown::write(document, assets),
        Format::Html => html::write(document, assets),
        Format::Json => Ok(json::write(document)),
        Format::Text => text::write(document, assets),
    }
}
