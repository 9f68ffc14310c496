//! Work that nobody pays for: 추가 비용 없이, 무상으로; the warranty is none.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::{Hit, Index, expand};

use super::one_sided::word_end;

pub(super) const CODE: &str = "free-work";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let phrases = expand(&rule.phrases, "{contractor}", &rule.data::<Vec<String>>("contractors"));
    let refused: Vec<String> = rule.data("refused");
    let phrases = expand(&phrases, "{refused}", &refused);
    let index = Index::new(&phrases);
    let exempt: Vec<String> = rule.data("exempt");
    let denied: Vec<String> = rule.data("denied");
    let refusal = Refusal {
        words: refused,
        claims: rule.data("claims"),
        orderers: rule.data("orderers"),
        forbidden: rule.data("forbidden"),
    };
    let users = Users { names: rule.data("users"), particles: rule.data("particles") };
    let mut findings = Vec::new();
    for mut hit in index.hits(manuscript) {
        hit.range.end = word_end(&hit.passage.text, hit.range.end);
        let is_denied = if refusal.is(&hit) { refusal.is_denied(&hit) } else { hit.says(&denied) };
        if !is_denied && !hit.says(&exempt) && !users.stand_before(&hit) {
            findings.push(hit.finding(CODE, rule, rule.severity));
        }
    }
    findings
}

/// Words by which a cost is refused: 추가 비용을 인정하지 않음.
struct Refusal {
    words: Vec<String>,
    claims: Vec<String>,
    orderers: Vec<String>,
    forbidden: Vec<String>,
}

impl Refusal {
    fn is(&self, hit: &Hit<'_>) -> bool {
        has_any(&hit.phrase.text, &self.words)
    }

    /// Whether the orderer says it of itself, or the sentence forbids such a term.
    fn is_denied(&self, hit: &Hit<'_>) -> bool {
        has_any(hit.rest(), &self.forbidden)
            || has_any(&hit.phrase.text, &self.claims) && has_any(hit.lead(), &self.orderers)
    }
}

/// Those who pay nothing, and what follows their name: 이용자가 추가 비용 없이.
struct Users {
    names: Vec<String>,
    particles: Vec<String>,
}

impl Users {
    fn stand_before(&self, hit: &Hit<'_>) -> bool {
        let word = hit.lead().split_whitespace().next_back().unwrap_or_default();
        let is_particle = |rest: &str| self.particles.iter().any(|particle| particle == rest);
        self.names.iter().any(|name| {
            let rest = word.rfind(name.as_str()).map(|at| &word[at + name.len()..]);
            rest.is_some_and(is_particle)
        })
    }
}
