//! Material of the agency's own in a document that is published.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::statements;

pub(super) const CODE: &str = "internal-material";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let published = manuscript.facts.is_public || manuscript.facts.is_rfp;
    if published { statements::find(CODE, manuscript, rule) } else { Vec::new() }
}
