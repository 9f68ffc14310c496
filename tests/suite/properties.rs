//! Any valid profile: a whole document, unique numbers, the same bytes twice.

use std::collections::BTreeSet;

use balju::{Format, Options, Profile};
use serde_json::Value;

use crate::common::{catalog, codes, made, written};
use crate::dice::Dice;

/// Brings a random profile into the catalog's bounds, and takes out what names
/// things that do not exist.
fn tame(value: &mut Value, catalog: &balju::Catalog) {
    for field in ["document", "requirements", "confirmed", "values", "catalog_version", "issued", "records"] {
        value.as_object_mut().unwrap().remove(field);
    }
    for parameter in
        catalog.entries.iter().flat_map(|e| &e.parameters).chain(catalog.parts.iter().flat_map(|p| &p.parameters))
    {
        let pointer = format!("/{}", parameter.field.replace('.', "/"));
        let Some(place) = value.pointer_mut(&pointer) else { continue };
        let Some(number) = place.as_f64() else { continue };
        if parameter.min.is_some_and(|min| number < min) || parameter.max.is_some_and(|max| number > max) {
            *place = Value::Null;
        }
    }
}

fn without_markup(value: &mut Value) {
    match value {
        Value::String(text) if text.contains("{{") => "값".clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(without_markup),
        Value::Object(map) => map.values_mut().for_each(without_markup),
        _ => {}
    }
}

#[test]
fn any_valid_profile_makes_a_whole_document() {
    let schema = balju::profile::json_schema();
    let catalog = catalog();
    let mut dice = Dice::new(11);
    let mut documents = 0;
    for round in 0..150 {
        let mut value = dice.value(&schema, &schema["$defs"]);
        tame(&mut value, &catalog);
        without_markup(&mut value);
        let profile: Profile = serde_json::from_value(value.clone()).unwrap();
        let document = match made(&profile, &catalog, &Options::default()) {
            Ok(document) => document,
            Err(faults) => {
                assert_eq!(codes(&faults), ["empty-selection"], "round {round}: {faults:#?}\n{value:#}");
                continue;
            }
        };
        documents += 1;
        let numbers: BTreeSet<&str> = document.requirements.iter().map(|r| r.number.as_str()).collect();
        assert_eq!(numbers.len(), document.requirements.len(), "round {round}");
        assert_eq!(document.categories.iter().map(|c| c.count).sum::<usize>(), document.requirements.len());
        let again = made(&profile, &catalog, &Options::default()).unwrap();
        for format in [Format::Markdown, Format::Html, Format::Json] {
            let text = written(&document, format);
            for left in ["{{", "{%", "을(를)", "이(가)", "은(는)", "와(과)", "(으)로", "\u{E000}", "\u{E005}"]
            {
                assert!(!text.contains(left), "round {round}, {format:?}: {left}\n{value:#}");
            }
            assert_eq!(text, written(&again, format), "round {round}, {format:?}");
        }
        for requirement in &document.requirements {
            assert!(
                requirement.details.len() >= 5,
                "round {round}: {} has {} items",
                requirement.id,
                requirement.details.len()
            );
            assert!(!requirement.acceptance.is_empty(), "round {round}: {}", requirement.id);
            for content in requirement.details.iter().chain(&requirement.acceptance) {
                let text = balju::block::plain(content);
                assert!(text.ends_with('함') || text.ends_with(')'), "round {round}: {}: {text}", requirement.id);
                assert!(
                    !text.contains("  ") && !text.contains(" ,") && !text.contains("()"),
                    "{}: {text}",
                    requirement.id
                );
            }
        }
    }
    assert!(documents > 100, "{documents}");
}
