//! A finished requirement document, ours or anybody's, back into the model.
//!
//! Markdown, HTML and office files become one small tree of lines and tables, each with its
//! bytes in the file or in its transcript; tables with the labels of `templates/reader/labels.toml`
//! become requirements, lists and declared counts, everything else becomes
//! sections. What cannot be understood is named in [`Reading::unread`].

mod assembly;
mod docx;
mod draft;
mod dump;
mod form;
mod frame;
mod gather;
mod grid;
mod html;
mod hwpx;
mod items;
mod json;
mod labels;
mod line;
mod lost;
mod markdown;
mod matrix;
mod nest;
mod number;
mod office;
mod package;
mod revision;
mod rows;
mod table;
mod text;
mod transcript;
mod tree;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::assets::Assets;
use crate::block::{Inline, plain};
use crate::catalog::Audience;
use crate::diagnostic::Diagnostic;
use crate::document::{CategoryCount, Declared, Document, Field, Layout, Listed, Place, Requirement, Section};
use crate::words::Words;
pub use dump::{dump, dump_json};
use gather::Gatherer;
pub use json::{is_document, read_json};
use labels::Labels;
use line::Role;
pub use matrix::{Answered, answers};
pub use office::{Office, is_packed, transcribe};
pub use revision::{Edit, Revision, unmark};
pub use transcript::Transcript;
use tree::{Builder, Node};

/// Diagnostics of one code beyond which the rest are only counted.
const MOST_OF_A_CODE: usize = 50;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Markdown, with HTML in it or without.
    Markdown,
    /// HTML.
    Html,
}

/// What was understood of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document: requirements without catalog ids, everything else as sections.
    pub document: Document,
    /// Counts that the file declares of itself.
    pub declared: Vec<Declared>,
    /// Requirements that the file lists by number and title.
    pub listed: Vec<Listed>,
    /// Where passages stand in the file.
    pub spans: BTreeMap<Place, Range<usize>>,
    /// What was not understood, or understood in part.
    pub unread: Vec<Diagnostic>,
    /// Whether the file calls itself a request for proposals.
    pub is_rfp: bool,
}

/// Reads a file with the built-in labels.
///
/// # Errors
/// When there is no text in it.
pub fn read(text: &str, kind: Kind) -> Result<Reading, Vec<Diagnostic>> {
    read_with(text, kind, &Assets::builtin())
}

/// Reads a file with a user's labels.
///
/// # Errors
/// When there is no text in it, or the labels are not what they should be.
pub fn read_with(text: &str, kind: Kind, assets: &Assets) -> Result<Reading, Vec<Diagnostic>> {
    read_tree(text, assets, |builder| {
        let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        match kind {
            Kind::Markdown => markdown::read(body, text.len() - body.len(), builder),
            Kind::Html => html::read(body, text.len() - body.len(), builder),
        }
    })
}

/// Reads the text of an office file; places are those of the transcript's text.
///
/// # Errors
/// When there is no text in it, or the labels are not what they should be.
pub fn read_transcript(transcript: &Transcript, assets: &Assets) -> Result<Reading, Vec<Diagnostic>> {
    read_tree(transcript.text(), assets, |builder| transcript.replay(builder))
}

/// Reads what fills the tree.
fn read_tree(text: &str, assets: &Assets, fill: impl FnOnce(&mut Builder<'_>)) -> Result<Reading, Vec<Diagnostic>> {
    let labels = Labels::read(assets).map_err(|fault| vec![fault])?;
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    let layout = Layout::read("full", &[], assets, &words)?;
    let mut builder = Builder::new(text, &words.default, &labels);
    fill(&mut builder);
    builder.finish();
    let Builder { nodes, title, unread, is_marked, .. } = builder;
    if nodes.is_empty() {
        let fault = Diagnostic::error("empty-document", "읽을 글이 없는 문서입니다")
            .hint("요구사항이 글로 든 파일인지 확인하세요. 그림으로 된 글은 읽지 못합니다");
        // An unclosed comment may have taken all of it.
        return Err([vec![fault], limited(unread)].concat());
    }
    let (title, nodes) = titled(nodes, &title);
    let mut gatherer = Gatherer::new(&labels);
    gatherer.unread = unread;
    gatherer.document(nodes);
    let mut reading = finish(gatherer, title, layout, &labels);
    // Of what nobody has decided the text alone is left: the document is no final one.
    let is_list = |section: &Section| section.title.as_deref().is_some_and(|title| plain(title) == words.workbook.open);
    reading.document.draft =
        is_marked || text.contains(&words.missing) || reading.document.sections.iter().any(is_list);
    Ok(reading)
}

/// The document's title: its first heading of the first level, else what the page is called.
fn titled(mut nodes: Vec<Node>, page: &str) -> (Vec<Inline>, Vec<Node>) {
    let is_title = |node: &Node| {
        // A requirement's name is no title.
        matches!(node, Node::Line(line) if line.role == Role::Heading(1) && number::leading(&line.text).is_none())
    };
    let firsts = nodes.iter().filter(|node| is_title(node)).count();
    let at = nodes.iter().position(|node| matches!(node, Node::Line(line) if matches!(line.role, Role::Heading(_))));
    if let Some(at) = at
        && firsts == 1
        && is_title(&nodes[at])
        && let Node::Line(line) = nodes.remove(at)
    {
        return (line.inlines(), nodes);
    }
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    if !page.is_empty() {
        return (vec![Inline::Text(page)], nodes);
    }
    let first = at.and_then(|at| match &nodes[at] {
        Node::Line(line) => Some(line.inlines()),
        Node::Table(_) => None,
    });
    (first.unwrap_or_default(), nodes)
}

fn finish(mut gatherer: Gatherer<'_>, title: Vec<Inline>, layout: Layout, labels: &Labels) -> Reading {
    gatherer.assembly.finish();
    let mut spans = std::mem::take(&mut gatherer.assembly.spans);
    let mut drafts = std::mem::take(&mut gatherer.drafts);
    let mut unread = std::mem::take(&mut gatherer.unread);
    if drafts.is_empty() && !gatherer.from_list.is_empty() {
        drafts = std::mem::take(&mut gatherer.from_list);
        let message = format!("상세 요구사항 표가 없어 목록표의 {}건을 요구사항으로 읽었습니다", drafts.len());
        unread.push(Diagnostic::info("list-only", message));
    }
    let mut requirements: Vec<Requirement> = Vec::with_capacity(drafts.len());
    let mut anchors = BTreeMap::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        let mut requirement = draft.finish(at, labels, &mut spans);
        let is_new = !requirement.number.is_empty() && anchors.insert(requirement.number.clone(), at).is_none();
        requirement.anchor = if is_new { requirement.number.clone() } else { format!("r{}", at + 1) };
        if requirement.details.is_empty() && requirement.definition.is_empty() && gatherer.from_list.is_empty() {
            let name =
                if requirement.number.is_empty() { plain(&requirement.title) } else { requirement.number.clone() };
            let fault = Diagnostic::info("no-details", format!("`{name}`: 상세설명이 없는 요구사항입니다"));
            let place = [Field::Number, Field::Title].map(|field| Place::Requirement(at, field, 0));
            let span = place.iter().find_map(|place| spans.get(place).cloned());
            unread.push(Diagnostic { span, ..fault });
        }
        requirements.push(requirement);
    }
    let sections = gatherer.assembly.sections;
    let headings = sections.iter().filter_map(|section| section.title.as_deref()).chain([title.as_slice()]);
    let is_rfp = headings.map(plain).any(|text| {
        let text: String = text.split_whitespace().collect();
        labels.words.rfp.iter().any(|word| text.contains(word.as_str()))
    });
    let document = Document {
        title,
        catalog_version: String::new(),
        date: None,
        draft: false,
        audience: Audience::Public,
        sections,
        categories: categories(&requirements),
        requirements,
        withdrawn: Vec::new(),
        open: Vec::new(),
        layout,
    };
    let unread = limited(unread);
    Reading { document, declared: gatherer.declared, listed: gatherer.listed, spans, unread, is_rfp }
}

/// Categories in the order of their first requirement.
fn categories(requirements: &[Requirement]) -> Vec<CategoryCount> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut out: Vec<CategoryCount> = Vec::new();
    for requirement in requirements {
        // Where there is a code, it is the category, however its name is written.
        let name = if requirement.category.is_empty() { requirement.category_name.as_str() } else { "" };
        let at = *places.entry((&requirement.category, name)).or_insert_with(|| {
            out.push(CategoryCount {
                code: requirement.category.clone(),
                name: requirement.category_name.clone(),
                definition: String::new(),
                count: 0,
            });
            out.len() - 1
        });
        out[at].count += 1;
    }
    out
}

/// Diagnostics in the order of the file; of one code not more than can be read.
fn limited(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.as_ref().map_or(0, |span| span.start));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &diagnostics {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &mut diagnostics {
        let at = kept.entry(diagnostic.code).or_default();
        *at += 1;
        let all = counts.get(diagnostic.code).copied().unwrap_or_default();
        if *at == MOST_OF_A_CODE && all > MOST_OF_A_CODE {
            diagnostic.message.push_str(&format!(" (같은 알림 {}건 더 있음)", all - MOST_OF_A_CODE));
        }
    }
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        let at = kept.entry(diagnostic.code).or_default();
        *at += 1;
        *at <= MOST_OF_A_CODE
    });
    diagnostics
}
