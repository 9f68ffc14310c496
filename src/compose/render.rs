//! Entries and parts through Tera and Markdown, all compiled in one go.

use crate::block::{Block, Inline};
use crate::catalog::{Catalog, Piece, joined};
use crate::diagnostic::Diagnostic;
use crate::mark::SEPARATOR;
use crate::markup;
use crate::template::{Context, TemplateError, Templates};

/// The pieces of one file that are rendered together.
pub(super) struct Source<'a> {
    pub(super) file: &'a str,
    pub(super) pieces: Vec<&'a Piece>,
}

impl Source<'_> {
    fn text(&self) -> String {
        joined(self.pieces.iter().copied())
    }

    /// Where in the file a fault in the joined text lies.
    fn locate(&self, error: &TemplateError) -> Diagnostic {
        let diagnostic = Diagnostic::error("template", format!("템플릿 오류: {}", error.message)).file(self.file);
        let Some(span) = error.span.clone() else {
            let body = self.pieces.last().map_or(0, |piece| piece.offset);
            return diagnostic.span(body..body + 1);
        };
        let mut start = 0;
        for piece in &self.pieces {
            let end = start + piece.text.len();
            if span.start <= end {
                let range = span.start - start..span.end.clamp(span.start, end) - start;
                return diagnostic.span(piece.span(Some(range)));
            }
            start = end + SEPARATOR.len_utf8();
        }
        diagnostic
    }
}

/// Compiled sources.
pub(super) struct Renderer<'a> {
    templates: Compiled<'a>,
    sources: Vec<Source<'a>>,
}

/// Templates that the catalog keeps, or those of one document.
enum Compiled<'a> {
    Kept(&'a Templates),
    Own(Box<Templates>),
}

impl<'a> Renderer<'a> {
    /// Compiles sources, where the catalog does not keep them.
    pub(super) fn new(sources: Vec<Source<'a>>, catalog: &'a Catalog) -> Result<Self, Vec<Diagnostic>> {
        if let Some(templates) = catalog.kept() {
            return Ok(Self { templates: Compiled::Kept(templates), sources });
        }
        let texts: Vec<String> = sources.iter().map(Source::text).collect();
        let named = sources.iter().zip(&texts).map(|(source, text)| (source.file, text.as_str()));
        match Templates::prose(named.clone()) {
            Ok(templates) => Ok(Self { templates: Compiled::Own(Box::new(templates)), sources }),
            // One by one, so that each broken file is shown and not only the first.
            Err(_) => Err(named
                .zip(&sources)
                .filter_map(|(one, source)| Some(source.locate(&Templates::prose([one]).err()?)))
                .collect()),
        }
    }

    /// The rendered pieces of the source at a place, with [`SEPARATOR`] between them.
    pub(super) fn render(&self, at: usize, context: &Context) -> Result<String, Diagnostic> {
        let source = &self.sources[at];
        let templates = match &self.templates {
            Compiled::Kept(templates) => *templates,
            Compiled::Own(templates) => templates.as_ref(),
        };
        templates.render(source.file, context).map_err(|error| source.locate(&error))
    }
}

/// One paragraph, or nothing when it rendered to nothing.
pub(super) fn line(text: &str, file: &str, piece: &Piece) -> Result<Vec<Inline>, Vec<Diagnostic>> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    markup::parse_line(text).map_err(|errors| markup_faults(&errors, file, piece))
}

/// Blocks of a body.
pub(super) fn blocks(text: &str, file: &str, piece: &Piece) -> Result<Vec<Block>, Vec<Diagnostic>> {
    markup::parse(text).map_err(|errors| markup_faults(&errors, file, piece))
}

fn markup_faults(errors: &[markup::MarkupError], file: &str, piece: &Piece) -> Vec<Diagnostic> {
    errors
        .iter()
        .map(|error| {
            // The span is of the rendered text; without tags it is that of the file.
            let span = if piece.text.contains('{') { None } else { Some(error.span.clone()) };
            Diagnostic::error("markup", error.message.clone()).file(file).span(piece.span(span))
        })
        .collect()
}
