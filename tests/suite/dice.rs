//! Any profile at all, from the schema: random, and the same in every run.

use serde_json::{Value, json};

/// Numbers that look random and are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// A place in a list of so many.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.roll(count as u64)).unwrap()
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()].clone()
    }

    /// Any value the schema allows.
    pub(crate) fn value(&mut self, schema: &Value, types: &Value) -> Value {
        if let Some(path) = schema["$ref"].as_str() {
            return self.value(&types[path.strip_prefix("#/$defs/").unwrap()], types);
        }
        for choice in ["anyOf", "oneOf"] {
            if let Some(options) = schema[choice].as_array() {
                let option = self.pick(options);
                return self.value(&option, types);
            }
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => self.pick(kinds),
            kind => kind.clone(),
        };
        let high = schema["maximum"].as_u64().unwrap_or(1_000);
        match kind.as_str().unwrap() {
            "null" => Value::Null,
            "boolean" => json!(self.roll(2) == 0),
            "integer" => json!(schema["minimum"].as_u64().unwrap_or(0).max(self.roll(high + 1))),
            "number" if self.roll(2) == 0 => json!(self.roll(high + 1)),
            "number" => json!(f64::from(u32::try_from(self.roll(high * 10)).unwrap()) / 10.0),
            "string" if schema["format"] == "date" => json!(self.pick(&["2026-01-31", "2024-02-29", "0001-12-01"])),
            "string" => json!(self.pick(&["가", "a\"\\b", "줄\n바꿈", "😀 <b>|`{{", "2026"])),
            "array" => (0..self.roll(3)).map(|_| self.value(&schema["items"], types)).collect(),
            "object" if schema["properties"].is_object() => {
                let required = schema["required"].as_array().cloned().unwrap_or_default();
                let fields = schema["properties"].as_object().unwrap().iter();
                let chosen =
                    fields.filter(|(name, _)| required.contains(&json!(name)) || self.roll(2) == 0).collect::<Vec<_>>();
                chosen.into_iter().map(|(name, slot)| (name.clone(), self.value(slot, types))).collect()
            }
            "object" => [("키", &schema["additionalProperties"])]
                .map(|(name, slot)| (name.to_owned(), self.value(slot, types)))
                .into_iter()
                .collect(),
            other => panic!("{other}"),
        }
    }

    /// Changes one place at random; `false` if the change is one that serde takes and the schema does not.
    pub(crate) fn spoil(&mut self, value: &mut Value) -> bool {
        if self.roll(4) != 0 {
            match value {
                Value::Array(items) if !items.is_empty() => {
                    let index = usize::try_from(self.roll(items.len() as u64)).unwrap();
                    return self.spoil(&mut items[index]);
                }
                Value::Object(map) if !map.is_empty() => {
                    let name = self.pick(&map.keys().cloned().collect::<Vec<_>>());
                    if self.roll(8) == 0 {
                        map.remove(&name);
                        return true;
                    }
                    if self.roll(8) == 0 {
                        map.insert(format!("{name}x"), json!(1));
                        return true;
                    }
                    return self.spoil(map.get_mut(&name).unwrap());
                }
                _ => {}
            }
        }
        let new = self.pick(&[
            json!(null),
            json!(true),
            json!(-1),
            json!(3),
            json!(2.5),
            json!("zz"),
            json!(""),
            json!(4_294_967_296_u64),
            json!(1e300),
            json!([]),
            json!({}),
            json!(-0.0),
            json!([null]),
            json!(u64::MAX),
        ]);
        let lists_as_records = matches!(value, Value::Object(_) | Value::Null) && new.is_array(); // serde reads `[]` as a struct
        *value = new;
        !lists_as_records
    }
}
