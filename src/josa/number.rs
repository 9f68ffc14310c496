//! How a number in digits ends when it is read in Sino-Korean.

use super::Ending;

/// The ending of the number `text` ends with; `None` if it does not end with a digit.
pub(super) fn ending(text: &str) -> Option<Ending> {
    let (rest, digits) = trailing_digits(text)?;
    date(rest, digits).or_else(|| clock(rest, digits)).or_else(|| fraction(rest, digits)).or_else(|| cardinal(text))
}

/// The ending of a number up to 20 that is written as one character.
pub(super) fn small(number: u32) -> Ending {
    match number % 10 {
        1 | 7 | 8 => Ending::Rieul,
        2 | 4 | 5 | 9 => Ending::Vowel,
        _ => Ending::Consonant, // 영, 십, 삼, 육
    }
}

/// A plain number: the last digit, or the unit of its trailing zeros.
///
/// 십, 백, 천, 만, 억 and 경 end in a consonant as 영 does; 조, 해 and 자 in a vowel.
fn cardinal(text: &str) -> Option<Ending> {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let mut digits = text[head.len()..].bytes().rev().filter(u8::is_ascii_digit).peekable();
    let last = *digits.peek()? - b'0';
    let zeros = digits.take_while(|digit| *digit == b'0').count();
    let fractional = head.ends_with('.'); // 2.0 is 이점영, digit by digit
    Some(match zeros {
        12..=15 | 20..=27 if !fractional => Ending::Vowel,
        _ => small(u32::from(last)),
    })
}

/// `2026-11-23`, `2026. 11. 23.` and `2026. 11.`: 일 or 월 is read though not written.
fn date(rest: &str, digits: &str) -> Option<Ending> {
    let separator =
        |text: &'_ str| -> Option<usize> { Some(text.trim_end_matches(' ').strip_suffix(['-', '.', '/'])?.len()) };
    let year =
        |text: &str| trailing_digits(text).is_some_and(|(_, year)| year.len() == 4 && year.starts_with(['1', '2']));
    let before = &rest[..separator(rest)?];
    if digits.len() > 2 {
        return None;
    }
    if year(before) {
        return rest.ends_with(". ").then_some(Ending::Rieul);
    }
    let (rest, month) = trailing_digits(before)?;
    (month.len() <= 2 && year(&rest[..separator(rest)?])).then_some(Ending::Rieul)
}

/// `09:00` is read 아홉 시, `09:30` 아홉 시 삼십 분, `09:30:15` ends with 초.
fn clock(rest: &str, digits: &str) -> Option<Ending> {
    let (rest, before) = trailing_digits(rest.strip_suffix(':')?)?;
    let below = |text: &str, limit: u32| text.len() <= 2 && text.parse().is_ok_and(|n: u32| n < limit);
    if digits.len() != 2 || !below(digits, 60) || !below(before, 60) {
        return None;
    }
    match rest.strip_suffix(':') {
        Some(hours) => trailing_digits(hours).map(|_| Ending::Vowel),
        None if !below(before, 25) => None,
        None if digits == "00" => Some(Ending::Vowel),
        None => Some(Ending::Consonant),
    }
}

/// A fraction such as `2/3` ends with what stands above: 삼분의 이.
fn fraction(rest: &str, digits: &str) -> Option<Ending> {
    let (before, above) = trailing_digits(rest.strip_suffix('/')?)?;
    let (above, below): (u32, u32) = (above.parse().ok()?, digits.parse().ok()?);
    let whole = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | ',' | '-'));
    (whole && 0 < above && above < below && below <= 10).then(|| small(above))
}

/// Splits the digits off the end of `text`, if there are any.
fn trailing_digits(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then(|| text.split_at(rest.len()))
}
