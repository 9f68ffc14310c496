//! Abbreviations that nobody explains, and one thing under two names.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::phrases::readable;
use crate::check::rulebook::RuleText;
use crate::check::scan::{before, codes, has_byte, is_hangul, runs};

pub(super) const CODE: &str = "undefined-term";

/// Bytes within which the bracket opens in which an abbreviation stands.
const REACH: usize = 300;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = abbreviations(manuscript, rule);
    findings.extend(two_names(manuscript, rule));
    findings
}

/// Abbreviations at their first use.
fn abbreviations(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let known: Vec<String> = rule.data("known");
    let mut known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    let glossary: toml::Table = rule.data("glossary");
    // A document made from a profile goes with the program's own list of terms; another explains its own.
    let is_own = manuscript.facts.profile.is_some() || manuscript.spans.is_empty();
    let terms = glossary.get("terms").filter(|_| is_own).and_then(toml::Value::as_table);
    for term in terms.into_iter().flat_map(toml::Table::keys) {
        known.extend(term.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_abbreviation(word)));
    }
    let document = manuscript.document;
    known.extend(document.categories.iter().map(|category| category.code.as_str()));
    known.extend(document.requirements.iter().map(|requirement| requirement.category.as_str()));
    let explained: BTreeSet<&str> = manuscript.passages.iter().flat_map(explained).collect();
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for passage in readable(manuscript) {
        let codes = LazyCell::new(|| codes(&passage.text));
        for range in latin(&passage.text) {
            let word = &passage.text[range.clone()];
            let in_code = || {
                let next = codes.partition_point(|code| code.range.end < range.end);
                codes.get(next).is_some_and(|code| code.range.start <= range.start)
            };
            if !known.contains(word)
                && !explained.contains(word)
                && !seen.contains(word)
                && passage.is_open(&range)
                && !in_code()
                && seen.insert(word)
            {
                findings.push(rule.finding(CODE, passage, range.clone(), &rule.suggestion.replace("{words}", word)));
            }
        }
    }
    findings
}

/// Abbreviations: words of Latin letters and digits.
fn latin(text: &str) -> Vec<Range<usize>> {
    let belongs = |c: char| c.is_ascii_alphanumeric();
    let mut found = Vec::new();
    if !has_byte(text, |byte| byte.is_ascii_uppercase()) {
        return found;
    }
    for Range { start, end: at } in runs(text, |byte| byte.is_ascii_alphanumeric()) {
        if !is_abbreviation(&text[start..at]) {
            continue;
        }
        // Parts of addresses, file names and paths are none.
        let joined = |c: char| matches!(c, '.' | '_' | '@' | ':' | '\\');
        // PaaS-TA is one name.
        let hyphened =
            text[..start].strip_suffix('-').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphabetic()));
        let is_part = before(text, start).is_some_and(joined) || hyphened;
        let goes_on =
            text[at..].starts_with(['_', '@']) || (text[at..].starts_with('.') && text[at + 1..].starts_with(belongs));
        if !is_part && !goes_on {
            found.push(start..at);
        }
    }
    found
}

/// Two capitals or more and no small letter; digits only within or after.
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    capitals >= 2
        && capitals + digits == word.len()
        && digits < capitals
        && word.len() <= 8
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && !roman
}

/// Abbreviations that a passage explains: 설명(ABC), 설명(ABC, 뜻), ABC(설명), a cell of a glossary.
fn explained(passage: &Passage) -> Vec<&str> {
    let text = passage.text.as_str();
    let is_entry = |range: &Range<usize>| range.len() == text.trim().len();
    let explains = |range: &Range<usize>| {
        let (before, after) = (text[..range.start].trim_end(), text[range.end..].trim_start());
        let in_bracket = before[back(before)..]
            .rfind('(')
            .map(|open| back(before) + open)
            .filter(|open| !before[*open..].contains(')'));
        // The bracket holds the name of what stands before it.
        let names = in_bracket.is_some_and(|open| {
            let inside = before[open + 1..].trim();
            text[..open].trim_end().ends_with(|c: char| is_hangul(c) || c.is_ascii_alphanumeric())
                && (inside.is_empty()
                    || inside.ends_with([',', ':', '·', '/'])
                    || inside.is_ascii()
                    || after.starts_with([':', ')', ',']))
        });
        let opened = after.strip_prefix('(').or_else(|| after.strip_prefix(':')).map(str::trim_start);
        let is_explained = opened
            .is_some_and(|rest| rest.chars().take_while(|c| *c != ')').filter(|c| c.is_alphabetic()).nth(2).is_some());
        names || is_explained || is_entry(range)
    };
    latin(text).into_iter().filter(explains).map(|range| &text[range]).collect()
}

/// Where to begin to look back for a bracket.
fn back(text: &str) -> usize {
    let from = text.len().saturating_sub(REACH);
    (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// How often a name is used, and where first.
type Uses<'m> = (usize, Option<(&'m Passage, Range<usize>)>);

/// Names of one thing of which the document uses two: a finding on the first use of the rarer.
fn two_names(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let pairs: Vec<[String; 2]> = rule.data("pairs");
    let names: Vec<&String> = pairs.iter().flatten().collect();
    let found = manuscript.find(names.iter().copied());
    let mut uses: Vec<Uses<'_>> = vec![(0, None); names.len()];
    let mut explained = BTreeSet::new();
    for number in found.passages().filter(|number| manuscript.passages[*number].role != Role::Source) {
        let passage = &manuscript.passages[number];
        for (name, range) in found.of(number) {
            if !before(&passage.text, range.start).is_some_and(is_hangul) && passage.is_open(&range) {
                let opened = passage.text[range.end..].trim_start().strip_prefix('(').map(str::trim_start);
                if opened.is_some_and(|rest| rest.starts_with(names[name ^ 1].as_str())) {
                    explained.insert(name / 2);
                }
                uses[name].0 += 1;
                uses[name].1.get_or_insert((passage, range));
            }
        }
    }
    let mut findings = Vec::new();
    for (at, (uses, pair)) in uses.chunks_exact(2).zip(&pairs).enumerate() {
        let [(one, Some(first)), (other, Some(second))] = uses else { continue };
        // 오토스케일링(자동 확장): the document says itself that both are one.
        if explained.contains(&at) {
            continue;
        }
        let ((passage, range), usual) = if one < other { (first, &pair[1]) } else { (second, &pair[0]) };
        let mut finding = rule.finding(CODE, passage, range.clone(), &rule.suggestion);
        let fill = |text: String| text.replace("{words}", &finding.words).replace("{other}", usual);
        let (message, suggestion) = (fill(rule.data("two_names")), fill(rule.data("one_name")));
        (finding.message, finding.suggestion) = (message, suggestion);
        findings.push(finding);
    }
    findings
}
