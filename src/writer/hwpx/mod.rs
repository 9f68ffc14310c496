//! HWPX: the package that 한글 reads (OWPML, KS X 6101).
//!
//! The fixed parts are templates under `templates/hwpx/`; the body is written as
//! one text. Shapes of characters and paragraphs are collected while it is
//! written and listed in the header after it.

mod body;
mod inline;
mod listed;
mod parts;
mod preview;
mod shapes;
mod table;

use parts::Parts;
use shapes::Shapes;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::words::Words;
use crate::writer::office::package::Package;
use crate::writer::office::style::Style;

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let style = Style::read(assets)?;
    let mut shapes = Shapes::new(&style);
    let parts = Parts::new(document, &style, assets)?;
    // The text is written between the halves of its part, so that it is not copied.
    let (before, after) = parts.section(&shapes)?;
    let section = body::write(document, &words, &style, &mut shapes, before) + &after;
    let package = Package::new()
        // Readers look for the type at a fixed place: first, and not compressed.
        .stored("mimetype", b"application/hwp+zip")
        .part("version.xml", parts.plain("version.xml")?.as_bytes())
        .part("META-INF/container.xml", parts.plain("container.xml")?.as_bytes())
        .part("META-INF/manifest.xml", parts.plain("manifest.xml")?.as_bytes())
        .part("Contents/content.hpf", parts.plain("content.hpf")?.as_bytes())
        .part("Contents/header.xml", parts.header(&shapes)?.as_bytes())
        .part("Contents/section0.xml", section.as_bytes())
        .part("Preview/PrvText.txt", preview::text(document).as_bytes())
        .part("settings.xml", parts.plain("settings.xml")?.as_bytes());
    Ok(package.finish())
}
