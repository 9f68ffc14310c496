//! What is left of another project's document: its agency, its name, its years.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{has_any, is_hangul, numbers, words};
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "copy-residue";

/// Words around names and years.
#[derive(Default, Deserialize)]
struct Signs {
    /// Words of a sentence about the project itself.
    own: Vec<String>,
    /// Words before a name that say it is the orderer's.
    orderer: Vec<String>,
    /// Ends of names of agencies.
    agencies: Vec<String>,
    /// Words with such an end that are no names.
    nouns: Vec<String>,
    /// Agencies of which any document may speak.
    others: Vec<String>,
    /// Particles after a name.
    particles: Vec<String>,
    /// Labels after which the project's name stands.
    names: Vec<String>,
    /// Words of a sentence on when the project runs and what it costs.
    plans: Vec<String>,
    /// Words by which an earlier year is meant.
    past: Vec<String>,
    year: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let signs: Signs = rule.data("signs");
    let own: Vec<String> = manuscript.facts.own_names.iter().map(|name| simple(name)).collect();
    let year = manuscript.facts.date.as_deref().and_then(|date| date.get(..4)?.parse::<f64>().ok());
    let subjects = manuscript.find(signs.own.iter().chain(&signs.names).chain(&signs.plans));
    let mut findings = Vec::new();
    for passage in subjects.passages().map(|number| &manuscript.passages[number]) {
        if passage.role == Role::Source {
            continue;
        }
        for sentence in &passage.glance.sentences {
            let found = if own.is_empty() { None } else { foreign(passage, sentence, &own, &signs) };
            let years = year.and_then(|year| past_year(passage, sentence, year, &signs));
            for (range, severity) in found.into_iter().chain(years) {
                let mut finding = Finding { severity, ..rule.finding(CODE, passage, range, &rule.suggestion) };
                if severity != Severity::Error {
                    finding.message = rule.data::<String>("unsure").replace("{words}", &finding.words);
                }
                findings.push(finding);
            }
        }
    }
    findings
}

/// Another agency's or project's name where the project's own must stand.
fn foreign(
    passage: &Passage,
    sentence: &Range<usize>,
    own: &[String],
    signs: &Signs,
) -> Option<(Range<usize>, Severity)> {
    let text = &passage.text[sentence.clone()];
    for label in &signs.names {
        let name = text.trim_start_matches(|c: char| !c.is_alphanumeric()).strip_prefix(label.as_str());
        let name = name.and_then(|rest| rest.trim_start().strip_prefix(':')).map(str::trim);
        if let Some(name) = name.filter(|name| !name.is_empty() && !is_own(name, own)) {
            let start = name.as_ptr() as usize - passage.text.as_ptr() as usize;
            return Some((start..start + name.len(), Severity::Error)).filter(|(range, _)| passage.is_open(range));
        }
    }
    if !has_any(text, &signs.own) {
        return None;
    }
    words(text).find_map(|(range, word)| {
        let name = agency(word, signs)?;
        let is_name = !is_own(name, own) && !signs.others.iter().any(|other| name.ends_with(other.as_str()));
        let start = sentence.start + range.start + (name.as_ptr() as usize - word.as_ptr() as usize);
        let place = start..start + name.len();
        let before = passage.text[sentence.start..start].trim_end();
        let is_orderer = signs.orderer.iter().any(|word| before.ends_with(word.as_str()));
        let severity = if is_orderer { Severity::Error } else { Severity::Warning };
        (is_name && passage.is_open(&place)).then_some((place, severity))
    })
}

/// The name of an agency that a word with its particle holds.
fn agency<'w>(word: &'w str, signs: &Signs) -> Option<&'w str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.trim_start_matches(|c: char| !is_hangul(c));
    let stem = signs.particles.iter().find_map(|particle| word.strip_suffix(particle.as_str()))?;
    let end = signs.agencies.iter().filter(|end| stem.ends_with(end.as_str())).max_by_key(|end| end.len())?;
    let length = stem.chars().count();
    let is_name = stem.chars().all(is_hangul) && length >= end.chars().count() + 2;
    let is_noun = signs.nouns.iter().any(|noun| stem.ends_with(noun.as_str()));
    (is_name && !is_noun).then_some(stem)
}

fn is_own(name: &str, own: &[String]) -> bool {
    let name = simple(name);
    own.iter().any(|own| own.contains(&name) || name.contains(own.as_str()))
}

/// A year of a sentence on the plan of which all years lie before the document's.
fn past_year(passage: &Passage, sentence: &Range<usize>, year: f64, signs: &Signs) -> Option<(Range<usize>, Severity)> {
    let text = &passage.text[sentence.clone()];
    if !has_any(text, &signs.plans) || has_any(text, &signs.past) {
        return None;
    }
    let is_year = |range: &Range<usize>, value: f64| {
        let rest = text[range.end..].trim_start();
        range.len() == 4
            && (1990.0..2100.0).contains(&value)
            && signs.year.iter().any(|sign| rest.starts_with(sign.as_str()))
    };
    let years: Vec<_> = numbers(text).into_iter().filter(|number| is_year(&number.range, number.value)).collect();
    let first = years.first()?;
    let range = sentence.start + first.range.start..sentence.start + first.range.end;
    let all_past = years.iter().all(|number| number.value < year);
    (all_past && passage.is_open(&range)).then_some((range, Severity::Warning))
}

/// A name without spaces.
fn simple(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
