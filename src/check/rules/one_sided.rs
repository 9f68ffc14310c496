//! Terms that let one side decide: 발주기관의 해석에 따름, 이의를 제기할 수 없음.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::{has_any, is_hangul, words};
use crate::check::search::{Hit, Index};
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "one-sided";

/// Words before a verdict among which stands whose it is: 발주기관의 최종 해석.
const NEAR: usize = 2;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let index = Index::new(&rule.phrases);
    let terms = Terms {
        actors: rule.data("actors"),
        verdicts: rule.data("verdicts"),
        adverbial: rule.data("adverbial"),
        disputes: rule.data("disputes"),
        whims: rule.data("whims"),
        open_tails: rule.data("open_tails"),
    };
    let exempt: Vec<String> = rule.data("exempt");
    // In the notice of a tender such words bind bidders, not the contract.
    let tender: Vec<String> = rule.data("tender");
    let mut findings = Vec::new();
    for mut hit in index.hits(manuscript) {
        if hit.says(&exempt) || !terms.bind(&mut hit) {
            continue;
        }
        let severity = if hit.says(&tender) { rule.severity.min(Severity::Warning) } else { rule.severity };
        findings.push(hit.finding(CODE, rule, severity));
    }
    findings
}

/// The end of the word in which a byte of a text stands.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    at + text[at..].find(|c| !is_hangul(c)).unwrap_or(text.len() - at)
}

/// What must stand around the words for them to bind one side.
struct Terms {
    actors: Vec<String>,
    verdicts: Vec<String>,
    adverbial: Vec<String>,
    disputes: Vec<String>,
    whims: Vec<String>,
    open_tails: Vec<String>,
}

impl Terms {
    /// Whether the words bind one side; marks them whole, with the one who decides.
    fn bind(&self, hit: &mut Hit<'_>) -> bool {
        hit.range.end = word_end(&hit.passage.text, hit.range.end);
        let said = &hit.passage.text[hit.range.clone()];
        let ends = |tails: &[String]| tails.iter().any(|tail| said.ends_with(tail.as_str()));
        if has_any(&hit.phrase.text, &self.whims) {
            return has_any(hit.lead(), &self.actors) && !ends(&self.open_tails);
        }
        if !has_any(&hit.phrase.text, &self.verdicts) {
            return true;
        }
        let is_settled = !ends(&self.adverbial) || hit.says(&self.disputes);
        let lead = hit.lead();
        let all: Vec<_> = words(lead).collect();
        let near = &all[all.len().saturating_sub(NEAR)..];
        let is_actor =
            |word: &str| self.actors.iter().any(|actor| word == actor || word.strip_suffix('의') == Some(actor));
        let Some((at, _)) = near.iter().rev().find(|(_, word)| is_actor(word)) else {
            return false;
        };
        hit.range.start -= lead.len() - at.start;
        is_settled
    }
}
