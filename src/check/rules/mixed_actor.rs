//! A duty of the system and a duty of a party in one item.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{Endings, has_any, words};

pub(super) const CODE: &str = "mixed-actor";

/// Who can owe something, under all its names.
#[derive(Deserialize)]
struct Actor {
    names: Vec<String>,
}

/// Words by which the duties of an item are told.
#[derive(Default, Deserialize)]
struct Clauses {
    /// Particles of the one who owes.
    particles: Vec<String>,
    /// Words before a name with which it is somebody else.
    others: Vec<String>,
    /// Endings of a clause that is a duty.
    duties: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let actors: Vec<Actor> = rule.data("actors");
    let clauses: Clauses = rule.data("clauses");
    let particles = Endings::new(&clauses.particles);
    let items = manuscript.passages.iter().filter(|passage| passage.role == Role::Item);
    items
        .filter_map(|passage| {
            let range = second(passage, &actors, &clauses, &particles)?;
            Some(rule.finding(CODE, passage, range, &rule.suggestion))
        })
        .collect()
}

/// Where the second to owe something in an item is named.
fn second(passage: &Passage, actors: &[Actor], clauses: &Clauses, particles: &Endings<'_>) -> Option<Range<usize>> {
    let text = &passage.text;
    let mut first: Option<(usize, usize)> = None;
    let mut previous = "";
    for (range, word) in words(text) {
        let before = std::mem::replace(&mut previous, word);
        if !particles.end(word.trim_end_matches(',')) {
            continue;
        }
        let Some(actor) = actors.iter().position(|actor| is_named(word, actor, clauses)) else { continue };
        let is_other = clauses.others.iter().any(|other| before.ends_with(other.as_str()));
        if is_other || !passage.is_open(&range) {
            continue;
        }
        match first {
            Some((one, end)) if one != actor && is_duty(&text[end..range.start], clauses) => return Some(range),
            _ => first = Some((actor, range.end)),
        }
    }
    None
}

fn is_named(word: &str, actor: &Actor, clauses: &Clauses) -> bool {
    let word = word.trim_end_matches(',');
    let mut stems = clauses.particles.iter().filter_map(|particle| word.strip_suffix(particle.as_str()));
    stems.any(|stem| actor.names.iter().any(|name| name == stem))
}

/// Whether a clause ends in a duty: not in a reason or condition of the other's.
fn is_duty(clause: &str, clauses: &Clauses) -> bool {
    let last = clause.split_whitespace().next_back().unwrap_or_default();
    clauses.duties.iter().any(|ending| last.trim_end_matches([',', '.', ';']).ends_with(ending.as_str()))
        || has_any(clause, &[". ".to_owned()])
}
