//! Pages, and the file of them.

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::content::Content;
use super::fonts::Fonts;
use super::world::Desk;
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;

const FILE: &str = "pdf/document.typ";
/// The day of a document that says none.
const SOME_DAY: (i32, u8, u8) = (2000, 1, 1);

/// Sets the pages and writes them.
pub(super) fn pdf(content: Content, fonts: Fonts, date: Option<&str>, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let unwritable = || Diagnostic::error("pdf", "PDF를 만들 수 없습니다");
    let desk = Desk::new(content, fonts, assets.text(FILE)).ok_or_else(unwritable)?;
    let fault = |errors: &[SourceDiagnostic]| fault(errors, &desk);
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| fault(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|_| unwritable())?;
    let options = PdfOptions {
        ident: Smart::Custom("balju".to_owned()),
        creator: Smart::Custom(Some("balju".to_owned())),
        timestamp: day(date).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| fault(&errors));
    // What typst remembers for a next time would only take room.
    typst::comemo::evict(0);
    bytes
}

/// The document's day: its time is no clock's.
fn day(date: Option<&str>) -> Option<Datetime> {
    let mut parts = date.unwrap_or_default().splitn(3, '-');
    let mut part = || parts.next()?.parse::<u16>().ok();
    let said = match (part(), part(), part()) {
        (Some(year), Some(month), Some(day)) => {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)
        }
        _ => None,
    };
    let (year, month, day) = SOME_DAY;
    said.or_else(|| Datetime::from_ymd_hms(year, month, day, 0, 0, 0))
}

/// What typst said, in the typst file where it knows the place.
fn fault(errors: &[SourceDiagnostic], desk: &Desk) -> Diagnostic {
    let Some(error) = errors.first() else { return Diagnostic::error("pdf", "PDF를 만들 수 없습니다") };
    let fault = Diagnostic::error("pdf", format!("PDF를 만들 수 없습니다: {}", error.message));
    let hint: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    let fault = if hint.is_empty() { fault } else { fault.hint(hint.join("; ")) };
    let span = typst::WorldExt::range(desk as &dyn typst::World, error.span);
    match span {
        Some(span) => fault.file(FILE).span(span),
        None => fault,
    }
}
