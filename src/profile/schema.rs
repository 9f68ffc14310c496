//! The profile's JSON Schema, with Korean titles: for editors, the page and the checks.

mod labels;
mod shape;

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value, json};

use super::Profile;
pub use labels::{Label, Labels};
pub(crate) use shape::{Record, Shape, Shapes, Slot};

/// The texts of `templates/profile`.
static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/profile");

/// The schema as schemars makes it: English, with the defaults of the types.
fn raw() -> Value {
    schemars::schema_for!(Profile).to_value()
}

static FINISHED: LazyLock<Value> = LazyLock::new(|| finish(raw(), Labels::builtin()));

/// The JSON Schema of a profile, draft 2020-12, titles and descriptions in Korean.
pub fn json_schema() -> Value {
    FINISHED.clone()
}

/// The values an enumerated field allows, such as `cloud.deployment`; `None` for any other field.
pub fn enum_values(path: &str) -> Option<Vec<String>> {
    let shapes = Shapes::builtin();
    let name = shapes.find(path)?.slot.shape.choice()?;
    shapes.choices(name).map(<[String]>::to_vec)
}

/// Whether a profile may hold the path. List items are addressed by field: `application.domains.name`.
pub fn known_path(path: &str) -> bool {
    Shapes::builtin().find(path).is_some()
}

fn finish(mut schema: Value, labels: &Labels) -> Value {
    if let Some(types) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, definition) in types {
            finish_type(name, definition, labels);
        }
    }
    finish_type("Profile", &mut schema, labels);
    schema["title"] = json!("balju 사업 프로필");
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}

fn finish_type(name: &str, definition: &mut Value, labels: &Labels) {
    strip(definition);
    if let Some(fields) = definition.get_mut("properties").and_then(Value::as_object_mut) {
        for (field, slot) in fields {
            let Some(slot) = slot.as_object_mut() else { continue };
            strip_default(slot);
            if let Some(label) = labels.field(name, field) {
                slot.insert("title".to_owned(), json!(label.label));
                slot.insert("description".to_owned(), json!(label.described()));
            }
        }
    }
    if let Some(options) = definition.get_mut("oneOf").and_then(Value::as_array_mut) {
        for option in options {
            let value = option["const"].clone();
            let title = value.as_str().and_then(|value| labels.field(name, value)).map(|label| label.label.as_str());
            *option = json!({ "const": value, "title": title.or(value.as_str()) });
        }
        definition["type"] = json!("string");
    }
}

/// Removes the English descriptions at every depth of one type; `properties` holds names, not keywords.
fn strip(definition: &mut Value) {
    let Some(map) = definition.as_object_mut() else { return };
    map.remove("description");
    for (keyword, inner) in map {
        match (keyword.as_str(), inner) {
            ("properties", Value::Object(fields)) => fields.values_mut().for_each(strip),
            ("anyOf" | "oneOf", Value::Array(options)) => options.iter_mut().for_each(strip),
            ("items" | "additionalProperties", inner) => strip(inner),
            _ => {}
        }
    }
}

/// Nobody decided is not zero: only `enabled` has a default worth telling.
fn strip_default(slot: &mut Map<String, Value>) {
    if slot.get("default") != Some(&Value::Bool(true)) {
        slot.remove("default");
    }
}
