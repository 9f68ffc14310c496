//! Duties that somebody may decide on later: 필요 시, 상황에 따라, 추후 협의.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::{Hit, search};

pub(super) const CODE: &str = "escape-clause";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    // What says who decides, when, by what.
    let settled: Vec<String> = rule.data("settled");
    let conditions: Vec<String> = rule.data("conditions");
    let bare = Bare { endings: rule.data("bare_after"), actors: rule.data("actors") };
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let says_what = has_any(&hit.phrase.text, &conditions) && !bare.is(hit);
        (!says_what && !hit.says(&settled)).then(|| hit.weight(rule))
    })
}

/// What stands before words that name no condition: 계약상대자는 필요 시, not 장비 교체 필요 시.
struct Bare {
    endings: Vec<String>,
    actors: Vec<String>,
}

impl Bare {
    fn is(&self, hit: &Hit<'_>) -> bool {
        let lead = hit.lead().trim_end();
        if lead.is_empty() || !lead.ends_with(char::is_alphanumeric) {
            return true;
        }
        let word = lead.split_whitespace().next_back().unwrap_or_default();
        let ends = |words: &[String]| words.iter().any(|ending| word.ends_with(ending.as_str()));
        ends(&self.endings) || ends(&self.actors)
    }
}
