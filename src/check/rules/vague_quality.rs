//! Words of quality that nobody can measure: 적절한, 최적의, 효율적.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::search;
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "vague-quality";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    // The newest of something is clear once a sentence says as of when.
    let dated: Vec<String> = rule.data("dated");
    let moments: Vec<String> = rule.data("moments");
    // A noun that is often right, and only a hint where it is a verb: 최적화.
    let light: Vec<String> = rule.data("light");
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let has_date = has_any(&hit.phrase.text, &dated) && hit.says(&moments);
        let severity = if has_any(&hit.phrase.text, &light) { Severity::Info } else { hit.weight(rule) };
        (!has_date).then_some(severity)
    })
}
