//! Numbers of requirements: what looks like one, and where it stands in a text.

use super::items::bullet;

/// Characters of a heading at whose end a number in brackets is looked for.
const LONGEST_NAME: usize = 120;

/// Whether a text is a requirement's number: `SFR-001`, `ECR-HWA-001`, `SFR-상담-001`, `CSR - 003`, `SFR001`.
pub(super) fn looks_like_number(text: &str) -> bool {
    if text.len() > 40 || text.chars().filter(|c| c.is_whitespace()).count() > 6 {
        return false;
    }
    let words: Vec<String> = text.split_whitespace().map(|word| word.chars().map(narrow).collect()).collect();
    // Spaces stand around hyphens or before digits: `CSR - 003`, `SFR 001`, not `표 SFR-001`.
    let is_sign = |c: char| !c.is_alphanumeric();
    let parts_words = |pair: &[String]| {
        !pair[0].ends_with(is_sign) && !pair[1].starts_with(|c: char| is_sign(c) || c.is_ascii_digit())
    };
    if words.windows(2).any(parts_words) {
        return false;
    }
    let text = words.concat();
    let parts: Vec<&str> = text.split(['-', '_', '–', '‐', '‑', '−']).collect();
    let is_digits = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    match parts.as_slice() {
        [one] => {
            let letters = one.bytes().take_while(u8::is_ascii_uppercase).count();
            letters >= 2 && one.len() - letters >= 2 && is_digits(&one[letters..])
        }
        [first, middle @ .., last] => {
            is_word(first)
                && first.starts_with(|c: char| !c.is_ascii_digit())
                && middle.iter().all(|part| is_word(part))
                && is_digits(last)
        }
        [] => false,
    }
}

/// A number in a text with the title beside it: `SFR-001 회원 관리`, `[SFR-001] 회원 관리`, `회원 관리(SFR-001)`.
pub(super) struct Named {
    pub(super) number: String,
    /// Bytes of the title in the text; none when there is only the number.
    pub(super) title: std::ops::Range<usize>,
}

/// The number at the beginning of a text, or in brackets at its end.
pub(super) fn named(text: &str) -> Option<Named> {
    leading(text).or_else(|| trailing(text))
}

/// A requirement's number at the beginning of a text.
pub(super) fn leading(text: &str) -> Option<Named> {
    if !text.chars().any(|c| narrow(c).is_ascii_digit()) {
        return None; // most lines have none
    }
    if let Some(named) = first(text, bullet(text).unwrap_or(0)) {
        return Some(named);
    }
    // `<표 3> SFR-001 회원 관리`
    let after =
        text.strip_prefix(['<', '[', '(', '【', '〈']).and_then(|inner| inner.find(['>', ']', ')', '】', '〉']))?;
    let open = text.chars().next().map_or(0, char::len_utf8);
    let close = text[open + after..].chars().next().map_or(0, char::len_utf8);
    first(text, open + after + close)
}

/// A requirement's number at a place in a text, after the number of a chapter.
fn first(text: &str, start: usize) -> Option<Named> {
    let body = text[start..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
    // The number of a chapter ends with a space.
    let body = if body.starts_with(' ') { body.trim_start() } else { &text[start..] };
    let body = body.trim_start_matches(['[', '<', '(', '【', '〈', '〔', ' ']);
    let start = text.len() - body.len();
    let end = body
        .char_indices()
        .find(|(_, c)| {
            matches!(c, '[' | '(' | '<' | ']' | ')' | '>' | ':' | '：' | '】' | '〉' | '〕' | ',' | '/' | '|')
        })
        .map_or(body.len(), |(at, _)| at);
    // The longest beginning, word by word, that looks like a number: `CSR - 003 이름`.
    let ends = body[..end].match_indices(' ').map(|(at, _)| at).take(4).chain([end]);
    let found = ends
        .map(|end| body[..end].trim_end_matches(['.', ' ']).len())
        .filter(|end| looks_like_number(&body[..*end]))
        .last()?;
    let is_between = |c: char| {
        matches!(c, ' ' | ']' | ')' | '>' | ':' | '：' | '】' | '〉' | '〕' | ',' | '/' | '|' | '.' | '-' | '–' | '—')
    };
    let rest = body[found..].trim_start_matches(is_between);
    let title = start + body.len() - rest.len()..text.len();
    Some(Named { number: tidy(&body[..found]), title: unwrapped(text, title) })
}

/// A requirement's number in brackets at the end of a text.
fn trailing(text: &str) -> Option<Named> {
    let body = text.trim_end().strip_suffix([')', ']', '>', '】', '〉', '〕'])?;
    if text.len() > LONGEST_NAME {
        return None;
    }
    let (open, bracket) = body.char_indices().rfind(|(_, c)| matches!(c, '(' | '[' | '<' | '【' | '〈' | '〔'))?;
    let number = &body[open + bracket.len_utf8()..];
    let start = bullet(text).unwrap_or(0).min(open);
    let end = start + text[start..open].trim_end().len();
    (looks_like_number(number) && end > start).then(|| Named { number: tidy(number), title: start..end })
}

/// A range without the brackets around the whole of it.
fn unwrapped(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let title = &text[range.clone()];
    let inner = title.strip_prefix('(').and_then(|title| title.strip_suffix(')'));
    match inner {
        Some(inner) if !inner.contains(['(', ')']) => range.start + 1..range.end - 1,
        _ => range,
    }
}

/// A number without spaces around its hyphens, its letters of single width.
pub(super) fn tidy(number: &str) -> String {
    let number: String = number.chars().map(narrow).collect();
    let parts: Vec<&str> = number.trim().split('-').map(str::trim).collect();
    parts.join("-")
}

/// The code of a number's category: what stands before its first hyphen or digit.
pub(super) fn code(number: &str) -> &str {
    let end = number.find(|c: char| matches!(c, '-' | '_' | '–' | ' ') || c.is_ascii_digit()).unwrap_or(0);
    &number[..end]
}

/// A letter, digit or sign of double width as one of single width.
pub(super) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}
