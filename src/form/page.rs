//! The form as a page shows it: topics, questions, and what the profile answers.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::ask::{Ask, Choice, Column, Kind, Node, Table, questions};
use super::guide::{Guide, Named, Note, TopicData};
use super::merge::{Merged, ORIGIN, choice};
use super::place::get;
use super::rows::Row;
use super::value::show;
use crate::profile::Labels;

/// The form with what a profile says.
#[derive(Debug, Serialize)]
pub struct Form {
    /// Its topics, in the order of the task list.
    pub topics: Vec<Topic>,
}

/// Questions about one thing.
#[derive(Debug, Serialize)]
pub struct Topic {
    /// Name in addresses.
    pub id: String,
    /// Title.
    pub title: String,
    /// A sentence on what it is about.
    pub lead: Option<String>,
    /// What it asks.
    pub groups: Vec<Group>,
    /// The requirements to take in and out, where this topic is about them.
    pub choices: Vec<Taken>,
}

/// Questions of a topic that belong together.
#[derive(Debug, Default, Serialize)]
pub struct Group {
    /// Heading; empty for the topic's own questions.
    pub title: String,
    /// Its questions.
    pub items: Vec<Item>,
    /// Questions to which the catalog has an answer when nobody else has.
    pub minor: Vec<Item>,
}

/// A piece of a group.
#[derive(Debug, Serialize)]
#[serde(tag = "item", rename_all = "lowercase")]
pub enum Item {
    /// A question.
    Field(Control),
    /// Rows.
    Table(Grid),
}

/// A question with the control that answers it.
#[derive(Debug, Clone, Serialize)]
pub struct Control {
    /// Name that the page sends; without rows, the profile field.
    pub name: String,
    /// The question.
    pub label: String,
    /// Unit, form or meaning.
    pub help: Option<String>,
    /// How it is answered: `switch`, `yesno`, `number`, `text`, `date`, `choice`, `choices`, `lines`.
    pub control: &'static str,
    /// What it says now.
    pub value: String,
    /// Values to choose from.
    pub options: Vec<Chosen>,
    /// Smallest and largest number allowed, as people read it.
    pub bounds: Option<String>,
    /// Unit.
    pub unit: String,
    /// What holds when nobody answers.
    pub default: Option<String>,
    /// Requirements that the answer takes in or out.
    pub decides: Vec<Named>,
    /// Requirements that print the answer.
    pub prints: Vec<Named>,
    /// Whether no public document prints the answer.
    pub internal: bool,
}

/// A value to choose, and whether it is chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Chosen {
    /// Value.
    pub value: String,
    /// Its name.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A table of the form.
#[derive(Debug, Serialize)]
pub struct Grid {
    /// Path of the list.
    pub path: String,
    /// Title.
    pub label: String,
    /// What it is about.
    pub help: Option<String>,
    /// Requirements that the rows take in or out.
    pub decides: Vec<Named>,
    /// Headings of the columns.
    pub columns: Vec<Heading>,
    /// Rows, the last one empty.
    pub rows: Vec<GridRow>,
    /// Whether a row may leave to the row above what is the same.
    pub nested: bool,
    /// Whether no public document prints it.
    pub internal: bool,
}

/// Heading of a column.
#[derive(Debug, Serialize)]
pub struct Heading {
    /// Name.
    pub label: String,
    /// Unit, form or meaning.
    pub help: Option<String>,
}

/// A row of the form.
#[derive(Debug, Serialize)]
pub struct GridRow {
    /// Place, from 0.
    pub at: usize,
    /// Name and value of the control that ties it to the profile's records.
    pub origin: (String, String),
    /// Its controls.
    pub cells: Vec<Control>,
    /// Whether it waits for its first answer.
    pub blank: bool,
}

/// A requirement that may be taken in or out.
#[derive(Debug, Serialize)]
pub struct Taken {
    /// Catalog id.
    pub id: String,
    /// Title, without what a profile fills in.
    pub title: String,
    /// Code of the category.
    pub category: String,
    /// `include`, `exclude` or empty.
    pub choice: String,
    /// Why by hand.
    pub reason: String,
    /// Its values.
    pub parameters: Vec<Control>,
}

impl Form {
    /// The form with the answers of a profile.
    pub fn new(merged: &Merged, guide: &Guide) -> Self {
        let builder = Builder { profile: &merged.profile, blank: &merged.blank, guide };
        Self { topics: guide.topics.iter().map(|(data, nodes)| builder.topic(data, nodes)).collect() }
    }
}

struct Builder<'a> {
    profile: &'a Value,
    blank: &'a BTreeMap<String, usize>,
    guide: &'a Guide,
}

impl Builder<'_> {
    fn topic(&self, data: &TopicData, nodes: &[Node]) -> Topic {
        let taken = |entry: &super::guide::EntryNote| {
            let (choice, reason) = choice(self.profile, &entry.name.id);
            Taken {
                id: entry.name.id.clone(),
                title: entry.name.title.clone(),
                category: entry.category.clone(),
                choice,
                reason,
                parameters: entry.fields.iter().filter_map(|field| self.parameter(field)).collect(),
            }
        };
        Topic {
            id: data.id.clone(),
            title: data.title.clone(),
            lead: data.lead.clone(),
            groups: self.groups(nodes),
            choices: if data.requirements { self.guide.entries.iter().map(taken).collect() } else { Vec::new() },
        }
    }

    fn groups(&self, nodes: &[Node]) -> Vec<Group> {
        let mut groups = vec![Group::default()];
        self.add(nodes, 0, &mut groups);
        groups.retain(|group| !group.items.is_empty() || !group.minor.is_empty());
        groups
    }

    /// Adds questions to a group, and a group for each record within.
    fn add(&self, nodes: &[Node], own: usize, groups: &mut Vec<Group>) {
        for node in nodes {
            match node {
                Node::Ask(ask) => {
                    let control = self.control(ask);
                    let group = &mut groups[own];
                    let list = if control.default.is_some() { &mut group.minor } else { &mut group.items };
                    list.push(Item::Field(control));
                }
                Node::Table(table) => groups[own].items.push(Item::Table(self.grid(table))),
                Node::Group { label, nodes, .. } => {
                    let above = &groups[own].title;
                    let title = if above.is_empty() { label.clone() } else { format!("{above} · {label}") };
                    groups.push(Group { title, ..Group::default() });
                    self.add(nodes, groups.len() - 1, groups);
                }
            }
        }
    }

    fn control(&self, ask: &Ask) -> Control {
        let texts = match ask.kind {
            Kind::Switch => vec![self.is_on(&ask.path).to_string()],
            _ => show(&ask.kind, get(self.profile, &ask.path)),
        };
        let note = self.guide.notes.get(&ask.path).cloned().unwrap_or_default();
        let internal = Labels::builtin().is_internal(&ask.path);
        control(&ask.path, (&ask.label, ask.help.as_deref()), &ask.kind, &texts, note, internal)
    }

    /// A value of a requirement; none for lists, which their own topic asks.
    fn parameter(&self, field: &str) -> Option<Control> {
        if let Some(name) = field.strip_prefix("values.") {
            let kind = Kind::Scalar;
            let texts = show(&kind, self.profile.get("values").and_then(|values| values.get(name)));
            let note = self.guide.notes.get(field).cloned().unwrap_or_default();
            return Some(control(field, (name, None), &kind, &texts, note, false));
        }
        match questions(field).as_slice() {
            [Node::Ask(ask)] if !ask.kind.is_many() => Some(self.control(ask)),
            _ => None,
        }
    }

    /// Whether the part of a switch is in the project.
    fn is_on(&self, path: &str) -> bool {
        let part = path.split('.').next().and_then(|part| self.profile.get(part)).filter(|part| !part.is_null());
        part.is_some_and(|part| part.get("enabled") != Some(&Value::Bool(false)))
    }

    fn grid(&self, table: &Table) -> Grid {
        let mut rows = table.rows(self.profile);
        if let Some(at) = self.blank.get(&table.path) {
            rows.insert((*at).min(rows.len()), Row::blank(table));
        }
        rows.push(Row::blank(table));
        let internal = Labels::builtin().is_internal(&table.path);
        let row = |(at, row): (usize, &Row)| GridRow {
            at,
            origin: (table.control(at, ORIGIN), row.origin.clone()),
            cells: table
                .columns()
                .zip(&row.cells)
                .map(|(column, texts)| cell(table, at, column, texts, internal))
                .collect(),
            blank: row.is_blank(),
        };
        let heading = |column: &Column| Heading { label: column.label.clone(), help: column.help.clone() };
        Grid {
            path: table.path.clone(),
            label: table.label.clone(),
            help: table.help.clone(),
            decides: self.guide.notes.get(&table.path).map(|note| note.decides.clone()).unwrap_or_default(),
            columns: table.columns().map(heading).collect(),
            rows: rows.iter().enumerate().map(row).collect(),
            nested: table.levels.len() > 1,
            internal,
        }
    }
}

fn cell(table: &Table, row: usize, column: &Column, texts: &[String], internal: bool) -> Control {
    let name = table.control(row, &column.name);
    control(&name, (&column.label, column.help.as_deref()), &column.kind, texts, Note::default(), internal)
}

fn control(
    name: &str,
    (label, help): (&str, Option<&str>),
    kind: &Kind,
    texts: &[String],
    note: Note,
    internal: bool,
) -> Control {
    let value = if matches!(kind, Kind::Choices(_)) { String::new() } else { texts.concat() };
    let listed = |choices: &[Choice]| -> Vec<Chosen> {
        let known = choices.iter().map(|choice| Chosen {
            value: choice.value.clone(),
            label: choice.label.clone(),
            chosen: texts.contains(&choice.value),
        });
        // A value that the schema does not know is shown too, or it would be lost.
        let unknown = texts.iter().filter(|text| choices.iter().all(|choice| choice.value != **text));
        known.chain(unknown.map(|text| Chosen { value: text.clone(), label: text.clone(), chosen: true })).collect()
    };
    let (control, options, bounds) = match kind {
        Kind::Switch => ("switch", Vec::new(), None),
        Kind::YesNo => ("yesno", Vec::new(), None),
        #[expect(clippy::cast_precision_loss, reason = "bounds shown to people are far below 2^53")]
        Kind::Whole { low, high } => ("number", Vec::new(), bounds(&note, *low as f64, *high as f64)),
        Kind::Number { low, high } => ("number", Vec::new(), bounds(&note, *low, *high)),
        Kind::Text | Kind::Scalar => ("text", Vec::new(), None),
        Kind::Date => ("date", Vec::new(), None),
        Kind::Choice(choices) => ("choice", listed(choices), None),
        Kind::Choices(choices) => ("choices", listed(choices), None),
        Kind::Lines | Kind::Pairs(_) => ("lines", Vec::new(), None),
    };
    Control {
        name: name.to_owned(),
        label: note.question.unwrap_or_else(|| label.to_owned()),
        help: note.meaning.or_else(|| help.map(str::to_owned)),
        control,
        value,
        options,
        bounds,
        unit: note.unit,
        default: note.default,
        decides: note.decides,
        prints: note.prints,
        internal,
    }
}

/// `1–100`; nothing where only the type bounds it.
fn bounds(note: &Note, low: f64, high: f64) -> Option<String> {
    const WIDEST: f64 = 1e9;
    let low = note.min.map_or(low, |min| min.max(low));
    let high = note.max.map_or(high, |max| max.min(high));
    match (low > 0.0 || note.min.is_some(), high < WIDEST) {
        (_, true) => Some(format!("{}–{high}", low.max(-WIDEST))),
        (true, false) => Some(format!("≥ {low}")),
        (false, false) => None,
    }
}
