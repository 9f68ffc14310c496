//! Word (Office Open XML): real headings, contents, numbering, repeated header rows.
//!
//! The fixed parts are templates in `templates/docx`; the body is written here
//! straight into one text.

mod body;
mod contents;
mod inline;
mod paragraph;
mod parts;
mod table;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::words::Words;
use crate::writer::office::package::Package;
use crate::writer::office::style::Style;
use body::Writer;
use parts::Parts;

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let style = Style::read(assets)?;
    let parts = Parts::new(document, &style, assets)?;
    let written = Writer::new(document, &words, &style).written();
    let mut package = Package::new();
    for (name, text) in parts.rendered(&written)? {
        package = package.part(name, text.as_bytes());
    }
    Ok(package.finish())
}

/// What the body leads to in other parts.
struct Written {
    /// Content of the body.
    body: String,
    /// Addresses of links; the first has the id `link1`.
    links: Vec<String>,
    /// Numbered lists: each begins at 1.
    ordered: usize,
}

/// Millimetres in twentieths of a point.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a style's lengths are small and positive")]
fn twips(millimetres: f64) -> u32 {
    (millimetres * 1440.0 / 25.4).round() as u32
}

/// Width and height of A4.
const PAGE_WIDTH: u32 = 11_906;
const PAGE_HEIGHT: u32 = 16_838;
/// Hundredths of a point in a twentieth.
const TWENTIETH: usize = 5;

/// Width of the text.
fn text_width(style: &Style) -> u32 {
    PAGE_WIDTH - twips(style.page.left) - twips(style.page.right)
}

/// Height of the text, hundredths of a point.
fn text_height(style: &Style) -> usize {
    (PAGE_HEIGHT - twips(style.page.top) - twips(style.page.bottom)) as usize * TWENTIETH
}
