//! The place of work: stated, missing, or imposed by the agency.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::opposed;
use crate::check::rulebook::RuleText;
use crate::check::statements;

pub(super) const CODE: &str = "workplace";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    findings.extend(opposed::find(CODE, manuscript, rule));
    findings
}
