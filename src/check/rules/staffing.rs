//! That no staff is demanded where the work is paid by function points or service levels.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::pattern::Pattern;
use crate::check::rulebook::RuleText;
use crate::check::statements;
use crate::profile::PaymentMethod;

pub(super) const CODE: &str = "staffing";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let payment = &manuscript.facts.payment;
    let by_result = if payment.is_empty() {
        let methods: Vec<Pattern> = rule.data("methods");
        statements::are_said(&methods, manuscript)
    } else {
        payment.iter().any(|method| matches!(method, PaymentMethod::FunctionPoint | PaymentMethod::Sla))
    };
    if by_result { statements::find(CODE, manuscript, rule) } else { Vec::new() }
}
