//! A document as a critical reviewer reads it: rules over what it says.
//!
//! A rule is one file under `rules/` and one data file of the same name under
//! `templates/check/`: what it wants, why, its word lists, its advice. Rules read
//! a [`Manuscript`], never markup; they change nothing.

mod finding;
mod fix;
mod locate;
mod manuscript;
mod pattern;
mod phrases;
mod rulebook;
mod rules;
mod scan;
mod search;
mod statements;

use std::collections::BTreeSet;

use crate::document::Place;

pub use finding::{Finding, Review, Silenced};
pub use fix::mend;
pub use locate::locate;
pub use manuscript::{Facts, Manuscript, Passage, Role};
pub use rulebook::{RuleText, Rulebook};

/// Reads a document and reports what a reviewer would, in the order of the document.
pub fn check(manuscript: &Manuscript<'_>, rulebook: &Rulebook) -> Review {
    let mut findings: Vec<Finding> = Vec::new();
    for (code, rule) in rules::ALL {
        if let Some(text) = rulebook.rule(code) {
            findings.extend(rule(manuscript, text));
        }
    }
    // The same words under the same rule are one finding, however the rule came upon them.
    let mut seen = BTreeSet::new();
    findings.retain(|finding| {
        let whole = (finding.place == Place::Document).then(|| finding.message.clone());
        seen.insert((finding.place, finding.range.start, finding.range.end, finding.rule, whole))
    });
    findings.sort_by(|a, b| (a.place, a.range.start, a.rule).cmp(&(b.place, b.range.start, b.rule)));
    finding::sort_out(findings, manuscript)
}
