//! Runs of text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::body::Writer;
use super::paragraph::Flow;
use crate::document::{Inline, Origin};
use crate::writer::office::xml::push_escaped;

/// Properties of a run beside its style.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// Character style; empty for none.
    style: &'static str,
    strong: bool,
    emphasis: bool,
    raised: bool,
    /// Whether it stands in a link, where there may be no other.
    in_link: bool,
}

impl Writer<'_> {
    pub(super) fn inlines(&mut self, content: &[Inline], flow: Flow) {
        self.runs(content, Run { strong: flow.strong, ..Run::default() });
    }

    fn runs(&mut self, content: &[Inline], run: Run) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.run(text, run),
                Inline::Strong(inner) => self.runs(inner, Run { strong: true, ..run }),
                Inline::Emphasis(inner) => self.runs(inner, Run { emphasis: true, ..run }),
                Inline::Code(text) => self.run(text, Run { style: "Code", ..run }),
                Inline::Link { content, .. } if run.in_link => self.runs(content, run),
                Inline::Link { href, content } => {
                    self.links.push(href.clone());
                    let _ = write!(self.out, "<w:hyperlink r:id=\"link{}\">", self.links.len());
                    self.runs(content, Run { style: "Hyperlink", in_link: true, ..run });
                    self.out.push_str("</w:hyperlink>");
                }
                Inline::Value { text, origin, .. } => self.value(text, *origin, run),
                Inline::Reference { anchor, text } => match self.anchors.get(anchor.as_str()) {
                    Some((name, _)) if !run.in_link => {
                        let _ = write!(self.out, "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">");
                        self.run(text, Run { style: "Reference", ..run });
                        self.out.push_str("</w:hyperlink>");
                    }
                    // What is not in this document cannot be led to.
                    _ => self.run(text, run),
                },
                Inline::Break => self.out.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }

    fn value(&mut self, text: &str, origin: Origin, run: Run) {
        match origin {
            Origin::Profile => self.run(text, run),
            Origin::Default => {
                let words = self.words;
                self.run(text, Run { style: "DefaultValue", ..run });
                self.run(&words.default, Run { style: "DefaultValue", raised: true, ..run });
            }
            Origin::Missing => self.run(text, Run { style: "MissingValue", ..run }),
        }
    }

    fn run(&mut self, text: &str, run: Run) {
        if text.is_empty() {
            return;
        }
        self.out.push_str("<w:r>");
        if !run.style.is_empty() || run.strong || run.emphasis || run.raised {
            self.out.push_str("<w:rPr>");
            if !run.style.is_empty() {
                self.put(&["<w:rStyle w:val=\"", run.style, "\"/>"]);
            }
            for (is_set, tag) in [
                (run.strong, "<w:b/><w:bCs/>"),
                (run.emphasis, "<w:i/><w:iCs/>"),
                (run.raised, "<w:vertAlign w:val=\"superscript\"/>"),
            ] {
                if is_set {
                    self.out.push_str(tag);
                }
            }
            self.out.push_str("</w:rPr>");
        }
        self.text(text);
        self.out.push_str("</w:r>");
    }

    /// Text of a run; a line break in it is but a space, as in every other format.
    pub(super) fn text(&mut self, text: &str) {
        for (at, piece) in text.split('\t').enumerate() {
            if at > 0 {
                self.out.push_str("<w:tab/>");
            }
            let piece = if piece.contains(['\n', '\r']) {
                Cow::Owned(piece.replace("\r\n", " ").replace(['\n', '\r'], " "))
            } else {
                Cow::Borrowed(piece)
            };
            // Word leaves out spaces that nobody asks it to keep.
            let has_spaces = piece.starts_with(' ') || piece.ends_with(' ') || piece.contains("  ");
            self.out.push_str(if has_spaces { "<w:t xml:space=\"preserve\">" } else { "<w:t>" });
            push_escaped(&piece, &mut self.out);
            self.out.push_str("</w:t>");
        }
    }
}
