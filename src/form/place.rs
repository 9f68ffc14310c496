//! Places in a profile's JSON: reading, setting and clearing a field by its path.

use serde_json::{Map, Value};

use crate::profile::{Shape, Shapes};

/// The value at a dotted path of field names.
pub(super) fn get<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

/// Sets a field, or takes it out when there is no value. A new field comes where the type declares
/// it. `type_name` is the type of `root`.
pub(super) fn set(root: &mut Value, type_name: &str, path: &str, value: Option<Value>) {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let here = root.get(name);
    let is_unsaid = here.is_none_or(Value::is_null);
    if value.is_none() && (is_unsaid || !root.is_object()) {
        return; // what was `null` stays so: the file says that nobody decided
    }
    let Some(map) = object(root) else { return };
    match (rest, value) {
        (None, None) => {
            map.shift_remove(name);
        }
        (None, Some(value)) => insert(map, type_name, name, value),
        (Some(rest), value) => {
            if is_unsaid {
                insert(map, type_name, name, Value::Object(Map::new()));
            }
            let inner = record_type(type_name, name).unwrap_or_default();
            if let Some(below) = map.get_mut(name) {
                set(below, &inner, rest, value);
            }
        }
    }
}

/// Puts a field before the first one that the type declares after it.
pub(super) fn insert(map: &mut Map<String, Value>, type_name: &str, name: &str, value: Value) {
    if let Some(here) = map.get_mut(name) {
        *here = value;
        return;
    }
    let order = Shapes::builtin().record(type_name).map(|record| record.order.as_slice()).unwrap_or_default();
    let rank = |name: &str| order.iter().position(|known| known == name);
    let own = rank(name).unwrap_or(usize::MAX);
    let at = map.keys().position(|key| rank(key).is_some_and(|other| other > own)).unwrap_or(map.len());
    map.shift_insert(at, name.to_owned(), value);
}

/// The type of a field that holds a record or a list of records.
pub(super) fn record_type(type_name: &str, field: &str) -> Option<String> {
    match &Shapes::builtin().record(type_name)?.fields.get(field)?.shape {
        Shape::Record(name) => Some(name.clone()),
        Shape::List(item) => match &item.shape {
            Shape::Record(name) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The value as an object; whatever else it was gives way.
fn object(value: &mut Value) -> Option<&mut Map<String, Value>> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut()
}
