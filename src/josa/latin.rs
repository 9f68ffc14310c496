//! How a word in Latin letters ends when a Korean reads it.
//!
//! An abbreviation in capitals is spelled out (API 에이피아이), save where reading
//! it as a word is the only usual way. Any other word is taken as English in its
//! Hangul transcription (외래어 표기법): Docker 도커, Token 토큰, Scale 스케일.

use super::Ending::{self, Consonant, Rieul, Vowel};

/// Words that end in a vowel against the rules below, or in capitals.
const VOWEL: &str = "acme bit digit edit exit gigabit hit jet kilobit kit knock mat megabit mp3 nut \
    readme s3 shock soap soar web3";

/// Words that end in a consonant against the rules below, or in capitals.
const CONSONANT: &str = "app big blob bot circuit club epub git good hadoop job jpeg keycloak mac map mpeg \
    net private technique template tweet web zip";

/// Units directly after a number whose reading ends otherwise than that of their letters:
/// 미터, 리터; 그램, 톤, 시간; 데시벨, 픽셀, 일.
const UNITS: [(&[&str], Ending); 3] = [
    (&["m", "mm", "cm", "km", "nm", "l", "L", "ml", "mL", "dL", "kL"], Vowel),
    (&["g", "mg", "kg", "t", "h", "hr"], Consonant),
    (&["dB", "px", "d"], Rieul),
];

/// The ending of a name in the tables, digits and all, that `text` ends with: S3, MP3, Web.
pub(super) fn named(text: &str) -> Option<Ending> {
    let word = &text[text.trim_end_matches(is_letter_or_digit).len()..];
    if word.is_empty() { None } else { known(word) }
}

/// The ending of the Latin word `text` ends with; `None` if it does not end with a letter.
pub(super) fn ending(text: &str) -> Option<Ending> {
    let before = text.trim_end_matches(is_letter);
    let word = &text[before.len()..];
    let last = word.chars().next_back()?;
    if !last.is_ascii() {
        return Some(Vowel); // é, ü, ö
    }
    unit(before, word)
        .or_else(|| known(hump(word)))
        .or_else(|| Some(if is_spelled(hump(word)) { letter(last) } else { transcribed(hump(word)) }))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (('À'..='ɏ').contains(&c) && !matches!(c, '×' | '÷'))
}

fn is_letter_or_digit(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

/// A unit of measure, with or without a space after its number.
fn unit(before: &str, word: &str) -> Option<Ending> {
    let number = before.strip_suffix('μ').unwrap_or(before);
    let number = number.strip_suffix(' ').unwrap_or(number);
    let measured = number.ends_with(|c: char| c.is_ascii_digit());
    UNITS.iter().find(|(units, _)| measured && units.contains(&word)).map(|(_, ending)| *ending)
}

/// A word of the tables, in any case.
fn known(word: &str) -> Option<Ending> {
    let is_in = |words: &str| words.split(' ').any(|known| known.eq_ignore_ascii_case(word));
    if is_in(VOWEL) { Some(Vowel) } else { is_in(CONSONANT).then_some(Consonant) }
}

/// The last part of a word with inner capitals: `OpenAPI` API, `JavaScript` Script.
fn hump(word: &str) -> &str {
    let lower = word.trim_end_matches(|c: char| c.is_uppercase());
    if lower.len() < word.len() {
        return &word[lower.len()..];
    }
    word.rfind(char::is_uppercase).map_or(word, |at| &word[at..])
}

/// Whether a word is read letter by letter: short capitals, or no vowel to read.
fn is_spelled(word: &str) -> bool {
    let capitals = word.chars().all(char::is_uppercase);
    let readable = word.contains(|c: char| !c.is_ascii() || is_vowel(c) || matches!(c, 'y' | 'Y'));
    word.len() == 1 || !readable || (capitals && word.len() <= 4)
}

/// The name of a letter: 엘, 알; 엠, 엔; 에이, 비, 씨.
fn letter(letter: char) -> Ending {
    match letter.to_ascii_lowercase() {
        'l' | 'r' => Rieul,
        'm' | 'n' => Consonant,
        _ => Vowel,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How the transcription of an English word ends, by its spelling.
fn transcribed(word: &str) -> Ending {
    let word = word.to_ascii_lowercase();
    let ends = |tails: &[&str]| tails.iter().any(|tail| word.ends_with(tail));
    let mut letters = word.chars().rev();
    let (last, previous) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    // A long vowel keeps the stop apart (Sheet 시트), a short one takes it in (Socket 소켓).
    let long = letters.next().is_some_and(is_vowel) && is_vowel(previous);
    let short = is_vowel(previous) && !long;
    let closed = match last {
        'l' => return Rieul,
        'e' if previous == 'l' => return Rieul, // Table, Scale, Console
        'e' => matches!(previous, 'm' | 'n') || ends(&["type"]), // Time, Pipeline, Prototype
        'm' | 'n' => true,
        'g' => previous == 'n',                                            // Ping, but Log 로그
        'b' => matches!(previous, 'a' | 'e' | 'i' | 'o' | 'm'),            // Web, Lab, but Hub 허브
        'c' => is_vowel(previous),                                         // Topic, but Sync 싱크
        'p' => (is_vowel(previous) || previous == 'p') && !ends(&["oop"]), // Backup, but Loop 루프
        't' => short || ends(&["out"]),                                    // Socket, Layout
        'k' => short || ends(&["ook"]) || (previous == 'c' && !ends(&["check"])), // Stack, Webhook
        _ => false,
    };
    if closed { Consonant } else { Vowel }
}
