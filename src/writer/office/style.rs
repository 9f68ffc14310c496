//! The look of office documents: data, in `templates/style/style.toml`, of which an agency may have its own.

use serde::Deserialize;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;

const FILE: &str = "style/style.toml";

/// Fonts, colours, page and header of a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Fonts.
    pub font: Fonts,
    /// Colours as `RRGGBB`.
    pub color: Colors,
    /// The page.
    pub page: Page,
    /// The running header.
    pub header: Header,
}

/// Fonts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// Of the text, as the word processor names it.
    pub body: String,
    /// Of headings.
    pub heading: String,
    /// Size of the text, points.
    pub size: f64,
    /// Size of text in tables, points.
    pub table_size: f64,
}

/// Colours as `RRGGBB`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    /// Text.
    pub text: String,
    /// Headings.
    pub heading: String,
    /// Lines of tables.
    pub line: String,
    /// Ground of header cells.
    pub label: String,
    /// Ground of values that are a default.
    pub default: String,
    /// Ground of values that nobody has decided.
    pub missing: String,
}

/// The page: A4, margins in millimetres.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Above the text.
    pub top: f64,
    /// Below it.
    pub bottom: f64,
    /// To its left.
    pub left: f64,
    /// To its right.
    pub right: f64,
}

/// The running header.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// What it says; `{title}` stands for the document's title.
    pub text: String,
}

impl Style {
    /// Reads the look.
    ///
    /// # Errors
    /// A file of the user's that is no such data, or says what no page can be.
    pub fn read(assets: &Assets) -> Result<Self, Diagnostic> {
        let text = assets.text(FILE);
        let fault = |message: String| Diagnostic::error("style", format!("문서 모양 파일 오류: {message}")).file(FILE);
        let style: Self = toml::from_str(text).map_err(|error| {
            let diagnostic = fault(error.message().to_owned());
            match error.span() {
                Some(span) => diagnostic.span(span),
                None => diagnostic,
            }
        })?;
        match style.mistake() {
            Some(mistake) => Err(fault(mistake)),
            None => Ok(style),
        }
    }

    fn mistake(&self) -> Option<String> {
        let colors = &self.color;
        let colors = [&colors.text, &colors.heading, &colors.line, &colors.label, &colors.default, &colors.missing];
        let is_color = |color: &str| color.len() == 6 && color.bytes().all(|digit| digit.is_ascii_hexdigit());
        if let Some(color) = colors.into_iter().find(|color| !is_color(color)) {
            return Some(format!("`{color}`: 색은 RRGGBB 여섯 자리로 적으세요. 예: 1F3864"));
        }
        let page = [self.page.top, self.page.bottom, self.page.left, self.page.right];
        if let Some(margin) = page.into_iter().find(|margin| !(5.0..=60.0).contains(margin)) {
            return Some(format!("`{margin}`: 여백은 5~60mm로 적으세요"));
        }
        let sizes = [self.font.size, self.font.table_size];
        sizes
            .into_iter()
            .find(|size| !(6.0..=24.0).contains(size))
            .map(|size| format!("`{size}`: 글자 크기는 6~24pt로 적으세요"))
    }
}
