//! One measure with two values.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, Range};

use serde::Deserialize;

use crate::block::plain;
use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{WordSet, numbers, unit_after};
use crate::document::Place;

pub(super) const CODE: &str = "contradiction";

/// Words of the longest noun phrase.
const LONGEST: usize = 4;
/// Words before a number among which what the sentence is about is looked for.
const REACH: usize = 10;

/// By what two values are of one measure.
#[derive(Default, Deserialize)]
struct Signs {
    /// Measures that a document has once.
    whole: Vec<String>,
    /// Measures that a requirement has once.
    single: Vec<String>,
    /// Measures that a document has once for each thing they are named of: 조회 응답시간.
    named: Vec<String>,
    /// Words before a measure that name nothing.
    plain: Vec<String>,
    /// Names of one measure, the usual one first.
    same: Vec<Vec<String>>,
    /// Words after a value that name what is measured, and the measure: 12개월 보관.
    verbs: BTreeMap<String, String>,
    /// Ends of words for the day from which a period runs.
    starts: Vec<String>,
    /// Ends of words for what a sentence is about.
    topics: Vec<String>,
    /// Words that tell the scope of a value: its value differs when they do.
    scopes: Vec<String>,
    /// Those of them that tell it in a requirement's title of a measure that a document has once.
    title_scopes: Vec<String>,
    /// Ends of numbered scopes: 1등급, 2단계.
    ranks: Vec<String>,
    /// Particles between a measure and its value.
    particles: Vec<String>,
    /// Ends of words after which a noun phrase begins.
    stops: Vec<String>,
    /// Words by which a passage states several values at once, or one of another.
    several: Vec<String>,
    low: Vec<String>,
    high: Vec<String>,
    /// Units by kind, each with what one of it comes to.
    units: BTreeMap<String, BTreeMap<String, f64>>,
}

/// What a value is of.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: String,
    kind: String,
    /// Below, above or exactly.
    bound: i8,
    scope: BTreeSet<String>,
    /// The requirement, for a measure that each may have.
    requirement: Option<usize>,
}

/// A value where it stands.
struct Value<'m> {
    passage: &'m Passage,
    range: Range<usize>,
    amount: f64,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let signs: Signs = rule.data("signs");
    let units: Vec<String> = signs.units.values().flat_map(BTreeMap::keys).cloned().collect();
    // The last syllable of a measure stands in the text however it is spaced.
    let ends: Vec<String> = signs
        .whole
        .iter()
        .chain(&signs.single)
        .chain(&signs.named)
        .chain(signs.verbs.keys())
        .filter_map(|one| one.chars().last())
        .map(String::from)
        .collect();
    let (measures, several) = (WordSet::new(&ends), WordSet::new(&signs.several));
    let mut values: BTreeMap<Key, Vec<Value<'_>>> = BTreeMap::new();
    let read = |role| matches!(role, Role::Item | Role::Acceptance | Role::Definition | Role::Prose | Role::Cell);
    for passage in manuscript.passages.iter().filter(|passage| read(passage.role)) {
        if passage.glance.numbers.is_empty() || !measures.is_in(&passage.text) || several.is_in(&passage.text) {
            continue;
        }
        let title =
            LazyCell::new(|| manuscript.requirement(passage.place).map_or_else(String::new, |one| plain(&one.title)));
        for sentence in &passage.glance.sentences {
            let mut own: BTreeMap<Key, Vec<Value<'_>>> = BTreeMap::new();
            for (key, value) in stated(passage, sentence, &title, &signs, &units) {
                own.entry(key).or_default().push(value);
            }
            // A sentence that states one measure twice tells them apart in a way that is not understood here.
            for (key, mut stated) in own {
                if let (Some(value), true) = (stated.pop(), stated.is_empty()) {
                    values.entry(key).or_default().push(value);
                }
            }
        }
    }
    values.into_values().flat_map(|values| differing(&values, manuscript, rule)).collect()
}

/// Findings on the values that differ from the first.
fn differing(values: &[Value<'_>], manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let Some((first, rest)) = values.split_first() else { return Vec::new() };
    let differ = |value: &&Value<'_>| (value.amount - first.amount).abs() > f64::EPSILON * first.amount.abs();
    rest.iter()
        .filter(differ)
        .map(|value| {
            let mut finding = rule.finding(CODE, value.passage, value.range.clone(), &rule.suggestion);
            let other = &first.passage.text[first.range.clone()];
            let number = manuscript.requirement(first.passage.place).map(|one| one.number.clone());
            let place = number.unwrap_or_else(|| rule.data("elsewhere"));
            finding.message = finding.message.replace("{other}", other).replace("{place}", &place);
            finding
        })
        .collect()
}

/// The values that a sentence states of known measures.
fn stated<'m>(
    passage: &'m Passage,
    sentence: &Range<usize>,
    title: &impl Deref<Target = String>,
    signs: &Signs,
    units: &[String],
) -> Vec<(Key, Value<'m>)> {
    let text = &passage.text[sentence.clone()];
    let mut found = Vec::new();
    let said = LazyCell::new(|| scope(text, signs));
    for number in numbers(text) {
        let Some((unit, range)) = unit_after(text, number.range.end, units) else { continue };
        let rest = text[range.end..].trim_start();
        let begins = |list: &[String]| list.iter().any(|word| rest.starts_with(word.as_str()));
        let bound = i8::from(begins(&signs.low)) - i8::from(begins(&signs.high));
        let Some((subject, start)) = subject(&text[..number.range.start], signs) else { continue };
        let subject = usual(&subject, rest, signs);
        let is = |list: &[String]| list.iter().any(|measure| subject.ends_with(measure.as_str()));
        let is_named = signs
            .named
            .iter()
            .filter_map(|measure| subject.strip_suffix(measure.as_str()))
            .any(|name| name.chars().nth(1).is_some() && !signs.plain.iter().any(|plain| plain == name));
        let (requirement, titles) = match passage.place {
            _ if is(&signs.whole) => (None, &signs.title_scopes),
            _ if is_named => (None, &signs.scopes),
            Place::Requirement(at, ..) if is(&signs.single) => (Some(at), &signs.scopes),
            _ => continue,
        };
        let Some((kind, factor)) = kind(unit, signs) else { continue };
        let from_title = titles.iter().filter(|word| title.contains(word.as_str()));
        let scope = said.iter().chain(from_title).cloned().collect();
        let range = sentence.start + start..sentence.start + range.end;
        if passage.is_open(&range) {
            let key = Key { subject, kind: kind.to_owned(), bound, scope, requirement };
            found.push((key, Value { passage, range, amount: number.value * factor }));
        }
    }
    found
}

/// A measure under its usual name, with what stands after its value: 접속기록, 12개월 보관.
fn usual(subject: &str, rest: &str, signs: &Signs) -> String {
    let bounds = signs.low.iter().chain(&signs.high);
    let rest = bounds.into_iter().find_map(|bound| rest.strip_prefix(bound.as_str())).unwrap_or(rest).trim_start();
    let mut subject = subject.find('(').map_or(subject, |open| &subject[..open]).to_owned();
    if let Some((_, measure)) = signs.verbs.iter().find(|(verb, _)| rest.starts_with(verb.as_str()))
        && !subject.ends_with(measure.as_str())
    {
        subject.push_str(measure);
    }
    for names in &signs.same {
        let Some((usual, others)) = names.split_first() else { continue };
        if subject.ends_with(usual.as_str()) {
            break;
        }
        if let Some(before) = others.iter().find_map(|other| subject.strip_suffix(other.as_str())) {
            subject = format!("{before}{usual}");
            break;
        }
    }
    // What names nothing before a measure that a document has once says no more than the measure.
    let measure = signs.whole.iter().filter(|measure| subject.ends_with(measure.as_str())).max_by_key(|one| one.len());
    match measure.map(|measure| (measure, &subject[..subject.len() - measure.len()])) {
        Some((measure, before)) if signs.plain.iter().any(|plain| plain == before) => measure.clone(),
        _ => subject,
    }
}

/// What stands before a number, up to what the sentence is about where a day stands between: 기간은 계약일부터.
fn without_start<'t>(before: &'t str, signs: &Signs) -> &'t str {
    let ends_in = |word: &str, ends: &[String]| ends.iter().any(|end| word.ends_with(end.as_str()));
    let last = before.split_whitespace().next_back().unwrap_or_default();
    if !ends_in(last, &signs.starts) {
        return before;
    }
    let topic = before.split_whitespace().rev().take(REACH).find(|word| ends_in(word, &signs.topics));
    topic.map_or(before, |word| &before[..word.as_ptr() as usize - before.as_ptr() as usize + word.len()])
}

/// The noun phrase before a number without spaces, and where it begins.
fn subject(before: &str, signs: &Signs) -> Option<(String, usize)> {
    let before = without_start(before, signs);
    let mut phrase: Vec<&str> = Vec::new();
    let mut start = before.len();
    for (at, word) in before.split_whitespace().rev().take(LONGEST).enumerate() {
        let stops =
            signs.stops.iter().any(|end| word.ends_with(end.as_str())) || word.ends_with([',', '.', ':', ';', ')']);
        if at > 0 && stops {
            break;
        }
        let bare = signs.particles.iter().find_map(|particle| word.strip_suffix(particle.as_str()));
        let noun = if at == 0 { bare.unwrap_or(word) } else { word };
        if noun.is_empty() {
            break;
        }
        phrase.push(noun);
        start = word.as_ptr() as usize - before.as_ptr() as usize;
    }
    phrase.reverse();
    (!phrase.is_empty()).then(|| (simple(&phrase.concat()), start))
}

/// The kind of a unit and what one of it comes to.
fn kind<'s>(unit: &str, signs: &'s Signs) -> Option<(&'s str, f64)> {
    signs.units.iter().find_map(|(kind, units)| Some((kind.as_str(), *units.get(unit)?)))
}

/// The words that tell the scope of what a sentence says.
fn scope(text: &str, signs: &Signs) -> BTreeSet<String> {
    let said = signs.scopes.iter().filter(|word| text.contains(word.as_str()));
    let mut scope: BTreeSet<String> = said.cloned().collect();
    for number in numbers(text) {
        if let Some((rank, range)) = unit_after(text, number.range.end, &signs.ranks) {
            scope.insert(format!("{}{rank}", &text[number.range.start..range.start]));
        }
    }
    scope
}

/// Without spaces and brackets' marks.
fn simple(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
