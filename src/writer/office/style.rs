//! The look of office documents: data, in `templates/style/style.toml`, of which an agency may have its own.

use serde::Deserialize;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;

const FILE: &str = "style/style.toml";

/// What such a file may say.
const KEYS: &str = "쓸 수 있는 항목: [font] body, heading, size, table_size [color] text, heading, line, label, default, \
                    missing [page] top, bottom, left, right [header] text. 적지 않은 항목은 내장된 모양을 따릅니다";

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
        let fault = |message: String| {
            Diagnostic::error("style", format!("문서 모양 파일 오류: {message}")).file(FILE).hint(KEYS)
        };
        let read = toml::from_str(text).or_else(|error: toml::de::Error| {
            // What a file does not say is as the built-in one has it.
            if error.message().starts_with("missing field") { toml::from_str(&completed(text)) } else { Err(error) }
        });
        let style: Self = read.map_err(|error| {
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
        let is_name = |name: &str| !name.trim().is_empty() && !name.contains(char::is_control);
        if let Some(font) = [&self.font.body, &self.font.heading].into_iter().find(|font| !is_name(font)) {
            return Some(format!("`{}`: 글꼴의 이름을 적으세요. 예: 맑은 고딕", font.escape_debug()));
        }
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

/// The text of a file with what it does not say as the built-in one has it.
fn completed(text: &str) -> String {
    let own: toml::Table = toml::from_str(text).unwrap_or_default();
    let mut whole: toml::Table = toml::from_str(Assets::builtin().text(FILE)).unwrap_or_default();
    for (name, value) in own {
        match (whole.get_mut(&name).and_then(toml::Value::as_table_mut), value) {
            (Some(table), toml::Value::Table(values)) => table.extend(values),
            (_, value) => {
                whole.insert(name, value);
            }
        }
    }
    whole.to_string()
}
