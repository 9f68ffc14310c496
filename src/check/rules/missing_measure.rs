//! Duties about speed, load, availability, recovery or quality without a measure.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::block::plain;
use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Role};
use crate::check::phrases::Phrase;
use crate::check::rulebook::RuleText;
use crate::check::scan::{codes, has_any, numbers, unit_after};
use crate::check::search::{Index, compact};
use crate::document::{Place, Requirement};

pub(super) const CODE: &str = "missing-measure";

/// Words up to a verb that carries another within which that one stands.
const CARRIED: usize = 3;

/// Where measures are wanted and by what they are known.
#[derive(Default, Deserialize)]
struct Signs {
    /// Codes of categories that are about measures.
    categories: Vec<String>,
    /// Words in titles of requirements that are.
    titles: Vec<String>,
    /// What a duty does that has to be measured.
    demands: Vec<String>,
    /// Verbs that carry another: 있어, 않아.
    carried: Vec<String>,
    /// Words by which a duty relies on a measure stated elsewhere.
    relies: Vec<String>,
    units: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let signs: Signs = rule.data("signs");
    let stands_for: BTreeMap<String, String> = rule.data("stands_for");
    let requirements = &manuscript.document.requirements;
    let wanted: Vec<bool> = requirements.iter().map(|one| is_about_measures(one, &signs)).collect();
    let index = Index::new(&rule.phrases);
    let mut findings = Vec::new();
    // What the requirement that is being read states with a measure.
    let mut stated: Option<(usize, String)> = None;
    for hits in index.hits(manuscript).chunk_by(|one, other| one.number == other.number) {
        let passage = hits[0].passage;
        let Place::Requirement(at, ..) = passage.place else { continue };
        if passage.role != Role::Item
            || !wanted[at]
            || is_measured(&passage.text, &signs)
            || !demands(&passage.text, &signs)
        {
            continue;
        }
        // Another item or the acceptance criterion may state the measure.
        if stated.as_ref().is_none_or(|(of, _)| *of != at) {
            stated = Some((at, compact(&measured_text(&requirements[at], &signs))));
        }
        let measured = stated.as_ref().map_or("", |(_, text)| text.as_str());
        let is_stated =
            |phrase: &Phrase| measured.contains(&compact(stands_for.get(&phrase.text).unwrap_or(&phrase.text)));
        if let Some(hit) = hits.iter().find(|hit| !is_stated(hit.phrase)) {
            findings.push(hit.finding(CODE, rule, rule.severity));
        }
    }
    findings
}

fn is_about_measures(requirement: &Requirement, signs: &Signs) -> bool {
    signs.categories.contains(&requirement.category) || has_any(&plain(&requirement.title), &signs.titles)
}

/// The items and criteria of a requirement that state a measure.
fn measured_text(requirement: &Requirement, signs: &Signs) -> String {
    let texts = requirement.details.iter().chain(&requirement.acceptance).map(|content| plain(content));
    texts.filter(|text| is_measured(text, signs)).collect::<Vec<_>>().join("\n")
}

/// Whether a text states a number with a unit, or leaves it to a requirement by number or a stated basis.
fn is_measured(text: &str, signs: &Signs) -> bool {
    let has_unit = |end| unit_after(text, end, &signs.units).is_some();
    numbers(text).iter().any(|number| has_unit(number.range.end))
        || !codes(text).is_empty()
        || has_any(text, &signs.relies)
}

/// The last words of a text.
fn tail(text: &str, words: usize) -> &str {
    let first = text.split_whitespace().rev().take(words).last();
    first.map_or(text, |word| &text[word.as_ptr() as usize - text.as_ptr() as usize..])
}

/// Whether the duty that ends an item is one to be measured, not a procedure: 보장하여야, not 보고하여야.
fn demands(text: &str, signs: &Signs) -> bool {
    let end = text.rfind("야 ").map_or(text, |at| &text[..at]);
    let last = end.split_whitespace().next_back().unwrap_or_default();
    let is_short = last.len() <= 3 && !last.ends_with('함');
    // 있어야, 않아야 and 수 있다 say nothing of what is done: the verb stands before them.
    let carried = signs.carried.iter().any(|verb| last.starts_with(verb.as_str()));
    let last = if is_short { end } else { tail(end, if carried { CARRIED } else { 1 }) };
    signs.demands.iter().any(|verb| last.contains(verb.as_str()))
}
