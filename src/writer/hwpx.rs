//! Not yet written.

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// Writes the document.
pub(super) fn write(_document: &Document, _assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    Err(Diagnostic::error("unknown-format", "아직 쓸 수 없는 형식입니다"))
}
