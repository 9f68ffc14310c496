//! Words of time without a time: 신속히, 즉시, 실시간.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::{has_any, is_hangul, numbers, unit_after};
use crate::check::search::{Hit, search};

pub(super) const CODE: &str = "vague-time";

/// Words after a hit within which a name that it begins ends.
const NEAR: usize = 4;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let units: Vec<String> = rule.data("units");
    let limits: Vec<String> = rule.data("limits");
    let names = Names { joined: rule.data("names"), apart: rule.data("named"), linked: rule.data("linked") };
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let said = hit.sentence();
        let has_limit = numbers(said).iter().any(|number| {
            unit_after(said, number.range.end, &units).is_some_and(|(_, unit)| {
                let after = said[unit.end..].trim_start();
                limits.iter().any(|limit| after.starts_with(limit.as_str()))
            })
        });
        (!has_limit && !names.begin_with(hit)).then(|| hit.weight(rule))
    })
}

/// Names that begin with a word of time: 실시간교통정보시스템.
struct Names {
    joined: Vec<String>,
    apart: Vec<String>,
    linked: Vec<String>,
}

impl Names {
    fn begin_with(&self, hit: &Hit<'_>) -> bool {
        let rest = hit.rest();
        let joined = &rest[..rest.find(|c| !is_hangul(c)).unwrap_or(rest.len())];
        // The name goes on to its last word, perhaps with a particle: 시스템과.
        let ends = |name: &String| {
            joined.rfind(name.as_str()).is_some_and(|at| joined[at + name.len()..].chars().nth(2).is_none())
        };
        let is_linked = || has_any(rest, &self.linked);
        self.joined.iter().any(ends)
            || rest.split_whitespace().take(NEAR).any(|word| self.apart.iter().any(|end| word.ends_with(end.as_str())))
                && is_linked()
    }
}
