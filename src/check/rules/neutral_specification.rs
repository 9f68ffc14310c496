//! That no specification favours one product: stated, missing, or contradicted.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::statements;

pub(super) const CODE: &str = "neutral-specification";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    statements::find(CODE, manuscript, rule)
}
