//! Text within a paragraph: runs of one shape, links and bookmarks.

use std::fmt::Write as _;

use super::body::Writer;
use super::shapes::Letters;
use crate::document::{Inline, Origin};
use crate::writer::office::xml::push_escaped;

/// The kind of field that 한글 gives every link.
const LINK: u32 = 627_600_491;

impl Writer<'_> {
    pub(super) fn inlines(&mut self, content: &[Inline], letters: Letters) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.run(text, letters),
                Inline::Strong(inner) => self.inlines(inner, Letters { bold: true, ..letters }),
                Inline::Emphasis(inner) => self.inlines(inner, Letters { italic: true, ..letters }),
                Inline::Code(text) => self.run(text, Letters { code: true, ..letters }),
                Inline::Link { href, content } => {
                    let is_mail = href.starts_with("mailto:");
                    let command = if is_mail { format!("{href};2;0;0") } else { format!("{};1;0;0;", commanded(href)) };
                    self.field(&command, Some(href), letters, |writer| {
                        writer.inlines(content, Letters { underline: true, ..letters });
                    });
                }
                Inline::Value { text, origin, .. } => self.value(text, *origin, letters),
                Inline::Reference { anchor, text } => self.led_to(anchor, letters, |writer| writer.run(text, letters)),
                Inline::Break => self.run("\n", letters),
            }
        }
    }

    fn value(&mut self, text: &str, origin: Origin, letters: Letters) {
        let letters = Letters { ground: origin, ..letters };
        match origin {
            Origin::Profile => self.run(text, letters),
            Origin::Default => {
                self.run(text, letters);
                let words = self.words;
                self.run(&words.default, Letters { raised: true, ..letters });
            }
            Origin::Missing => self.run(text, Letters { bold: true, ..letters }),
        }
    }

    /// Text that leads to an anchor; one that is not printed cannot be led to.
    pub(super) fn led_to(&mut self, anchor: &str, letters: Letters, content: impl FnOnce(&mut Self)) {
        match self.bookmarks.get(anchor) {
            Some(name) => {
                let command = format!("?{};0;0;0;", commanded(name));
                self.field(&command, None, letters, content);
            }
            None => content(self),
        }
    }

    /// The place that links to an anchor lead to.
    pub(super) fn bookmark(&mut self, anchor: &str, letters: Letters) {
        if let Some(name) = self.bookmarks.get(anchor) {
            let letters = self.shapes.letters(letters);
            let _ = write!(self.out, "<hp:run charPrIDRef=\"{letters}\"><hp:ctrl><hp:bookmark name=\"");
            push_escaped(name, &mut self.out);
            self.out.push_str("\"/></hp:ctrl></hp:run>");
        }
    }

    /// A link, in the form in which 한글 itself saves one: with a path to an address outside, without
    /// one to a bookmark.
    fn field(&mut self, command: &str, path: Option<&str>, letters: Letters, content: impl FnOnce(&mut Self)) {
        self.fields += 1;
        let id = self.fields;
        let letters = self.shapes.letters(letters);
        let count = if path.is_some() { 6 } else { 5 };
        let _ = write!(
            self.out,
            "<hp:run charPrIDRef=\"{letters}\"><hp:ctrl><hp:fieldBegin id=\"{id}\" type=\"HYPERLINK\" name=\"\" \
             editable=\"0\" dirty=\"0\" zorder=\"-1\" fieldid=\"{LINK}\"><hp:parameters cnt=\"{count}\" name=\"\">\
             <hp:integerParam name=\"Prop\">0</hp:integerParam>"
        );
        self.parameter("Command", command);
        if let Some(path) = path {
            self.parameter("Path", path);
        }
        let kind = match path {
            None => "HWPHYPERLINK_TYPE_HWP",
            Some(path) if path.starts_with("mailto:") => "HWPHYPERLINK_TYPE_EMAIL",
            Some(_) => "HWPHYPERLINK_TYPE_URL",
        };
        self.parameter("Category", kind);
        self.parameter("TargetType", "HWPHYPERLINK_TARGET_BOOKMARK");
        self.parameter("DocOpenType", "HWPHYPERLINK_JUMP_CURRENTTAB");
        self.out.push_str("</hp:parameters></hp:fieldBegin></hp:ctrl></hp:run>");
        content(self);
        let _ = write!(
            self.out,
            "<hp:run charPrIDRef=\"{letters}\"><hp:ctrl><hp:fieldEnd beginIDRef=\"{id}\" fieldid=\"{LINK}\"/></hp:ctrl></hp:run>"
        );
    }

    fn parameter(&mut self, name: &str, value: &str) {
        self.put(&["<hp:stringParam name=\"", name, "\">"]);
        push_escaped(value, &mut self.out);
        self.out.push_str("</hp:stringParam>");
    }

    pub(super) fn begin_run(&mut self, letters: Letters) {
        let letters = self.shapes.letters(letters);
        self.out.push_str("<hp:run charPrIDRef=\"");
        let _ = write!(self.out, "{letters}");
        self.out.push_str("\">");
    }

    /// Adds text as it is; in the places passed most often, for formatting costs more.
    pub(super) fn put(&mut self, texts: &[&str]) {
        for text in texts {
            self.out.push_str(text);
        }
    }

    fn run(&mut self, text: &str, letters: Letters) {
        self.begin_run(letters);
        self.out.push_str("<hp:t>");
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
            push_escaped(&rest[..at], &mut self.out);
            self.out.push_str(match rest.as_bytes()[at] {
                b'\t' => "<hp:tab width=\"4000\" leader=\"0\" type=\"1\"/>",
                b'\r' if rest[at + 1..].starts_with('\n') => "",
                _ => "<hp:lineBreak/>",
            });
            rest = &rest[at + 1..];
        }
        push_escaped(rest, &mut self.out);
        self.out.push_str("</hp:t></hp:run>");
    }
}

/// A target as it stands in a link's command, where some signs divide.
fn commanded(target: &str) -> String {
    let mut out = String::with_capacity(target.len() + 4);
    for c in target.chars() {
        if matches!(c, ':' | '?' | ';' | '#' | '|' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
