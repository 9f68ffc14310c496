//! A first look at the bytes: depth before anything recurses, and what the parser would let pass.

use super::MAX_DEPTH;
use super::syntax::{error, is_written_number, written_number};
use crate::diagnostic::Diagnostic;

/// The first thing that is no JSON at all, or a level too deep.
pub(super) fn scan(body: &str) -> Option<Diagnostic> {
    let bytes = body.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => match string(bytes, at) {
                Ok(end) => at = end,
                Err(found) => return Some(*found),
            },
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(too_deep(at));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'\'' | b'/' => return None, // the parser stops here and says why
            0 => return Some(error(at..at + 1, "파일에 NUL 문자가 있습니다", "텍스트로 다시 저장하세요")),
            b'\t' | b'\n' | b'\r' | b' '..=b'~' => {}
            _ => return Some(stray(body, at)),
        }
        at += 1;
    }
    None
}

/// The place of the closing quote of the string that opens at `start`.
fn string(bytes: &[u8], start: usize) -> Result<usize, Box<Diagnostic>> {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok(at),
            Some(b'\\') if bytes.get(at + 1).is_some_and(|next| *next >= b' ') => at += 2,
            None | Some(b'\n' | b'\r') => {
                let hint = "글자는 한 줄 안에서 큰따옴표(\")로 닫으세요. 줄바꿈은 \\n으로 씁니다";
                return Err(Box::new(error(
                    start..at.min(bytes.len()),
                    "여기서 연 큰따옴표가 닫히지 않았습니다",
                    hint,
                )));
            }
            Some(0..=0x1F) => {
                let hint = "탭은 \\t로 쓰고, 다른 제어 문자는 지우세요";
                return Err(Box::new(error(at..at + 1, "글자 안에 탭이나 제어 문자가 그대로 들어 있습니다", hint)));
            }
            Some(_) => at += 1,
        }
    }
}

fn too_deep(at: usize) -> Diagnostic {
    let message = format!("괄호가 너무 깊이 겹쳐 있습니다: {MAX_DEPTH}단계까지 읽습니다");
    Diagnostic::error("too-deep", message).hint("프로필 파일이 맞는지 확인하세요").span(at..at + 1)
}

/// A character that may stand only inside quotes.
fn stray(body: &str, at: usize) -> Diagnostic {
    let character = body.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\u{FFFD}');
    let span = at..at + character.len_utf8();
    let code = u32::from(character);
    match character {
        '“' | '”' | '„' | '＂' => error(
            span,
            "모양이 다른 따옴표가 있습니다",
            "문서 편집기가 바꾼 따옴표입니다. 곧은 큰따옴표(\")로 고치세요",
        ),
        '‘' | '’' => error(span, "모양이 다른 따옴표가 있습니다", "곧은 큰따옴표(\")로 고치세요"),
        '，' | '：' | '［' | '］' | '｛' | '｝' | '、' => {
            error(span, &format!("전각 기호가 있습니다: {character}"), "반각 기호로 고치세요")
        }
        _ if character.is_whitespace() || character.is_control() || character == '\u{FEFF}' => {
            error(span, &format!("보이지 않는 문자가 있습니다: U+{code:04X}"), "지우고 보통 공백으로 바꾸세요")
        }
        _ if is_written_number(body, at) => written_number(span),
        _ => error(span, "글자가 따옴표 밖에 있습니다", "항목 이름과 글자는 큰따옴표(\")로 감싸세요"),
    }
}
