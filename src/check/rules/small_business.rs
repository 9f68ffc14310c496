//! Which companies may take part: stated, missing, or opened to all without a reason.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::statements;

pub(super) const CODE: &str = "small-business";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    statements::find(CODE, manuscript, rule)
}
