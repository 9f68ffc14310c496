//! Document → bytes, one file a format. No file is touched here.

mod csv;
mod docx;
mod html;
mod hwpx;
mod json;
mod markdown;
pub mod mermaid;
mod month;
mod office;
mod pdf;
mod reqif;
pub mod svg;
mod text;
mod xlsx;

pub use html::{Fragment, fragments};
pub use office::style::Style;

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
    /// 한글, OWPML package (KS X 6101).
    Hwpx,
    /// Word, Office Open XML (ISO/IEC 29500).
    Docx,
    /// Excel, Office Open XML.
    Xlsx,
    /// PDF/A-2a and PDF/UA-1; only in a program built with the feature `pdf`.
    Pdf,
    /// The list of requirements, comma-separated.
    Csv,
    /// Requirements Interchange Format 1.2 (OMG).
    Reqif,
}

/// What a format may be told beside the document.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// How requirements are divided over the sheets of a workbook.
    pub sheets: Sheets,
    /// Font files to set a PDF with, those asked for by name first.
    pub fonts: Vec<Vec<u8>>,
}

/// How requirements are divided over the sheets of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheets {
    /// All on one.
    #[default]
    Single,
    /// A sheet for each category.
    ByCategory,
}

impl Format {
    /// Every format with the name it is chosen by.
    pub const ALL: [(&'static str, Self); 10] = [
        ("md", Self::Markdown),
        ("html", Self::Html),
        ("json", Self::Json),
        ("txt", Self::Text),
        ("hwpx", Self::Hwpx),
        ("docx", Self::Docx),
        ("xlsx", Self::Xlsx),
        ("pdf", Self::Pdf),
        ("csv", Self::Csv),
        ("reqif", Self::Reqif),
    ];

    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Hwpx | Self::Docx | Self::Xlsx | Self::Pdf)
    }

    /// Whether it holds every requirement of the document, whatever parts are printed.
    pub fn holds_all_requirements(self) -> bool {
        self == Self::Json || self.is_of_requirements()
    }

    /// Whether it holds requirements and no other part.
    pub fn is_of_requirements(self) -> bool {
        matches!(self, Self::Xlsx | Self::Csv | Self::Reqif)
    }

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
/// A page shell or style of the user's that does not work; for PDF, no font with Hangul, or a
/// program built without it.
pub fn write(document: &Document, format: Format, assets: &Assets, settings: &Settings) -> Result<Vec<u8>, Diagnostic> {
    match format {
        Format::Markdown => markdown::write(document, assets),
        Format::Html => html::write(document, assets),
        Format::Json => Ok(json::write(document)),
        Format::Text => text::write(document, assets),
        Format::Hwpx => hwpx::write(document, assets),
        Format::Docx => docx::write(document, assets),
        Format::Xlsx => xlsx::write(document, assets, settings.sheets),
        Format::Pdf => pdf::write(document, assets, &settings.fonts),
        Format::Csv => csv::write(document, assets),
        Format::Reqif => reqif::write(document, assets),
    }
}
