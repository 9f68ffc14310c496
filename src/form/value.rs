//! Answers as text: what a control shows of a value, and the value of what was typed.

use serde_json::{Map, Number, Value};

use super::ask::{Choice, Column, Kind};
use super::place::get;

/// Stands between the fields of a small record on a line.
const BAR: char = '|';

/// What a control shows of a value; several texts for several choices.
pub(super) fn show(kind: &Kind, value: Option<&Value>) -> Vec<String> {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Vec::new() };
    let texts = match (kind, value) {
        (Kind::Choices(_), Value::Array(items)) => return items.iter().map(|item| one_line(&plain(item))).collect(),
        (Kind::Lines, Value::Array(items)) => items.iter().map(plain).collect::<Vec<_>>().join("\n"),
        (Kind::Pairs(columns), Value::Array(items)) => {
            items.iter().map(|item| line(columns, item)).collect::<Vec<_>>().join("\n")
        }
        _ => one_line(&plain(value)),
    };
    if texts.trim().is_empty() { Vec::new() } else { vec![texts.replace("\r\n", "\n").replace('\r', "\n")] }
}

/// The texts that were sent, as they stand beside those that were shown: boxes come in the page's
/// order, and what was already ticked stays where it stood.
pub(super) fn settled(kind: &Kind, shown: &[String], sent: &[String]) -> Vec<String> {
    if !matches!(kind, Kind::Choices(_)) {
        return sent.to_vec();
    }
    let mut settled: Vec<String> = shown.iter().filter(|text| sent.contains(text)).cloned().collect();
    for text in sent.iter().filter(|text| !text.is_empty()) {
        if !settled.contains(text) {
            settled.push(text.clone());
        }
    }
    settled
}

/// A text as a control of one line holds it: a browser takes out what ends a line.
pub(super) fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\r', '\n'], " ")
}

/// The value that was typed; none when nothing was. What is no number stays text, so that
/// nothing typed is lost: the profile's reader says what is wrong with it.
pub(super) fn read(kind: &Kind, texts: &[String]) -> Option<Value> {
    read_over(kind, texts, None)
}

/// The same over a value that was there: of small records, each line that still says one is that one,
/// and of one that was changed stays what no line says.
pub(super) fn read_over(kind: &Kind, texts: &[String], before: Option<&Value>) -> Option<Value> {
    if let Kind::Choices(_) = kind {
        let items: Vec<Value> = texts.iter().filter(|text| !text.is_empty()).map(|text| text.clone().into()).collect();
        return (!items.is_empty()).then_some(Value::Array(items));
    }
    let text = texts.first()?;
    let typed = text.trim();
    if typed.is_empty() {
        return None;
    }
    Some(match kind {
        Kind::Switch | Kind::YesNo => typed.parse::<bool>().map_or_else(|_| typed.into(), Value::Bool),
        Kind::Scalar if matches!(typed, "true" | "false") => Value::Bool(typed == "true"),
        Kind::Whole { .. } | Kind::Scalar | Kind::Number { .. } => {
            number(typed).map_or_else(|| typed.into(), Value::Number)
        }
        Kind::Date => date(typed).into(),
        Kind::Choice(choices) => chosen(choices, typed),
        Kind::Lines => lines(text).map(Value::from).collect(),
        Kind::Pairs(columns) => records(columns, text, before),
        Kind::Text | Kind::Choices(_) => text.replace('\n', " ").into(),
    })
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A value in one line.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn line(columns: &[Column], item: &Value) -> String {
    if !item.is_object() {
        return plain(item);
    }
    let said = |column: &Column| {
        let text = show(&column.kind, get(item, &column.own)).concat();
        match &column.kind {
            Kind::Choice(choices) => label(choices, &text).to_owned(),
            _ => text,
        }
    };
    let texts: Vec<String> = columns.iter().map(said).collect();
    texts.join(&format!(" {BAR} ")).trim_end_matches([' ', BAR]).to_owned()
}

fn records(columns: &[Column], text: &str, before: Option<&Value>) -> Value {
    let mut old: Vec<Option<&Value>> = before.and_then(Value::as_array).into_iter().flatten().map(Some).collect();
    let lines: Vec<&str> = lines(text).collect();
    let is_in_place = old.len() == lines.len();
    // Those that are as they were are found first: a changed line takes none of them.
    let mut found: Vec<Option<&Value>> = Vec::new();
    for text in &lines {
        let same = old.iter_mut().find(|item| item.is_some_and(|item| line(columns, item) == *text));
        found.push(same.and_then(Option::take));
    }
    let item = |(at, (text, same)): (usize, (&&str, Option<&Value>))| {
        let known = old.get(at).copied().flatten().filter(|_| is_in_place).and_then(Value::as_object);
        same.cloned().unwrap_or_else(|| record(columns, text, known))
    };
    let mut items: Vec<Value> = lines.iter().zip(found).enumerate().map(item).collect();
    // What no line can show was not taken away by anybody.
    items.extend(old.into_iter().flatten().filter(|item| line(columns, item).is_empty()).cloned());
    Value::Array(items)
}

fn record(columns: &[Column], line: &str, known: Option<&Map<String, Value>>) -> Value {
    let texts = line.splitn(columns.len().max(1), BAR).map(str::trim);
    let said = columns.iter().zip(texts);
    let said = said.filter_map(|(column, text)| Some((column.own.clone(), read(&column.kind, &[text.to_owned()])?)));
    let mut record = known.cloned().unwrap_or_default();
    record.retain(|name, _| columns.iter().all(|column| column.own != *name));
    record.extend(said);
    Value::Object(record)
}

fn label<'c>(choices: &'c [Choice], value: &'c str) -> &'c str {
    choices.iter().find(|choice| choice.value == value).map_or(value, |choice| &choice.label)
}

/// A choice by its value or by its Korean name.
fn chosen(choices: &[Choice], typed: &str) -> Value {
    let known = choices.iter().find(|choice| choice.value == typed || choice.label == typed);
    known.map_or(typed, |choice| &choice.value).into()
}

/// Full-width digits and signs as they are usually typed.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' => '.',
        '－' | '−' => '-',
        '／' => '/',
        other => other,
    }
}

/// A number as people write it: with commas, spaces, full-width digits.
fn number(typed: &str) -> Option<Number> {
    let digits: String = typed.chars().map(narrow).filter(|c| !matches!(c, ',' | ' ' | '，')).collect();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let tidy = digits.trim_start_matches('0');
    let tidy = if tidy.is_empty() || tidy.starts_with('.') { format!("0{tidy}") } else { tidy.to_owned() };
    serde_json::from_str(&tidy).ok().filter(|_| plain)
}

/// A day as people write it, `2026. 11. 2.`, `2026년 11월 2일` or `20261102`, in the profile's form.
fn date(typed: &str) -> String {
    let narrow: String = typed.chars().map(narrow).collect();
    if narrow.len() == 8 && narrow.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{}-{}-{}", &narrow[..4], &narrow[4..6], &narrow[6..]);
    }
    let parts: Vec<&str> =
        narrow.split(['.', '/', '-', ' ', '년', '월', '일']).filter(|part| !part.is_empty()).collect();
    let digits = |part: &str, length: usize| part.len() <= length && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => typed.to_owned(),
    }
}
