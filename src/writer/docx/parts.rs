//! The fixed parts of the package: templates, filled with the look and the title.

use super::body::hundredths;
use super::{PAGE_WIDTH, TWENTIETH, Written, text_width, twips};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, plain};
use crate::template::{Context, TemplateError, Templates};
use crate::writer::office::lines::{Font, clipped};
use crate::writer::office::style::Style;
use crate::writer::office::xml::clean;

/// Stands for the body in the rendered document.
const BODY: char = '\u{E008}';
/// The part that holds the body.
const DOCUMENT: &str = "word/document.xml";

/// Each part of the package and the template it is made from, in the order of the package.
const PARTS: [(&str, &str); 12] = [
    ("[Content_Types].xml", "docx/content-types.xml"),
    ("_rels/.rels", "docx/rels.xml"),
    ("docProps/app.xml", "docx/app.xml"),
    ("docProps/core.xml", "docx/core.xml"),
    (DOCUMENT, "docx/document.xml"),
    ("word/_rels/document.xml.rels", "docx/document-rels.xml"),
    ("word/styles.xml", "docx/styles.xml"),
    ("word/numbering.xml", "docx/numbering.xml"),
    ("word/settings.xml", "docx/settings.xml"),
    ("word/fontTable.xml", "docx/font-table.xml"),
    ("word/header1.xml", "docx/header.xml"),
    ("word/footer1.xml", "docx/footer.xml"),
];

/// The templates with what they are filled with.
pub(super) struct Parts {
    templates: Templates,
    context: Context,
}

impl Parts {
    /// # Errors
    /// A template of the user's that is none.
    pub(super) fn new(document: &Document, style: &Style, assets: &Assets) -> Result<Self, Diagnostic> {
        let sources = PARTS.iter().map(|(_, file)| (*file, assets.text(file)));
        let templates = Templates::shells(sources).map_err(|error| fault(&error))?;
        let mut context = Context::default();
        let title = plain(&document.title);
        let title = clean(&title);
        context.insert("title", &title);
        let header = style.header.text.replace("{title}", &title);
        let letters = Font::of(hundredths(small(style)));
        context.insert("header", &clean(&clipped(&header, text_width(style) as usize * TWENTIETH, letters)));
        context.insert("date", &document.date);
        context.insert("catalog_version", &clean(&document.catalog_version));
        context.insert("body", &BODY);
        let (font, color, page) = (&style.font, &style.color, &style.page);
        context.insert("body_font", &clean(&font.body));
        context.insert("heading_font", &clean(&font.heading));
        context.insert("size", &half_points(font.size));
        context.insert("table_size", &half_points(font.table_size));
        context.insert("small_size", &half_points(small(style)));
        let grown = |by: f64| half_points(font.size * by);
        context.insert("title_size", &grown(2.2));
        context.insert("heading_sizes", &[grown(1.5), grown(1.25), grown(1.1), grown(1.0), grown(1.0), grown(1.0)]);
        for (name, value) in [
            ("text_color", &color.text),
            ("heading_color", &color.heading),
            ("line_color", &color.line),
            ("default_color", &color.default),
            ("missing_color", &color.missing),
        ] {
            context.insert(name, value);
        }
        for (name, value) in [("top", page.top), ("bottom", page.bottom), ("left", page.left), ("right", page.right)] {
            context.insert(name, &twips(value));
        }
        // Header and footer stand in the middle of their margin.
        context.insert("header_distance", &(twips(page.top) / 2));
        context.insert("footer_distance", &(twips(page.bottom) / 2));
        context.insert("page_width", &PAGE_WIDTH);
        context.insert("text_width", &text_width(style));
        Ok(Self { templates, context })
    }

    /// Name and text of each part.
    ///
    /// # Errors
    /// A template of the user's that does not render.
    pub(super) fn rendered(mut self, written: &Written) -> Result<Vec<(&'static str, String)>, Diagnostic> {
        let links: Vec<_> = written.links.iter().map(|link| clean(link)).collect();
        self.context.insert("links", &links);
        self.context.insert("ordered", &written.ordered);
        let mut out = Vec::with_capacity(PARTS.len());
        for (name, file) in PARTS {
            let text = self.templates.render(file, &self.context).map_err(|error| fault(&error))?;
            // The body goes between the halves, so that its long text is not looked through.
            let text = match text.split_once(BODY) {
                Some((before, after)) if name == DOCUMENT => [before, &written.body, after].concat(),
                _ => text,
            };
            out.push((name, text));
        }
        Ok(out)
    }
}

fn fault(error: &TemplateError) -> Diagnostic {
    let fault = Diagnostic::error("template", format!("워드 문서 템플릿 오류: {}", error.message)).file(&error.name);
    match &error.span {
        Some(span) => fault.span(span.clone()),
        None => fault,
    }
}

/// Points in halves, as sizes of text are written.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a style's sizes are small and positive")]
fn half_points(points: f64) -> u32 {
    (points * 2.0).round() as u32
}

/// Size of small letters, points.
fn small(style: &Style) -> f64 {
    (style.font.size - 2.0).max(6.0)
}
