//! Markdown into tags and text; HTML in it is read as HTML.

use super::html;
use super::tree::{Builder, Tag};
use crate::diagnostic::Diagnostic;
use crate::markup::{Part, Piece, outline};

/// Reads the Markdown that begins at a place in the file.
pub(super) fn read(text: &str, offset: usize, builder: &mut Builder<'_>) {
    outline(text, |piece, span| {
        let span = span.start + offset..span.end + offset;
        match piece {
            Piece::Open(Part::Metadata) => {
                let message = "문서 앞의 설정 부분은 읽지 않습니다";
                builder.unread.push(Diagnostic::info("metadata", message).span(span.clone()));
                builder.open(Tag::Skip("metadata"), &span);
            }
            Piece::Open(part) => tags(&part).into_iter().flatten().for_each(|tag| builder.open(tag, &span)),
            Piece::Close(part) => tags(&part).into_iter().flatten().rev().for_each(|tag| builder.close(tag, &span)),
            Piece::Text(text) => builder.text(text, &span),
            Piece::Code(text) => {
                builder.open(Tag::Code, &span);
                builder.text(text, &span);
                builder.close(Tag::Code, &span);
            }
            Piece::Break => builder.line_break(),
            Piece::Raw(text) => html::read(text, span.start, builder),
        }
    });
}

fn tags(part: &Part<'_>) -> [Option<Tag>; 2] {
    match part {
        Part::Heading(level) => [Some(Tag::Heading(*level)), None],
        Part::Paragraph => [Some(Tag::Block), None],
        Part::List => [Some(Tag::List), None],
        Part::Item => [Some(Tag::Item), None],
        Part::Table => [Some(Tag::Table), None],
        Part::Row => [Some(Tag::Row), None],
        Part::Cell { is_header } => [Some(Tag::Cell { is_header: *is_header, columns: 1, rows: 1 }), None],
        // A drawing in words.
        Part::Listing("mermaid") => [Some(Tag::Skip("mermaid")), None],
        Part::Listing(_) => [Some(Tag::Pre), Some(Tag::Code)],
        Part::Metadata => [Some(Tag::Skip("metadata")), None],
    }
}
