//! Profile × catalog → which requirements apply, and why.

mod warnings;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::assets::Assets;
use crate::catalog::{Catalog, Entry, paths};
use crate::diagnostic::Diagnostic;
use crate::profile::{Choice, Element, Labels, Profile};
use crate::template::{Context, evaluate, thousands};
use crate::words::Words;

/// What was decided of each requirement of the catalog, in catalog order.
#[derive(Debug, Clone)]
pub struct Selection<'c> {
    /// One decision an entry.
    pub decisions: Vec<Decision<'c>>,
    /// What the officer should look at, though nothing stops the run.
    pub warnings: Vec<Diagnostic>,
}

/// Whether a requirement is in, and what decided it.
#[derive(Debug, Clone)]
pub struct Decision<'c> {
    /// The requirement.
    pub entry: &'c Entry,
    /// Its conditions, each of which is a reason.
    pub clauses: Vec<Clause>,
    /// The reason given in the profile for taking it in or out by hand.
    pub by_hand: Option<String>,
    /// What it repeats over; one nameless element for an entry that does not repeat.
    pub elements: Vec<Element>,
    /// Whether it is in the document.
    pub selected: bool,
}

/// One condition and what it came to.
#[derive(Debug, Clone)]
pub struct Clause {
    /// The expression.
    pub text: String,
    /// Whether it holds.
    pub holds: bool,
    /// The fields it looks at.
    pub facts: Vec<Fact>,
}

/// A field of the profile and its value, as people read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Path of the field.
    pub path: String,
    /// Korean name of the field.
    pub label: String,
    /// Value in Korean.
    pub value: String,
}

impl Selection<'_> {
    /// Whether no part of the project asked for a requirement: those that every
    /// project has make no document by themselves.
    pub fn is_empty(&self) -> bool {
        let by_a_part = |clause: &Clause| clause.facts.iter().any(|fact| fact.path.ends_with(".enabled"));
        self.selected().all(|decision| decision.by_hand.is_none() && !decision.clauses.iter().any(by_a_part))
    }

    /// Catalog ids of the requirements that are in.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.selected().map(|decision| decision.entry.id.text.as_str()).collect()
    }

    /// The decisions for requirements that are in.
    pub fn selected(&self) -> impl Iterator<Item = &Decision<'_>> {
        self.decisions.iter().filter(|decision| decision.selected)
    }
}

impl Decision<'_> {
    /// Why it is in, as one line; what stays within the agency only where that may be read.
    pub fn reason(&self, words: &Words, internal: bool) -> String {
        if let Some(reason) = &self.by_hand {
            return format!("{}: {reason}", if self.selected { &words.taken_in } else { &words.left_out });
        }
        let mut facts: Vec<String> = Vec::new();
        let mut withheld = false;
        for fact in self.clauses.iter().filter(|clause| clause.holds == self.selected).flat_map(|c| &c.facts) {
            if !internal && Labels::builtin().is_internal(&fact.path) {
                withheld = true;
                continue;
            }
            let text = format!("{}: {}", fact.label, fact.value);
            if !facts.contains(&text) {
                facts.push(text);
            }
        }
        match (facts.is_empty(), withheld) {
            (false, _) => facts.join("; "),
            (true, true) => words.withheld.clone(),
            (true, false) => words.always.clone(),
        }
    }
}

/// Decides for each entry whether all its conditions hold.
///
/// # Errors
/// Conditions that are no expressions or fail on the profile's values, and choices
/// that name no requirement.
pub fn select<'c>(profile: &Profile, catalog: &'c Catalog, assets: &Assets) -> Result<Selection<'c>, Vec<Diagnostic>> {
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    let effective = profile.effective();
    let said = serde_json::to_value(profile).unwrap_or_default();
    let mut context = Context::from_object(&effective);
    context.insert("selected", &BTreeMap::<String, String>::new());
    context.insert("draft", &true);

    let mut faults = unknown_choices(profile, catalog);
    let expressions: BTreeSet<&str> =
        catalog.entries.iter().flat_map(|entry| &entry.when).map(|clause| clause.text.as_str()).collect();
    let expressions: Vec<&str> = expressions.into_iter().collect();
    let results = catalog.evaluate(&expressions, &context).unwrap_or_else(|_| {
        faults.extend(broken_clauses(catalog, &context));
        vec![false; expressions.len()]
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    // Many entries share a clause: each is looked into once.
    let clauses: BTreeMap<&str, Clause> = expressions
        .into_iter()
        .zip(results)
        .map(|(text, holds)| {
            (text, Clause { text: text.to_owned(), holds, facts: facts(text, &said, &effective, &words) })
        })
        .collect();

    let choices = &profile.requirements;
    let by_hand = |list: &[Choice], id: &str| list.iter().find(|c| c.id == id).map(|c| c.reason.clone());
    let decisions: Vec<Decision<'c>> = catalog
        .entries
        .iter()
        .map(|entry| {
            let clauses: Vec<Clause> =
                entry.when.iter().filter_map(|clause| clauses.get(clause.text.as_str()).cloned()).collect();
            let (included, excluded) =
                (by_hand(&choices.include, &entry.id.text), by_hand(&choices.exclude, &entry.id.text));
            let fits = clauses.iter().all(|clause| clause.holds);
            let elements = match entry.for_each {
                Some(repeated) => repeated.elements(profile),
                None => vec![Element { key: String::new(), value: Value::Null }],
            };
            let selected = excluded.is_none() && (fits || included.is_some()) && !elements.is_empty();
            let by_hand = if fits { excluded } else { excluded.or(included) };
            Decision { entry, clauses, by_hand, elements, selected }
        })
        .collect();
    let warnings = warnings::of(profile, catalog, &decisions);
    Ok(Selection { decisions, warnings })
}

/// The fields a clause looks at, with their values.
fn facts(clause: &str, said: &Value, effective: &Value, words: &Words) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (path, _) in paths(clause) {
        if !facts.iter().any(|fact| fact.path == path) {
            let label = Labels::builtin().of_path(path).unwrap_or_else(|| path.to_owned());
            let value = match path.strip_suffix(".enabled") {
                // A part nobody wrote is not one that somebody switched off.
                Some(part) if lookup(said, part).is_none_or(Value::is_null) => words.unset.clone(),
                _ => shown(path, lookup(effective, path), words),
            };
            facts.push(Fact { path: path.to_owned(), label, value });
        }
    }
    facts
}

/// A value as people read it: enum labels, yes and no, counts of lists.
pub fn shown(path: &str, value: Option<&Value>, words: &Words) -> String {
    match value {
        None | Some(Value::Null) => words.unset.clone(),
        Some(Value::Bool(true)) => words.yes.clone(),
        Some(Value::Bool(false)) => words.no.clone(),
        Some(Value::Number(number)) => thousands(&number.to_string()),
        Some(Value::String(text)) => Labels::builtin().value(path, text).unwrap_or(text).to_owned(),
        Some(Value::Array(items)) if items.is_empty() => words.unset.clone(),
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
            items.iter().map(|item| shown(path, Some(item), words)).collect::<Vec<_>>().join(", ")
        }
        Some(Value::Array(items)) => format!("{}{}", items.len(), words.items),
        Some(Value::Object(_)) => words.yes.clone(),
    }
}

/// The value at a dotted path.
pub fn lookup<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

/// Compiles clause by clause, to show each broken one where it stands.
fn broken_clauses(catalog: &Catalog, context: &Context) -> Vec<Diagnostic> {
    let clauses = catalog.entries.iter().flat_map(|entry| entry.when.iter().map(move |clause| (entry, clause)));
    clauses
        .filter_map(|(entry, clause)| {
            let error = evaluate(&[&clause.text], context).err()?;
            Some(
                Diagnostic::error(
                    "condition",
                    format!("`{}` 조건을 판단할 수 없습니다: {}", clause.text, error.message),
                )
                .hint("값이 없을 수 있는 숫자는 `(필드 or 0) > 3`처럼 쓰세요")
                .file(&entry.file)
                .span(clause.span(error.span)),
            )
        })
        .collect()
}

fn unknown_choices(profile: &Profile, catalog: &Catalog) -> Vec<Diagnostic> {
    let lists = [("include", &profile.requirements.include), ("exclude", &profile.requirements.exclude)];
    let overrides = profile.requirements.overrides.iter().map(|one| &one.id).enumerate();
    let overrides = overrides.map(|(at, id)| ("overrides", at, id));
    let mut faults = Vec::new();
    for (name, at, id) in lists
        .into_iter()
        .flat_map(|(name, list)| list.iter().map(|choice| &choice.id).enumerate().map(move |(at, id)| (name, at, id)))
        .chain(overrides)
    {
        if catalog.entry(id).is_none() {
            let nearest = catalog
                .entries
                .iter()
                .map(|entry| (strsim::damerau_levenshtein(&entry.id.text, id), &entry.id.text))
                .min();
            let hint = nearest.map_or_else(String::new, |(_, id)| format!("가장 가까운 이름: `{id}`. "));
            faults.push(
                Diagnostic::error("unknown-requirement", format!("`{id}`: 카탈로그에 없는 요구사항입니다"))
                    .hint(format!("{hint}목록은 `balju catalog list`로 볼 수 있습니다"))
                    .field(format!("requirements.{name}[{at}].id")),
            );
        }
    }
    faults
}
