//! Korean particles that agree with the word before them.
//!
//! An author who does not know what a value will be writes both shapes:
//! `{{ name }}을(를)`, `{{ name }}(으)로`. [`agree`] keeps the one that follows
//! from how the word is read aloud; [`pick`] does so for a single word. Where the
//! reading is unknown both shapes stay, as a Korean writer would leave them.
//!
//! This module knows the shapes. How a word ends in speech is the matter of
//! its submodules: `reading` (brackets, Hangul, symbols), `number` and `latin`.

mod latin;
mod number;
mod reading;

use std::borrow::Cow;

/// How the last syllable read aloud closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// In a vowel: 를, 는, 가, 와, 로.
    Vowel,
    /// In ㄹ: 을, 은, 이, 과, but 로.
    Rieul,
    /// In any other consonant: 을, 은, 이, 과, 으로.
    Consonant,
}

/// Particles written `before(inside)`, as `[before, inside, after a consonant, after a vowel]`.
///
/// A longer `before` stands above a shorter one that it ends with.
const PAIRS: [[&str; 4]; 19] = [
    ["으로", "로", "으로", "로"],
    ["로", "으로", "으로", "로"],
    ["이라", "라", "이라", "라"],
    ["이나", "나", "이나", "나"],
    ["이며", "며", "이며", "며"],
    ["을", "를", "을", "를"],
    ["를", "을", "을", "를"],
    ["은", "는", "은", "는"],
    ["는", "은", "은", "는"],
    ["이", "가", "이", "가"],
    ["가", "이", "이", "가"],
    ["과", "와", "과", "와"],
    ["와", "과", "과", "와"],
    ["아", "야", "아", "야"],
    ["야", "아", "아", "야"],
    ["이", "라", "이라", "라"],
    ["이", "란", "이란", "란"],
    ["이", "며", "이며", "며"],
    ["이", "나", "이나", "나"],
];

/// First syllables of what may follow `(이)`: 라고, 란, 며, 나, 든, 면, 므로, 거나 and so on.
const AFTER_I: &str = "라란랑며나든던고면다야여자니지므거기";

/// A particle written in both shapes, found in a text.
struct Form {
    /// First byte of the form.
    start: usize,
    /// First byte after the form.
    end: usize,
    /// What replaces it: after a consonant, after a vowel.
    pair: (&'static str, &'static str),
}

/// Resolves every particle written in both shapes, such as `을(를)` or `(으)로`.
///
/// The word before the first form may lie in `preceding`, the plain text already
/// written. A form stays as it is where nothing or a space stands before it, and
/// where the word's reading is unknown. A text without a form is not copied.
///
/// ```
/// use balju::josa::agree;
///
/// assert_eq!(agree("", "API을(를) 서버(으)로 옮김"), "API를 서버로 옮김");
/// assert_eq!(agree("응답 시간 3초와 가용률 99.9%", "을(를) 보장"), "를 보장");
/// ```
pub fn agree<'t>(preceding: &str, text: &'t str) -> Cow<'t, str> {
    let mut written: Option<String> = None;
    let mut done = 0;
    let mut changed = false;
    let head = reading::tail(preceding);
    for (bracket, _) in text.match_indices('(') {
        let Some(form) = form_at(text, done, bracket) else { continue };
        let written = written.get_or_insert_with(|| head.to_owned());
        written.push_str(&text[done..form.start]);
        done = form.start;
        if let Some(particle) = pick(written, form.pair) {
            written.push_str(particle);
            done = form.end;
            changed = true;
        }
    }
    match written {
        Some(mut written) if changed => {
            written.push_str(&text[done..]);
            written.drain(..head.len());
            Cow::Owned(written)
        }
        _ => Cow::Borrowed(text),
    }
}

/// The particle of `pair` (after a consonant, after a vowel) that `word` takes.
///
/// After ㄹ a pair that begins with 으로 takes its second shape. `None` if the
/// reading of the word is unknown, or if the word is empty or ends with a space.
///
/// ```
/// use balju::josa::pick;
///
/// assert_eq!(pick("클라우드(PaaS)", ("은", "는")), Some("는"));
/// assert_eq!(pick("메일", ("으로", "로")), Some("로"));
/// ```
pub fn pick<'p>(word: &str, pair: (&'p str, &'p str)) -> Option<&'p str> {
    Some(match reading::ending(word)? {
        Ending::Vowel => pair.1,
        Ending::Rieul if pair.0.starts_with("으로") => pair.1,
        Ending::Rieul | Ending::Consonant => pair.0,
    })
}

/// The form whose round bracket opens at byte `bracket`, not reaching before `done`.
fn form_at(text: &str, done: usize, bracket: usize) -> Option<Form> {
    let before = &text[done..bracket];
    let rest = &text[bracket + 1..];
    let (close, _) = rest.char_indices().take(3).find(|(_, c)| *c == ')')?;
    let (inside, after) = (&rest[..close], &rest[close + 1..]);
    let end = bracket + close + 2;
    // `평가(이)라고` is 평가 and (이)라고, not 평 and 가(이): the bracket in front comes first.
    let pair = match inside {
        "으" if after.starts_with('로') => Some(("으로", "로")),
        "이" if after.starts_with('어') => Some(("이어", "여")),
        "이" if after.starts_with('었') => Some(("이었", "였")),
        "이" if after.starts_with(|c| AFTER_I.contains(c)) => Some(("이", "")),
        _ => None,
    };
    if let Some(pair) = pair {
        // A pair longer than the bracket takes the syllable after it along.
        let end = end + pair.0.len() - inside.len();
        return Some(Form { start: bracket, end, pair });
    }
    PAIRS
        .iter()
        .find(|[left, right, ..]| *right == inside && before.ends_with(left))
        .map(|[left, _, consonant, vowel]| Form { start: bracket - left.len(), end, pair: (consonant, vowel) })
}
