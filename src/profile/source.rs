//! The bytes of a profile file as text: UTF-8 only, and a remedy for anything else.

use crate::diagnostic::Diagnostic;

/// The largest profile that is read, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";
const REMEDY: &str = "메모장에서 '다른 이름으로 저장 → 인코딩: UTF-8'로 저장하세요";

/// Reads the bytes of a profile as UTF-8; a byte order mark is dropped.
pub fn decode(bytes: &[u8]) -> Result<String, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        let message = format!(
            "파일이 너무 큽니다: {}바이트. 프로필은 {}MiB까지 읽습니다",
            bytes.len(),
            MAX_BYTES / (1024 * 1024)
        );
        return Err(Diagnostic::error("too-large", message).hint("다른 파일을 고르지 않았는지 확인하세요"));
    }
    decode_text(bytes)
}

/// Reads bytes of any length as UTF-8; a byte order mark is dropped.
pub fn decode_text(bytes: &[u8]) -> Result<String, Diagnostic> {
    if let Some(name) = wide_encoding(bytes) {
        return Err(misencoded(name));
    }
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    if is_binary(bytes) {
        return Err(Diagnostic::error("binary", "글 파일이 아니라 다른 프로그램의 파일입니다")
            .hint("프로필은 JSON 글 파일입니다. 한글·워드·엑셀 문서의 요구사항은 `balju import`로 읽습니다"));
    }
    if looks_like_cp949(body) {
        return Err(misencoded("CP949(ANSI, EUC-KR)"));
    }
    let offset = error.valid_up_to() + bytes.len() - body.len();
    let line = bytes[..offset].split(|byte| *byte == b'\n').count();
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let message =
        format!("UTF-8이 아닌 바이트가 있습니다: 0x{byte:02X}, 파일의 처음에서 {offset}바이트 뒤({line}번째 줄)");
    Err(Diagnostic::error("encoding", message).hint(REMEDY))
}

fn misencoded(name: &str) -> Diagnostic {
    let message = format!("파일이 UTF-8이 아닌 인코딩으로 저장되어 있습니다: {name}");
    Diagnostic::error("encoding", message).hint(REMEDY)
}

/// UTF-16 or UTF-32 by its byte order mark, or UTF-16 by the NUL beside each ASCII letter.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// Whether bytes begin as no text does: the packages of office programs, pictures, PDF.
fn is_binary(bytes: &[u8]) -> bool {
    const BEGINNING: usize = 16;
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F);
    bytes.iter().take(BEGINNING).any(is_control) || bytes.starts_with(b"%PDF-")
}

/// Whether every byte above ASCII belongs to a CP949 pair and one pair at least is a common Hangul syllable.
fn looks_like_cp949(bytes: &[u8]) -> bool {
    let mut hangul = false;
    let mut rest = bytes;
    loop {
        match rest {
            [] => return hangul,
            [0..=0x7F, after @ ..] => rest = after,
            [lead @ 0x81..=0xFE, trail @ (0x41..=0x5A | 0x61..=0x7A | 0x81..=0xFE), after @ ..] => {
                hangul |= matches!(lead, 0xB0..=0xC8) && *trail >= 0xA1;
                rest = after;
            }
            _ => return false,
        }
    }
}
