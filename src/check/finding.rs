//! What a rule found, and what of it has been silenced with a reason.

use std::ops::Range;

use super::manuscript::Manuscript;
use crate::diagnostic::Severity;
use crate::document::Place;

/// Something a reviewer would point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Code of the rule.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// Bytes of the passage that are meant; empty for the whole passage.
    pub range: Range<usize>,
    /// The words meant, as they stand there; empty for the whole passage.
    pub words: String,
    /// What is wrong, in Korean, one sentence.
    pub message: String,
    /// What to write instead, in Korean.
    pub suggestion: String,
    /// What the words must become, where there is one right answer.
    pub replacement: Option<String>,
}

/// A finding that the profile silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// What was found.
    pub finding: Finding,
    /// Why it may stand.
    pub reason: String,
}

/// What a check comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Findings in the order of the document.
    pub findings: Vec<Finding>,
    /// Those that the profile silences, with the reason.
    pub silenced: Vec<Silenced>,
    /// Silences of the profile that silence nothing, by their place in its list.
    pub unused: Vec<usize>,
}

impl Review {
    /// Findings at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity >= severity).count()
    }
}

/// Sets silenced findings apart.
pub(super) fn sort_out(findings: Vec<Finding>, manuscript: &Manuscript<'_>) -> Review {
    let silences = &manuscript.facts.silences;
    let mut used = vec![false; silences.len()];
    let mut review = Review::default();
    for finding in findings {
        let fits = |silence: &crate::profile::Silence| {
            let requirement = manuscript.requirement(finding.place);
            let names = |name: &String| requirement.is_some_and(|one| one.id == *name || one.number == *name);
            silence.rule == finding.rule
                && silence.requirement.as_ref().is_none_or(names)
                && silence.words.as_ref().is_none_or(|words| finding.words.contains(words.as_str()))
        };
        match silences.iter().position(fits) {
            Some(at) => {
                used[at] = true;
                review.silenced.push(Silenced { finding, reason: silences[at].reason.clone() });
            }
            None => review.findings.push(finding),
        }
    }
    review.unused = (0..silences.len()).filter(|at| !used[*at]).collect();
    review
}
