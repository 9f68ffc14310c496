//! The formats of cells, made once from the style.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatScript, FormatUnderline};

use super::rich::Face;
use crate::document::Origin;
use crate::writer::office::style::Style;

/// Height of a row that has no other, and width of a column: those of a Korean font of 11 points.
pub(super) const ROW_PIXELS: u32 = 22;
pub(super) const COLUMN_PIXELS: u32 = 72;
const NORMAL_SIZE: f64 = 11.0;

/// Every format of the workbook.
pub(super) struct Look {
    /// What cells have that have nothing else.
    pub(super) normal: Format,
    pub(super) head: Format,
    pub(super) total: Format,
    pub(super) total_number: Format,
    pub(super) number: Format,
    pub(super) code: Format,
    pub(super) link: Format,
    /// Text by what nobody has decided in it.
    text: [Format; 3],
    /// Faces of text.
    faces: [Format; 4],
}

impl Look {
    pub(super) fn new(style: &Style) -> Self {
        let color = |text: &str| Color::RGB(u32::from_str_radix(text, 16).unwrap_or_default());
        let colors = &style.color;
        let font = |size: f64| {
            Format::new().set_font_name(&style.font.body).set_font_size(size).set_font_color(color(&colors.text))
        };
        let face = font(style.font.table_size);
        let cell = face
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(color(&colors.line))
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let label = cell.clone().set_background_color(color(&colors.label)).set_bold();
        let centered = |format: &Format| format.clone().set_align(FormatAlign::Center);
        let code = cell.clone().set_num_format("@");
        let ground = |text: &str| cell.clone().set_background_color(color(text));
        Self {
            normal: font(NORMAL_SIZE),
            head: centered(&label).set_align(FormatAlign::VerticalCenter),
            total: label.clone().set_align(FormatAlign::VerticalCenter),
            total_number: label.set_align(FormatAlign::Right).set_align(FormatAlign::VerticalCenter),
            number: cell.clone().set_align(FormatAlign::Right),
            link: code.clone().set_font_color(color(&colors.heading)).set_underline(FormatUnderline::Single),
            code,
            text: [cell.clone(), ground(&colors.default), ground(&colors.missing)],
            faces: [
                face.clone(),
                face.clone().set_bold(),
                face.clone().set_font_script(FormatScript::Superscript),
                face.set_bold(),
            ],
        }
    }

    /// The format of a text cell.
    pub(super) fn text(&self, origin: Origin) -> &Format {
        let [decided, default, missing] = &self.text;
        match origin {
            Origin::Profile => decided,
            Origin::Default => default,
            Origin::Missing => missing,
        }
    }

    /// The format of a part of a text.
    pub(super) fn face(&self, face: Face) -> &Format {
        let [plain, strong, mark, missing] = &self.faces;
        match face {
            Face::Plain | Face::Default => plain,
            Face::Strong => strong,
            Face::Mark => mark,
            Face::Missing => missing,
        }
    }

    /// A number with a counter after it.
    pub(super) fn counted(&self, counter: &str) -> Format {
        let counter = counter.replace(['"', '\\'], "");
        self.number.clone().set_num_format(format!("0\"{counter}\""))
    }
}
