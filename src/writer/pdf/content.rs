//! What the typst file is given: the document, its look and its words as JSON, and its drawings.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::body::Writer;
use super::fonts::Fonts;
use crate::document::{Document, plain};
use crate::words::Words;
use crate::writer::office::style::Style;
use crate::writer::office::xml::clean;

/// The files beside the typst file.
pub(super) struct Content {
    /// The document as JSON.
    pub(super) json: String,
    /// Drawings by file name.
    pub(super) drawings: BTreeMap<String, String>,
}

impl Content {
    pub(super) fn new(document: &Document, words: &Words, style: &Style, fonts: &Fonts) -> Self {
        let title = plain(&document.title);
        let mut writer = Writer::new(document, words, style);
        let heading = writer.title();
        // What comes before the first heading is the title page's.
        let cover = document.sections.iter().take_while(|section| section.title.is_none()).count();
        let (cover, sections) = document.sections.split_at(cover);
        let cover: Vec<Value> = cover.iter().flat_map(|section| writer.section(section)).collect();
        let sections: Vec<Value> = sections.iter().flat_map(|section| writer.section(section)).collect();
        let content = json!({
            "title": clean(&title),
            "heading": heading,
            "header": clean(&style.header.text.replace("{title}", &title)),
            "contents": words.contents,
            "look": look(style, fonts),
            "cover": cover,
            "sections": sections,
        });
        Self { json: content.to_string(), drawings: writer.drawings }
    }
}

fn look(style: &Style, fonts: &Fonts) -> Value {
    let (font, color, page) = (&style.font, &style.color, &style.page);
    json!({
        "body": fonts.body,
        "heading": fonts.heading,
        "code": fonts.code,
        "size": font.size,
        "table_size": font.table_size,
        "text_color": color.text,
        "heading_color": color.heading,
        "line_color": color.line,
        "label_color": color.label,
        "default_color": color.default,
        "missing_color": color.missing,
        "top": page.top,
        "bottom": page.bottom,
        "left": page.left,
        "right": page.right,
    })
}
