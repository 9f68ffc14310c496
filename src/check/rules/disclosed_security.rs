//! What opens a running system to attack: addresses, host names, exact versions, passwords.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage};
use crate::check::phrases::readable;
use crate::check::rulebook::RuleText;
use crate::check::scan::{WordSet, before, has_any, is_hangul};

pub(super) const CODE: &str = "disclosed-security";

/// Characters of the longest secret.
const LONGEST: usize = 80;

/// Words by which what must not be told is known.
#[derive(Default, Deserialize)]
struct Lists {
    /// Ends of host names inside an organisation.
    host_ends: Vec<String>,
    /// Host names that any product uses.
    common_hosts: Vec<String>,
    /// Address ranges that every network may have.
    common_addresses: Vec<String>,
    /// Products whose exact version tells their weaknesses.
    products: Vec<String>,
    /// Words that say a product is running.
    running: Vec<String>,
    /// Words before a number that is a version.
    versions: Vec<String>,
    /// Names after which a secret stands.
    secrets: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let lists: Lists = rule.data("lists");
    let (products, names) = (WordSet::new(&lists.products), WordSet::new(&lists.secrets));
    let mut findings = Vec::new();
    for passage in readable(manuscript) {
        let mut add = |range: Range<usize>| findings.push(rule.finding(CODE, passage, range, &rule.suggestion));
        for range in literals(&passage.text) {
            let word = &passage.text[range.clone()];
            if is_address(word, &passage.text[..range.start], &lists) || is_host(word, &lists) {
                add(range);
            }
        }
        versions(passage, &products, &lists).into_iter().chain(secrets(&passage.text, &names)).for_each(&mut add);
    }
    findings
}

/// Runs of the characters of which addresses and host names are made.
fn literals(text: &str) -> Vec<Range<usize>> {
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '_');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(belongs).map(|start| at + start) {
        let end = start + text[start..].find(|c| !belongs(c)).unwrap_or(text.len() - start);
        at = end;
        found.push(start..start + text[start..end].trim_end_matches(['.', ':', '-', '_']).len());
    }
    found
}

fn is_address(word: &str, before: &str, lists: &Lists) -> bool {
    let (host, _port) = word.split_once(':').filter(|(host, _)| host.contains('.')).unwrap_or((word, ""));
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        let before = before.trim_end();
        let is_version = lists.versions.iter().any(|word| before.ends_with(word.as_str()));
        let is_mask = matches!(address.octets()[0], 0 | 255);
        let is_common = lists.common_addresses.iter().any(|common| common == host);
        return !is_version && !is_mask && !is_common && !address.is_loopback() && !address.is_documentation();
    }
    if let Ok(address) = word.parse::<Ipv6Addr>() {
        let [first, second, ..] = address.segments();
        let is_documentation = (first, second) == (0x2001, 0xdb8);
        return !is_documentation && !address.is_loopback() && !address.is_unspecified() && word.len() > 4;
    }
    is_hardware_address(word)
}

/// Six pairs of hexadecimal digits.
fn is_hardware_address(word: &str) -> bool {
    let groups: Vec<&str> = word.split([':', '-']).collect();
    let is_pair = |group: &&str| group.len() == 2 && group.bytes().all(|digit| digit.is_ascii_hexdigit());
    groups.len() == 6 && groups.iter().all(is_pair)
}

fn is_host(word: &str, lists: &Lists) -> bool {
    let (word, _port) = word.split_once(':').unwrap_or((word, ""));
    let name = word.to_ascii_lowercase();
    let inside = lists.host_ends.iter().any(|end| name.strip_suffix(end.as_str()).is_some_and(|name| !name.is_empty()));
    inside && !lists.common_hosts.iter().any(|common| name.ends_with(common.as_str()))
}

/// A product with its exact version, or with any version where it is said to be running.
fn versions(passage: &Passage, products: &WordSet<'_>, lists: &Lists) -> Vec<Range<usize>> {
    let text = &passage.text;
    let mut is_running = None;
    let mut found = Vec::new();
    for (_, product) in products.find(text) {
        if before(text, product.start).is_some_and(|c| c.is_ascii_alphabetic() || is_hangul(c)) {
            continue;
        }
        let number = text[product.end..].trim_start_matches([' ', 'v', 'V']);
        let from = text.len() - number.len();
        let end = number.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(number.len());
        let number = number[..end].trim_end_matches('.');
        let is_exact = number.matches('.').count() >= 2;
        let mut running = || *is_running.get_or_insert_with(|| has_any(text, &lists.running));
        if number.starts_with(|c: char| c.is_ascii_digit()) && (is_exact || running()) {
            found.push(product.start..from + number.len());
        }
    }
    found
}

/// A name of a secret, a sign of equality and the secret.
fn secrets(text: &str, names: &WordSet<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (_, name) in names.find(text) {
        let Some(rest) = text[name.end..].trim_start().strip_prefix([':', '=', '：']) else { continue };
        let rest = rest.trim_start();
        let is_end = |c: char| !c.is_ascii_graphic() || matches!(c, ',' | ')' | '/' | '<');
        let rest = &rest[..rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end)];
        let end = rest.find(is_end).unwrap_or(rest.len());
        let is_joined = before(text, name.start).is_some_and(char::is_alphanumeric);
        // What Hangul follows is a sentence, not a secret.
        let is_word = !rest[end..].starts_with(char::is_alphanumeric) && !rest.starts_with(['*', '{', '[']);
        if end >= 3 && is_word && !is_joined {
            found.push(name.start..rest.as_ptr() as usize - text.as_ptr() as usize + end);
        }
    }
    found
}
