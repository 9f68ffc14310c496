//! The schema as small types: what may stand at each place of a profile.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

/// What a place holds, and whether `null` may stand there.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) shape: Shape,
    pub(crate) nullable: bool,
}

/// What a value must be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// `true` or `false`.
    Bool,
    /// A whole number within bounds.
    Integer { low: i128, high: i128 },
    /// A number within bounds.
    Number { low: f64, high: f64 },
    /// A string; `filled` ones may not be empty.
    Text { filled: bool },
    /// A calendar date.
    Date,
    /// One of the values of the named enumeration.
    Choice(String),
    /// A yes or no, a number or a string.
    Scalar,
    /// A list of one kind.
    List(Box<Slot>),
    /// An object with free keys.
    Map(Box<Slot>),
    /// An object of the named type.
    Record(String),
}

/// The fields of an object.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) fields: BTreeMap<String, Slot>,
    /// Their names in the order in which the type declares them.
    #[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "the page alone asks in this order"))]
    pub(crate) order: Vec<String>,
    pub(crate) required: Vec<String>,
}

/// Every type of the profile.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    records: BTreeMap<String, Record>,
    choices: BTreeMap<String, Vec<String>>,
}

/// A field found by its path.
pub(crate) struct Found<'a> {
    /// The type that has the field.
    pub(crate) owner: &'a str,
    /// The field's own name.
    pub(crate) field: &'a str,
    /// What stands there.
    pub(crate) slot: &'a Slot,
}

static BUILTIN: LazyLock<Shapes> = LazyLock::new(|| Shapes::read(&super::raw()));

impl Shape {
    /// The name of the enumeration, inside lists too.
    pub(crate) fn choice(&self) -> Option<&str> {
        match self {
            Self::Choice(name) => Some(name),
            Self::List(item) => item.shape.choice(),
            _ => None,
        }
    }
}

impl Shapes {
    /// The types of [`crate::profile::Profile`].
    pub(crate) fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The fields of a type.
    pub(crate) fn record(&self, name: &str) -> Option<&Record> {
        self.records.get(name)
    }

    /// The values of an enumeration.
    pub(crate) fn choices(&self, name: &str) -> Option<&[String]> {
        self.choices.get(name).map(Vec::as_slice)
    }

    /// The field at a path, list indexes ignored.
    pub(crate) fn find(&self, path: &str) -> Option<Found<'_>> {
        let mut found: Option<Found<'_>> = None;
        for segment in path.split('.') {
            let name = segment.split('[').next().unwrap_or(segment);
            found = Some(match found {
                None => self.member("Profile", name)?,
                Some(above) => match inner(&above.slot.shape) {
                    Shape::Record(owner) => self.member(owner, name)?,
                    Shape::Map(item) if !name.is_empty() => Found { slot: item, ..above },
                    Shape::Scalar if above.field == "values" => above, // a key with a dot in it
                    _ => return None,
                },
            });
        }
        found
    }

    /// Every path of the profile in which a list item is addressed by field; free keys are left out.
    pub(crate) fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.descend("Profile", "", &mut paths);
        paths
    }

    fn descend(&self, owner: &str, above: &str, paths: &mut Vec<String>) {
        for (name, slot) in self.record(owner).into_iter().flat_map(|record| &record.fields) {
            let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
            if let Shape::Record(inner) = inner(&slot.shape) {
                self.descend(inner, &path, paths);
            }
            paths.push(path);
        }
    }

    fn member(&self, owner: &str, name: &str) -> Option<Found<'_>> {
        let (owner, record) = self.records.get_key_value(owner)?;
        let (field, slot) = record.fields.get_key_value(name)?;
        Some(Found { owner, field, slot })
    }

    fn read(schema: &Value) -> Self {
        let mut shapes = Self::default();
        let types = &schema["$defs"];
        let named = types.as_object().into_iter().flatten().map(|(name, definition)| (name.as_str(), definition));
        for (name, definition) in named.chain([("Profile", schema)]) {
            if let Some(options) = definition["oneOf"].as_array() {
                let values = options.iter().filter_map(|option| option["const"].as_str().map(str::to_owned));
                shapes.choices.insert(name.to_owned(), values.collect());
            } else if let Some(fields) = definition["properties"].as_object() {
                let order = fields.keys().cloned().collect();
                let fields = fields.iter().map(|(field, slot)| (field.clone(), slot_of(slot, types))).collect();
                let required = definition["required"].as_array().into_iter().flatten();
                let required = required.filter_map(|field| field.as_str().map(str::to_owned)).collect();
                shapes.records.insert(name.to_owned(), Record { fields, order, required });
            }
        }
        shapes
    }
}

/// What a list, however nested, holds.
fn inner(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(item) => inner(&item.shape),
        shape => shape,
    }
}

fn slot_of(schema: &Value, types: &Value) -> Slot {
    let is_null = |option: &&Value| option["type"] == "null";
    let options = schema["anyOf"].as_array();
    let nullable = options.is_some_and(|options| options.iter().any(|option| is_null(&option)))
        || schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
    let said = options.and_then(|options| options.iter().find(|option| !is_null(option))).unwrap_or(schema);
    Slot { shape: shape_of(said, types), nullable }
}

fn shape_of(schema: &Value, types: &Value) -> Shape {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        let definition = &types[name];
        return match name {
            _ if definition["oneOf"].is_array() => Shape::Choice(name.to_owned()),
            _ if definition["anyOf"].is_array() => Shape::Scalar,
            _ => Shape::Record(name.to_owned()),
        };
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find_map(|kind| kind.as_str().filter(|kind| *kind != "null")),
        kind => kind.as_str(),
    };
    match kind {
        Some("boolean") => Shape::Bool,
        Some("integer") => integer(schema),
        Some("number") => Shape::Number {
            low: schema["minimum"].as_f64().unwrap_or(f64::NEG_INFINITY),
            high: schema["maximum"].as_f64().unwrap_or(f64::INFINITY),
        },
        Some("array") => Shape::List(Box::new(slot_of(&schema["items"], types))),
        Some("object") => Shape::Map(Box::new(slot_of(&schema["additionalProperties"], types))),
        _ if schema["format"] == "date" => Shape::Date,
        _ => Shape::Text { filled: schema["minLength"].as_u64().is_some_and(|length| length > 0) },
    }
}

/// A whole number's bounds: what its type holds, narrowed by what the schema says.
fn integer(schema: &Value) -> Shape {
    let (lowest, highest) = match schema["format"].as_str() {
        Some("uint8") => (0, i128::from(u8::MAX)),
        Some("uint32") => (0, i128::from(u32::MAX)),
        Some("int64") => (i128::from(i64::MIN), i128::from(i64::MAX)),
        _ => (0, i128::from(u64::MAX)),
    };
    let bound = |keyword: &str| schema[keyword].as_i64().map(i128::from);
    Shape::Integer { low: bound("minimum").unwrap_or(lowest), high: bound("maximum").unwrap_or(highest).min(highest) }
}
