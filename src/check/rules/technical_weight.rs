//! The weight of technical ability in a negotiated contract: stated, missing, not adding up, or stated twice.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::pattern::{Word, position_of_any};
use crate::check::rulebook::RuleText;
use crate::check::scan::{numbers, unit_after};
use crate::check::statements;
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "technical-weight";

/// Bytes between a word and its weight, or between two weights.
const REACH: usize = 40;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    let weights = Weights {
        technical: rule.data("technical"),
        price: rule.data("price"),
        units: rule.data("units"),
        short_technical: rule.data("short_technical"),
        short_price: rule.data("short_price"),
        any: rule.data("short_technical"),
        ratio_signs: rule.data("ratio_signs"),
    };
    let whole: f64 = rule.data("whole");
    let mut stated: Option<f64> = None;
    for spot in statements::spots(manuscript, &weights.any) {
        let passage = spot.passage;
        for range in passage.glance.sentences.iter().cloned() {
            let text = &passage.text[range.clone()];
            let Some((found, technical, price)) = weights.told(text).or_else(|| weights.ratio(text, whole)) else {
                continue;
            };
            let found = range.start + found.start..range.start + found.end;
            if !passage.is_open(&found) {
                continue;
            }
            if (technical + price - whole).abs() > 0.01 {
                findings.push(rule.finding(CODE, passage, found, &rule.suggestion));
            } else if let Some(first) = stated.filter(|first| (first - technical).abs() > 0.01) {
                let finding = rule.finding(CODE, passage, found, &rule.data::<String>("differs_suggestion"));
                let message = rule.data::<String>("differs").replace("{words}", &finding.words);
                let message = message.replace("{technical}", &format!("{first}"));
                let message = message.replace("{price}", &format!("{}", whole - first));
                findings.push(Finding { severity: Severity::Error, message, ..finding });
            } else {
                stated = Some(technical);
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
    /// Words of which a sentence on weights has one.
    any: Vec<Word>,
    /// The same words where a ratio needs no unit.
    short_technical: Vec<String>,
    short_price: Vec<String>,
    /// Signs between the two numbers of a ratio.
    ratio_signs: Vec<String>,
}

impl Weights {
    /// The two weights of a sentence that states each once with its unit, and the range from one to the other.
    fn told(&self, sentence: &str) -> Option<(Range<usize>, f64, f64)> {
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
        let (own, other) =
            if technical.start < price.start { (first.value, second.value) } else { (second.value, first.value) };
        in_turn.then_some((early..*second_end, own, other))
    }

    /// The two weights of a ratio: 기술 90 : 가격 10, 기술 대 가격의 비율은 9:1.
    fn ratio(&self, sentence: &str, whole: f64) -> Option<(Range<usize>, f64, f64)> {
        let words = |from: usize, words: &[String]| {
            let found =
                words.iter().filter_map(|word| Some((from + sentence[from..].find(word.as_str())?, word.len())));
            found.min_by_key(|(at, length)| (*at, usize::MAX - length)).map(|(at, length)| at..at + length)
        };
        let technical = words(0, &self.short_technical)?;
        let price = words(technical.end, &self.short_price)?;
        let (between, after) = (&sentence[technical.end..price.start], &sentence[price.end..]);
        let (own, other, end) = if let Some((own, range)) = digits(between) {
            let joined = self.is_ratio(&between[range.end..]);
            let (other, range) = digits(after)?;
            joined.then_some((own, other, price.end + range.end))?
        } else {
            let (own, first) = digits(after)?;
            let rest = &after[first.end..];
            let (other, second) = digits(rest)?;
            self.is_ratio(&rest[..second.start]).then_some((own, other, price.end + first.end + second.end))?
        };
        let is_near = between.len() <= REACH && end - price.end <= REACH;
        let scale = if (own + other - whole / 10.0).abs() < 0.01 { 10.0 } else { 1.0 };
        is_near.then_some((technical.start..end, own * scale, other * scale))
    }

    /// Whether what stands between two numbers joins them to a ratio.
    fn is_ratio(&self, between: &str) -> bool {
        let between = self.units.iter().find_map(|unit| between.strip_prefix(unit.as_str())).unwrap_or(between).trim();
        self.ratio_signs.iter().any(|sign| between == sign)
    }
}

/// The first number of a text, and where it stands.
fn digits(text: &str) -> Option<(f64, Range<usize>)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    Some((text[start..start + length].parse().ok()?, start..start + length))
}
