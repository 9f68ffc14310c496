//! A field put into a profile's text: everything else of the text stays as it is written.

use serde_json::Value;

use super::tree::{self, Kind};

/// The text with a value in a field of the profile's top level; `None` where the text is no JSON object.
pub fn put(text: &str, field: &str, value: &Value) -> Option<String> {
    let (root, _) = tree::parse(text).ok()?;
    let Kind::Object(members) = &root.kind else { return None };
    let style = Style::of(text);
    let printed = print(value, &style);
    // Of a repeated key the last one counts.
    if let Some(member) = members.iter().rev().find(|member| member.name == field) {
        let span = &member.value.span;
        return Some([&text[..span.start], &printed, &text[span.end..]].concat());
    }
    let name = Value::from(field);
    let (at, before) = match members.last() {
        Some(last) => (last.value.span.end, ","),
        None => (root.span.start + 1, ""),
    };
    let rest = &text[at..];
    let end = if members.is_empty() { style.newline } else { "" };
    Some([&text[..at], before, &style.line(1), &name.to_string(), ": ", &printed, end, rest].concat())
}

/// A value as people write it into a profile: fields on lines of their own, a record of a list on one.
fn print(value: &Value, style: &Style) -> String {
    let Value::Object(fields) = value else { return line(value) };
    let lines = |depth: usize, items: &[String]| items.join(&format!(",{}", style.line(depth)));
    let field = |(name, value): (&String, &Value)| {
        let text = match value {
            Value::Array(items) if items.iter().any(Value::is_object) => {
                let items: Vec<String> = items.iter().map(line).collect();
                format!("[{}{}{}]", style.line(3), lines(3, &items), style.line(2))
            }
            other => line(other),
        };
        format!("{}: {text}", Value::from(name.as_str()))
    };
    let fields: Vec<String> = fields.iter().map(field).collect();
    if fields.is_empty() {
        return "{}".to_owned();
    }
    format!("{{{}{}{}}}", style.line(2), lines(2, &fields), style.line(1))
}

/// A value on one line, with the spaces that make it readable.
fn line(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), line(value))).collect();
            if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) }
        }
        Value::Array(items) => format!("[{}]", items.iter().map(line).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// How a text is written: what ends a line, what a level is indented by.
pub(super) struct Style {
    newline: &'static str,
    pub(super) indent: String,
}

impl Style {
    pub(super) fn of(text: &str) -> Self {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        // The first line that is indented is one of the first level.
        let indented = text.lines().find(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty());
        let indent: String =
            indented.map(|line| line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect()).unwrap_or_default();
        Self { newline, indent: if indent.is_empty() { "  ".to_owned() } else { indent } }
    }

    /// The beginning of a line at a depth.
    pub(super) fn line(&self, depth: usize) -> String {
        format!("{}{}", self.newline, self.indent.repeat(depth))
    }
}
