//! The weight of technical ability in a negotiated contract: stated, missing, or not adding up.

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage};
use crate::check::pattern::{Word, position_of_any, sentences};
use crate::check::rulebook::RuleText;
use crate::check::scan::{numbers, unit_after};
use crate::check::statements;

pub(super) const CODE: &str = "technical-weight";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    let weights = Weights { technical: rule.data("technical"), price: rule.data("price"), units: rule.data("units") };
    let whole: f64 = rule.data("whole");
    for spot in statements::spots(manuscript).iter().filter(|spot| spot.may_hold(&weights.technical)) {
        let passage: &Passage = spot.passage;
        for range in sentences(&passage.text) {
            let Some((found, sum)) = weights.sum(&passage.text[range.clone()]) else { continue };
            let found = range.start + found.start..range.start + found.end;
            if (sum - whole).abs() > 0.01 && passage.is_open(&found) {
                findings.push(rule.finding(CODE, passage, found, &rule.suggestion));
            }
        }
    }
    findings
}

/// Words for the two weights and their units.
struct Weights {
    technical: Vec<Word>,
    price: Vec<Word>,
    units: Vec<String>,
}

impl Weights {
    /// The two weights of a sentence that states each once, added up: with the range from one to the other.
    fn sum(&self, sentence: &str) -> Option<(std::ops::Range<usize>, f64)> {
        let technical = position_of_any(sentence, &self.technical)?;
        let price = position_of_any(sentence, &self.price)?;
        let measured = numbers(sentence).into_iter();
        let measured: Vec<_> = measured
            .filter_map(|number| Some((unit_after(sentence, number.range.end, &self.units)?.1.end, number)))
            .collect();
        let [(first_end, first), (second_end, second)] = measured.as_slice() else { return None };
        // Each weight stands right after its own word.
        let (early, late) = (technical.start.min(price.start), technical.start.max(price.start));
        let in_turn = early < first.range.start && *first_end <= late && late < second.range.start;
        in_turn.then_some((early..*second_end, first.value + second.value))
    }
}
