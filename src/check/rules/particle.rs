//! Particles that do not agree with the word before them: API을, 서버을, 3를.

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::phrases::readable;
use crate::check::rulebook::RuleText;
use crate::check::scan::{codes, is_hangul, words};
use crate::josa::pick;

pub(super) const CODE: &str = "particle";

/// Letters, separator among them, of the shortest code whose number is read in Korean: SFR-003, not F-3.
const CODE_PREFIX: usize = 3;

/// A particle in its two shapes, and after what a wrong one can be told.
#[derive(Deserialize)]
struct Particle {
    /// After a consonant.
    consonant: String,
    /// After a vowel.
    vowel: String,
    /// The shapes that no other Hangul word ends in.
    #[serde(default)]
    hangul: Vec<String>,
    /// Syllables after which such a shape is the end of a verb or name all the same.
    #[serde(default)]
    except: String,
    /// How it is written when both shapes are left.
    #[serde(default)]
    both: Vec<String>,
    /// Whether it can be told after digits.
    #[serde(default)]
    digits: bool,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let particles: Vec<Particle> = rule.data("particles");
    let nouns: Vec<String> = rule.data("nouns");
    let shapes = || particles.iter().flat_map(|one| [&one.consonant, &one.vowel]);
    let lasts: Vec<char> = shapes().filter_map(|shape| shape.chars().next_back()).collect();
    let mut findings = Vec::new();
    for passage in readable(manuscript) {
        for (range, full) in words(&passage.text) {
            let end = full.trim_end_matches([',', '.', ')', ';', ':', '?', '!']).len();
            let word = &full[..end];
            let may_end = word.chars().next_back().is_some_and(|last| lasts.contains(&last));
            let found = particles.iter().filter(|_| may_end).find_map(|one| wrong(word, one, &nouns));
            let Some((stem, right, end)) =
                found.map(|(stem, right)| (stem, right, end)).or_else(|| both(full, &particles))
            else {
                continue;
            };
            // What is marked is the word itself, not the bracket or mark before it.
            let from =
                stem.rfind(|c: char| !(c.is_ascii_alphanumeric() || is_hangul(c) || matches!(c, '%' | ',' | '.')));
            let from = from.map_or(0, |at| at + stem[at..].chars().next().map_or(0, char::len_utf8));
            let range = range.start + from..range.start + end;
            if from < stem.len() && passage.is_open(&range) {
                let replacement = format!("{}{right}", &stem[from..]);
                let mut finding = rule.finding(CODE, passage, range, &rule.suggestion);
                finding.suggestion = finding.suggestion.replace("{replacement}", &replacement);
                finding.replacement = Some(replacement);
                findings.push(finding);
            }
        }
    }
    findings
}

/// What stands before a wrong particle at the end of a word, and the right one.
fn wrong<'w, 'p>(word: &'w str, particle: &'p Particle, nouns: &[String]) -> Option<(&'w str, &'p str)> {
    let (consonant, vowel) = (particle.consonant.as_str(), particle.vowel.as_str());
    // 으로 ends in 로: the longer shape is looked for first.
    let shape = if word.ends_with(consonant) { consonant } else { vowel };
    let stem = word.strip_suffix(shape)?;
    let last = stem.chars().next_back()?;
    let right = pick(stem, (consonant, vowel)).filter(|right| *right != shape)?;
    let known = if is_hangul(last) {
        let syllables = stem.chars().rev().take_while(|c| is_hangul(*c)).count();
        let only_particle = particle.hangul.iter().any(|only| only == shape);
        // 5명를: a unit of one syllable after a number.
        let counted = stem.chars().rev().nth(syllables).is_some_and(|c| c.is_ascii_digit());
        ((syllables > 1 || counted) && only_particle && !particle.except.contains(last))
            || nouns.iter().any(|noun| is_noun(stem, noun))
    } else if last.is_ascii_digit() {
        let digits = stem.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let is_code = codes(stem).last().is_some_and(|code| {
            code.range.end == stem.len() && code.digits.len() > 1 && code.prefix.len() > CODE_PREFIX
        });
        particle.digits
            && (is_code || !digits.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | ':' | '~')))
    } else {
        last == '%' || is_spelled(stem)
    };
    known.then_some((stem, right))
}

/// What stands before a particle that is left in both its shapes, 을(를), with the right one and where it ends.
fn both<'w, 'p>(word: &'w str, particles: &'p [Particle]) -> Option<(&'w str, &'p str, usize)> {
    let open = word.find('(')?;
    particles.iter().find_map(|particle| {
        particle.both.iter().find_map(|both| {
            let start = word.find(both.as_str()).filter(|start| *start > 0 && *start <= open)?;
            let stem = &word[..start];
            let right = pick(stem, (&particle.consonant, &particle.vowel))?;
            Some((stem, right, start + both.len()))
        })
    })
}

/// Whether a word is the noun, alone or as the end of a compound.
fn is_noun(stem: &str, noun: &str) -> bool {
    stem.ends_with(noun)
}

/// Whether a word ends in capitals that are read one way only: API, DB, SQL, but not LDAP (엘답, 엘디에이피).
fn is_spelled(stem: &str) -> bool {
    let word = &stem[stem.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    let is_vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U');
    let capitals = (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let has_vowel = word.contains(is_vowel);
    capitals && (!has_vowel || word.ends_with(|c| is_vowel(c) || matches!(c, 'L' | 'M' | 'N')))
}
