//! Requirements whose text a person has edited, and how they get into a profile's text.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::edit::Style;
use super::tree::{self, Kind, Member, Node};

/// Text that stands in place of a requirement's own. What it says is printed as it is: values that the
/// catalog's text would fill in are frozen in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Catalog id of the requirement.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Which one of a requirement that repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub title: Option<String>,
    /// 정의.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub definition: Option<String>,
    /// 세부 내용, one duty an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Vec<String>>,
    /// 산출 정보.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliverables: Option<Vec<String>>,
    /// 검수 기준.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Vec<String>>,
    /// Marks of the texts that these stand for, by field; `balju import` writes them, so that it is seen
    /// when the requirement's own text is another one than that which was edited.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaces: BTreeMap<String, String>,
    /// Who edited it: a department or a role.
    #[schemars(length(min = 1))]
    pub by: String,
    /// Why.
    #[schemars(length(min = 1))]
    pub reason: String,
    /// Day of the edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
}

impl Override {
    /// Whether it is about a requirement.
    pub fn is_for(&self, id: &str, instance: &str) -> bool {
        self.id == id && self.instance.as_deref().unwrap_or_default() == instance
    }

    /// Takes over what another says; what that does not say stays.
    fn take(&mut self, other: &Self) {
        let Self {
            id: _,
            instance: _,
            title,
            definition,
            details,
            deliverables,
            acceptance,
            replaces,
            by,
            reason,
            date,
        } = other.clone();
        self.title = title.or(self.title.take());
        self.definition = definition.or(self.definition.take());
        self.details = details.or(self.details.take());
        self.deliverables = deliverables.or(self.deliverables.take());
        self.acceptance = acceptance.or(self.acceptance.take());
        self.replaces.extend(replaces);
        (self.by, self.reason, self.date) = (by, reason, date);
    }
}

/// A profile's text with overrides put in: of a requirement that has one already, what is new takes the
/// place of what was; all else of the text stays as it is written. `None` where the text is no profile.
pub fn put_overrides(text: &str, overrides: &[Override]) -> Option<String> {
    let (root, _) = tree::parse(text).ok()?;
    let Kind::Object(members) = &root.kind else { return None };
    let style = Style::of(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let requirements = find(members, "requirements");
    let Some(choices) = requirements else {
        let fresh = style.list(overrides, 2);
        let object = format!("{{{}\"overrides\": {fresh}{}}}", style.line(2), style.line(1));
        edits.push(added(&root, members, &format!("\"requirements\": {object}"), &style, 1));
        return Some(applied(text, edits));
    };
    let Kind::Object(choices_members) = &choices.kind else { return None };
    let Some(present) = find(choices_members, "overrides") else {
        let member = format!("\"overrides\": {}", style.list(overrides, 2));
        edits.push(added(choices, choices_members, &member, &style, 2));
        return Some(applied(text, edits));
    };
    let Kind::List(items) = &present.kind else { return None };
    let mut fresh = Vec::new();
    for one in overrides {
        let own = items.iter().find_map(|item| {
            let known: Override = serde_json::from_value(item.to_value()?).ok()?;
            known.is_for(&one.id, one.instance.as_deref().unwrap_or_default()).then_some((item, known))
        });
        match own {
            Some((item, mut known)) => {
                known.take(one);
                edits.push((item.span.clone(), style.record(&known, 3)));
            }
            None => fresh.push(one.clone()),
        }
    }
    if !fresh.is_empty() {
        let records: Vec<String> = fresh.iter().map(|one| style.record(one, 3)).collect();
        let joined = records.join(&format!(",{}", style.line(3)));
        edits.push(match items.last() {
            Some(last) => (last.span.end..last.span.end, format!(",{}{joined}", style.line(3))),
            None => (present.span.clone(), format!("[{}{joined}{}]", style.line(3), style.line(2))),
        });
    }
    Some(applied(text, edits))
}

/// Of a repeated key the last one counts.
fn find<'n, 'a>(members: &'n [Member<'a>], name: &str) -> Option<&'n Node<'a>> {
    members.iter().rev().find(|member| member.name == name).map(|member| &member.value)
}

/// A member at the end of an object.
fn added(
    object: &Node<'_>,
    members: &[Member<'_>],
    member: &str,
    style: &Style,
    depth: usize,
) -> (Range<usize>, String) {
    match members.last() {
        Some(last) => (last.value.span.end..last.value.span.end, format!(",{}{member}", style.line(depth))),
        None => (object.span.clone(), format!("{{{}{member}{}}}", style.line(depth), style.line(depth - 1))),
    }
}

/// A text with pieces of it replaced.
fn applied(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out + &text[at..]
}

impl Style {
    fn list(&self, overrides: &[Override], depth: usize) -> String {
        let records: Vec<String> = overrides.iter().map(|one| self.record(one, depth + 1)).collect();
        let inner = self.line(depth + 1);
        format!("[{inner}{}{}]", records.join(&format!(",{inner}")), self.line(depth))
    }

    /// A record on lines of its own.
    fn record(&self, one: &Override, depth: usize) -> String {
        let mut bytes = Vec::new();
        let formatter = serde_json::ser::PrettyFormatter::with_indent(self.indent.as_bytes());
        let mut writer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
        // Texts and lists of texts: nothing of it can fail.
        let written = one.serialize(&mut writer);
        debug_assert!(written.is_ok());
        let text = String::from_utf8(bytes).unwrap_or_default();
        text.lines().collect::<Vec<_>>().join(&self.line(depth))
    }
}
