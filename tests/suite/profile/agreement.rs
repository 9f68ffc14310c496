//! Any profile at all: schema and types say the same, and no text makes the reader fall over.

use balju::diagnostic::Severity;
use balju::profile::{Profile, json_schema};
use serde_json::{Value, json};

use super::{application, mistakes};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()].clone()
    }

    /// Any value the schema allows.
    fn value(&mut self, schema: &Value, types: &Value) -> Value {
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
    fn spoil(&mut self, value: &mut Value) -> bool {
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

const OF_THE_FORM: [&str; 7] =
    ["unknown-field", "wrong-type", "unknown-value", "missing-field", "out-of-range", "empty-text", "bad-date"];

#[test]
fn schema_and_types_agree_on_any_profile() {
    let schema = json_schema();
    let mut dice = Dice(7);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..400 {
        let mut value = dice.value(&schema, &schema["$defs"]);
        let text = serde_json::to_string_pretty(&value).unwrap();
        let faults: Vec<_> = mistakes(&text).into_iter().filter(|found| OF_THE_FORM.contains(&found.code)).collect();
        assert!(faults.is_empty(), "{faults:#?}\n{text}");
        let profile: Profile = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(Profile::recover(&text).0, profile);

        if !dice.spoil(&mut value) || !value.is_object() {
            continue;
        }
        let text = serde_json::to_string_pretty(&value).unwrap();
        let faults: Vec<_> = mistakes(&text).into_iter().filter(|found| OF_THE_FORM.contains(&found.code)).collect();
        let read = serde_json::from_str::<Profile>(&text);
        match &read {
            Err(error) => assert!(!faults.is_empty(), "serde alone refuses: {error}\n{text}"),
            Ok(_) => assert!(
                faults.iter().all(|found| OF_THE_FORM[4..].contains(&found.code)),
                "serde alone accepts: {faults:#?}\n{text}"
            ),
        }
        if faults.is_empty() {
            good += 1
        } else {
            bad += 1
        }
        Profile::recover(&text);
    }
    assert!(good > 30 && bad > 100, "{good} {bad}");
}

#[test]
fn no_text_cut_or_scrambled_makes_it_fall_over() {
    let text =
        application(r#"[{"name": "접\uD83D\uDE00수", "size": {"data_functions": -1.5e3}, "calls": [{"to": "통치"}]}]"#);
    let mut dice = Dice(3);
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let (_, found) = Profile::recover(&text[..cut]);
        assert!(found.iter().any(|found| found.severity == Severity::Error), "{cut}");
        let mut scrambled: Vec<char> = text.chars().collect();
        for _ in 0..3 {
            let at = usize::try_from(dice.roll(scrambled.len() as u64)).unwrap();
            scrambled[at] =
                dice.pick(&['"', '\\', '{', ']', ',', ':', '\'', '/', '\n', 'é', '“', '0', '.', 'u', '\u{FEFF}']);
        }
        let scrambled: String = scrambled.into_iter().collect();
        let (_, found) = Profile::recover(&scrambled);
        for span in found.iter().filter_map(|found| found.span.clone()) {
            assert!(scrambled.get(span.clone()).is_some(), "{span:?} in {scrambled}");
        }
        let syntax = found.iter().any(|found| ["syntax", "lone-surrogate", "empty", "too-deep"].contains(&found.code));
        assert_eq!(syntax, serde_json::from_str::<Value>(&scrambled).is_err(), "{found:?}\n{scrambled}");
    }
}
