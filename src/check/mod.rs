//! A document as a critical reviewer reads it: rules over what it says.
//!
//! A rule is one file under `rules/` and one data file of the same name under
//! `templates/check/`: what it wants, why, its word lists, its advice. Rules read
//! a [`Manuscript`], never markup; they change nothing.

mod concordance;
mod finding;
mod fix;
mod glance;
mod locate;
mod manuscript;
mod opposed;
mod pattern;
mod phrases;
mod rulebook;
mod rules;
mod scan;
mod search;
mod statements;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::document::Place;

pub use finding::{Finding, Review, Silenced};
pub use fix::mend;
pub use locate::{Locator, locate};
pub use manuscript::{Facts, Manuscript, Passage, Role};
pub use rulebook::{RuleText, Rulebook};

/// Reads a document and reports what a reviewer would, in the order of the document.
pub fn check(manuscript: &Manuscript<'_>, rulebook: &Rulebook) -> Review {
    let mut findings = apply(manuscript, rulebook);
    findings.sort_by(|a, b| (a.place, a.range.start, a.rule).cmp(&(b.place, b.range.start, b.rule)));
    // The same words under the same rule are one finding, however the rule came upon them.
    let is_same = |one: &Finding, other: &Finding| {
        one.range.end == other.range.end && (one.place != Place::Document || one.message == other.message)
    };
    let mut once: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let begins_there = |one: &&Finding| {
            (one.place, one.range.start, one.rule) == (finding.place, finding.range.start, finding.rule)
        };
        if !once.iter().rev().take_while(begins_there).any(|one| is_same(one, &finding)) {
            once.push(finding);
        }
    }
    finding::sort_out(once, manuscript)
}

/// What all rules find. They know nothing of one another, so each core takes the next one left.
fn apply(manuscript: &Manuscript<'_>, rulebook: &Rulebook) -> Vec<Finding> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut findings = Vec::new();
        while let Some((code, rule)) = rules::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(text) = rulebook.rule(code) {
                findings.extend(rule(manuscript, text));
            }
        }
        findings
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(rules::ALL.len());
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mut findings = work();
        for other in others {
            match other.join() {
                Ok(more) => findings.extend(more),
                Err(fault) => std::panic::resume_unwind(fault),
            }
        }
        findings
    })
}
