//! The list of contents: a field that Word can renew, filled already.
//!
//! Pages are known to the word processor alone; to have them filled on opening,
//! Word would first ask whether to fetch them from other files. They stand there
//! after "update field" and on paper: Word renews what leads to a bookmark when it prints.

use std::fmt::Write as _;

use super::body::Writer;
use super::paragraph::Flow;
use crate::document::{Block, Document, Inline, plain};

/// Deepest heading in the contents.
const DEEPEST: u8 = 2;
const BEGIN: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
const SEPARATE: &str = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
const END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

/// A heading of the contents.
pub(super) struct Heading {
    level: u8,
    text: String,
}

/// Whether headings of a level stand in the contents.
pub(super) fn is_listed(level: u8) -> bool {
    level <= DEEPEST
}

/// The bookmark of a heading, counted from 1.
pub(super) fn bookmark(at: usize) -> String {
    format!("_Toc{at}")
}

/// The headings that the contents list, in the order in which they are printed.
pub(super) fn headings(document: &Document) -> Vec<Heading> {
    let mut out = Vec::new();
    let mut add = |level: u8, content: &[Inline]| {
        if is_listed(level) {
            out.push(Heading { level, text: plain(content) });
        }
    };
    for section in &document.sections {
        if let Some(title) = &section.title {
            add(1, title);
        }
        each(&section.blocks, &mut add);
    }
    out
}

fn each(blocks: &[Block], add: &mut impl FnMut(u8, &[Inline])) {
    for block in blocks {
        match block {
            Block::Heading { level, content } => add(level.saturating_sub(1).max(1), content),
            Block::List { items, .. } => items.iter().for_each(|item| each(item, add)),
            _ => {}
        }
    }
}

impl Writer<'_> {
    /// The contents, on a page of their own; nothing when there are no headings.
    pub(super) fn contents(&mut self, flow: Flow) {
        let headings = std::mem::take(&mut self.headings);
        if headings.is_empty() {
            return;
        }
        self.out.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
             </w:docPartObj></w:sdtPr><w:sdtContent>\n",
        );
        self.breaks_page = true;
        self.line(flow.styled("TOCHeading"), &[Inline::Text(self.words.contents.clone())]);
        for (at, heading) in headings.iter().enumerate() {
            let style = if heading.level == 1 { "TOC1" } else { "TOC2" };
            self.open_entry(flow.styled(style));
            if at == 0 {
                self.field_start(&format!("TOC \\o \"1-{DEEPEST}\" \\h \\z"));
            }
            let name = bookmark(at + 1);
            let _ = write!(self.out, "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\"><w:r>");
            self.text(&heading.text);
            self.out.push_str("</w:r><w:r><w:tab/></w:r>");
            self.field_start(&format!("PAGEREF {name} \\h"));
            self.out.push_str(END);
            self.out.push_str("</w:hyperlink>");
            if at + 1 == headings.len() {
                self.out.push_str(END);
            }
            self.close();
        }
        self.out.push_str("</w:sdtContent></w:sdt>\n");
    }

    /// Opens an entry: without the style's dots while there is no page for them to lead to.
    fn open_entry(&mut self, flow: Flow) {
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:tabs><w:tab w:val=\"right\" w:leader=\"none\" w:pos=\"{}\"/>\
             </w:tabs></w:pPr>",
            flow.style, flow.width
        );
    }

    fn field_start(&mut self, code: &str) {
        self.out.push_str(BEGIN);
        let _ = write!(self.out, "<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>", quoted(code));
        self.out.push_str(SEPARATE);
    }
}

fn quoted(code: &str) -> String {
    code.replace('"', "&quot;")
}
