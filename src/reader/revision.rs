//! Our own document after others have edited it: in what it differs from the model it was printed from.

use std::collections::BTreeMap;

use crate::block::{Inline, Origin, plain};
use crate::document::{Document, Field, Requirement};
use crate::profile::Override;

/// A field in which a file differs from the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Place of the requirement in the model.
    pub at: usize,
    /// What was edited.
    pub field: Field,
    /// Its items as the model has them.
    pub before: Vec<String>,
    /// Its items as the file has them.
    pub after: Vec<String>,
}

/// Fields that follow from the profile and the catalog: a difference in them is told, not taken over.
const DERIVED: [Field; 4] = [Field::Category, Field::Level, Field::Related, Field::Sources];

/// In what a file differs from the model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revision {
    /// Edited fields, in the order of the model.
    pub edits: Vec<Edit>,
    /// Edited fields that no override can hold: what they say follows from the profile and the catalog.
    pub derived: Vec<Edit>,
    /// Fields in which the file has the requirement's own text, and the model what somebody wrote in its
    /// place: a copy from before that.
    pub reverted: Vec<Edit>,
    /// Fields that the file leaves empty and no requirement can be without.
    pub emptied: Vec<Edit>,
    /// Fields of text that nothing in the file has: it does not print them.
    pub unprinted: Vec<Field>,
    /// Places in the file's document of requirements that the model has not.
    pub added: Vec<usize>,
    /// Places in the model of requirements that the file has not.
    pub missing: Vec<usize>,
    /// Numbers that stand in the file more than once: only the first was compared.
    pub repeated: Vec<String>,
}

impl Revision {
    /// Compares a file with the model, requirement by requirement, by their numbers.
    ///
    /// `own` is the model without any edited text. `mark` is what stands beside a value that is a default:
    /// programs that know no raised letters leave it in the text. A field that nothing in the file has is
    /// one that it does not print.
    pub fn new(model: &Document, own: &Document, read: &Document, mark: &str) -> Self {
        let mut out = Self::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, requirement) in read.requirements.iter().enumerate() {
            if places.contains_key(requirement.number.as_str()) {
                out.repeated.push(requirement.number.clone());
            } else {
                places.insert(&requirement.number, at);
            }
        }
        let stated = DERIVED.map(|field| read.requirements.iter().any(|one| !derived(one, field).is_empty()));
        let printed = Field::TEXTS.map(|field| read.requirements.iter().any(|one| !one.lines(field).is_empty()));
        for (at, requirement) in model.requirements.iter().enumerate() {
            let Some(place) = places.remove(requirement.number.as_str()) else {
                out.missing.push(at);
                continue;
            };
            let theirs = &read.requirements[place];
            let plain = unedited(own, requirement);
            for (field, _) in Field::TEXTS.into_iter().zip(printed).filter(|(_, printed)| *printed) {
                let Some(after) = compared(requirement, plain, theirs, field, mark) else { continue };
                let is_own = plain.is_some_and(|plain| single_lines(plain, field) == after);
                let kind = if field != Field::Deliverables && after.iter().all(|line| line.trim().is_empty()) {
                    &mut out.emptied
                } else if is_own {
                    &mut out.reverted
                } else {
                    &mut out.edits
                };
                kind.push(Edit { at, field, before: requirement.lines(field), after });
            }
            for (field, _) in DERIVED.into_iter().zip(stated).filter(|(_, stated)| *stated) {
                let (before, after) = (derived(requirement, field), derived(theirs, field));
                if !before.iter().map(|line| bare(line)).eq(after.iter().map(|line| bare(line))) {
                    out.derived.push(Edit { at, field, before, after });
                }
            }
        }
        out.unprinted =
            Field::TEXTS.into_iter().zip(printed).filter(|(_, printed)| !printed).map(|one| one.0).collect();
        out.added = places.into_values().collect();
        out.added.sort_unstable();
        out
    }

    /// Whether nothing differs in what the file prints.
    pub fn is_empty(&self) -> bool {
        *self == Self { unprinted: self.unprinted.clone(), ..Self::default() }
    }

    /// The edits as what a profile takes over. `own` is the document without any edited text.
    pub fn overrides(
        &self,
        model: &Document,
        own: &Document,
        by: &str,
        reason: &str,
        date: Option<&str>,
    ) -> Vec<Override> {
        let mut out: Vec<Override> = Vec::new();
        for edits in self.edits.chunk_by(|one, next| one.at == next.at) {
            let requirement = &model.requirements[edits[0].at];
            let mut one = Override {
                id: requirement.id.clone(),
                instance: (!requirement.instance.is_empty()).then(|| requirement.instance.clone()),
                by: by.to_owned(),
                reason: reason.to_owned(),
                date: date.map(str::to_owned),
                ..Override::default()
            };
            let edited = unedited(own, requirement);
            for edit in edits {
                let mark = edited.map(|own| own.fingerprint_of(edit.field));
                one.replaces.extend(mark.map(|mark| (edit.field.name().to_owned(), mark)));
                let text = || Some(edit.after.join(" "));
                let items = || Some(edit.after.clone());
                match edit.field {
                    Field::Title => one.title = text(),
                    Field::Definition => one.definition = text(),
                    Field::Details => one.details = items(),
                    Field::Deliverables => one.deliverables = items(),
                    Field::Acceptance => one.acceptance = items(),
                    _ => {}
                }
            }
            out.push(one);
        }
        out
    }
}

/// Gives a document that was read the texts of a model where it has them as a program left them: with the
/// marks of defaults, with the addresses of links.
pub fn unmark(read: &mut Document, model: &Document, mark: &str) {
    for theirs in &mut read.requirements {
        let Some(requirement) = model.requirements.iter().find(|one| one.number == theirs.number) else { continue };
        let lines = |texts: Vec<String>| texts.into_iter().map(|text| vec![Inline::Text(text)]).collect::<Vec<_>>();
        for field in Field::TEXTS {
            if theirs.lines(field).is_empty() {
                continue;
            }
            let said = compared(requirement, None, theirs, field, mark).unwrap_or_else(|| requirement.lines(field));
            match field {
                Field::Title => theirs.title = lines(said).concat(),
                Field::Definition => theirs.definition = lines(said).concat(),
                Field::Details => theirs.details = lines(said),
                Field::Deliverables => theirs.deliverables = lines(said),
                _ => theirs.acceptance = lines(said),
            }
        }
    }
}

/// The same requirement without any edited text.
fn unedited<'d>(own: &'d Document, requirement: &Requirement) -> Option<&'d Requirement> {
    own.requirements.iter().find(|other| other.id == requirement.id && other.instance == requirement.instance)
}

fn single_lines(requirement: &Requirement, field: Field) -> Vec<String> {
    requirement.lines(field).iter().map(|line| single(line)).collect()
}

fn contents(requirement: &Requirement, field: Field) -> Vec<&Vec<Inline>> {
    let all: Vec<&Vec<Inline>> = match field {
        Field::Title => vec![&requirement.title],
        Field::Definition => vec![&requirement.definition],
        Field::Details => requirement.details.iter().collect(),
        Field::Deliverables => requirement.deliverables.iter().collect(),
        Field::Acceptance => requirement.acceptance.iter().collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|content| !content.is_empty()).collect()
}

/// The items of a field in the file, when they are not those of the model. Edited text of the model has no
/// values any more by which marks are known; `own` has them.
fn compared(
    model: &Requirement,
    own: Option<&Requirement>,
    read: &Requirement,
    field: Field,
    mark: &str,
) -> Option<Vec<String>> {
    let count = contents(model, field).len();
    let all: Vec<&Vec<Inline>> =
        contents(model, field).into_iter().chain(own.into_iter().flat_map(|own| contents(own, field))).collect();
    let read = read.lines(field);
    // What the model's item looks like in a file, by how much of it the file's program understood.
    let looks: Vec<[String; 3]> = all
        .iter()
        .map(|content| {
            [plain(content), shown(content, mark, false), shown(content, mark, true)].map(|text| single(&text))
        })
        .collect();
    let is_same = |text: &String, looks: &[String; 3]| looks.contains(&single(text));
    if read.len() == count && read.iter().zip(&looks).all(|(text, looks)| is_same(text, looks)) {
        return None;
    }
    let marked: Vec<String> = all.iter().flat_map(|content| defaults(content)).collect();
    let after = read.iter().map(|text| match looks.iter().zip(&all).find(|(looks, _)| is_same(text, looks)) {
        Some((_, content)) => single(&plain(content)),
        None => unmarked(text, &marked, mark),
    });
    let after: Vec<String> = after.collect();
    (after != single_lines(model, field)).then_some(after)
}

/// What a requirement says in a field that follows from others.
fn derived(requirement: &Requirement, field: Field) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()].into_iter().filter(|text| !text.is_empty()).collect();
    match field {
        Field::Category => one(&requirement.category_name),
        Field::Level => one(&requirement.level),
        Field::Related => one(&plain(&requirement.related)),
        Field::Sources => requirement.sources.clone(),
        _ => Vec::new(),
    }
}

/// A text without spaces: programs put a line of it where they like.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A text with single spaces.
fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text with the marks of defaults, and the addresses of links if they are printed.
fn shown(content: &[Inline], mark: &str, has_addresses: bool) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => out.push_str(&shown(inner, mark, has_addresses)),
            Inline::Link { href, content } => {
                let text = shown(content, mark, has_addresses);
                out.push_str(&text);
                if has_addresses && text != *href {
                    out.push_str(&format!(" <{href}>"));
                }
            }
            Inline::Value { text, origin: Origin::Default, .. } => {
                out.push_str(text);
                out.push_str(mark);
            }
            other => out.push_str(&plain(std::slice::from_ref(other))),
        }
    }
    out
}

/// The defaults that a text prints.
fn defaults(content: &[Inline]) -> Vec<String> {
    let each = |inline: &Inline| match inline {
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => defaults(inner),
        Inline::Value { text, origin: Origin::Default, .. } => vec![text.clone()],
        _ => Vec::new(),
    };
    content.iter().flat_map(each).collect()
}

/// An edited text without the marks that a program left in it.
fn unmarked(text: &str, defaults: &[String], mark: &str) -> String {
    let mut text = text.to_owned();
    for value in defaults {
        text = text.replace(&format!("{value}{mark}"), value);
    }
    if defaults.is_empty() {
        return single(&text);
    }
    // A value that was changed beside its mark: 45초기본값.
    let bare = |word: &str| match word.find(mark) {
        Some(at) if word[..at].contains(|c: char| c.is_ascii_digit()) => word.replacen(mark, "", 1),
        _ => word.to_owned(),
    };
    text.split_whitespace().map(bare).collect::<Vec<_>>().join(" ")
}
