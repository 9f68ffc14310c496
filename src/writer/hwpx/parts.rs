//! The parts of the package whose form is fixed: templates under `templates/hwpx/`.

use serde::Serialize;

use super::body;
use super::listed::Listed;
use super::shapes::{Named, Shapes};
use super::table::font;
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, plain};
use crate::template::{Context, TemplateError, Templates};
use crate::writer::office::lines;
use crate::writer::office::style::{Page, Style};
use crate::writer::office::xml;

const NAMES: [&str; 7] =
    ["version.xml", "container.xml", "manifest.xml", "content.hpf", "header.xml", "section.xml", "settings.xml"];
/// Stands for the body in the rendered section.
const BODY: char = '\u{E008}';
/// HWPUNIT in a millimetre.
const MILLIMETRE: f64 = 283.465;
/// A4, HWPUNIT.
const WIDTH: u32 = 59528;
const HEIGHT: u32 = 84186;

/// The page, HWPUNIT.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Sheet {
    width: u32,
    height: u32,
    left: u32,
    right: u32,
    /// Above the header, and the header's own height: together what is above the text.
    top: u32,
    header: u32,
    bottom: u32,
    footer: u32,
    /// Of the text.
    pub(super) text_width: u32,
    pub(super) text_height: u32,
}

impl Sheet {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a style's margins are 5 to 60 mm")]
    pub(super) fn new(page: &Page) -> Self {
        let units = |millimetres: f64| (millimetres * MILLIMETRE).round() as u32;
        let [left, right, above, below] = [page.left, page.right, page.top, page.bottom].map(units);
        let (header, footer) = (above / 2, below / 2);
        Self {
            width: WIDTH,
            height: HEIGHT,
            left,
            right,
            top: above - header,
            header,
            bottom: below - footer,
            footer,
            text_width: WIDTH - left - right,
            text_height: HEIGHT - above - below,
        }
    }
}

/// The templates and what they are told.
pub(super) struct Parts<'a> {
    templates: Templates,
    sources: Vec<(String, &'a str)>,
    context: Context,
    style: &'a Style,
    /// Text of the running header.
    running: String,
}

impl<'a> Parts<'a> {
    pub(super) fn new(document: &Document, style: &'a Style, assets: &'a Assets) -> Result<Self, Diagnostic> {
        let sources: Vec<_> = NAMES
            .iter()
            .map(|name| {
                let file = format!("hwpx/{name}");
                let text = assets.text(&file);
                (file, text)
            })
            .collect();
        let title = plain(&document.title);
        let mut context = Context::default();
        context.insert("title", xml::clean(&title).as_ref());
        context.insert("date", &document.date);
        context.insert("version", env!("CARGO_PKG_VERSION"));
        context.insert("catalog_version", xml::clean(&document.catalog_version).as_ref());
        context.insert("sheet", &Sheet::new(&style.page));
        context.insert("has_cover", &body::has_cover(document));
        let templates = Templates::shells(sources.iter().map(|(file, text)| (file.as_str(), *text)))
            .map_err(|error| fault(&error))?;
        let running = xml::clean(&style.header.text.replace("{title}", &title)).into_owned();
        Ok(Self { templates, sources, context, style, running })
    }

    /// A part that is told nothing but the document's own data.
    pub(super) fn plain(&self, name: &str) -> Result<String, Diagnostic> {
        self.render(name, &self.context)
    }

    /// Fonts, borders, shapes, numberings and styles.
    pub(super) fn header(&self, shapes: &Shapes) -> Result<String, Diagnostic> {
        let mut context = self.context.clone();
        let fonts = [&self.style.font.body, &self.style.font.heading];
        context.insert("fonts", &fonts.map(|font| xml::clean(font)));
        context.insert("languages", &["HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER"]);
        context.insert("line", &self.style.color.line);
        context.insert("label", &self.style.color.label);
        context.insert("listed", &Listed::new(shapes, self.style));
        self.render("header.xml", &context)
    }

    /// What stands before and after the text in its part: the page, the running header.
    pub(super) fn section(&self, shapes: &Shapes) -> Result<(String, String), Diagnostic> {
        let mut context = self.context.clone();
        let (letters, lines) = shapes.of_style(Named::Header);
        let letters_of_it = font(shapes.letters_of(Named::Header).height);
        let room = Sheet::new(&self.style.page).text_width as usize;
        context.insert("running", &lines::clipped(&self.running, room, letters_of_it));
        context.insert("running_lines", &lines);
        context.insert("running_letters", &letters);
        context.insert("running_style", &Named::Header.id());
        context.insert("body", &BODY);
        let shell = self.render("section.xml", &context)?;
        let (before, after) = shell.split_once(BODY).unwrap_or((&shell, ""));
        Ok((before.to_owned(), after.to_owned()))
    }

    fn render(&self, name: &str, context: &Context) -> Result<String, Diagnostic> {
        debug_assert!(self.sources.iter().any(|(file, _)| file.ends_with(name)), "{name}");
        self.templates
            .render(&format!("hwpx/{name}"), context)
            .map(|text| compact(&text))
            .map_err(|error| fault(&error))
    }
}

/// XML without the line breaks that make its template readable: 한글 writes none.
fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start();
        if !line.starts_with('<') && !out.is_empty() && !line.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn fault(error: &TemplateError) -> Diagnostic {
    let fault = Diagnostic::error("template", format!("한글 문서 템플릿 오류: {}", error.message)).file(&error.name);
    match error.span.clone() {
        Some(span) => fault.span(span),
        None => fault,
    }
}
