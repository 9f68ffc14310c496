//! Work without bounds: 명시되지 않은 사항도 수행, 발주기관이 요구하는 모든 사항.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::{Hit, expand, search};

pub(super) const CODE: &str = "open-scope";

/// Words after 명시되지 않은 within which a particle extends the scope: 사항이라 하더라도.
const NEAR: usize = 3;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let phrases = expand(&rule.phrases, "{subject}", &rule.data::<Vec<String>>("subjects"));
    let exempt: Vec<String> = rule.data("exempt");
    let whole: Vec<String> = rule.data("whole");
    let works: Vec<String> = rule.data("works");
    let (vague, others): (Vec<String>, Vec<String>) = (rule.data("vague"), rule.data("others"));
    let unsaid = Unsaid {
        words: rule.data("unsaid"),
        tasks: rule.data("tasks"),
        concessions: rule.data("concessions"),
        contractors: rule.data("contractors"),
        works: rule.data("works"),
        strong: rule.data("strong"),
    };
    search(CODE, manuscript, rule, &phrases, |hit| {
        let phrase = &hit.phrase.text;
        let opens = if has_any(phrase, &unsaid.words) {
            unsaid.is_work(hit)
        } else if vague.iter().any(|vague| phrase.ends_with(vague.as_str())) {
            has_any(hit.lead(), &others)
        } else {
            !has_any(phrase, &whole) || has_any(phrase, &works) || has_any(hit.rest(), &works)
        };
        (opens && !hit.says(&exempt)).then_some(rule.severity)
    })
}

/// When what is not said is work all the same: 명시되지 않은 사항도 구현, not 명시되지 않은 값은 기본값으로 처리.
struct Unsaid {
    words: Vec<String>,
    tasks: Vec<String>,
    concessions: Vec<String>,
    contractors: Vec<String>,
    works: Vec<String>,
    strong: Vec<String>,
}

impl Unsaid {
    fn is_work(&self, hit: &Hit<'_>) -> bool {
        let rest = hit.rest();
        let next = rest.trim_start();
        let is_task =
            self.tasks.iter().any(|task| next.starts_with(task.as_str())) || has_any(&hit.phrase.text, &self.tasks);
        let concedes = |word: &str| self.concessions.iter().any(|particle| word.ends_with(particle.as_str()));
        let is_conceded = || rest.split_whitespace().take(NEAR).any(|word| concedes(word.trim_end_matches(',')));
        is_task
            && has_any(rest, &self.works)
            && (has_any(rest, &self.strong) || hit.says(&self.contractors) || is_conceded())
    }
}
