//! Names of products and vendors; those of open-source projects weigh less.

use std::collections::BTreeMap;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::phrases::Phrase;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::{Hit, Index};
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "brand";

/// Words after a name among which it is said to be linked only.
const NEAR: usize = 3;

/// Names by what they are, in Korean.
type Names = BTreeMap<String, Vec<String>>;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let (products, free) = (rule.data::<Names>("products"), rule.data::<Names>("open"));
    let except: BTreeMap<String, Vec<String>> = rule.data("except");
    let lighter = Lighter {
        equivalent: rule.data("equivalent"),
        independent: rule.data("independent"),
        existing: rule.data("existing"),
        linked: rule.data("linked"),
    };
    let suffixes: Vec<String> = rule.data("suffixes");
    let (hint, hint_suggestion): (String, String) = (rule.data("message_open"), rule.data("suggestion_open"));
    let advice: String = rule.data("suggestion_kind");
    let named = |names: &Names| -> Vec<Phrase> {
        let phrase = |kind: &String, name: &String| Phrase {
            text: name.clone(),
            except: except.get(name).cloned().unwrap_or_default(),
            suggestion: advice.replace("{kind}", kind),
            ..Phrase::default()
        };
        names.iter().flat_map(|(kind, names)| names.iter().map(move |name| phrase(kind, name))).collect()
    };
    let (products, free) = (named(&products), named(&free));
    let commercial = Index::new(rule.phrases.iter().chain(&products));
    let open = Index::new(&free);
    let mut findings = Vec::new();
    let sold: Vec<Hit<'_>> = commercial.hits(manuscript);
    for hit in open.hits(manuscript).iter().filter(|hit| ends(hit, &suffixes) && !hit.says(&lighter.equivalent)) {
        // Oracle Linux is a product although Linux is none.
        let next = sold.partition_point(|other| (other.number, other.range.end) <= (hit.number, hit.range.start));
        let touches = |other: &Hit<'_>| other.number == hit.number && other.range.start < hit.range.end;
        if !sold.get(next).is_some_and(touches) {
            findings.push(Finding {
                message: hint.replace("{words}", &hit.passage.text[hit.range.clone()]),
                suggestion: hint_suggestion.clone(),
                ..hit.finding(CODE, rule, Severity::Info)
            });
        }
    }
    for hit in sold.iter().filter(|hit| ends(hit, &suffixes)) {
        let severity = lighter.severity(hit, rule.severity);
        findings.push(hit.finding(CODE, rule, severity));
    }
    findings
}

/// Whether a name ends there, with its particles or before a common noun: 오라클데이터베이스.
fn ends(hit: &Hit<'_>, suffixes: &[String]) -> bool {
    hit.ends_as_name() || suffixes.iter().any(|noun| hit.rest().starts_with(noun.as_str()))
}

/// Words beside a name that make it weigh less.
struct Lighter {
    equivalent: Vec<String>,
    independent: Vec<String>,
    existing: Vec<String>,
    linked: Vec<String>,
}

impl Lighter {
    fn severity(&self, hit: &Hit<'_>, full: Severity) -> Severity {
        let lead = hit.lead().trim_end();
        let is_there = self.existing.iter().any(|word| lead.ends_with(word.as_str()));
        let is_linked = hit.rest().split_whitespace().take(NEAR).any(|word| has_any(word, &self.linked));
        if hit.says(&self.independent) {
            Severity::Info
        } else if is_there || is_linked || hit.says(&self.equivalent) {
            full.min(Severity::Warning)
        } else {
            full
        }
    }
}
