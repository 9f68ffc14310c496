//! What each fault is called and what to do about it, in Korean.

use super::super::schema::{Labels, Record, Shape, Shapes};
use super::super::tree::text::nearest;
use super::super::tree::text::show;
use super::super::tree::{Kind, Node};
use crate::diagnostic::Severity;

/// A fault whose place is not said yet.
pub(super) struct Remark {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) what: String,
    pub(super) hint: Option<String>,
}

impl Remark {
    fn error(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, what: what.into(), hint: Some(hint.into()) }
    }

    pub(super) fn wrong_type(node: &Node<'_>, shape: &Shape) -> Self {
        let expected = match shape {
            Shape::Bool => "true 또는 false여야 합니다",
            Shape::Integer { .. } => "정수여야 합니다",
            Shape::Number { .. } => "숫자여야 합니다",
            Shape::Text { .. } => "글자여야 합니다",
            Shape::Date => "YYYY-MM-DD 모양의 날짜여야 합니다",
            Shape::Choice(_) => "정해진 값 가운데 하나여야 합니다",
            Shape::Scalar => "true/false, 숫자, 글자 가운데 하나여야 합니다",
            Shape::List(_) => "목록 [ ]이어야 합니다",
            Shape::Map(_) | Shape::Record(_) => "객체 { }여야 합니다",
        };
        let hint = match (&node.kind, shape) {
            (Kind::Null, _) => "값이 없으면 항목을 지우세요".to_owned(),
            (Kind::Text(text), Shape::Integer { .. } | Shape::Number { .. }) => match text.trim().parse::<f64>() {
                Ok(value) if value.is_finite() => format!("따옴표를 빼세요: {}", show(text.trim())),
                _ => "단위나 쉼표 없이 숫자만, 따옴표 없이 쓰세요".to_owned(),
            },
            (Kind::Text(_), Shape::Bool) => "따옴표 없이 true 또는 false로 쓰세요".to_owned(),
            (Kind::Number(_), Shape::Integer { .. }) => "소수점과 지수 없이 쓰세요. 예: 5".to_owned(),
            (Kind::Number(_), Shape::Text { .. } | Shape::Date) => "큰따옴표(\")로 감싸세요".to_owned(),
            (_, Shape::List(_)) => "값이 하나여도 대괄호로 감싸세요. 예: [ \"값\" ]".to_owned(),
            (_, Shape::Choice(name)) => allowed(name, Shapes::builtin().choices(name).unwrap_or_default()),
            (_, Shape::Record(name)) => fields(Shapes::builtin().record(name)),
            _ => "값의 모양을 고치세요. `balju schema`에서 항목마다의 모양을 볼 수 있습니다".to_owned(),
        };
        Self::error("wrong-type", format!("{expected}. 지금은 {}", super::found(node)), hint)
    }

    pub(super) fn unknown_field(type_name: &str, record: &Record, name: &str) -> Self {
        let label_of = |field: &str| Labels::builtin().field(type_name, field).map(|label| label.label.as_str());
        let labelled = record.fields.keys().map(|field| (field.as_str(), label_of(field)));
        let hint = match nearest(name, labelled) {
            Some(right) => {
                let label = label_of(right).unwrap_or_default();
                format!("혹시 `{right}`({label})인가요? {}", fields(Some(record)))
            }
            None => match elsewhere(name) {
                Some(path) => format!("같은 이름의 항목이 `{path}`에 있습니다. {}", fields(Some(record))),
                None => fields(Some(record)),
            },
        };
        Self::error("unknown-field", "알 수 없는 항목입니다", hint)
    }

    pub(super) fn missing_field(type_name: &str, field: &str) -> Self {
        let help = Labels::builtin().field(type_name, field).and_then(|label| label.help.clone());
        let example = help.map(|help| format!(" ({help})")).unwrap_or_default();
        Self::error(
            "missing-field",
            "꼭 있어야 하는 항목이 없습니다",
            format!("`\"{field}\": …` 항목을 넣으세요{example}"),
        )
    }

    pub(super) fn unknown_value(type_name: &str, values: &[String], text: &str) -> Self {
        let label_of = |value: &str| Labels::builtin().field(type_name, value).map(|label| label.label.as_str());
        let labelled = values.iter().map(|value| (value.as_str(), label_of(value)));
        let hint = match nearest(text, labelled) {
            Some(right) => format!("혹시 \"{right}\"인가요? {}", allowed(type_name, values)),
            None => allowed(type_name, values),
        };
        Self::error("unknown-value", format!("정해진 값이 아닙니다: \"{}\"", show(text)), hint)
    }

    pub(super) fn integer_range(text: &str, low: i128, high: i128) -> Self {
        Self::range(text, &low.to_string(), &high.to_string())
    }

    pub(super) fn number_range(text: &str, low: f64, high: f64) -> Self {
        Self::range(text, &low.to_string(), &high.to_string())
    }

    fn range(text: &str, low: &str, high: &str) -> Self {
        // A limit that only the machine has says nothing to a person.
        let of_the_machine = [u64::from(u32::MAX), u64::MAX].iter().any(|limit| limit.to_string() == high);
        let is_number = |text: &str| text.parse::<f64>().ok();
        if of_the_machine && is_number(text) > is_number(low) {
            return Self::error("out-of-range", format!("너무 큰 수입니다: {}", show(text)), "자릿수를 확인하세요");
        }
        let upper = if of_the_machine { String::new() } else { format!(" {high} 이하") };
        let lower = if upper.is_empty() { "이상이어야" } else { "이상" };
        let ending = if upper.is_empty() { " 합니다" } else { "여야 합니다" };
        let what = format!("{low} {lower}{upper}{ending}. 지금은 {}", show(text));
        Self::error("out-of-range", what, "범위 안의 값으로 고치세요")
    }

    pub(super) fn empty_text() -> Self {
        Self::error("empty-text", "비워 둘 수 없습니다", "내용을 쓰거나 이 항목이 든 객체를 지우세요")
    }

    pub(super) fn bad_date(text: &str) -> Self {
        let what = format!("달력에 있는 날짜가 아닙니다: \"{}\"", show(text));
        Self::error("bad-date", what, "2026-03-02처럼 YYYY-MM-DD로 쓰세요")
    }

    pub(super) fn duplicate_item(text: &str) -> Self {
        let what = format!("같은 값이 두 번 나옵니다: \"{}\"", show(text));
        Self { severity: Severity::Warning, ..Self::error("duplicate-item", what, "하나만 남기세요") }
    }
}

/// The values of an enumeration, each with its label.
fn allowed(type_name: &str, values: &[String]) -> String {
    let named = values.iter().map(|value| match Labels::builtin().field(type_name, value) {
        Some(label) => format!("\"{value}\"({})", label.label),
        None => format!("\"{value}\""),
    });
    format!("쓸 수 있는 값: {}", named.collect::<Vec<_>>().join(", "))
}

/// The field names of a type.
fn fields(record: Option<&Record>) -> String {
    let names = record.into_iter().flat_map(|record| record.fields.keys()).map(|field| format!("`{field}`"));
    format!("쓸 수 있는 항목: {}", names.collect::<Vec<_>>().join(", "))
}

/// The only other place of the profile that has a field of this name.
fn elsewhere(name: &str) -> Option<String> {
    let ends = |path: &String| path.rsplit('.').next() == Some(name);
    let mut paths = Shapes::builtin().paths().into_iter().filter(ends);
    paths.next().filter(|_| paths.next().is_none())
}
