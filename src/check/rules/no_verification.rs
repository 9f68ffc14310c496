//! Requirements of which nobody says how their fulfilment is shown.

use crate::block::{Inline, plain};
use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::document::{Field, Place, Requirement};

pub(super) const CODE: &str = "no-verification";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let requirements = &manuscript.document.requirements;
    let criteria: Vec<String> = rule.data("criteria");
    let says = |content: &Vec<Inline>| has_any(&plain(content), &criteria);
    let is_shown =
        |one: &Requirement| !one.deliverables.is_empty() || !one.acceptance.is_empty() || one.details.iter().any(says);
    let lacking: Vec<usize> = (0..requirements.len()).filter(|at| !is_shown(&requirements[*at])).collect();
    // A form without these rows is one fault, not one for each requirement.
    if lacking.len() == requirements.len() && lacking.len() > 1 {
        let mut finding = rule.finding_at(CODE, Place::Document, "");
        finding.message = rule.data("none_at_all");
        return vec![finding];
    }
    let place = |at| Place::Requirement(at, Field::Title, 0);
    lacking.into_iter().map(|at| rule.finding_at(CODE, place(at), &requirements[at].number)).collect()
}
