//! Large numbers without separators: 10000건.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::phrases::readable;
use crate::check::rulebook::RuleText;
use crate::check::scan::{before, unit_after};

pub(super) const CODE: &str = "thousands-separator";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let units: Vec<String> = rule.data("units");
    let mut findings = Vec::new();
    for passage in readable(manuscript) {
        let text = &passage.text;
        for number in &passage.glance.numbers {
            let digits = &text[number.range.clone()];
            let (whole, rest) =
                digits.split_once('.').map_or((digits, ""), |(whole, _)| (whole, &digits[whole.len()..]));
            let is_long = (4..=15).contains(&whole.len()) && !whole.contains(',') && !whole.starts_with('0');
            // A point more makes it an address or a version, not a number.
            if !is_long || rest[1.min(rest.len())..].contains('.') || before(text, number.range.start) == Some('#') {
                continue;
            }
            let Some((_, unit)) = unit_after(text, number.range.end, &units) else { continue };
            let range = number.range.start..unit.end;
            if passage.is_open(&range) {
                let replacement = format!("{}{rest}{}", grouped(whole), &text[number.range.end..unit.end]);
                let mut finding = rule.finding(CODE, passage, range, &rule.suggestion);
                finding.suggestion = finding.suggestion.replace("{replacement}", &replacement);
                finding.replacement = Some(replacement);
                findings.push(finding);
            }
        }
    }
    findings
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
