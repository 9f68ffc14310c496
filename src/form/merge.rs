//! Answers into the profile: what was typed takes its place, what the form does not ask stays.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::ask::{Ask, Kind, Node, Table};
use super::guide::Guide;
use super::place::{get, insert, set};
use super::rows::{Row, change_places};
use super::value::{one_line, read, read_over, settled, show};

/// What a page sent: the texts of each control.
#[derive(Debug, Clone, Default)]
pub struct Answers(BTreeMap<String, Vec<String>>);

/// A change to the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Path of the table.
    pub table: String,
    /// The row it is about.
    pub row: usize,
    /// What to do with it.
    pub what: RowEdit,
}

/// What may be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowEdit {
    /// Take it out.
    Remove,
    /// Put an empty one after it.
    Insert,
    /// Change places with the one above.
    Up,
    /// Change places with the one below.
    Down,
}

/// The profile with the answers in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The profile, in the order of the file it came from.
    pub profile: Value,
    /// By which control a place of the profile can be changed, where the two have different names.
    places: BTreeMap<String, String>,
    /// Rows that are empty and wait for an answer: after how many others, by table.
    pub(super) blank: BTreeMap<String, usize>,
}

impl FromIterator<(String, String)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, text) in pairs {
            texts.entry(name).or_default().push(text);
        }
        Self(texts)
    }
}

impl Answers {
    /// What a control says; none when the page did not ask.
    pub fn text(&self, control: &str) -> Option<&str> {
        self.0.get(control)?.first().map(String::as_str)
    }

    /// What the controls of a name say, empty ones left out: a name may stand more than once on the
    /// page, and then the one that was changed counts.
    fn texts(&self, control: &str, shown: &[String], kind: &Kind) -> Option<Vec<String>> {
        let texts = self.0.get(control)?;
        if matches!(kind, Kind::Choices(_)) {
            return Some(settled(kind, shown, texts));
        }
        let said = |text: &String| if text.trim().is_empty() { Vec::new() } else { vec![text.clone()] };
        let mut said = texts.iter().map(said);
        let first = said.next()?;
        Some(std::iter::once(first.clone()).chain(said).find(|texts| texts != shown).unwrap_or(first))
    }

    fn rows(&self, table: &Table) -> Option<Vec<Row>> {
        let mut rows = Vec::new();
        while let Some(origin) = self.text(&table.control(rows.len(), ORIGIN)) {
            let row = rows.len();
            let cell = |column: &super::ask::Column| {
                self.texts(&table.control(row, &column.name), &[], &column.kind).unwrap_or_default()
            };
            rows.push(Row { origin: origin.to_owned(), home: None, cells: table.columns().map(cell).collect() });
        }
        (!rows.is_empty()).then_some(rows)
    }
}

/// The control that says which records a row stands for.
pub(super) const ORIGIN: &str = "@";
const TAKEN_IN: &str = "include";
const LEFT_OUT: &str = "exclude";

/// Puts answers into a profile, and carries out a change to a table.
pub fn merge(profile: &Value, answers: &Answers, guide: &Guide, edit: Option<&Edit>) -> Merged {
    let mut merge = Merge {
        before: profile,
        after: if profile.is_object() { profile.clone() } else { Value::Object(Map::new()) },
        answers,
        places: BTreeMap::new(),
        blank: BTreeMap::new(),
        switches: Vec::new(),
    };
    for (_, nodes) in &guide.topics {
        merge.nodes(nodes, edit);
    }
    // Fields that only a requirement's row asks.
    guide.rest.iter().for_each(|ask| merge.field(ask));
    for name in &guide.values {
        merge.own_value(name);
    }
    merge.switch_parts();
    merge.choices(guide);
    Merged { profile: merge.after, places: merge.places, blank: merge.blank }
}

impl Merged {
    /// The control by which a place of the profile can be changed, or the nearest above it.
    pub fn control<'p>(&'p self, path: &'p str, guide: &Guide) -> Option<&'p str> {
        let mut place = path;
        loop {
            if let Some(control) = self.places.get(place) {
                return Some(control);
            }
            if guide.has_control(place) {
                return Some(place);
            }
            place = &place[..place.rfind(['.', '['])?];
        }
    }
}

struct Merge<'a> {
    before: &'a Value,
    after: Value,
    answers: &'a Answers,
    places: BTreeMap<String, String>,
    blank: BTreeMap<String, usize>,
    switches: Vec<(String, String)>,
}

impl Merge<'_> {
    fn nodes(&mut self, nodes: &[Node], edit: Option<&Edit>) {
        for node in nodes {
            match node {
                Node::Ask(ask) => self.field(ask),
                Node::Group { nodes, .. } => self.nodes(nodes, edit),
                Node::Table(table) => self.table(table, edit.filter(|edit| edit.table == table.path)),
            }
        }
    }

    fn field(&mut self, ask: &Ask) {
        if ask.kind == Kind::Switch {
            if let (Some(text), Some((part, _))) = (self.answers.text(&ask.path), ask.path.split_once('.')) {
                self.switches.push((part.to_owned(), text.to_owned()));
            }
            return;
        }
        let shown = show(&ask.kind, get(self.before, &ask.path));
        if let Some(texts) = self.answers.texts(&ask.path, &shown, &ask.kind).filter(|texts| *texts != shown) {
            let value = read_over(&ask.kind, &texts, get(self.before, &ask.path));
            set(&mut self.after, "Profile", &ask.path, value);
        }
    }

    /// A value of an agency's own parameter; its name may hold dots.
    fn own_value(&mut self, name: &str) {
        let kind = Kind::Scalar;
        let shown = show(&kind, self.before.get("values").and_then(|values| values.get(name)));
        let Some(texts) = self.answers.texts(&format!("values.{name}"), &shown, &kind) else { return };
        if texts == shown {
            return;
        }
        let mut values = self.after.get("values").and_then(Value::as_object).cloned().unwrap_or_default();
        match read(&kind, &texts) {
            Some(value) => values.insert(name.to_owned(), value),
            None => values.shift_remove(name),
        };
        set(&mut self.after, "Profile", "values", Some(Value::Object(values)));
    }

    fn table(&mut self, table: &Table, edit: Option<&Edit>) {
        let Some(mut rows) = self.answers.rows(table) else { return };
        let sent = rows.clone();
        if let Some(edit) = edit {
            table.fill_down(self.before, &mut rows);
            self.change(table, edit, &mut rows);
        }
        let (list, places) = table.list(self.before, &rows);
        self.places.extend(places);
        if let Some(first) = table.columns().next() {
            self.places.insert(table.path.clone(), table.control(0, &first.name));
        }
        let shown = table.rows(self.before);
        if rows != sent || sent.iter().filter(|row| !row.is_blank()).ne(&shown) {
            let is_empty = list.as_array().is_none_or(Vec::is_empty);
            set(&mut self.after, "Profile", &table.path, (!is_empty).then_some(list));
        }
    }

    fn change(&mut self, table: &Table, edit: &Edit, rows: &mut Vec<Row>) {
        let other = match edit.what {
            RowEdit::Up => edit.row.checked_sub(1),
            _ => Some(edit.row + 1),
        };
        match (edit.what, other.filter(|other| *other < rows.len())) {
            _ if edit.row >= rows.len() => {}
            (RowEdit::Remove, _) => {
                rows.remove(edit.row);
            }
            (RowEdit::Insert, _) => {
                let before = rows[..=edit.row].iter().filter(|row| !row.is_blank()).count();
                self.blank.insert(table.path.clone(), before);
            }
            (RowEdit::Up | RowEdit::Down, Some(other)) => change_places(table, rows, edit.row, other),
            (RowEdit::Up | RowEdit::Down, None) => {}
        }
    }

    /// A part that is switched off keeps its values; one that nobody spoke of stays away.
    fn switch_parts(&mut self) {
        for (part, wanted) in std::mem::take(&mut self.switches) {
            let here = self.after.get(&part).filter(|part| !part.is_null());
            let is_on = here.is_some_and(|part| part.get("enabled") != Some(&Value::Bool(false)));
            match (wanted.as_str(), here.is_some(), is_on) {
                ("true", true, false) => set(&mut self.after, "Profile", &format!("{part}.enabled"), Some(json!(true))),
                ("true", false, _) => set(&mut self.after, "Profile", &part, Some(json!({}))),
                ("false", true, true) => {
                    set(&mut self.after, "Profile", &format!("{part}.enabled"), Some(json!(false)));
                }
                _ => {}
            }
        }
    }

    /// Requirements taken in and out by hand.
    fn choices(&mut self, guide: &Guide) {
        for entry in &guide.entries {
            let id = &entry.name.id;
            let Some(wanted) = self.answers.text(&format!("choice:{id}")) else { continue };
            let reason = self.answers.text(&format!("reason:{id}")).unwrap_or_default().trim();
            let before = choice(self.before, id);
            if before != (wanted.to_owned(), reason.to_owned()) && (before.0 != wanted || wanted != AUTOMATIC) {
                self.choose(id, wanted, reason);
            }
        }
        for list in [TAKEN_IN, LEFT_OUT] {
            let chosen = self.after.get("requirements").and_then(|lists| lists.get(list)?.as_array());
            for (at, choice) in chosen.into_iter().flatten().enumerate() {
                let reason = choice.get("id").and_then(Value::as_str).map(|id| format!("reason:{id}"));
                if let Some(reason) = reason.filter(|reason| guide.has_control(reason)) {
                    self.places.insert(format!("requirements.{list}[{at}]"), reason);
                }
            }
        }
    }

    fn choose(&mut self, id: &str, wanted: &str, reason: &str) {
        for list in [TAKEN_IN, LEFT_OUT] {
            let path = format!("requirements.{list}");
            let before: Vec<Value> = get(&self.after, &path).and_then(Value::as_array).cloned().unwrap_or_default();
            let mut after: Vec<Value> = before.iter().filter(|choice| choice["id"] != id).cloned().collect();
            if wanted == list {
                let known = before.iter().find(|choice| choice["id"] == id).cloned();
                let mut choice = known.unwrap_or_else(|| json!({ "id": id }));
                if let Some(map) = choice.as_object_mut() {
                    insert(map, "Choice", "reason", json!(reason));
                }
                let at = before.iter().position(|choice| choice["id"] == id).unwrap_or(after.len());
                after.insert(at.min(after.len()), choice);
            }
            if after != before {
                set(&mut self.after, "Profile", &path, (!after.is_empty()).then_some(Value::Array(after)));
            }
        }
    }
}

/// Neither taken in nor out by hand.
pub(super) const AUTOMATIC: &str = "";

/// How a requirement is chosen, and why.
pub(super) fn choice(profile: &Value, id: &str) -> (String, String) {
    for list in [TAKEN_IN, LEFT_OUT] {
        let chosen = profile.get("requirements").and_then(|lists| lists.get(list)?.as_array());
        if let Some(choice) = chosen.into_iter().flatten().find(|choice| choice["id"] == id) {
            let reason = one_line(choice.get("reason").and_then(Value::as_str).unwrap_or_default());
            return (list.to_owned(), reason.trim().to_owned());
        }
    }
    (AUTOMATIC.to_owned(), String::new())
}
