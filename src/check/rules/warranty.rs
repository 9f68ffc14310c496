//! The liability for defects: stated, missing, or longer than the law allows.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::statements;

pub(super) const CODE: &str = "warranty";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    statements::find(CODE, manuscript, rule)
}
