//! Data of persons: resident numbers, mobile phones, private mail addresses.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::has_byte;
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "personal-data";

/// What a run of digits and marks is.
enum Kind {
    Resident,
    Mobile,
    Office,
    Identity,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let hosts: Vec<String> = rule.data("mail_hosts");
    let papers: Vec<String> = rule.data("papers");
    let papers = manuscript.find(&papers);
    let mut findings = Vec::new();
    for (at, passage) in manuscript.passages.iter().enumerate() {
        let text = &passage.text;
        // Everything looked for has a digit or is a mail address.
        let may = has_byte(text, |byte| byte.is_ascii_digit() || byte == b'@');
        if !may || passage.role == Role::Source {
            continue;
        }
        for (range, kind) in numbers(text).into_iter().chain(spaced(text)).chain(identities(text, papers.of(at))) {
            let mut finding = rule.finding(CODE, passage, range, &rule.suggestion);
            let message = match kind {
                Kind::Resident => "resident",
                Kind::Mobile => "mobile",
                Kind::Office => "office",
                Kind::Identity => "identity",
            };
            if matches!(kind, Kind::Office) {
                finding.severity = Severity::Info;
                finding.suggestion = rule.data("office_suggestion");
            }
            finding.message = rule.data::<String>(message).replace("{words}", &finding.words);
            findings.push(finding);
        }
        for range in mails(passage, &hosts) {
            findings.push(rule.finding(CODE, passage, range, &rule.suggestion));
        }
    }
    findings
}

/// Numbers of persons and telephones in a text.
fn numbers(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].bytes().position(|byte| byte.is_ascii_digit()).map(|start| at + start) {
        let rest = &text[start..];
        let belongs = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ')');
        let end = start + rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        at = end;
        let run = text[start..end].trim_end_matches(['-', '.', ')']);
        let joined = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
        let goes_on = text[start + run.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*');
        if let (false, false, Some(kind)) = (joined, goes_on, kind(run)) {
            found.push((start..start + run.len(), kind));
        }
    }
    found
}

/// Mobile numbers with spaces between their groups or the country before them: 010 1234 5678, +82-10-1234-5678.
fn spaced(text: &str) -> Vec<(Range<usize>, Kind)> {
    let is_mark = |c: char| matches!(c, ' ' | '-' | '.');
    let mut found = Vec::new();
    for (at, _) in text.match_indices("10") {
        let before = &text[..at];
        let country = before.trim_end_matches(is_mark).strip_suffix("+82");
        let start = country.map(str::len).or_else(|| before.strip_suffix('0').map(str::len));
        let Some(start) = start.filter(|start| !text[..*start].ends_with(|c: char| c.is_ascii_alphanumeric())) else {
            continue;
        };
        let mut rest = &text[at + 2..];
        let mut groups = Vec::new();
        // A third group tells that it is no number; how many follow is nothing to anybody.
        while let Some(group) = rest.strip_prefix(is_mark).filter(|_| groups.len() < 3) {
            let end = group.find(|c: char| !c.is_ascii_digit()).unwrap_or(group.len());
            groups.push(&group[..end]);
            rest = &group[end..];
        }
        let is_number = matches!(groups.as_slice(), [first, last] if (3..=4).contains(&first.len()) && last.len() == 4);
        let is_example = groups.iter().all(|group| group.bytes().all(|digit| digit == b'0'));
        let is_new = country.is_some() || text[at + 2..].starts_with(' ');
        if is_number && is_new && !is_example && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*') {
            found.push((start..text.len() - rest.len(), Kind::Mobile));
        }
    }
    found
}

/// Numbers of passports and licences, after their names.
fn identities(text: &str, papers: impl Iterator<Item = (usize, Range<usize>)>) -> Vec<(Range<usize>, Kind)> {
    let number = |(_, name): (usize, Range<usize>)| {
        let rest = text[name.end..].trim_start_matches([' ', ':', '(', '은', '는', '이', '가']);
        let belongs = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        let digits = rest[..end].bytes().filter(u8::is_ascii_digit).count();
        let is_example = !rest[..end].contains(|c: char| ('1'..='9').contains(&c));
        let goes_on = rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*');
        let start = text.len() - rest.len();
        (digits >= 7 && !is_example && !goes_on).then_some((start..start + end, Kind::Identity))
    };
    papers.filter_map(number).collect()
}

fn kind(run: &str) -> Option<Kind> {
    let groups: Vec<&str> = run.split(['-', '.', ')']).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    // Examples are written with zeros: 010-0000-0000.
    let is_example = groups.iter().skip(1).all(|group| group.bytes().all(|digit| digit == b'0'));
    let mobile = |head: &str| matches!(head, "010" | "011" | "016" | "017" | "018" | "019");
    match (groups.as_slice(), lengths.as_slice()) {
        ([birth, number], [6, 7]) => is_resident(birth, number).then_some(Kind::Resident),
        ([head, ..], [3, 3..=4, 4]) if mobile(head) => (!is_example).then_some(Kind::Mobile),
        ([whole], [11]) if mobile(&whole[..3]) => (!whole.ends_with("00000000")).then_some(Kind::Mobile),
        ([head, ..], [2..=3, 3..=4, 4]) if is_area(head) => (!is_example).then_some(Kind::Office),
        _ => None,
    }
}

/// Area codes: 02, and 031 to 064.
fn is_area(head: &str) -> bool {
    head == "02" || (head.len() == 3 && head.starts_with('0') && matches!(head.as_bytes()[1], b'3'..=b'6'))
}

/// A date of birth, and a number that begins with a sex and century.
fn is_resident(birth: &str, number: &str) -> bool {
    let part = |range: Range<usize>| birth[range].parse().unwrap_or(0);
    let (month, day): (u8, u8) = (part(2..4), part(4..6));
    (1..=12).contains(&month) && (1..=31).contains(&day) && matches!(number.as_bytes()[0], b'1'..=b'8')
}

/// Addresses at public mail hosts.
fn mails(passage: &Passage, hosts: &[String]) -> Vec<Range<usize>> {
    let text = &passage.text;
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let start = text[..at].trim_end_matches(local).len();
        let rest = &text[at + 1..];
        let host = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        let host = rest[..rest.len() - host.len()].trim_end_matches('.').to_ascii_lowercase();
        if start < at && hosts.contains(&host) {
            found.push(start..at + 1 + host.len());
        }
    }
    found
}
