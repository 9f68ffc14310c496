//! The tree against the schema: everything that is wrong, in one walk.
//!
//! The walk also gives what is right as a value, the faulty parts left out.

mod message;

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Map, Value};

use super::schema::{Shape, Shapes, Slot};
use super::tree::text::{Place, show, unfit};
use super::tree::{Kind, MAX_FOUND, Member, Node};
use crate::diagnostic::Diagnostic;
use message::Remark;

/// The faultless part of the profile and every fault of the rest.
pub(super) fn walk(root: &Node<'_>) -> (Value, Vec<Diagnostic>) {
    let mut walk = Walk { shapes: Shapes::builtin(), place: Place::default(), found: Vec::new() };
    let slot = Slot { shape: Shape::Record("Profile".to_owned()), nullable: false };
    let value = walk.slot(root, &slot).unwrap_or_else(|| Value::Object(Map::new()));
    (value, walk.found)
}

struct Walk {
    shapes: &'static Shapes,
    place: Place,
    found: Vec<Diagnostic>,
}

impl Walk {
    /// The value if it may stand here; what it may not is reported.
    fn slot(&mut self, node: &Node<'_>, slot: &Slot) -> Option<Value> {
        match (&node.kind, &slot.shape) {
            (Kind::Null, _) if slot.nullable => Some(Value::Null),
            (Kind::Object(members), Shape::Record(name)) => self.record(node, members, name),
            (Kind::Object(members), Shape::Map(item)) => Some(self.map(members, item)),
            (Kind::List(items), Shape::List(item)) => Some(self.list(items, item)),
            (Kind::Bool(value), Shape::Bool | Shape::Scalar) => Some(Value::Bool(*value)),
            (Kind::Number(_), Shape::Scalar) => node.to_value(),
            (Kind::Number(text), Shape::Integer { low, high }) => self.integer(node, text, *low, *high),
            (Kind::Number(text), Shape::Number { low, high }) => {
                let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?; // reported by the tree
                if value >= *low && value <= *high {
                    return node.to_value();
                }
                self.report(&node.span, || Remark::number_range(text, *low, *high))
            }
            (Kind::Text(text), Shape::Text { .. } | Shape::Date | Shape::Choice(_) | Shape::Scalar) => {
                self.text(node, text, &slot.shape)
            }
            (_, shape) => self.report(&node.opening(), || Remark::wrong_type(node, shape)),
        }
    }

    fn record(&mut self, node: &Node<'_>, members: &[Member<'_>], name: &str) -> Option<Value> {
        let record = self.shapes.record(name)?;
        let mut map = Map::new();
        for member in members {
            let mark = self.place.enter(&member.name);
            if let Some(slot) = record.fields.get(member.name.as_ref()) {
                if let Some(value) = self.slot(&member.value, slot) {
                    map.insert(member.name.clone().into_owned(), value);
                }
            } else if is_fit(&member.name) {
                self.report(&member.name_span, || Remark::unknown_field(name, record, &member.name));
            }
            self.place.leave(mark);
        }
        let mut whole = true;
        for field in &record.required {
            if !members.iter().any(|member| member.name == field.as_str()) {
                let mark = self.place.enter(field);
                self.report(&node.opening(), || Remark::missing_field(name, field));
                self.place.leave(mark);
            }
            whole &= map.contains_key(field);
        }
        whole.then_some(Value::Object(map))
    }

    fn map(&mut self, members: &[Member<'_>], item: &Slot) -> Value {
        let mut map = Map::new();
        for member in members {
            let mark = self.place.enter(&member.name);
            if let Some(value) = self.slot(&member.value, item).filter(|_| is_fit(&member.name)) {
                map.insert(member.name.clone().into_owned(), value);
            }
            self.place.leave(mark);
        }
        Value::Object(map)
    }

    fn list(&mut self, items: &[Node<'_>], slot: &Slot) -> Value {
        let mut seen = BTreeSet::new();
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let mark = self.place.enter_index(index);
            let value = self.slot(item, slot);
            if let (Some(Value::String(text)), Shape::Choice(_)) = (&value, &slot.shape)
                && !seen.insert(text.clone())
            {
                self.report(&item.span, || Remark::duplicate_item(text));
            }
            self.place.leave(mark);
            list.extend(value);
        }
        Value::Array(list)
    }

    fn integer(&mut self, node: &Node<'_>, text: &str, low: i128, high: i128) -> Option<Value> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if text == "-0" || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            node.to_value()?; // endless ones are reported by the tree
            return self.report(&node.span, || Remark::wrong_type(node, &Shape::Integer { low, high }));
        }
        match text.parse::<i128>() {
            Ok(value) if value >= low && value <= high => node.to_value(),
            _ => {
                node.to_value()?;
                self.report(&node.span, || Remark::integer_range(text, low, high))
            }
        }
    }

    fn text(&mut self, node: &Node<'_>, text: &str, shape: &Shape) -> Option<Value> {
        if !is_fit(text) {
            return None; // reported by the tree
        }
        match shape {
            Shape::Text { filled: true } if text.trim().is_empty() => self.report(&node.span, Remark::empty_text),
            Shape::Date if !is_date(text) => self.report(&node.span, || Remark::bad_date(text)),
            Shape::Choice(name) => match self.shapes.choices(name) {
                Some(values) if !values.iter().any(|value| value == text) => {
                    self.report(&node.span, || Remark::unknown_value(name, values, text))
                }
                _ => node.to_value(),
            },
            _ => node.to_value(),
        }
    }

    /// Notes the remark unless there are enough; always `None`, what a faulty value comes to.
    fn report(&mut self, span: &Range<usize>, remark: impl FnOnce() -> Remark) -> Option<Value> {
        if self.found.len() <= MAX_FOUND {
            let remark = remark();
            let found = self.place.error(remark.code, &remark.what).span(span.clone());
            let found = Diagnostic { severity: remark.severity, hint: remark.hint, ..found };
            self.found.push(found);
        }
        None
    }
}

fn is_fit(text: &str) -> bool {
    text.chars().all(|character| unfit(character).is_none())
}

/// `YYYY-MM-DD`, a day that the calendar has.
pub fn is_date(text: &str) -> bool {
    let dash = |index: usize| index == 4 || index == 7;
    let shaped = |(index, byte): (usize, u8)| if dash(index) { byte == b'-' } else { byte.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(shaped) {
        return false;
    }
    let mut numbers = text.split('-').filter_map(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (numbers.next(), numbers.next(), numbers.next()) else { return false };
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

/// `2026-11-01` as official documents write it: `2026. 11. 1.`
pub fn printed_date(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').map(|part| part.trim_start_matches('0')).collect();
    match parts.as_slice() {
        [year, month, day] => format!("{year}. {month}. {day}."),
        _ => text.to_owned(),
    }
}

/// What a message calls a value that should not be there.
fn found(node: &Node<'_>) -> String {
    match &node.kind {
        Kind::Null => "null".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Number(text) => format!("숫자 {}", show(text)),
        Kind::Text(text) => format!("글자 \"{}\"", show(text)),
        Kind::List(_) => "목록 [ ]".to_owned(),
        Kind::Object(_) => "객체 { }".to_owned(),
    }
}
