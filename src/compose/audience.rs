//! What stays within the agency, kept out of documents that may be published.

use super::render::Source;
use crate::catalog::{Parameter, paths, tags};
use crate::diagnostic::Diagnostic;
use crate::profile::Labels;

/// Every place at which a public document would print a field that stays within the agency.
pub(super) fn leaks(source: &Source<'_>, parameters: &[Parameter]) -> Vec<Diagnostic> {
    let labels = Labels::builtin();
    let fault = |path: &str| {
        Diagnostic::error("internal-value", format!("`{path}`: 공개 문서에 인쇄할 수 없는 내부용 값입니다"))
            .hint("내부용 부분(audience = \"internal\")으로 옮기거나 인쇄하지 마세요")
            .file(source.file)
    };
    let declared = parameters.iter().filter(|parameter| labels.is_internal(&parameter.field));
    let mut faults: Vec<Diagnostic> =
        declared.map(|parameter| fault(&parameter.field).span(parameter.field_span.clone())).collect();
    for piece in &source.pieces {
        // Most texts name no such field: they are not looked through tag by tag.
        if !labels.internal_paths().iter().any(|path| piece.text.contains(path.as_str())) {
            continue;
        }
        for tag in tags(&piece.text).into_iter().filter(|tag| tag.prints) {
            for (path, range) in paths(&piece.text[tag.span.clone()]) {
                if labels.is_internal(path) {
                    let range = tag.span.start + range.start..tag.span.start + range.end;
                    faults.push(fault(path).span(piece.span(Some(range))));
                }
            }
        }
    }
    faults
}
