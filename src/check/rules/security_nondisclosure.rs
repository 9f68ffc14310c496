//! The information that must not leak: named, missing, or put off.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::statements;

pub(super) const CODE: &str = "security-nondisclosure";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    statements::find(CODE, manuscript, rule)
}
