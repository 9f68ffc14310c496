//! What opens a running system to attack: addresses, host names, exact versions, passwords.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::pattern::{Holders, Pattern};
use crate::check::rulebook::RuleText;
use crate::check::scan::{before, has_any, is_hangul, runs};

pub(super) const CODE: &str = "disclosed-security";

/// Characters of the longest secret.
const LONGEST: usize = 80;

/// Bytes on either side of a product within which its sentence is looked for.
const REACH: usize = 4000;

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
    /// Words before a product that say it is running.
    running: Vec<String>,
    /// Words after a product that say so.
    runs: Vec<String>,
    /// Words after a version that ask for it.
    asked: Vec<String>,
    /// Words before or after a number that is a version.
    versions: Vec<String>,
    /// Words after the number of an article or section.
    articles: Vec<String>,
    /// Names after which a secret stands.
    secrets: Vec<String>,
    /// Names after which the name of a host stands.
    hosts: Vec<String>,
    /// Beginnings of words that name a way of keeping secrets or a standard.
    methods: Vec<String>,
    /// Particles after such a name.
    particles: Vec<String>,
    /// Endings of a sentence that says what something is.
    copulas: Vec<String>,
    /// What was found when weaknesses were looked for.
    results: Vec<Pattern>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let lists: Lists = rule.data("lists");
    let products = manuscript.find(&lists.products);
    let (secret, host) = (manuscript.find(&lists.secrets), manuscript.find(&lists.hosts));
    let mut results = lists.results.iter().map(|pattern| pattern.holders(manuscript));
    let told = results.next().map(|first| results.fold(first, Holders::and));
    let mut findings = Vec::new();
    for (at, passage) in manuscript.passages.iter().enumerate() {
        if passage.role == Role::Source {
            continue;
        }
        let mut add = |range: Range<usize>| findings.push(rule.finding(CODE, passage, range, &rule.suggestion));
        for range in literals(&passage.text) {
            let word = &passage.text[range.clone()];
            let (before, after) = (&passage.text[..range.start], &passage.text[range.end..]);
            if is_address(word, before, after, &lists) || is_host(word, &lists) {
                add(range);
            }
        }
        versions(passage, products.of(at), &lists).into_iter().for_each(&mut add);
        named(&passage.text, secret.of(at), &lists, is_secret).into_iter().for_each(&mut add);
        named(&passage.text, host.of(at), &lists, is_host_name).into_iter().for_each(&mut add);
        let is_told = told.as_ref().is_some_and(|told| told.has(at));
        for sentence in passage.glance.sentences.iter().filter(|_| is_told).cloned() {
            let text = &passage.text[sentence.clone()];
            let found = lists.results.iter().find_map(|pattern| pattern.find(text));
            let found = found.map(|found| sentence.start + found.start..sentence.start + found.end);
            found.filter(|found| passage.is_open(found)).into_iter().for_each(&mut add);
        }
    }
    findings
}

/// Runs of the characters of which addresses and host names are made.
fn literals(text: &str) -> impl Iterator<Item = Range<usize>> {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-' | b'_');
    let ended = |run: Range<usize>| run.start..run.start + text[run].trim_end_matches(['.', ':', '-', '_']).len();
    runs(text, belongs).map(ended)
}

fn is_address(word: &str, before: &str, after: &str, lists: &Lists) -> bool {
    let (host, _port) = word.split_once(':').filter(|(host, _)| host.contains('.')).unwrap_or((word, ""));
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        let (before, after) = (before.trim_end(), after.trim_start());
        let is_version =
            lists.versions.iter().any(|word| before.ends_with(word.as_str()) || after.starts_with(word.as_str()))
                || lists.articles.iter().any(|word| after.starts_with(word.as_str()));
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
fn versions(
    passage: &Passage,
    products: impl Iterator<Item = (usize, Range<usize>)>,
    lists: &Lists,
) -> Vec<Range<usize>> {
    let text = &passage.text;
    let mut found = Vec::new();
    for (_, product) in products {
        if before(text, product.start).is_some_and(|c| c.is_ascii_alphabetic() || is_hangul(c)) {
            continue;
        }
        let number = text[product.end..].trim_start_matches([' ', 'v', 'V']);
        let from = text.len() - number.len();
        let end = number.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(number.len());
        let number = number[..end].trim_end_matches('.');
        let is_exact = number.matches('.').count() >= 2;
        let end = from + number.len();
        let rest = text[end..].trim_start();
        let is_asked = lists.asked.iter().any(|word| rest.starts_with(word.as_str()));
        if number.starts_with(|c: char| c.is_ascii_digit())
            && !is_asked
            && (is_exact || is_running(text, product.start..end, lists))
        {
            found.push(product.start..end);
        }
    }
    found
}

/// Whether the sentence says of the words that they are running: what stands before them without an object
/// between, or what stands after them.
fn is_running(text: &str, words: Range<usize>, lists: &Lists) -> bool {
    let (from, to) = (words.start.saturating_sub(REACH), words.end + REACH);
    let (from, to) = (text.floor_char_boundary(from), text.floor_char_boundary(to));
    let before = text[from..words.start].rfind(". ").map_or(from, |end| from + end + 1);
    let after = text[words.end..to].find(". ").map_or(to, |end| words.end + end);
    let (before, after) = (&text[before..words.start], &text[words.end..after]);
    let said = lists.running.iter().filter_map(|word| Some(before.rfind(word.as_str())? + word.len())).max();
    let is_object = |word: &str| word.ends_with(['을', '를']);
    said.is_some_and(|end| !before[end..].split_whitespace().any(is_object)) || has_any(after, &lists.runs)
}

/// Whether a word after a name is what must not be told; whether a sign of equality stands between.
type Judge = fn(&str, bool) -> bool;

/// Names with what they name: after a sign of equality, in brackets, or in a sentence that says what it is.
fn named(
    text: &str,
    names: impl Iterator<Item = (usize, Range<usize>)>,
    lists: &Lists,
    is_told: Judge,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (_, name) in names {
        if before(text, name.start).is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = text[name.end..].trim_start();
        let (rest, is_equal) = match rest.strip_prefix([':', '=', '：']) {
            Some(rest) => (rest.trim_start(), true),
            None => (rest.strip_prefix('(').unwrap_or_else(|| without_particle(rest, lists)), false),
        };
        let rest = &rest[..rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end)];
        let end = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, ',' | ')' | '<')).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches('.');
        // What Hangul follows is a sentence: it tells what the name is only when it says so.
        let after = &rest[word.len()..];
        let is_said = !after.starts_with(char::is_alphanumeric)
            || lists.copulas.iter().any(|copula| after.starts_with(copula.as_str()));
        let is_method = lists.methods.iter().any(|method| word.starts_with(method.as_str()));
        let is_blank = word.starts_with(['*', '{', '[']);
        if word.len() >= 3 && is_said && !is_method && !is_blank && is_told(word, is_equal) {
            found.push(name.start..rest.as_ptr() as usize - text.as_ptr() as usize + word.len());
        }
    }
    found
}

/// A text after the particle it begins with, when a space follows that.
fn without_particle<'t>(text: &'t str, lists: &Lists) -> &'t str {
    let rest = lists.particles.iter().find_map(|particle| text.strip_prefix(particle.as_str()));
    rest.filter(|rest| rest.starts_with(' ')).map_or(text, str::trim_start)
}

/// After a sign of equality any word; elsewhere one of letters with digits, or two with a stroke between.
fn is_secret(word: &str, is_equal: bool) -> bool {
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    is_equal || (letters > 0 && word.contains(|c: char| c.is_ascii_digit() || c == '/'))
}

/// Letters and digits, perhaps with hyphens between.
fn is_host_name(word: &str, is_equal: bool) -> bool {
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let marked = word.contains(|c: char| c.is_ascii_digit() || c == '-');
    word.chars().all(belongs) && word.starts_with(|c: char| c.is_ascii_alphabetic()) && (marked || is_equal)
}
