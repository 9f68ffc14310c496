//! The parser's errors in Korean, each with its remedy.

use std::ops::Range;

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind};

use super::text::show;
use crate::diagnostic::Diagnostic;

/// A syntax error at a place.
pub(super) fn error(span: Range<usize>, what: &str, hint: &str) -> Diagnostic {
    Diagnostic::error("syntax", what).hint(hint).span(span)
}

/// There is no value at all.
pub(super) fn empty(body: &str) -> Diagnostic {
    Diagnostic::error("empty", "빈 파일입니다").span(body.len()..body.len())
}

/// What the parser found, in words of the person who wrote the file.
pub(super) fn explain(found: &ParseError, body: &str) -> Diagnostic {
    use ParseErrorKind as Kind;
    let span = found.range().start..found.range().end;
    let written = show(body.get(span.clone()).unwrap_or_default());
    let leading_zero = body.get(..span.start).is_some_and(|head| head.ends_with('0'))
        && body.get(span.end..).is_some_and(|tail| tail.starts_with(|next: char| next.is_ascii_digit()));
    let open = span.start..span.start + 1;
    if is_written_number(body, span.start) {
        return written_number(span);
    }
    match found.kind() {
        Kind::String(kind) => string(kind, span, &written),
        Kind::TrailingCommasNotAllowed => error(span, "닫는 괄호 앞에 쉼표가 있습니다", "이 쉼표를 지우세요"),
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            error(span, "주석이 있습니다", "JSON에는 주석(//, /* */)을 쓸 수 없습니다. 지우세요")
        }
        Kind::SingleQuotedStringsNotAllowed => {
            error(span, "작은따옴표로 감싼 글자가 있습니다", "큰따옴표(\")로 감싸세요")
        }
        Kind::ExpectedComma if leading_zero => {
            error(span, "0으로 시작하는 숫자가 있습니다", "앞의 0을 지우거나, 번호라면 큰따옴표로 감싸세요")
        }
        Kind::ExpectedComma => error(span, "쉼표가 빠졌습니다", "여기에 쉼표(,)를 넣으세요"),
        Kind::ExpectedColonAfterObjectKey => {
            error(span, "항목 이름 뒤에 쌍점이 없습니다", "`\"이름\": 값`처럼 쌍점(:)을 넣으세요")
        }
        Kind::ExpectedObjectValue => {
            error(span, "항목의 값이 없습니다", "쌍점(:) 뒤에 값을 쓰세요. 없으면 null로 두세요")
        }
        Kind::ExpectedStringObjectProperty => error(
            span,
            &format!("항목 이름이 큰따옴표로 감싸져 있지 않습니다: {written}"),
            "항목 이름을 큰따옴표(\")로 감싸세요",
        ),
        Kind::MultipleRootJsonValues => error(
            span,
            "프로필이 끝난 뒤에 다른 내용이 있습니다",
            "괄호가 일찍 닫히지 않았는지 보고, 남는 내용을 지우세요",
        ),
        Kind::UnterminatedObject => error(open, "여기서 연 중괄호가 닫히지 않았습니다", "맞는 자리에 `}`를 넣으세요"),
        Kind::UnterminatedArray => error(open, "여기서 연 대괄호가 닫히지 않았습니다", "맞는 자리에 `]`를 넣으세요"),
        Kind::UnexpectedCloseBrace | Kind::UnexpectedCloseBracket => error(
            span,
            &format!("짝이 맞지 않는 닫는 괄호가 있습니다: {written}"),
            "연 괄호와 닫는 괄호의 짝을 맞추세요",
        ),
        Kind::UnexpectedComma => error(span, "쉼표 앞에 값이 없습니다", "값을 쓰거나 이 쉼표를 지우세요"),
        Kind::UnexpectedColon => {
            error(span, "쌍점이 올 자리가 아닙니다", "`이름: 값`은 중괄호 { } 안에만 쓸 수 있습니다")
        }
        Kind::UnexpectedWord => word(span, &written),
        Kind::UnexpectedToken if written.starts_with(char::is_alphanumeric) => word(span, &written),
        Kind::UnexpectedToken => {
            error(span, &format!("알 수 없는 글자가 있습니다: {written}"), "지우거나 큰따옴표(\")로 감싸세요")
        }
        Kind::UnexpectedTokenInObject => error(
            span,
            &format!("항목 이름이 올 자리에 다른 것이 있습니다: {written}"),
            "쉼표가 겹치거나 빠지지 않았는지, 괄호의 짝이 맞는지 확인하세요",
        ),
        Kind::NestingDepthExceeded => Diagnostic::error("too-deep", "괄호가 너무 깊이 겹쳐 있습니다")
            .hint("프로필 파일이 맞는지 확인하세요")
            .span(open),
        Kind::NonFiniteNumbersNotAllowed => endless(span),
        Kind::HexadecimalNumbersNotAllowed => error(span, "16진수는 쓸 수 없습니다", "10진수로 쓰세요"),
        Kind::UnaryPlusNumbersNotAllowed => error(span, "숫자 앞에 +가 있습니다", "+를 지우세요"),
        Kind::BareDecimalPointNumbersNotAllowed => {
            error(span, "소수점 앞이나 뒤에 숫자가 없습니다", "`0.5`, `5.0`처럼 앞뒤에 숫자를 쓰세요")
        }
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            error(span, "숫자가 끝나지 않았습니다", "`-1`, `0.5`, `1e6`처럼 쓰세요")
        }
    }
}

fn word(span: Range<usize>, written: &str) -> Diagnostic {
    if matches!(written, "NaN" | "Infinity") {
        return endless(span);
    }
    let hint = "true, false, null은 소문자로, 다른 글자는 큰따옴표(\")로 감싸 쓰세요";
    error(span, &format!("따옴표로 감싸지 않은 글자가 있습니다: {written}"), hint)
}

fn endless(span: Range<usize>) -> Diagnostic {
    error(span, "Infinity, NaN은 쓸 수 없습니다", "숫자로 쓰거나 null로 두세요")
}

fn string(kind: &ParseStringErrorKind, span: Range<usize>, written: &str) -> Diagnostic {
    use ParseStringErrorKind as Kind;
    match kind {
        Kind::InvalidUnicodeEscapeSequence(_) => {
            Diagnostic::error("lone-surrogate", format!("짝이 없는 유니코드 서로게이트입니다: {written}"))
                .hint("글자를 그대로 쓰거나 \\uD83D\\uDE00처럼 두 개를 짝지어 쓰세요")
                .span(span)
        }
        Kind::UnterminatedStringLiteral => {
            error(span, "여기서 연 큰따옴표가 닫히지 않았습니다", "글자를 큰따옴표(\")로 닫으세요")
        }
        Kind::ExpectedFourHexDigits | Kind::ExpectedTwoHexDigits => {
            error(span, "\\u 뒤에 16진수 네 자리가 없습니다", "\\uAC00처럼 네 자리를 쓰거나 글자를 그대로 쓰세요")
        }
        Kind::InvalidEscape | Kind::InvalidEscapeInSingleQuoteString | Kind::InvalidEscapeInDoubleQuoteString => {
            error(span, "알 수 없는 \\ 표기가 있습니다", "역슬래시(\\)를 글자로 쓰려면 \\\\로 두 번 쓰세요")
        }
    }
}

/// A number as people write it on paper.
pub(super) fn written_number(span: Range<usize>) -> Diagnostic {
    error(span, "숫자에 쉼표, 밑줄 또는 단위가 있습니다", "쉼표와 단위 없이 숫자만 쓰세요. 예: 900000000")
}

/// Whether the parser stumbled over `900,000,000`, `900_000` or `9억`.
pub(super) fn is_written_number(body: &str, at: usize) -> bool {
    let Some((head, tail)) = body.split_at_checked(at) else { return false };
    let digit = |c: char| c.is_ascii_digit();
    let after_number = head.ends_with(digit);
    let after_comma = head.strip_suffix(',').is_some_and(|head| head.ends_with(digit)) && tail.starts_with(digit);
    let hangul = |c: char| matches!(c, '가'..='힣');
    after_comma || (after_number && (tail.starts_with('_') || tail.starts_with(hangul)))
}
