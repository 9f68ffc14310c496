//! Words, numbers and numbers of requirements in plain text.

use std::ops::Range;

use super::manuscript::Passage;

/// A number written in digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Where its digits stand, separators and decimals among them.
    pub(super) range: Range<usize>,
    /// How much it is.
    pub(super) value: f64,
}

/// Whether a character is a Hangul syllable.
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Whether a text has a byte of a kind.
pub(super) fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    // Without an early end this takes many bytes at a time.
    text.bytes().fold(false, |found, byte| found | is(byte))
}

/// The character before a byte.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// Whether bytes of a passage lie in a quotation or the name of a law; a value of the project is neither.
pub(super) fn is_quoted(passage: &Passage, range: &Range<usize>) -> bool {
    let quotes =
        |shield: &Range<usize>| passage.text[shield.clone()].starts_with(['「', '『', '“', '‘', '《', '〈', '"', '\'']);
    passage.shields(range).any(quotes)
}

/// The words of a text, as they stand between spaces, with their byte ranges.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}

/// The numbers of a text that count or measure: not the digits of codes such as `CSR-003`, nor articles.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    if !has_byte(text, |byte| byte.is_ascii_digit()) {
        return found;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let goes_on = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        while goes_on(at) || (matches!(bytes.get(at), Some(b',' | b'.')) && goes_on(at + 1)) {
            at += 1;
        }
        let previous = before(text, start);
        let coded =
            previous.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '제' | '-' | '_' | '/' | ':' | '.'));
        let followed = bytes.get(at).is_some_and(|c| matches!(c, b'-' | b'_' | b':'));
        let value = text[start..at].replace(',', "").parse();
        if let (false, false, Ok(value)) = (coded, followed, value) {
            found.push(Number { range: start..at, value });
        }
    }
    found
}

/// The unit that stands after a number, the longest of those given, with or without a space between.
pub(super) fn unit_after<'u>(text: &str, end: usize, units: &'u [String]) -> Option<(&'u str, Range<usize>)> {
    let start = end + usize::from(text[end..].starts_with(' '));
    let rest = &text[start..];
    let fits = |unit: &&String| {
        rest.strip_prefix(unit.as_str()).is_some_and(|after| {
            let latin = unit.ends_with(|c: char| c.is_ascii_alphabetic());
            !latin || !after.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    };
    let unit = units.iter().filter(fits).max_by_key(|unit| unit.len())?;
    Some((unit, start..start + unit.len()))
}

/// Whether any of the words stands in the text.
pub(super) fn has_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Words that are looked for together, in one pass over a text however many they are.
pub(super) struct WordSet<'w> {
    /// The words by their first character, each with its place in the list.
    words: Vec<(char, usize, &'w str)>,
    /// The low bits of the first characters.
    heads: Vec<bool>,
}

/// As many kinds of first characters are told apart.
const HEADS: usize = 4096;

impl<'w> WordSet<'w> {
    pub(super) fn new(words: impl IntoIterator<Item = &'w String>) -> Self {
        let first = |(at, word): (usize, &'w String)| Some((word.chars().next()?, at, word.as_str()));
        let mut words: Vec<_> = words.into_iter().enumerate().filter_map(first).collect();
        words.sort_unstable();
        let mut heads = vec![false; HEADS];
        for (head, ..) in &words {
            heads[*head as usize % HEADS] = true;
        }
        Self { words, heads }
    }

    /// Where the words stand, with their places in the list, in the order of the text.
    pub(super) fn find<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (usize, Range<usize>)> + 's {
        let begins = text.char_indices().filter(|(_, c)| self.heads[*c as usize % HEADS]);
        begins.flat_map(move |(at, c)| {
            let from = self.words.partition_point(|(head, ..)| *head < c);
            let same = self.words[from..].iter().take_while(move |(head, ..)| *head == c);
            let found = same.filter(move |(.., word)| text[at..].starts_with(word));
            found.map(move |(_, place, word)| (*place, at..at + word.len()))
        })
    }

    /// Whether any of the words stands in the text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}

/// Ends of words that are looked for together.
pub(super) struct Endings<'w> {
    endings: &'w [String],
    /// The characters they end in.
    lasts: Vec<char>,
}

impl<'w> Endings<'w> {
    pub(super) fn new(endings: &'w [String]) -> Self {
        let mut lasts: Vec<char> = endings.iter().filter_map(|ending| ending.chars().next_back()).collect();
        lasts.sort_unstable();
        lasts.dedup();
        Self { endings, lasts }
    }

    /// Whether a word ends in one of them.
    pub(super) fn end(&self, word: &str) -> bool {
        let may = word.chars().next_back().is_some_and(|last| self.lasts.contains(&last));
        may && self.endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}

/// Runs of ASCII characters that belong together.
pub(super) fn runs(text: &str, belongs: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|byte| belongs(*byte))?;
        at = start + bytes[start..].iter().position(|byte| !belongs(*byte)).unwrap_or(bytes.len() - start);
        Some(start..at)
    })
}

/// Characters of the longest code that is read as one.
const LONGEST: usize = 40;

/// A code such as `CSR-003`: letters, a separator, digits; perhaps with a part between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What stands before its digits, separator and all.
    pub(super) prefix: String,
    /// Its digits.
    pub(super) digits: String,
}

/// The codes of a text.
pub(super) fn codes(text: &str) -> Vec<Code> {
    let belongs = |c: char| c.is_ascii_alphanumeric() || is_hangul(c) || matches!(c, '-' | '_' | '.');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].bytes().position(|byte| byte.is_ascii_uppercase()).map(|start| at + start) {
        let rest = &text[start..];
        let letters = rest.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len());
        at = start + letters;
        if before(text, start).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')) {
            continue;
        }
        let mut reach = rest.char_indices().take(LONGEST);
        let end = reach.find(|(_, c)| !belongs(*c)).map(|(end, _)| end);
        let end = end.or_else(|| rest.char_indices().nth(LONGEST).map(|(end, _)| end)).unwrap_or(rest.len());
        let Some((prefix, digits)) = split_code(&rest[..end], letters) else { continue };
        let stop = start + prefix.len() + digits.len();
        at = stop;
        found.push(Code { range: start..stop, prefix: prefix.to_owned(), digits: digits.to_owned() });
    }
    found
}

/// Splits `ECR-HWA-001에` into `ECR-HWA-` and `001`.
fn split_code(word: &str, letters: usize) -> Option<(&str, &str)> {
    let mut from = letters;
    loop {
        let after = word[from..].strip_prefix(['-', '_', '.'])?;
        let start = word.len() - after.len();
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if digits > 0 {
            let rest = &after[digits..];
            let ends = !rest.starts_with(['-', '_', '.']) || rest.len() == 1;
            let latin = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            return (ends && !latin).then(|| (&word[..start], &after[..digits]));
        }
        from = start + after.find(['-', '_', '.'])?;
    }
}
