//! Requirements written as text: a heading or line with a number, its fields in paragraphs and lists below.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::grid::Grid;
use super::labels::{Label, Labels, What};
use super::line::{Line, Role};
use super::number::{Named, code, leading, looks_like_number, named, tidy};
use super::tree::Node;

/// Depth of a paragraph that begins a requirement: any heading ends it.
const PARAGRAPH: u8 = 7;
/// Depth of a list item that begins one: any paragraph ends it too.
const ITEM: u8 = 8;
/// Bytes before a colon beyond which it does not end a title.
const LONGEST_TITLE: usize = 90;
/// Times a code that is not known must begin a line to be one of requirements.
const ENOUGH: usize = 2;

/// Which numbers in text are those of requirements.
#[derive(Default)]
pub(super) struct Numbers {
    codes: BTreeSet<String>,
    /// Numbers of requirements that stand in tables: a text with one of them only speaks of it.
    tabled: BTreeSet<String>,
}

impl Numbers {
    /// Looks through a document.
    pub(super) fn of(nodes: &[Node], labels: &Labels) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for node in nodes {
            if let Node::Line(line) = node
                && let Some(number) = name(line, labels).map(|named| named.number)
            {
                *counts.entry(code(&number).to_owned()).or_default() += 1;
            }
        }
        let is_code = |(code, count): &(String, usize)| *count >= ENOUGH || labels.words.codes.contains(code);
        let codes: BTreeSet<String> =
            counts.into_iter().filter(is_code).map(|(code, _)| code).filter(|code| !code.is_empty()).collect();
        let mut numbers = Self { codes, tabled: BTreeSet::new() };
        if !numbers.codes.is_empty() {
            let tables = nodes.iter().filter_map(|node| if let Node::Table(grid) = node { Some(grid) } else { None });
            tables.for_each(|grid| numbers.add_table(grid, labels));
        }
        numbers
    }

    fn add_table(&mut self, grid: &Grid, labels: &Labels) {
        let texts: Vec<String> = grid.cells.iter().map(super::grid::Cell::text).collect();
        if !texts.iter().any(|text| labels.of(text).is_some_and(|label| label.what.is_duty())) {
            return;
        }
        self.tabled.extend(texts.iter().filter(|text| looks_like_number(text)).map(|text| tidy(text)));
        let inner = grid.cells.iter().flat_map(|cell| &cell.nodes);
        for node in inner {
            if let Node::Table(grid) = node {
                self.add_table(grid, labels);
            }
        }
    }

    /// The requirement that a line begins.
    pub(super) fn begin(&self, line: &Line, labels: &Labels) -> Option<Written> {
        let is_begun = |what: What, goes_on: bool| goes_on || (what == What::Number && line.role != Role::Item);
        let field = field(line, labels)
            .filter(|(label, bytes)| label.is_strong && is_begun(label.what, *bytes < line.text.len()));
        if let Some((label, bytes)) = field
            && label.what.is_head()
            && (label.what != What::Number || !self.is_tabled(&line.text[bytes..]))
        {
            let mut written = Written::new(PARAGRAPH, label.what);
            written.take(line.clone(), labels);
            return Some(written);
        }
        let named = name(line, labels).filter(|named| self.codes.contains(code(&named.number)))?;
        if self.tabled.contains(&named.number) {
            return None;
        }
        let is_named = field_of_number(line, labels).is_some();
        let mut written = Written::new(if is_named { PARAGRAPH } else { depth(line.role)? }, What::Group);
        let title = line.part(named.title);
        let number = Line { text: named.number, code: Vec::new(), ..line.clone() };
        written.draft.add(What::Number, vec![number], line.span.start);
        // `SFR-001: 회원을 등록하여야 한다`
        if !matches!(line.role, Role::Heading(_)) && labels.is_sentence(&title.text) {
            let colon = title.text.find([':', '：']).filter(|colon| *colon <= LONGEST_TITLE);
            if let Some(colon) = colon {
                let end = colon + title.text[colon..].chars().next().map_or(1, char::len_utf8);
                let mut name = title.part(0..colon);
                name.text.truncate(name.text.trim_end().len());
                written.draft.add(What::Title, vec![name], line.span.start);
                written.draft.add(What::Details, vec![title.without(end)], line.span.start);
            } else {
                written.draft.add(What::Details, vec![title], line.span.start);
            }
            written.is_whole = line.role == Role::Item;
        } else if !title.text.is_empty() {
            written.draft.add(What::Title, vec![title], line.span.start);
        }
        written.raw.push(line.clone());
        Some(written)
    }

    fn is_tabled(&self, text: &str) -> bool {
        self.tabled.contains(&tidy(text))
    }
}

/// The number and title that a line begins with.
fn name(line: &Line, labels: &Labels) -> Option<Named> {
    match line.role {
        Role::Heading(_) => named(&line.text),
        Role::Continued => None,
        _ if line.text.len() > 400 => None,
        Role::Paragraph | Role::Item => match field_of_number(line, labels) {
            Some(bytes) => leading(&line.text[bytes..])
                .map(|named| Named { title: named.title.start + bytes..named.title.end + bytes, ..named }),
            None => leading(&line.text).filter(|named| !named.title.is_empty()),
        },
    }
}

/// Bytes of a field's name at the beginning of a line when it is the number's.
fn field_of_number(line: &Line, labels: &Labels) -> Option<usize> {
    field(line, labels).filter(|(label, _)| label.what == What::Number).map(|(_, bytes)| bytes)
}

fn depth(role: Role) -> Option<u8> {
    match role {
        Role::Heading(level) => Some(level),
        Role::Paragraph => Some(PARAGRAPH),
        Role::Item => Some(ITEM),
        Role::Continued => None,
    }
}

/// A field's name at the beginning of a line: with a colon, in brackets, or alone.
fn field(line: &Line, labels: &Labels) -> Option<(Label, usize)> {
    let (label, bytes) = labels.before_colon(&line.text)?;
    label.what.field().is_some().then_some((label, bytes))
}

/// A requirement that is being read from text.
pub(super) struct Written {
    /// The lines as they came, should it be none.
    pub(super) raw: Vec<Line>,
    pub(super) draft: Draft,
    depth: u8,
    /// What unnamed lines belong to.
    field: What,
    named: BTreeSet<What>,
    /// The field is one text, and was said beside its name: what is unnamed after it is what is required.
    is_said: bool,
    /// The heading directly before the first field.
    before: Option<Line>,
    /// It is all in its own line.
    is_whole: bool,
}

impl Written {
    fn new(depth: u8, field: What) -> Self {
        Self {
            raw: Vec::new(),
            draft: Draft::default(),
            depth,
            field,
            named: BTreeSet::new(),
            is_said: false,
            before: None,
            is_whole: false,
        }
    }

    /// Fields below a heading that has no number: it is the title.
    pub(super) fn name_from(&mut self, before: Option<Line>) {
        self.before = before.filter(|line| matches!(line.role, Role::Heading(_)) && self.depth == PARAGRAPH);
    }

    /// Whether a line still belongs to it; `next` is whether it begins another.
    pub(super) fn takes(&self, line: &Line, labels: &Labels, next: Option<&Written>) -> bool {
        let head = field(line, labels).filter(|(label, _)| label.what.is_head()).map(|(label, _)| label.what);
        if let Some(what) = head.filter(|_| next.is_some()) {
            return !self.draft.has_body() && !self.named.contains(&what);
        }
        if let Some(next) = next {
            // SFR-001-01 below SFR-001 is a part of it.
            let (own, number) = (self.draft.number(), next.draft.number());
            return !own.is_empty()
                && number.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with(['-', '.', '_']));
        }
        match line.role {
            Role::Heading(level) => level > self.depth,
            Role::Continued => true,
            Role::Item => !self.is_whole,
            Role::Paragraph => self.depth < ITEM,
        }
    }

    pub(super) fn take(&mut self, line: Line, labels: &Labels) {
        let start = line.span.start;
        match field(&line, labels).filter(|(label, bytes)| self.is_field(*label, *bytes < line.text.len())) {
            Some((label, bytes)) => {
                self.field = label.what;
                self.named.insert(label.what);
                let rest = line.without(bytes);
                self.is_said = !rest.text.is_empty() && matches!(label.what, What::Definition | What::Related);
                if !rest.text.is_empty() {
                    self.add(Line { role: Role::Paragraph, ..rest }, start);
                }
            }
            None if matches!(line.role, Role::Heading(_)) => self.add(Line { role: Role::Item, ..line.clone() }, start),
            None => self.add(line.clone(), start),
        }
        self.raw.push(line);
    }

    fn add(&mut self, line: Line, start: usize) {
        if self.is_said && line.role == Role::Item {
            (self.field, self.is_said) = (What::Group, false);
        }
        let what = self.field;
        // What a page calls again is not said twice.
        if !(what.is_head() && self.draft.has(what)) {
            self.draft.add(what, vec![line], start);
        }
        if what.is_head() {
            self.field = What::Group;
        }
    }

    /// Whether a name is one here: within what is required, common words are not.
    fn is_field(&self, label: Label, goes_on: bool) -> bool {
        if label.what.is_head() {
            return !self.draft.has_body() && !self.named.contains(&label.what) && (goes_on || label.is_strong);
        }
        let is_required = self.draft.has(What::Group) || self.draft.has(What::Details);
        label.is_strong || !goes_on || !(label.what.is_duty() && is_required)
    }

    /// The lines of a table that stands within it.
    pub(super) fn take_table(&mut self, grid: &Grid) {
        for node in grid.as_lines() {
            if let Node::Line(line) = node {
                let start = line.span.start;
                self.add(line.clone(), start);
                self.raw.push(line);
            }
        }
    }

    /// The requirement, when it has a number and says what is required.
    pub(super) fn finish(mut self) -> Result<Draft, Vec<Line>> {
        if !looks_like_number(&self.draft.number()) {
            self.draft.part_name();
        }
        if let Some(title) = self.before.take().filter(|_| !self.draft.has(What::Title)) {
            let start = title.span.start;
            self.draft.add(What::Title, vec![title], start);
        }
        let is_number = looks_like_number(&self.draft.number());
        if is_number && self.draft.has_body() { Ok(self.draft) } else { Err(self.raw) }
    }
}
