//! Parameter × profile → the marked text a template prints.

use serde_json::Value;

use crate::block::Origin;
use crate::catalog::Parameter;
use crate::diagnostic::Diagnostic;
use crate::mark;
use crate::profile::{Confirmation, Labels, Profile, printed_date};
use crate::select::{lookup, shown};
use crate::template::thousands;
use crate::words::Words;

/// What the profile says, and what of the rest somebody has confirmed.
pub(super) struct Values<'a> {
    said: Value,
    confirmed: &'a [Confirmation],
    /// A part's defaults were confirmed as one catalog version states them.
    same_version: bool,
    words: &'a Words,
}

impl<'a> Values<'a> {
    pub(super) fn new(profile: &'a Profile, catalog_version: &str, words: &'a Words) -> Self {
        // A part that is switched off keeps its values, and a value said is a value said.
        let said = serde_json::to_value(profile).unwrap_or_default();
        let same_version = profile.catalog_version.as_deref() == Some(catalog_version);
        Self { said, confirmed: &profile.confirmed, same_version, words }
    }

    /// The text to print for a parameter, marked with its origin and field.
    ///
    /// # Errors
    /// A value outside the parameter's bounds.
    pub(super) fn resolve(&self, parameter: &Parameter) -> Result<String, Diagnostic> {
        let field = parameter.field.as_str();
        let (origin, value) = match (lookup(&self.said, field).filter(|value| is_said(value)), &parameter.default) {
            (Some(value), _) => (Origin::Profile, value),
            (None, Some(value)) if self.is_confirmed(field, value) => (Origin::Profile, value),
            (None, Some(value)) => (Origin::Default, value),
            (None, None) => return Ok(mark::value(Origin::Missing, field, &self.words.missing)),
        };
        check_bounds(parameter, value)?;
        Ok(mark::value(origin, field, &self.text(parameter, value)))
    }

    fn is_confirmed(&self, field: &str, value: &Value) -> bool {
        self.confirmed.iter().any(|confirmation| {
            confirmation.stands_for(field, value) || (self.same_version && confirmation.covers(field))
        })
    }

    fn text(&self, parameter: &Parameter, value: &Value) -> String {
        match value {
            Value::Number(number) => {
                let digits = number.to_string();
                thousands(digits.strip_suffix(".0").unwrap_or(&digits)) + &parameter.unit
            }
            Value::String(text) if parameter.date => printed_date(text),
            value => shown(&parameter.field, Some(value), self.words) + &parameter.unit,
        }
    }
}

fn is_said(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

fn check_bounds(parameter: &Parameter, value: &Value) -> Result<(), Diagnostic> {
    let (min, max) = (parameter.min, parameter.max);
    let number = value.as_f64();
    if number.is_none() && min.is_none() && max.is_none() {
        return Ok(());
    }
    if number.is_some_and(|number| min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)) {
        return Ok(());
    }
    let bound = |bound: Option<f64>| bound.map_or(String::new(), |b| thousands(&b.to_string()) + &parameter.unit);
    let given = match number {
        Some(number) => thousands(&number.to_string()) + &parameter.unit,
        None => value.to_string(),
    };
    let label = parameter.label.clone().or_else(|| Labels::builtin().of_path(&parameter.field));
    let label = label.map(|label| format!(" {label}")).unwrap_or_default();
    let (code, what) = match number {
        Some(_) => ("out-of-bounds", "요구사항 카탈로그가 정한 범위를 벗어난 값입니다"),
        None => ("wrong-type", "숫자로 적어야 하는 값입니다"),
    };
    Err(Diagnostic::error(code, format!("`{}`{label}: {given} — {what}", parameter.field))
        .hint(format!("허용 범위: {}–{}", bound(min), bound(max)))
        .field(&parameter.field))
}
