//! What a reviewer reads: a document as passages of plain text, each with its
//! place, and what is known of the project.

use std::collections::BTreeMap;
use std::ops::Range;

use super::concordance::{Concordance, Found};
use super::glance::Glance;
use super::scan::{has_byte, is_hangul};
use crate::block::{Block, Inline};
use crate::document::{Declared, Document, Field, Listed, Place, Requirement};
use crate::profile::{PaymentMethod, Profile, Silence};
use crate::reader::Reading;

/// A document as a reviewer reads it.
#[derive(Debug, Clone)]
pub struct Manuscript<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its text in reading order. What the program draws from the requirements (lists, counts,
    /// appendices) is not in it: it would be read twice.
    pub passages: Vec<Passage>,
    /// Counts that the document declares of itself.
    pub declared: Vec<Declared>,
    /// Requirements that the document lists by number and title.
    pub listed: Vec<Listed>,
    /// Where passages stand in the file they were read from; empty for a document made from a profile.
    pub spans: BTreeMap<Place, Range<usize>>,
    /// What is known beside the text.
    pub facts: Facts,
    /// Where words may stand in the passages.
    pub(super) concordance: Vec<Concordance>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub role: Role,
    /// Its text without markup.
    pub text: String,
    /// Byte ranges in which no words are searched: quotations, names of laws, proper names, code.
    pub shielded: Vec<Range<usize>>,
    /// What every rule asks of a text, found once.
    pub(super) glance: Glance,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A title or heading.
    Heading,
    /// A definition.
    Definition,
    /// A duty.
    Item,
    /// An acceptance criterion.
    Acceptance,
    /// The name of a deliverable.
    Deliverable,
    /// A law or notice; no rule on words reads it.
    Source,
    /// A paragraph or list item outside requirements.
    Prose,
    /// A cell of a table that is no requirement.
    Cell,
}

/// What is known beside the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// How the work is paid for; empty when that is not known.
    pub payment: Vec<PaymentMethod>,
    /// Whether the document is a whole request for proposals, so that what is missing can be told.
    pub is_rfp: bool,
    /// Whether the document may be published.
    pub is_public: bool,
    /// Names of the project itself: agency and system.
    pub own_names: Vec<String>,
    /// The document's date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Findings silenced in the profile.
    pub silences: Vec<Silence>,
    /// The profile, when the document was made from one.
    pub profile: Option<Box<Profile>>,
}

impl<'d> Manuscript<'d> {
    /// The passages of a document.
    pub fn new(document: &'d Document) -> Self {
        let mut collector = Collector::default();
        for (at, section) in document.sections.iter().enumerate() {
            collector.section = (at, 0);
            if let Some(title) = &section.title {
                collector.add(Role::Heading, title);
            }
            let own = &section.blocks[..section.prose.min(section.blocks.len())];
            collector.blocks(own, Role::Prose);
        }
        let (passages, concordance) = gathered(collector.passages, &document.requirements);
        Self {
            document,
            passages,
            concordance,
            declared: Vec::new(),
            listed: Vec::new(),
            spans: BTreeMap::new(),
            facts: Facts { date: document.date.clone(), ..Facts::default() },
        }
    }

    /// The passages of a file that was read, with what it says of itself.
    pub fn of_reading(reading: &'d Reading) -> Self {
        let mut manuscript = Self::new(&reading.document);
        manuscript.declared.clone_from(&reading.declared);
        manuscript.listed.clone_from(&reading.listed);
        manuscript.spans.clone_from(&reading.spans);
        manuscript.facts.is_rfp = reading.is_rfp;
        // A finished document is checked because it will be published.
        manuscript.facts.is_public = true;
        manuscript
    }

    /// Adds what the profile says of the project.
    #[must_use]
    pub fn with_profile(mut self, profile: &Profile, outline: &str) -> Self {
        let project = &profile.project;
        self.facts = Facts {
            payment: project.payment.clone(),
            is_rfp: outline == "rfp",
            is_public: self.document.audience == crate::catalog::Audience::Public,
            own_names: project.agency.iter().chain(&project.system).chain(&project.name).cloned().collect(),
            date: project.date.clone(),
            silences: profile.silenced.clone(),
            profile: Some(Box::new(profile.clone())),
        };
        self
    }

    /// The requirement in which a place lies.
    pub fn requirement(&self, place: Place) -> Option<&'d Requirement> {
        match place {
            Place::Requirement(at, ..) => self.document.requirements.get(at),
            _ => None,
        }
    }

    /// Where words of a list stand.
    pub(super) fn find<'w>(&self, words: impl IntoIterator<Item = &'w String>) -> Found<'w> {
        Found::new(&self.concordance, &self.passages, words)
    }

    /// Where a word may begin, passage and byte.
    pub(super) fn places(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        self.concordance.iter().flat_map(move |part| part.places(word))
    }

    /// Where a word may begin that does not go on from another, passage and byte.
    pub(super) fn beginnings(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        self.concordance.iter().flat_map(move |part| part.beginnings(word))
    }

    /// The passage at a place.
    pub fn passage(&self, place: Place) -> Option<&Passage> {
        self.passages.iter().find(|passage| passage.place == place)
    }
}

impl Passage {
    /// A passage of text; quotations and names of laws in it are shielded.
    pub fn new(place: Place, role: Role, text: String) -> Self {
        let mut passage = Self { place, role, text, shielded: Vec::new(), glance: Glance::default() };
        passage.look_over();
        passage
    }

    /// A passage of inlines; values that are names, code and links are shielded too.
    pub fn of_inlines(place: Place, role: Role, content: &[Inline]) -> Self {
        let text = String::with_capacity(content.iter().map(length).sum());
        let mut passage = Self { place, role, text, shielded: Vec::new(), glance: Glance::default() };
        passage.push(content);
        passage.look_over();
        passage
    }

    /// Sees what is quoted and what the rules ask of every text.
    fn look_over(&mut self) {
        let unquoted = self.shielded.len();
        self.shielded.extend(quotations(&self.text));
        self.glance = Glance::of(&self.text, unquoted);
    }

    fn push(&mut self, content: &[Inline]) {
        for inline in content {
            let start = self.text.len();
            match inline {
                Inline::Text(text) => self.text.push_str(text),
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.push(inner),
                Inline::Break => self.text.push(' '),
                Inline::Code(text) | Inline::Reference { text, .. } => self.shield(start, text),
                Inline::Link { content, .. } => self.push(content),
                // A name is not searched; a number with its unit is what rules on measures look for.
                Inline::Value { text, .. } if text.contains(|c: char| c.is_ascii_digit()) => self.text.push_str(text),
                Inline::Value { text, .. } => self.shield(start, text),
            }
        }
    }

    fn shield(&mut self, start: usize, text: &str) {
        self.text.push_str(text);
        self.shielded.push(start..self.text.len());
    }

    /// Whether a byte range touches nothing that is shielded.
    pub fn is_open(&self, range: &Range<usize>) -> bool {
        self.shields(range).next().is_none()
    }

    /// What of the shielded a byte range touches.
    pub(super) fn shields(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        // Both lists are in the order of the text, and nothing in one touches another in it.
        let (marked, quoted) = self.shielded.split_at(self.glance.unquoted.min(self.shielded.len()));
        [marked, quoted].into_iter().flat_map(|list| {
            let end = list.partition_point(|shield| shield.start < range.end);
            list[..end].iter().rev().take_while(|shield| range.start < shield.end)
        })
    }
}

/// Bytes that an inline takes, or a few less.
fn length(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.len(),
        Inline::Reference { text, .. } | Inline::Value { text, .. } => text.len(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.iter().map(length).sum(),
        Inline::Link { content, .. } => content.iter().map(length).sum(),
        Inline::Break => 1,
    }
}

/// Pairs of marks between which somebody else speaks.
const QUOTES: [(char, char); 8] =
    [('「', '」'), ('『', '』'), ('“', '”'), ('‘', '’'), ('《', '》'), ('〈', '〉'), ('"', '"'), ('\'', '\'')];

/// Characters after which an open quotation counts as never closed.
const LONGEST_QUOTE: usize = 400;

/// Byte ranges of quotations and names of laws.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // The marks that are no ASCII begin with one of two bytes; no Hangul does.
    if !has_byte(text, |byte| matches!(byte, b'"' | b'\'' | 0xE2 | 0xE3)) {
        return found;
    }
    let mut end = 0;
    let mut previous = ' ';
    // Where each mark closes next, once it has been looked for.
    let mut closes: [Option<Option<usize>>; QUOTES.len()] = [None; QUOTES.len()];
    for (start, open) in text.char_indices() {
        let before = std::mem::replace(&mut previous, open);
        if start < end || is_hangul(open) || open == ' ' {
            continue;
        }
        let Some(kind) = QUOTES.iter().position(|(mark, _)| *mark == open) else { continue };
        let from = start + open.len_utf8();
        // Straight marks are inches, apostrophes and years too: 19", D'Amo, '26. 3.
        let is_straight = matches!(open, '"' | '\'');
        let is_year = open == '\'' && text[from..].starts_with(|c: char| c.is_ascii_digit());
        if is_straight && (before.is_alphanumeric() || is_year) {
            continue;
        }
        let (_, close) = QUOTES[kind];
        let known = closes[kind].filter(|at| at.is_none_or(|at| at >= from));
        let at = known.unwrap_or_else(|| text[from..].find(close).map(|at| from + at));
        closes[kind] = Some(at);
        if let Some(at) = at.filter(|at| text[from..*at].chars().nth(LONGEST_QUOTE - 1).is_none()) {
            end = at + close.len_utf8();
            found.push(start..end);
        }
    }
    found
}

/// Requirements whose passages are made together.
const SHARE: usize = 64;

/// All passages, those of the sections first, with the places of their letters; each core makes its share.
fn gathered(of_sections: Vec<Passage>, requirements: &[Requirement]) -> (Vec<Passage>, Vec<Concordance>) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = requirements.len().div_ceil(cores).max(SHARE);
    let make = |part: usize| {
        let own = requirements.iter().enumerate().skip(part * share).take(share);
        let passages: Vec<Passage> = own.flat_map(|(at, requirement)| of_requirement(at, requirement)).collect();
        let concordance = Concordance::of(&passages);
        (passages, concordance)
    };
    std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..requirements.len().div_ceil(share)).map(|part| scope.spawn(move || make(part))).collect();
        let mut passages = of_sections;
        let mut parts = vec![Concordance::of(&passages)];
        let mut add = |(own, concordance): (Vec<Passage>, Concordance)| {
            parts.push(concordance.beginning_at(passages.len()));
            passages.extend(own);
        };
        add(make(0));
        for other in others {
            match other.join() {
                Ok(part) => add(part),
                Err(fault) => std::panic::resume_unwind(fault),
            }
        }
        (passages, parts)
    })
}

fn of_requirement(at: usize, requirement: &Requirement) -> Vec<Passage> {
    let place = |field, item| Place::Requirement(at, field, item);
    let mut passages = vec![
        Passage::of_inlines(place(Field::Title, 0), Role::Heading, &requirement.title),
        Passage::of_inlines(place(Field::Definition, 0), Role::Definition, &requirement.definition),
    ];
    let lists = [
        (Field::Details, Role::Item, &requirement.details),
        (Field::Deliverables, Role::Deliverable, &requirement.deliverables),
        (Field::Acceptance, Role::Acceptance, &requirement.acceptance),
    ];
    for (field, role, items) in lists {
        let items = items.iter().enumerate();
        passages.extend(items.map(|(item, content)| Passage::of_inlines(place(field, item), role, content)));
    }
    let sources = requirement.sources.iter().enumerate();
    passages.extend(sources.map(|(item, text)| Passage::new(place(Field::Sources, item), Role::Source, text.clone())));
    passages.retain(|passage| !passage.text.trim().is_empty());
    passages
}

/// Gathers the passages of sections.
#[derive(Default)]
struct Collector {
    passages: Vec<Passage>,
    /// The section and the place of its next passage.
    section: (usize, usize),
}

impl Collector {
    fn add(&mut self, role: Role, content: &[Inline]) {
        let place = Place::Section(self.section.0, self.section.1);
        self.section.1 += 1;
        let passage = Passage::of_inlines(place, role, content);
        if !passage.text.trim().is_empty() {
            self.passages.push(passage);
        }
    }

    fn blocks(&mut self, blocks: &[Block], role: Role) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } => self.add(Role::Heading, content),
                Block::Paragraph(content) => self.add(role, content),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, role)),
                Block::Table(table) => {
                    table.rows.iter().flatten().for_each(|cell| self.blocks(&cell.blocks, Role::Cell));
                }
                Block::Figure(_) | Block::Requirement(_) => {}
            }
        }
    }
}
