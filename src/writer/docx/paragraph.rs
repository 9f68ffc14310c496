//! Paragraphs: their properties in the order of the schema.

use std::fmt::Write as _;

use super::body::Writer;

/// Space above what follows a table.
const AFTER_TABLE: u32 = 160;
/// How far each level of a list is indented.
pub(super) const INDENT: usize = 240;
/// The id of the bulleted numbering; numbered lists come after it.
pub(super) const BULLETS: usize = 1;

/// How text is set where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flow {
    /// Style of paragraphs; empty for the default.
    pub(super) style: &'static str,
    /// Alignment; empty for the style's.
    pub(super) align: &'static str,
    /// Paragraphs stay on one page with what follows.
    pub(super) keep_next: bool,
    /// Text is bold.
    pub(super) strong: bool,
    /// Room for tables.
    pub(super) width: u32,
    /// Lists around it.
    pub(super) depth: usize,
    /// Whether it stands in a table.
    pub(super) in_cell: bool,
}

impl Flow {
    /// The text of a page.
    pub(super) fn page(width: u32) -> Self {
        Self { style: "", align: "", keep_next: false, strong: false, width, depth: 0, in_cell: false }
    }

    /// The same in another style.
    pub(super) fn styled(self, style: &'static str) -> Self {
        Self { style, ..self }
    }
}

/// What marks a paragraph of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// None.
    None,
    /// A bullet or number of a numbering.
    Numbered(usize),
    /// None, but under one.
    Continued,
}

impl Writer<'_> {
    /// Opens a paragraph; it is closed by `close`.
    pub(super) fn open(&mut self, flow: Flow, mark: Mark) {
        let (breaks, after_table) = if flow.in_cell {
            (false, false)
        } else {
            (std::mem::take(&mut self.breaks_page), std::mem::take(&mut self.after_table))
        };
        if breaks {
            self.filled.begin();
        }
        self.out.push_str("<w:p><w:pPr>");
        if !flow.style.is_empty() {
            self.put(&["<w:pStyle w:val=\"", flow.style, "\"/>"]);
        }
        if flow.keep_next {
            self.out.push_str("<w:keepNext/>");
        }
        if breaks {
            self.out.push_str("<w:pageBreakBefore/>");
        }
        // Numberings have nine levels.
        let level = flow.depth.clamp(1, 9) - 1;
        if let Mark::Numbered(id) = mark {
            let _ = write!(self.out, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>");
        }
        let has_own_space = flow.style.starts_with("Heading") || flow.style.starts_with("Caption");
        if after_table && !breaks && !has_own_space {
            let _ = write!(self.out, "<w:spacing w:before=\"{AFTER_TABLE}\"/>");
        }
        if mark == Mark::Continued {
            let _ = write!(self.out, "<w:ind w:left=\"{}\"/>", INDENT * flow.depth);
        }
        if !flow.align.is_empty() {
            self.put(&["<w:jc w:val=\"", flow.align, "\"/>"]);
        }
        self.out.push_str("</w:pPr>");
    }

    /// Adds text as it is; in the places passed most often, for formatting costs more.
    pub(super) fn put(&mut self, texts: &[&str]) {
        for text in texts {
            self.out.push_str(text);
        }
    }

    pub(super) fn close(&mut self) {
        self.out.push_str("</w:p>\n");
    }

    /// A paragraph of nothing: between tables, which would else become one, and where one must stand.
    pub(super) fn empty(&mut self, flow: Flow) {
        self.open(flow.styled("Spacer"), Mark::None);
        self.close();
    }

    /// Makes a place in the open paragraph that links lead to.
    pub(super) fn bookmark(&mut self, name: &str) {
        self.bookmarks += 1;
        let id = self.bookmarks;
        let _ = write!(self.out, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>");
    }
}
