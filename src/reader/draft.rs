//! A requirement as it comes together from cells, and as the document holds it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::items::{bullet, items};
use super::labels::{Labels, What};
use super::line::{Line, Role};
use super::number::{code, leading, looks_like_number, named, tidy};
use crate::block::Inline;
use crate::document::{Field, Place, Requirement};

/// The lines of a requirement by what they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    fields: BTreeMap<What, Vec<Line>>,
    /// Where its first label stands.
    pub(super) start: Option<usize>,
}

impl Draft {
    pub(super) fn is_empty(&self) -> bool {
        self.fields.values().all(Vec::is_empty)
    }

    pub(super) fn has(&self, what: What) -> bool {
        self.fields.get(&what).is_some_and(|lines| !lines.is_empty())
    }

    pub(super) fn has_body(&self) -> bool {
        self.fields.iter().any(|(what, lines)| what.is_body() && !lines.is_empty())
    }

    pub(super) fn add(&mut self, what: What, lines: Vec<Line>, start: usize) {
        self.start.get_or_insert(start);
        self.fields.entry(what).or_default().extend(lines);
    }

    /// A field's text on one line.
    pub(super) fn text(&self, what: What) -> String {
        let line = self.fields.get(&what).and_then(|lines| Line::joined(lines, " "));
        line.map(|line| line.text).unwrap_or_default()
    }

    /// Parts a number and a title that stand in one cell; what stands beside a number and is neither is returned.
    pub(super) fn part_name(&mut self) -> Option<Line> {
        let what = [What::Number, What::Title, What::Group].into_iter().find(|what| self.has(*what))?;
        let lines = self.fields.get_mut(&what)?;
        let whole = if what == What::Group { lines.first()?.clone() } else { Line::joined(lines.iter(), " ")? };
        let is_name = match what {
            What::Number => !looks_like_number(&whole.text),
            // What is required may begin with a reference.
            _ => leading(&whole.text).is_some_and(|named| !named.title.is_empty()),
        };
        let named = named(&whole.text).filter(|_| is_name)?;
        match what {
            What::Group => drop(lines.remove(0)),
            _ => lines.clear(),
        }
        let title = whole.part(named.title);
        let number = Line { text: named.number, code: Vec::new(), ..whole };
        self.fields.entry(What::Number).or_default().push(number);
        if title.text.is_empty() {
            return None;
        }
        if self.has(What::Title) {
            return Some(title);
        }
        self.fields.entry(What::Title).or_default().push(title);
        None
    }

    pub(super) fn number(&self) -> String {
        tidy(&self.text(What::Number))
    }

    /// Whether lines say again what it says: a form's head after a page break.
    pub(super) fn repeats(&self, what: What, lines: &[Line]) -> bool {
        let text = Line::joined(lines, " ").map(|line| line.text).unwrap_or_default();
        what != What::Category && self.has(what) && self.text(what) == text
    }

    /// Whether another draft is this one after a page break: the same name again or none, and going on
    /// where this one ends.
    pub(super) fn goes_on(&self, next: &Self) -> bool {
        let same = |what: What| !next.has(what) || next.text(what) == self.text(what);
        let named = next.has(What::Number) || next.has(What::Title);
        let order = |what: &&What| what.is_body();
        let last = self.fields.keys().rfind(order);
        let first = next.fields.keys().find(order);
        let continues = match (last, first) {
            (Some(last), Some(first)) => {
                last < first || (last == first && self.fields.get(last) != next.fields.get(first))
            }
            (None, Some(_)) => true,
            (_, None) => false,
        };
        same(What::Number) && same(What::Title) && same(What::Category) && continues && (named || next.has_body())
    }

    pub(super) fn append(&mut self, next: Self) {
        for (what, lines) in next.fields {
            if what.is_body() || !self.has(what) {
                self.fields.entry(what).or_default().extend(lines);
            }
        }
    }

    /// Adds lines to what it ends with.
    pub(super) fn go_on_with(&mut self, lines: Vec<Line>) {
        let last = self.fields.keys().rfind(|what| what.is_body()).copied().unwrap_or(What::Details);
        self.fields.entry(last).or_default().extend(lines);
    }

    fn take(&mut self, what: What) -> Vec<Line> {
        self.fields.remove(&what).unwrap_or_default()
    }

    fn line(&mut self, what: What, labels: &Labels) -> Option<Line> {
        Line::joined(&self.take(what), " ").filter(|line| !labels.is_none(&line.text))
    }

    /// Related requirements, each on a line of its own or all on one.
    fn related(&mut self, labels: &Labels) -> Option<Line> {
        let lines = self.take(What::Related);
        let lines: Vec<Line> = lines.iter().map(|line| line.without(bullet(&line.text).unwrap_or(0))).collect();
        let are_numbers = lines.iter().all(|line| leading(&line.text).is_some() && !line.text.ends_with(','));
        let separator = if are_numbers { ", " } else { " " };
        Line::joined(&lines, separator).filter(|line| !labels.is_none(&line.text))
    }

    fn items(&mut self, what: What, labels: &Labels) -> Vec<Line> {
        let lines = self.take(what);
        let is_listed = lines.iter().any(|line| line.role == Role::Item || bullet(&line.text).is_some());
        let mut found = items(&lines, &labels.words.continues);
        found.retain(|line| !labels.is_none(&line.text));
        match found.as_slice() {
            [one] if !is_listed && what == What::Deliverables => at_commas(one),
            _ => found,
        }
    }

    /// Definition and details; they may share a cell.
    fn duties(&mut self, labels: &Labels) -> (Vec<Line>, Vec<Line>) {
        let mut definition = self.take(What::Definition);
        let mut details = Vec::new();
        let group = self.take(What::Group);
        let leads =
            group.iter().take_while(|line| bullet(&line.text).is_none() && line.role == Role::Paragraph).count();
        let mut now = None;
        for (at, line) in group.iter().enumerate() {
            match labels.before_colon(&line.text) {
                Some((label, bytes)) if label.what == What::Definition || label.what == What::Details => {
                    now = Some(label.what);
                    let rest = line.without(bytes);
                    if !rest.text.is_empty() {
                        if label.what == What::Definition { &mut definition } else { &mut details }.push(rest);
                    }
                    continue;
                }
                _ => {}
            }
            // The paragraph before the first item says what the items are about.
            let is_lead = at < leads && leads < group.len() && !line.text.starts_with(['[', '<', '【', '〈']);
            match now {
                Some(What::Definition) => definition.push(line.clone()),
                None if is_lead && definition.len() == at => definition.push(line.clone()),
                _ => details.push(line.clone()),
            }
        }
        details.extend(self.take(What::Details));
        (definition, details)
    }

    /// The requirement at a place in the document, and where its passages stand in the file.
    pub(super) fn finish(
        mut self,
        at: usize,
        labels: &Labels,
        spans: &mut BTreeMap<Place, Range<usize>>,
    ) -> Requirement {
        let mut note = |field: Field, item: usize, line: &Line| {
            spans.insert(Place::Requirement(at, field, item), line.span.clone());
        };
        let mut one = |line: Option<Line>, field: Field| {
            line.map_or_else(Vec::new, |line| {
                note(field, 0, &line);
                line.inlines()
            })
        };
        let text = |inlines: Vec<Inline>| crate::block::plain(&inlines);
        let category_name = text(one(self.line(What::Category, labels), Field::Category));
        let number = tidy(&text(one(self.line(What::Number, labels), Field::Number)));
        let title = one(self.line(What::Title, labels), Field::Title);
        let level = text(one(self.line(What::Level, labels), Field::Level));
        let related = one(self.related(labels), Field::Related);
        let (definition, details) = self.duties(labels);
        let definition: Vec<Line> =
            definition.iter().map(|line| line.without(bullet(&line.text).unwrap_or(0))).collect();
        let definition = Line::joined(&definition, " ").filter(|line| !labels.is_none(&line.text));
        let definition = one(definition, Field::Definition);
        self.add(What::Details, details, 0);
        let mut many = |what: What, field: Field| {
            let lines = self.items(what, labels);
            lines.iter().enumerate().for_each(|(item, line)| note(field, item, line));
            lines
        };
        let inlines = |lines: Vec<Line>| lines.iter().map(Line::inlines).collect();
        Requirement {
            id: String::new(),
            anchor: String::new(),
            instance: String::new(),
            category: code(&number).to_owned(),
            category_name,
            number,
            title,
            component: String::new(),
            level,
            definition,
            details: inlines(many(What::Details, Field::Details)),
            deliverables: inlines(many(What::Deliverables, Field::Deliverables)),
            related,
            acceptance: inlines(many(What::Acceptance, Field::Acceptance)),
            sources: many(What::Sources, Field::Sources).into_iter().map(|line| line.text).collect(),
            reason: String::new(),
            answer: None,
        }
    }
}

/// A line at the commas outside brackets.
fn at_commas(line: &Line) -> Vec<Line> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    let ends = line.text.char_indices().chain([(line.text.len(), ',')]);
    for (at, c) in ends {
        match c {
            '(' | '[' | '「' | '<' => depth += 1,
            ')' | ']' | '」' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 || at == line.text.len() => {
                let mut piece = line.part(start..at);
                piece.text.truncate(piece.text.trim_end().len());
                piece.code.clear();
                if !piece.text.is_empty() {
                    out.push(piece);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    out
}
