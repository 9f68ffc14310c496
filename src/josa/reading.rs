//! How a stretch of text ends when it is read aloud.
//!
//! The rule for brackets is that of the National Institute of Korean Language
//! (국립국어원): what stands in a bracket directly after a word is a gloss and not
//! read, so the particle agrees with the word before the bracket.

use super::{Ending, latin, number};

/// Bytes looked back over; a gloss longer than this is not recognised as one.
const REACH: usize = 512;

/// Brackets that hold a gloss when they follow a word directly.
const GLOSS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('〔', '〕')];

/// Glosses that are read aloud after all: the plural, and 주식회사.
const READ_GLOSSES: [(&str, Ending); 2] = [("들", Ending::Rieul), ("주", Ending::Vowel)];

/// Closing marks that have no sound of their own.
const SILENT: &str = "\"'“”‘’«»*_`」』》〉】>})]〕.,!?:;…·‥®™©†‡";

/// Hanja with a vowel at the end among numerals and the words of public offices.
const OPEN_HANJA: &str = "二四五九兆者地市道區語社化度記書事機圖表票費課部要子家價可科果期基技器內代\
                          大路理利比非史使施試時示外右由有位委意義議資自財材在制提題第製際助組造調\
                          條主州住支紙誌知指次車處初取置值他態土波布包下何海解和火貨會回號護後";

/// The end of `text` that can matter to a particle: the last line, at most [`REACH`] bytes.
pub(super) fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let text = &text[start..];
    text.rsplit_once('\n').map_or(text, |(_, line)| line)
}

/// How `text` ends when read aloud; `None` if nothing is there or nobody can tell.
pub(super) fn ending(text: &str) -> Option<Ending> {
    let plain: String = tail(text).chars().filter_map(plain).collect();
    spoken(&plain)
}

/// One character in its ordinary shape; `None` for one without sound or width.
#[expect(clippy::match_same_arms, reason = "each arm says why its characters have no sound")]
fn plain(c: char) -> Option<char> {
    match c {
        // Soft hyphen, joiners and marks of direction, variation selectors, private use.
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => None,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}' => None,
        // Superscripts: a note's number, or a power (제곱 agrees as the number without it).
        '¹' | '²' | '³' | 'ª' | 'º' | '\u{2070}'..='\u{207F}' => None,
        // Subscripts are read as digits, full-width ASCII as ASCII.
        '₀'..='₉' => char::from_u32(u32::from(c) - u32::from('₀') + u32::from('0')),
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')),
        'µ' => Some('μ'),
        c => Some(c),
    }
}

/// [`ending`] of a text in plain characters.
fn spoken(text: &str) -> Option<Ending> {
    let mut text = text;
    loop {
        let last = text.chars().next_back()?;
        if let Some((before, inside)) = bracketed(text, last) {
            let direct = before.ends_with(|c: char| !c.is_whitespace());
            let read = READ_GLOSSES.iter().find(|(gloss, _)| direct && *gloss == inside);
            let gloss = || if direct { spoken(before) } else { None };
            return read.map(|(_, ending)| *ending).or_else(gloss).or_else(|| spoken(inside.trim_end()));
        }
        if !SILENT.contains(last) {
            break;
        }
        text = &text[..text.len() - last.len_utf8()];
    }
    latin::named(text)
        .or_else(|| number::ending(text))
        .or_else(|| latin::ending(text))
        .or_else(|| character(text.chars().next_back()?))
}

/// Splits a text that ends with a bracket into what stands before it and inside it.
fn bracketed(text: &str, last: char) -> Option<(&str, &str)> {
    let (open, close) = GLOSS.into_iter().find(|(_, close)| *close == last)?;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                let inside = &text[at + open.len_utf8()..text.len() - close.len_utf8()];
                return Some((&text[..at], inside));
            }
        }
    }
    None
}

/// How a character that is neither digit nor Latin letter is read.
#[expect(clippy::match_same_arms, reason = "the arms are grouped by script, not by result")]
fn character(c: char) -> Option<Ending> {
    use Ending::{Consonant, Rieul, Vowel};
    let nth = |first: char| u32::from(c) - u32::from(first);
    Some(match c {
        '가'..='힣' => match nth('가') % 28 {
            0 => Vowel,
            8 => Rieul,
            _ => Consonant,
        },
        // Conjoining jamo, as macOS writes file names: vowel, final ㄹ, any other.
        '\u{1160}'..='\u{11A7}' | '\u{D7B0}'..='\u{D7C6}' => Vowel,
        '\u{11AF}' => Rieul,
        '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' | '\u{D7CB}'..='\u{D7FB}' => Consonant,
        // Letters by name: 기역, 니은, 리을; 아, 야; the same circled; ㉮, ㈎ and ㈜.
        'ㄹ' | '㉣' => Rieul,
        'ㅏ'..='ㅣ' | '㉮'..='㉻' | '㈎'..='㈜' => Vowel,
        'ㄱ'..='ㅎ' | '㉠'..='㉭' => Consonant,
        // Numbers in one character, read as 일, 이, 삼.
        '①'..='⑳' => number::small(nth('①') + 1),
        '⑴'..='⒇' => number::small(nth('⑴') + 1),
        '⒈'..='⒛' => number::small(nth('⒈') + 1),
        'Ⅰ'..='Ⅻ' => number::small(nth('Ⅰ') + 1),
        'ⅰ'..='ⅻ' => number::small(nth('ⅰ') + 1),
        '½' | '¼' | '⅓' => Rieul,
        // Signs: 퍼밀, 샵, 원, 엔; 퍼센트, 도, 플러스, 곱하기, 달러, 유로, 무한대, 리터, 화살표.
        '‰' => Rieul,
        '#' | '₩' | '￦' | '¥' => Consonant,
        '%' | '°' | '℃' | '℉' | '+' | '×' | '÷' | '$' | '€' | '£' | '∞' | 'ℓ' | '←'..='⇿' => Vowel,
        // Units in one character: 데시벨, 몰; 그램, 킬로톤, 피피엠; 미터, 바이트, 헤르츠, 리터.
        '㏈' | '㏖' => Rieul,
        '㎍' | '㎎' | '㎏' | '㏏' | '㏘' | '㏙' | '㏂' => Consonant,
        '㎀'..='㏟' => Vowel,
        // Greek by name: 엡실론, 오미크론, 입실론 against 알파, 베타.
        'ε' | 'ο' | 'υ' | 'Ε' | 'Ο' | 'Υ' => Consonant,
        'Α'..='Ω' | 'α'..='ω' => Vowel,
        // Kana end in a vowel save ん. Most Sino-Korean syllables end in a consonant.
        'ん' | 'ン' => Consonant,
        'ぁ'..='ヿ' => Vowel,
        '一' | '七' | '八' | '日' | '月' => Rieul,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
            if OPEN_HANJA.contains(c) {
                Vowel
            } else {
                Consonant
            }
        }
        _ => return None,
    })
}
