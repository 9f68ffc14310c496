//! Figures as SVG, for pages and for files of their own.
//!
//! Only lines, text and the colour of the text around: a drawing looks right on
//! light and dark paper and in black and white. All coordinates are whole
//! pixels, so that the same figure is the same bytes on every machine.

mod graph;
mod panels;
mod pen;
mod schedule;
mod text;

use crate::figure::{Drawing, Figure};
use crate::words::FigureWords;
use pen::Pen;
pub(super) use text::clean;

/// Widest drawing that is shown without being made smaller.
const WIDEST: i64 = 920;
/// Width of drawings that fill whatever they are given: it also prints well on A4.
const USUAL: i64 = 760;
/// Fonts in the order of the page's.
const FONTS: &str = "Pretendard, 'Malgun Gothic', 'Apple SD Gothic Neo', 'Noto Sans CJK KR', NanumGothic, sans-serif";

/// Draws a figure as an `<svg>` element that is also a file of its own.
///
/// The element's ids begin with `figure-` and the figure's id.
pub fn draw(figure: &Figure, words: &FigureWords) -> String {
    let mut pen = Pen::default();
    let (width, height) = match &figure.drawing {
        Drawing::Panels(rows) => panels::draw(rows, words, &mut pen),
        Drawing::Graph(graph) => graph::draw(graph, &mut pen),
        Drawing::Schedule(schedule) => schedule::draw(schedule, words, &mut pen),
    };
    let id = name(&figure.id);
    let title = text::escaped(&figure.title);
    let mut described = String::new();
    let mut description = text::escaped(&figure.drawn_description());
    if !description.is_empty() {
        described = format!(" aria-describedby=\"figure-{id}-desc\"");
        description = format!("<desc id=\"figure-{id}-desc\">{description}</desc>\n");
    }
    // What is wider than a page is made smaller; the shape stays.
    let shown = width.min(WIDEST);
    let shown_height = height * shown / width.max(1);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"figure-{id}-title\"{described} \
         viewBox=\"0 0 {width} {height}\" width=\"{shown}\" height=\"{shown_height}\" \
         style=\"--width:{shown}px;max-width:100%;height:auto\" font-family=\"{FONTS}\" fill=\"currentColor\" stroke=\"none\">\n\
         <title id=\"figure-{id}-title\">{title}</title>\n{description}{}</svg>\n",
        pen.finish()
    )
}

/// A figure's id as part of an XML id: different ids stay different.
fn name(id: &str) -> String {
    let mut out = String::new();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    out
}

/// A count as a coordinate.
fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
