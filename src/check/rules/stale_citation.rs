//! Laws and notices that are superseded, renumbered or unknown, and bodies under old names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;

use crate::catalog::Citation;
use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage};
use crate::check::rulebook::RuleText;
use crate::check::scan::{has_byte, is_hangul};
use crate::diagnostic::Severity;
use crate::josa::pick;

pub(super) const CODE: &str = "stale-citation";

/// Something under an old name.
#[derive(Deserialize)]
struct Renamed {
    old: String,
    /// The names it has now; more than one where it was split.
    new: Vec<String>,
    /// Day from which the new name holds, `YYYY-MM-DD`.
    #[serde(default)]
    since: String,
    /// Longer words in which it is no name.
    #[serde(default)]
    except: Vec<String>,
}

/// What is known of laws, notices and bodies.
struct Records {
    citations: BTreeMap<String, Citation>,
    /// Laws without a record whose name is right.
    known: BTreeSet<String>,
    laws: Vec<Renamed>,
    /// The laws under an old name by that, and the citations by name, as [`simple`] has it.
    laws_by_name: BTreeMap<String, usize>,
    citations_by_name: BTreeMap<String, String>,
    /// Numbers of the citations, as [`simple`] has them.
    numbers: BTreeSet<String>,
    bodies: Vec<Renamed>,
    /// Ends of names of laws and notices.
    kinds: Vec<String>,
    /// Kinds of numbered notices.
    notices: Vec<String>,
    /// Words before a name by which the old one is meant.
    former: Vec<String>,
    /// Words directly after the name of a law.
    after: Vec<String>,
    /// Particles with their shapes after a consonant and a vowel.
    particles: Vec<[String; 2]>,
}

impl Records {
    /// Whether a name that follows is a name of its own, and not meant as the former one.
    fn is_meant(&self, before: &str) -> bool {
        let named = before.trim_end_matches([' ', '(', ')']);
        !before.ends_with(is_hangul) && !self.former.iter().any(|word| named.ends_with(word.as_str()))
    }
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let names: Vec<String> = rule.data("known");
    let citations: BTreeMap<String, Citation> = rule.data("citations");
    let laws: Vec<Renamed> = rule.data("laws");
    let records = Records {
        // Of two with a name the first counts.
        laws_by_name: laws.iter().enumerate().rev().map(|(at, law)| (simple(&law.old), at)).collect(),
        citations_by_name: citations.iter().rev().map(|(id, one)| (simple(&one.name), id.clone())).collect(),
        numbers: citations.values().filter_map(|one| one.number.as_deref().map(simple)).collect(),
        citations,
        known: names.iter().map(|name| simple(name)).collect(),
        laws,
        bodies: rule.data("bodies"),
        kinds: rule.data("kinds"),
        notices: rule.data("notices"),
        former: rule.data("former"),
        after: rule.data("after"),
        particles: rule.data("particles"),
    };
    let date = manuscript.facts.date.as_deref();
    let is_old = |body: &&Renamed| date.is_none_or(|date| date >= body.since.as_str());
    let bodies: Vec<&Renamed> = records.bodies.iter().filter(is_old).collect();
    let old_names = manuscript.find(bodies.iter().map(|body| &body.old));
    let spelled: Vec<(usize, String)> =
        records.laws.iter().enumerate().flat_map(|(at, law)| spellings(at, law)).collect();
    let old_laws = manuscript.find(spelled.iter().map(|(_, name)| name));
    let mut unknown = BTreeSet::new();
    let mut findings = Vec::new();
    for (at, passage) in manuscript.passages.iter().enumerate() {
        for law in quoted(&passage.text) {
            findings.extend(citation(passage, law, &records, rule, &mut unknown));
        }
        for number in unquoted_numbers(&passage.text, &records.notices) {
            let name = simple(&passage.text[number.clone()]);
            if !records.numbers.contains(&name) && passage.is_open(&number) && unknown.insert(name) {
                let mut finding = rule.finding(CODE, passage, number, &rule.data::<String>("look_up"));
                finding.message = rule.data::<String>("unknown").replace("{words}", &finding.words);
                findings.push(Finding { severity: Severity::Info, ..finding });
            }
        }
        for (law, name) in old_laws.of(at) {
            findings.extend(old_law(passage, name, &records.laws[spelled[law].0], &records, rule));
        }
        for (body, name) in old_names.of(at) {
            findings.extend(old_body(passage, name, bodies[body], &records, rule));
        }
    }
    findings
}

/// What is wrong with a law or notice in 「」.
fn citation(
    passage: &Passage,
    law: Range<usize>,
    records: &Records,
    rule: &RuleText,
    unknown: &mut BTreeSet<String>,
) -> Option<Finding> {
    let name = simple(&passage.text[law.clone()]);
    let say = |message: &str, range: Range<usize>, other: &str, suggestion: &str| {
        let mut finding = rule.finding(CODE, passage, range, &rule.suggestion);
        finding.message = rule.data::<String>(message).replace("{words}", &finding.words).replace("{other}", other);
        finding.suggestion = rule.data::<String>(suggestion).replace("{other}", other);
        finding
    };
    if let Some(renamed) = records.laws_by_name.get(&name).map(|at| &records.laws[*at]) {
        return Some(say("renamed", law, &renamed.new.join(", "), "use_new"));
    }
    if let Some(record) = records.citations_by_name.get(&name).and_then(|id| records.citations.get(id)) {
        if let Some(newer) = record.superseded_by.as_ref().and_then(|id| records.citations.get(id)) {
            return Some(say("superseded", law, &newer.name, "use_new"));
        }
        let number = notice_number(&passage.text, law.end, &records.notices);
        let right = record.number.as_deref().filter(|number| number.contains('제'));
        return match (number, right) {
            (Some(range), Some(right)) if simple(&passage.text[range.clone()]) != simple(right) => {
                Some(say("renumbered", range, right, "use_number"))
            }
            _ => None,
        };
    }
    let is_law = records.kinds.iter().any(|kind| name.ends_with(kind.as_str()));
    if is_law && !records.known.contains(&name) && unknown.insert(name) {
        return Some(Finding { severity: Severity::Info, ..say("unknown", law, "", "look_up") });
    }
    None
}

/// Names of laws and notices: what stands in 「」.
fn quoted(text: &str) -> Vec<Range<usize>> {
    // Its mark begins with a byte that no Hangul begins with.
    if !has_byte(text, |byte| byte == 0xE3) {
        return Vec::new();
    }
    let opened = text.match_indices('「').map(|(at, mark)| at + mark.len());
    let mut last = 0;
    let mut found = Vec::new();
    for start in opened {
        if start < last {
            continue;
        }
        let Some(end) = text[start..].find('」') else { break };
        found.push(start..start + end);
        last = start + end;
    }
    found
}

/// The number of a notice in the bracket after its name: `」(행정안전부고시 제2025-1호`.
fn notice_number(text: &str, name_end: usize, notices: &[String]) -> Option<Range<usize>> {
    let rest = text[name_end..].strip_prefix('」')?;
    let inside = rest.trim_start().strip_prefix('(')?;
    let start = text.len() - inside.len();
    let inside = &inside[..inside.find([')', ','])?];
    let is_notice = notices.iter().any(|kind| inside.contains(kind.as_str())) && inside.contains('제');
    is_notice.then(|| start..start + inside.trim_end().len())
}

/// Numbers of notices that do not stand in the bracket after a name: `행정안전부고시 제2025-1호`.
fn unquoted_numbers(text: &str, notices: &[String]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !has_byte(text, |byte| byte == b'-') {
        return found;
    }
    for (at, mark) in text.match_indices('제') {
        let number = &text[at + mark.len()..];
        let end = number.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(number.len());
        let is_number = number[..end].contains('-') && number[end..].starts_with('호');
        let before = text[..at].trim_end();
        let body = notices.iter().find_map(|kind| before.strip_suffix(kind.as_str())).map(str::trim_end);
        if let Some(body) = body.filter(|_| is_number) {
            let start = body.trim_end_matches(is_hangul).len();
            // After a name in 「」 its own rule reads the number.
            if start < body.len() && !body[..start].trim_end_matches('(').trim_end().ends_with('」') {
                found.push(start..at + mark.len() + end + '호'.len_utf8());
            }
        }
    }
    found
}

/// The name of a law, and the same without spaces.
fn spellings(at: usize, law: &Renamed) -> Vec<(usize, String)> {
    let joined: String = law.old.chars().filter(|c| !c.is_whitespace()).collect();
    let mut all = vec![(at, law.old.clone())];
    if joined != law.old {
        all.push((at, joined));
    }
    all
}

/// A law under its old name outside of 「」, alone or with a particle or article.
fn old_law(
    passage: &Passage,
    name: Range<usize>,
    law: &Renamed,
    records: &Records,
    rule: &RuleText,
) -> Option<Finding> {
    let text = &passage.text;
    let rest = &text[name.end..];
    let ends = !rest.starts_with(is_hangul)
        || records.particles.iter().flatten().any(|particle| rest.starts_with(particle.as_str()))
        || records.after.iter().any(|word| rest.starts_with(word.as_str()));
    if !records.is_meant(&text[..name.start]) || !ends || !passage.is_open(&name) {
        return None;
    }
    let other = law.new.join(", ");
    let mut finding = rule.finding(CODE, passage, name, &rule.suggestion);
    finding.message = rule.data::<String>("renamed").replace("{words}", &finding.words);
    finding.suggestion = rule.data::<String>("use_new").replace("{other}", &other);
    Some(finding)
}

/// A body under its old name, outside of quotations, not named as the former one.
fn old_body(
    passage: &Passage,
    name: Range<usize>,
    body: &Renamed,
    records: &Records,
    rule: &RuleText,
) -> Option<Finding> {
    let text = &passage.text;
    let (particle, end) = following(text, name.end, &body.old, records);
    let range = name.start..end;
    let is_other = body.except.iter().any(|word| text[name.start..].starts_with(word.as_str()));
    if !records.is_meant(&text[..name.start]) || is_other || !passage.is_open(&range) {
        return None;
    }
    let mut finding = rule.finding(CODE, passage, range, &rule.suggestion);
    let other = body.new.join(", ");
    finding.message = rule.data::<String>("old_body").replace("{words}", &body.old).replace("{other}", &other);
    finding.suggestion = rule.data::<String>("use_new").replace("{other}", &other);
    // A body that was split leaves no one right name.
    if let [new] = body.new.as_slice() {
        let agreed = particle.map_or("", |[consonant, vowel]| pick(new, (consonant, vowel)).unwrap_or(vowel));
        finding.replacement = Some(format!("{new}{agreed}"));
    }
    Some(finding)
}

/// The particle directly after a name, and where the name ends with it.
fn following<'r>(text: &str, end: usize, name: &str, records: &'r Records) -> (Option<&'r [String; 2]>, usize) {
    let fits = |pair: &&[String; 2]| {
        let shape = pick(name, (pair[0].as_str(), pair[1].as_str())).unwrap_or(&pair[0]);
        text[end..].strip_prefix(shape).is_some_and(|rest| !rest.starts_with(is_hangul))
    };
    let pair = records.particles.iter().find(fits);
    let shape = pair.and_then(|pair| pick(name, (pair[0].as_str(), pair[1].as_str())));
    (pair, end + shape.map_or(0, str::len))
}

/// A name without spaces and middle points.
fn simple(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '·' | 'ㆍ' | '․' | '‧')).collect()
}
