//! What can be asked of a profile: its schema as questions, groups and tables.

use crate::profile::{Labels, Shape, Shapes, Slot};

/// The form of an answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Whether a part is in the project; its values are kept when it is not.
    Switch,
    /// Yes, no, or nothing said.
    YesNo,
    /// A whole number within bounds.
    Whole { low: i128, high: i128 },
    /// A number within bounds.
    Number { low: f64, high: f64 },
    /// One line of text.
    Text,
    /// A number, a yes or no, or text: whatever the field it speaks of has.
    Scalar,
    /// A day.
    Date,
    /// One of several values.
    Choice(Vec<Choice>),
    /// Some of several values.
    Choices(Vec<Choice>),
    /// Several texts, one a line.
    Lines,
    /// Several small records, one a line, their fields apart by a bar.
    Pairs(Vec<Column>),
}

impl Kind {
    /// Whether an answer holds several values.
    pub(super) fn is_many(&self) -> bool {
        matches!(self, Self::Choices(_) | Self::Lines | Self::Pairs(_))
    }
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
}

/// A question: a field of the profile.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ask {
    pub(super) path: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
    pub(super) kind: Kind,
}

/// A list of records, as rows. A list within its records, and a list within those, is
/// flattened: a row says its own record and, where they differ from the row above, those over it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    pub(super) path: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
    pub(super) levels: Vec<Level>,
}

/// A list of a table, the outermost first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    /// Field of the record above that holds the list; the table's path for the first.
    pub(super) list: String,
    pub(super) columns: Vec<Column>,
}

/// A field of a record in a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Path from the table's record, lists passed by name: `subdomains.kind`.
    pub(super) name: String,
    /// Path from its own record: `size.data_functions`.
    pub(super) own: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
    pub(super) kind: Kind,
}

/// A piece of a topic.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Ask(Ask),
    Group { path: String, label: String, nodes: Vec<Node> },
    Table(Table),
}

/// A question or a table, without the groups it stands in.
pub(super) enum Asked<'n> {
    Ask(&'n Ask),
    Table(&'n Table),
}

impl<'n> Asked<'n> {
    pub(super) fn path(&self) -> &'n str {
        match self {
            Self::Ask(ask) => &ask.path,
            Self::Table(table) => &table.path,
        }
    }
}

impl Node {
    /// What it asks.
    pub(super) fn asked(&self) -> Vec<Asked<'_>> {
        match self {
            Self::Ask(ask) => vec![Asked::Ask(ask)],
            Self::Table(table) => vec![Asked::Table(table)],
            Self::Group { nodes, .. } => nodes.iter().flat_map(Self::asked).collect(),
        }
    }
}

/// The questions at and below a path; none where the profile has no such field.
/// Free keys are not asked: no form can know them.
pub(super) fn questions(path: &str) -> Vec<Node> {
    let Some(found) = Shapes::builtin().find(path) else { return Vec::new() };
    match node(found.owner, found.field, path, found.slot) {
        // The topic says the part's own name.
        Some(Node::Group { nodes, .. }) => nodes,
        other => other.into_iter().collect(),
    }
}

fn node(owner: &str, field: &str, path: &str, slot: &Slot) -> Option<Node> {
    let (label, help) = label(owner, field);
    match &slot.shape {
        Shape::Record(name) => Some(Node::Group { path: path.to_owned(), label, nodes: members(name, path) }),
        Shape::List(item) if matches!(item.shape, Shape::Record(_)) => {
            let Shape::Record(name) = &item.shape else { return None };
            let mut levels = Vec::new();
            level(name, path, "", &mut levels);
            Some(Node::Table(Table { path: path.to_owned(), label, help, levels }))
        }
        shape => {
            let is_part = path.split_once('.').is_some_and(|(_, rest)| rest == "enabled") && !slot.nullable;
            let kind = if is_part { Kind::Switch } else { kind(shape)? };
            Some(Node::Ask(Ask { path: path.to_owned(), label, help, kind }))
        }
    }
}

fn members(owner: &str, above: &str) -> Vec<Node> {
    let Some(record) = Shapes::builtin().record(owner) else { return Vec::new() };
    let fields = record.order.iter().filter_map(|name| Some((name, record.fields.get(name)?)));
    fields.filter_map(|(name, slot)| node(owner, name, &format!("{above}.{name}"), slot)).collect()
}

/// Adds the list of a type's records, and the list within them.
fn level(owner: &str, list: &str, above: &str, levels: &mut Vec<Level>) {
    let mut columns = Vec::new();
    let mut below = None;
    collect(owner, above, "", &mut columns, &mut below);
    levels.push(Level { list: list.to_owned(), columns });
    if let Some((field, name)) = below {
        let above = format!("{above}{field}.");
        level(&name, &field, &above, levels);
    }
}

/// The columns of a type; `below` is the list of records within it.
fn collect(owner: &str, above: &str, inside: &str, columns: &mut Vec<Column>, below: &mut Option<(String, String)>) {
    let Some(record) = Shapes::builtin().record(owner) else { return };
    for name in &record.order {
        let Some(slot) = record.fields.get(name) else { continue };
        let own = format!("{inside}{name}");
        match &slot.shape {
            Shape::Record(inner) => collect(inner, above, &format!("{own}."), columns, below),
            Shape::List(item) if matches!(&item.shape, Shape::Record(inner) if pairs(inner).is_none()) => {
                if let Shape::Record(inner) = &item.shape {
                    *below = Some((own, inner.clone()));
                }
            }
            shape => {
                let (label, help) = label(owner, name);
                let kind = kind(shape);
                columns.extend(kind.map(|kind| Column { name: format!("{above}{own}"), own, label, help, kind }));
            }
        }
    }
}

fn kind(shape: &Shape) -> Option<Kind> {
    Some(match shape {
        Shape::Bool => Kind::YesNo,
        Shape::Integer { low, high } => Kind::Whole { low: *low, high: *high },
        Shape::Number { low, high } => Kind::Number { low: *low, high: *high },
        Shape::Text { .. } => Kind::Text,
        Shape::Scalar => Kind::Scalar,
        Shape::Date => Kind::Date,
        Shape::Choice(name) => Kind::Choice(choices(name)),
        Shape::List(item) => match &item.shape {
            Shape::Choice(name) => Kind::Choices(choices(name)),
            Shape::Record(name) => Kind::Pairs(pairs(name)?),
            Shape::Text { .. } => Kind::Lines,
            _ => return None,
        },
        Shape::Map(_) | Shape::Record(_) => return None,
    })
}

/// The fields of a record so small that a line says it.
fn pairs(owner: &str) -> Option<Vec<Column>> {
    let record = Shapes::builtin().record(owner)?;
    let column = |name: &String| {
        let shape = &record.fields.get(name)?.shape;
        let kind = match shape {
            Shape::List(_) => None,
            shape => kind(shape),
        }?;
        let (label, help) = label(owner, name);
        Some(Column { name: name.clone(), own: name.clone(), label, help, kind })
    };
    let columns: Option<Vec<Column>> = record.order.iter().map(column).collect();
    columns.filter(|columns| columns.len() <= 2)
}

fn choices(name: &str) -> Vec<Choice> {
    let values = Shapes::builtin().choices(name).into_iter().flatten();
    values.map(|value| Choice { value: value.clone(), label: label(name, value).0 }).collect()
}

/// The Korean name of a type's field or value, and what is said of it; its own name where it has none.
fn label(owner: &str, field: &str) -> (String, Option<String>) {
    let known = Labels::builtin().field(owner, field);
    known.map_or_else(|| (field.to_owned(), None), |known| (known.label.clone(), known.help.clone()))
}
