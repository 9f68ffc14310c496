//! What the form asks in which topic, and what is known of each answer: data in
//! `templates/web/questions.toml`, and what the catalog does with the answers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ask::{Ask, Asked, Kind, Node, questions};
use super::names::offer;
use super::place::get;
use crate::assess::assess;
use crate::assets::Assets;
use crate::catalog::{Catalog, Entry, paths, sample};
use crate::diagnostic::Diagnostic;
use crate::profile::{Labels, Profile, Repeated, Shapes};
use crate::select::{select, shown};
use crate::template::thousands;
use crate::words::Words;

const FILE: &str = "web/questions.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    /// Fields that no form asks.
    unasked: Vec<String>,
    topic: Vec<TopicData>,
}

/// A topic as the data file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicData {
    pub(super) id: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) lead: Option<String>,
    /// Fields and parts of the profile, the most specific topic asks a field.
    #[serde(default)]
    pub(super) fields: Vec<String>,
    /// The topic in which requirements are taken in and out.
    #[serde(default)]
    pub(super) requirements: bool,
}

/// What is known of a field beside its type.
#[derive(Debug, Clone, Default)]
pub(super) struct Note {
    /// The question in words, where the label is none.
    pub(super) question: Option<String>,
    /// What an answer means.
    pub(super) meaning: Option<String>,
    pub(super) unit: String,
    /// The catalog's value when nobody says one, as people read it.
    pub(super) default: Option<String>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    /// Requirements that the answer takes in or out.
    pub(super) decides: Vec<Named>,
    /// Requirements that print the answer.
    pub(super) prints: Vec<Named>,
}

/// A requirement by its catalog id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Catalog id.
    pub id: String,
    /// Title, without what a profile fills in.
    pub title: String,
}

/// What the form asks, and what is known of each answer.
#[derive(Debug, Default)]
pub struct Guide {
    pub(super) topics: Vec<(TopicData, Vec<Node>)>,
    pub(super) notes: BTreeMap<String, Note>,
    /// Requirements by category, as the topic for taking them in and out lists them.
    pub(super) entries: Vec<EntryNote>,
    /// The topic that asks each field, and each part in which it asks one.
    places: BTreeMap<String, usize>,
    /// Controls that stand on every page.
    controls: BTreeSet<String>,
    /// What only a requirement's row asks: fields of the profile.
    pub(super) rest: Vec<Ask>,
    /// What only a requirement's row asks: names among the profile's `values`.
    pub(super) values: BTreeSet<String>,
}

/// A requirement that may be taken in or out.
#[derive(Debug, Clone)]
pub(super) struct EntryNote {
    pub(super) name: Named,
    pub(super) category: String,
    /// Its parameters' fields.
    pub(super) fields: Vec<String>,
}

impl Guide {
    /// Reads the topics and looks through the catalog.
    ///
    /// # Errors
    /// A data file of the user's that is not what it should be.
    pub fn new(assets: &Assets, catalog: &Catalog) -> Result<Self, Vec<Diagnostic>> {
        let data: Data = toml::from_str(assets.text(FILE)).map_err(|error| vec![fault(&error)])?;
        let words = Words::read(assets).map_err(|fault| vec![fault])?;
        let mut notes = notes(catalog, &words);
        ask_suitability(assets, catalog, &mut notes)?;
        let entry = |entry: &Entry| {
            let mut fields: Vec<String> = Vec::new();
            for parameter in &entry.parameters {
                if !fields.contains(&parameter.field) {
                    fields.push(parameter.field.clone());
                }
            }
            EntryNote { name: named(entry), category: entry.category.clone(), fields }
        };
        let mut topics = topics(data);
        offer(topics.iter_mut().flat_map(|(_, nodes)| nodes), assets, &words)?;
        let entries: Vec<EntryNote> = catalog.entries.iter().map(entry).collect();
        let mut guide = Self { places: places(&topics), topics, notes, entries, ..Self::default() };
        guide.name_controls();
        Ok(guide)
    }
}

/// The topic of each field that is asked and of each part it stands in; the first of several.
fn places(topics: &[(TopicData, Vec<Node>)]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (at, (_, nodes)) in topics.iter().enumerate() {
        for asked in nodes.iter().flat_map(Node::asked) {
            let path = asked.path();
            for end in path.match_indices('.').map(|(end, _)| end).chain([path.len()]) {
                places.entry(path[..end].to_owned()).or_insert(at);
            }
        }
    }
    places
}

impl Guide {
    /// The topic that asks a field, or the nearest above it.
    pub fn topic_of(&self, path: &str) -> Option<&str> {
        let bare: String = path.split('[').map(|piece| piece.split_once(']').map_or(piece, |(_, rest)| rest)).collect();
        let mut place = bare.as_str();
        loop {
            if let Some((topic, _)) = self.places.get(place).and_then(|at| self.topics.get(*at)) {
                return Some(&topic.id);
            }
            if place.starts_with("requirements") {
                return self.topics.iter().find(|(topic, _)| topic.requirements).map(|(topic, _)| topic.id.as_str());
            }
            place = place.rsplit_once('.')?.0;
        }
    }

    /// The controls that do not depend on the profile.
    fn name_controls(&mut self) {
        for asked in self.topics.iter().flat_map(|(_, nodes)| nodes).flat_map(Node::asked) {
            if let Asked::Ask(ask) = asked {
                self.controls.insert(ask.path.clone());
            }
        }
        for entry in &self.entries {
            for field in &entry.fields {
                if let Some(name) = field.strip_prefix("values.") {
                    self.values.insert(name.to_owned());
                    self.controls.insert(field.clone());
                } else if let [Node::Ask(ask)] = questions(field).as_slice()
                    && self.controls.insert(field.clone())
                {
                    self.rest.push(ask.clone());
                }
            }
            self.controls.extend(["choice", "reason"].map(|what| format!("{what}:{}", entry.name.id)));
        }
    }

    /// Whether every page has a control of this name.
    pub(super) fn has_control(&self, name: &str) -> bool {
        self.controls.contains(name)
    }

    /// How far a profile answers each topic.
    pub fn progress(&self, profile: &Value) -> Vec<Progress<'_>> {
        let of = |(topic, nodes): &'_ (TopicData, Vec<Node>)| {
            let mut progress = Progress { topic: "", said: 0, open: 0, is_off: false };
            let (mut switches, mut off) = (0, 0);
            for asked in nodes.iter().flat_map(Node::asked) {
                match asked {
                    Asked::Ask(Ask { path, kind: Kind::Switch, .. }) => {
                        let part = path.split('.').next().and_then(|part| profile.get(part));
                        let part = part.filter(|part| !part.is_null());
                        switches += 1;
                        off += usize::from(part.is_none_or(|part| part.get("enabled") == Some(&Value::Bool(false))));
                        progress.said += usize::from(part.is_some());
                    }
                    asked if get(profile, asked.path()).is_some_and(is_said) => progress.said += 1,
                    Asked::Ask(ask) => progress.open += usize::from(self.is_decision(ask)),
                    Asked::Table(_) => {}
                }
            }
            // A topic of several parts is off when all of them are.
            progress.is_off = switches > 0 && off == switches;
            if progress.is_off {
                progress.open = 0; // what is not in the project is not asked
            }
            progress.said += usize::from(topic.requirements && profile.get("requirements").is_some_and(is_said));
            progress
        };
        let named = |topic: &'_ (TopicData, Vec<Node>)| of(topic);
        self.topics.iter().map(|topic| Progress { topic: &topic.0.id, ..named(topic) }).collect()
    }

    /// Whether requirements, or the advice to introduce cloud-native at all, hang on the answer.
    fn is_decision(&self, ask: &Ask) -> bool {
        let note = self.notes.get(&ask.path);
        matches!(ask.kind, Kind::YesNo | Kind::Choice(_))
            && note.is_some_and(|note| !note.decides.is_empty() || note.meaning.is_some())
    }
}

/// How far a profile answers a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress<'g> {
    /// Name of the topic.
    pub topic: &'g str,
    /// Questions answered.
    pub said: usize,
    /// Questions without an answer on which requirements hang.
    pub open: usize,
    /// Whether its part is not in the project.
    pub is_off: bool,
}

fn is_said(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => fields.values().any(is_said),
        _ => true,
    }
}

fn fault(error: &toml::de::Error) -> Diagnostic {
    Diagnostic::error("questions", format!("{FILE} 파일을 읽을 수 없습니다: {}", error.message()))
        .hint("내장 파일과 같은 항목을 쓰세요")
        .file(FILE)
        .span(error.span().unwrap_or(0..0))
}

/// The topics with their questions. A part that no topic names is a topic of its own, so that no
/// field of the profile is forgotten.
fn topics(data: Data) -> Vec<(TopicData, Vec<Node>)> {
    let mut topics = data.topic;
    let named: Vec<String> = topics.iter().flat_map(|topic| topic.fields.clone()).collect();
    let is_named = |path: &str| {
        data.unasked.iter().any(|unasked| unasked == path)
            || named
                .iter()
                .any(|name| name == path || name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    };
    let parts = Shapes::builtin().record("Profile").map(|record| record.order.as_slice()).unwrap_or_default();
    for part in parts.iter().filter(|part| !is_named(part)) {
        let title = Labels::builtin().of_path(part).unwrap_or_else(|| part.clone());
        topics.push(TopicData { id: part.clone(), title, lead: None, fields: vec![part.clone()], requirements: false });
    }
    let asked = |topic: &TopicData| {
        let others: Vec<&String> =
            named.iter().chain(&data.unasked).filter(|name| !topic.fields.contains(name)).collect();
        let nodes = topic.fields.iter().flat_map(|field| questions(field)).collect();
        without(nodes, &others)
    };
    topics.into_iter().map(|topic| (topic.clone(), asked(&topic))).collect()
}

/// The questions that no other topic asks.
fn without(nodes: Vec<Node>, others: &[&String]) -> Vec<Node> {
    let kept = nodes.into_iter().filter_map(|node| match node {
        Node::Ask(ask) => (!others.contains(&&ask.path)).then_some(Node::Ask(ask)),
        Node::Table(table) => (!others.contains(&&table.path)).then_some(Node::Table(table)),
        Node::Group { path, label, nodes } => {
            let nodes = if others.contains(&&path) { Vec::new() } else { without(nodes, others) };
            (!nodes.is_empty()).then_some(Node::Group { path, label, nodes })
        }
    });
    kept.collect()
}

fn named(entry: &Entry) -> Named {
    Named { id: entry.id.text.clone(), title: sample(&entry.title.text).trim().to_owned() }
}

/// What the catalog does with each field.
fn notes(catalog: &Catalog, words: &Words) -> BTreeMap<String, Note> {
    let mut notes: BTreeMap<String, Note> = BTreeMap::new();
    for entry in &catalog.entries {
        let mut fields: Vec<&str> =
            entry.when.iter().flat_map(|clause| paths(&clause.text)).map(|(path, _)| path).collect();
        fields.extend(entry.for_each.map(|repeated| match repeated {
            Repeated::Services | Repeated::Interfaces => "application.domains",
            Repeated::Stores => "data_migration.stores",
        }));
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            notes.entry(field.to_owned()).or_default().decides.push(named(entry));
        }
    }
    let of_entries = catalog.entries.iter().flat_map(|entry| entry.parameters.iter().map(move |p| (Some(entry), p)));
    let of_parts = catalog.parts.iter().flat_map(|part| part.parameters.iter().map(|parameter| (None, parameter)));
    for (entry, parameter) in of_entries.chain(of_parts) {
        let note = notes.entry(parameter.field.clone()).or_default();
        if let Some(named) = entry.map(named).filter(|named| !note.prints.contains(named)) {
            note.prints.push(named);
        }
        note.question = note.question.take().or_else(|| parameter.label.clone());
        note.unit.clone_from(&parameter.unit);
        note.min = narrower(note.min, parameter.min, f64::max);
        note.max = narrower(note.max, parameter.max, f64::min);
        let default = parameter.default.as_ref().map(|value| match value {
            Value::Number(number) => {
                let digits = number.to_string();
                thousands(digits.strip_suffix(".0").unwrap_or(&digits)) + &parameter.unit
            }
            value => shown(&parameter.field, Some(value), words) + &parameter.unit,
        });
        note.default = note.default.take().or(default);
    }
    notes
}

fn narrower(known: Option<f64>, new: Option<f64>, choose: fn(f64, f64) -> f64) -> Option<f64> {
    known.into_iter().chain(new).reduce(choose)
}

/// The ten questions are asked in the guide's words.
fn ask_suitability(
    assets: &Assets,
    catalog: &Catalog,
    notes: &mut BTreeMap<String, Note>,
) -> Result<(), Vec<Diagnostic>> {
    let profile = Profile::default();
    let assessment = assess(&profile, &select(&profile, catalog, assets)?, assets)?;
    for question in assessment.suitability.groups.into_iter().flat_map(|group| group.questions) {
        let note = notes.entry(format!("plan.diagnosis.{}", question.field)).or_default();
        note.question = Some(format!("{}. {}", question.number, question.text));
        note.meaning = Some(question.meaning);
    }
    Ok(())
}
