//! Bullets, numbers of items, and which lines make one item.

use super::line::{Line, Role};

/// Signs that begin an item, with or without a space after them.
const SIGNS: &str = "□■○◦●•∙∘⦁ㆍ‧※▪▫▶▷►◆◇◎◈❍❏❑☞➢✓✔√☐☑★☆▣◉⊙⁃➔→⇒❖◾◽◼◻▸▹➤￭￮»";
/// Signs that begin an item only before a space or Hangul: they stand for other things too.
const COMMON: &str = "-–—―−*·・+oOㅇㅁ§";
/// Signs that begin items on one line too: they stand for nothing else.
const RUNNING: &str = "□■○◦●❍❏❑◇◆▪▫•▶▷";
/// Letters that number items.
const LETTERS: &str = "가나다라마바사아자차카타파하";

/// Bytes of what marks the beginning of an item, with the space after it; none when nothing does.
pub(super) fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let next = rest.chars().next();
    let length = if SIGNS.contains(first) || matches!(first, '\u{F000}'..='\u{F0FF}' | '\u{FFFD}') {
        // ○○시 is a name left out, not an item.
        (next != Some(first) && next.is_some()).then(|| first.len_utf8())?
    } else if COMMON.contains(first) {
        let is_word = |c: char| {
            c == ' ' || (matches!(c, '가'..='힣' | '(' | '[' | '「') && !matches!(first, 'o' | 'O' | 'ㅇ' | 'ㅁ' | '§'))
        };
        next.is_some_and(is_word).then(|| first.len_utf8())?
    } else if matches!(first, '①'..='⑳' | '㉠'..='㉻' | 'ⓐ'..='ⓩ' | '❶'..='❿' | '➀'..='➓' | '⑴'..='⒇' | '㈎'..='㈛')
    {
        first.len_utf8()
    } else {
        numbering(text)?
    };
    let space = text[length..].len() - text[length..].trim_start().len();
    (length + space < text.len()).then_some(length + space)
}

/// Bytes of `1.`, `1)`, `(1)`, `1.1`, `가.`, `가)`, `(가)`, `a)`.
fn numbering(text: &str) -> Option<usize> {
    let (open, inner) = match text.strip_prefix('(') {
        Some(inner) => (1, inner),
        None => (0, text),
    };
    let first = inner.chars().next()?;
    let label = if first.is_ascii_digit() {
        number(inner)
    } else if LETTERS.contains(first) || first.is_ascii_alphabetic() || matches!(first, 'Ⅰ'..='Ⅻ' | 'ⅰ'..='ⅻ') {
        first.len_utf8()
    } else {
        return None;
    };
    let after = &inner[label..];
    let dotted = inner[..label].contains(['.', '-']);
    let close = match after.chars().next()? {
        ')' => 1,
        '.' if open == 0 => 1,
        // 1.1 다음에 글이 오면 번호이고, 수 뒤의 단위는 한 글자이다.
        ' ' if open == 0 && dotted => 0,
        _ => return None,
    };
    let rest = &after[close..];
    let follows = rest.chars().next()?;
    let is_number = first.is_ascii_digit();
    let fits = match close {
        0 => rest.trim_start().chars().take_while(|c| matches!(c, '가'..='힣')).count() > 2,
        _ if after.starts_with('.') => follows == ' ' || (is_number && matches!(follows, '가'..='힣')),
        _ => follows != ')' && follows != ',',
    };
    fits.then_some(open + label + close)
}

/// Bytes of `3`, `1.2`, `1-2`: at most three parts of at most two digits.
fn number(text: &str) -> usize {
    let mut end = 0;
    for part in 0..3 {
        let rest = &text[end..];
        let sign = usize::from(part > 0);
        if part > 0 && !rest.starts_with(['.', '-']) {
            break;
        }
        let digits = rest[sign..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 2 {
            break;
        }
        end += sign + digits;
    }
    end
}

/// Whether a line after a mere newline begins an item: signs and brackets only, numbers stand in prose too.
pub(super) fn begins_item(text: &str) -> bool {
    let is_number = text.trim_start_matches('(').starts_with(|c: char| c.is_ascii_alphanumeric());
    bullet(text).is_some() && (!is_number || text.find(')').is_some_and(|at| at <= 4))
}

/// A line at signs that stand in it as at its beginning: `○ 등록 ○ 삭제`.
fn parted(line: &Line) -> Vec<Line> {
    let Some(sign) = line.text.chars().next().filter(|c| RUNNING.contains(*c)) else { return vec![line.clone()] };
    let within = format!(" {sign} ");
    let starts: Vec<usize> = line.text.match_indices(&within).map(|(at, _)| at + 1).collect();
    let ends = starts.iter().map(|start| start - 1).chain([line.text.len()]);
    [0].into_iter().chain(starts.iter().copied()).zip(ends).map(|(start, end)| line.part(start..end)).collect()
}

/// Lines as items: a line without a sign of its own belongs to the item before it.
pub(super) fn items(lines: &[Line], continues: &[String]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    // Whether the last item began with a sign, so that plain lines go on with it.
    let mut is_open = false;
    for line in lines.iter().flat_map(parted).collect::<Vec<_>>() {
        let line = &line;
        let sign = bullet(&line.text);
        let is_head = line.text.starts_with(['[', '<', '【', '〈', '＜', '《']);
        let goes_on = |last: &Line| continues.iter().any(|end| last.text.ends_with(end.as_str()));
        let is_new = match (sign, line.role) {
            (Some(_), _) | (None, Role::Item | Role::Heading(_)) => true,
            (None, _) if is_head => true,
            (None, _) => !is_open && !out.last().is_some_and(goes_on),
        };
        let body = sign.map_or_else(|| line.clone(), |bytes| line.without(bytes));
        match out.last_mut() {
            Some(last) if !is_new => last.join(&body, " "),
            _ => {
                is_open = sign.is_some() || line.role == Role::Item;
                out.push(body);
            }
        }
    }
    out
}
