//! PDF/A-2a and PDF/UA-1 at once: pages by typst, in a program built with the feature `pdf`.
//!
//! The document goes to `templates/pdf/document.typ` as JSON: none of its text is ever source.

#[cfg(feature = "pdf")]
mod body;
#[cfg(feature = "pdf")]
mod content;
#[cfg(feature = "pdf")]
mod export;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod inline;
#[cfg(feature = "pdf")]
mod table;
#[cfg(feature = "pdf")]
mod world;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// Writes the document.
#[cfg(feature = "pdf")]
pub(super) fn write(document: &Document, assets: &Assets, fonts: &[Vec<u8>]) -> Result<Vec<u8>, Diagnostic> {
    let words = crate::words::Words::read(assets)?;
    let style = super::office::style::Style::read(assets)?;
    let fonts = fonts::Fonts::new(fonts, &style)?;
    let content = content::Content::new(document, &words, &style, &fonts);
    fonts.cover(&content)?;
    export::pdf(content, fonts, document.date.as_deref(), assets)
}

/// Says how to come by a program that writes PDF.
#[cfg(not(feature = "pdf"))]
pub(super) fn write(_document: &Document, _assets: &Assets, _fonts: &[Vec<u8>]) -> Result<Vec<u8>, Diagnostic> {
    Err(Diagnostic::error("no-pdf", "PDF 기능 없이 만든 프로그램이라 PDF를 쓸 수 없습니다").hint(
        "PDF 기능을 넣어 다시 만드세요: cargo build --release --features pdf. \
         또는 .hwpx, .docx, .html 문서를 만들어 그 프로그램에서 PDF로 저장하세요",
    ))
}
