//! What the form asks, and that what it shows comes back.

use std::collections::{BTreeMap, BTreeSet};

use balju::form::{Edit, Item, RowEdit};
use serde_json::{Value, json};

use super::{form_of, merged, sent, shown};
use crate::dice::Dice;
use crate::web::EXAMPLES;

/// Every field of the profile that can be said, by its path; a list of records by its own.
fn fields(schema: &Value, types: &Value, path: &str, out: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str() {
        return fields(&types[target.strip_prefix("#/$defs/").unwrap()], types, path, out);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        return options
            .iter()
            .filter(|option| option["type"] != "null")
            .for_each(|option| fields(option, types, path, out));
    }
    if let Some(members) = schema["properties"].as_object() {
        for (name, slot) in members {
            fields(slot, types, &format!("{path}{}{name}", if path.is_empty() { "" } else { "." }), out);
        }
    } else {
        out.insert(path.to_owned());
    }
}

#[test]
fn every_field_is_asked_by_one_topic_or_listed_as_unasked() {
    let schema = balju::profile::json_schema();
    let mut all = BTreeSet::new();
    fields(&schema, &schema["$defs"], "", &mut all);
    assert!(all.len() > 200, "{}", all.len());
    let mut asked: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for topic in &shown(&json!({})).topics {
        for item in topic.groups.iter().flat_map(|group| group.items.iter().chain(&group.minor)) {
            let path = match item {
                Item::Field(control) => &control.name,
                Item::Table(grid) => &grid.path,
            };
            asked.entry(path.clone()).or_default().push(topic.id.clone());
        }
    }
    let data: toml::Table = toml::from_str(balju::Assets::builtin().text("web/questions.toml")).unwrap();
    let unasked: Vec<&str> = data["unasked"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    let is_unasked = |field: &String| {
        unasked.iter().any(|path| field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    };
    for field in &all {
        let topics = asked.get(field).map_or(0, Vec::len);
        assert_eq!(topics, usize::from(!is_unasked(field)), "{field}: {:?}", asked.get(field));
    }
    for path in asked.keys() {
        assert!(all.contains(path), "{path} is no field");
    }
    for path in unasked {
        assert!(path == "$schema" || all.iter().any(|field| field.starts_with(path)), "{path} is no field");
    }
}

#[test]
fn an_example_shown_and_sent_back_is_the_same() {
    for (name, text) in EXAMPLES {
        let profile: Value = serde_json::from_str(text).unwrap();
        let fields = sent(&shown(&profile));
        assert!(fields.len() > 500, "{name}: {}", fields.len());
        let after = merged(&profile, &fields, None).profile;
        assert_eq!(after.to_string(), profile.to_string(), "{name}");
    }
}

#[test]
fn the_form_alone_holds_the_whole_example() {
    for (name, text) in EXAMPLES {
        let mut profile: Value = serde_json::from_str(text).unwrap();
        let after = merged(&Value::Null, &sent(&shown(&profile)), None).profile;
        let map = profile.as_object_mut().unwrap();
        map.remove("$schema");
        assert_eq!(after, profile, "{name}");
    }
}

#[test]
fn any_profile_shown_and_sent_back_is_the_same() {
    let schema = balju::profile::json_schema();
    let mut dice = Dice::new(29);
    for round in 0..150 {
        let mut profile = dice.value(&schema, &schema["$defs"]);
        for _ in 0..round % 5 {
            dice.spoil(&mut profile);
        }
        if !profile.is_object() {
            continue;
        }
        let after = merged(&profile, &sent(&shown(&profile)), None).profile;
        assert_eq!(after.to_string(), profile.to_string(), "round {round}");
    }
}

#[test]
fn rows_made_anew_are_the_same() {
    let schema = balju::profile::json_schema();
    let mut dice = Dice::new(31);
    let mut tables = 0;
    for round in 0..60 {
        let mut profile = dice.value(&schema, &schema["$defs"]);
        if round % 3 == 0 {
            dice.spoil(&mut profile);
        }
        if !profile.is_object() {
            continue;
        }
        let form = shown(&profile);
        let fields = sent(&form);
        let grids = form.topics.iter().flat_map(|topic| &topic.groups).flat_map(|group| &group.items);
        for grid in grids.filter_map(|item| match item {
            Item::Table(grid) if grid.rows.len() > 1 => Some(grid),
            _ => None,
        }) {
            // An empty row more: the list is gathered from its rows, though none says anything else.
            for row in 0..grid.rows.len() {
                let edit = Edit { table: grid.path.clone(), row, what: RowEdit::Insert };
                let after = merged(&profile, &fields, Some(&edit));
                assert_eq!(after.profile.to_string(), profile.to_string(), "round {round}: {}", grid.path);
                let rows = super::grid(&form_of(&after), &grid.path).rows.len();
                assert_eq!(rows, grid.rows.len() + 1, "{}", grid.path);
                tables += 1;
            }
        }
    }
    assert!(tables > 200, "{tables}");
}

#[test]
fn boxes_keep_the_order_in_which_they_were_ticked() {
    let before = json!({ "project": { "payment": ["sla", "function_point", "sla", "odd"] } });
    let fields = sent(&shown(&before));
    assert_eq!(merged(&before, &fields, None).profile, before);
    let name = "project.payment".to_owned();
    let ticked = [fields.clone(), vec![(name.clone(), "fixed".to_owned())]].concat();
    let expected = json!(["sla", "function_point", "sla", "odd", "fixed"]);
    assert_eq!(merged(&before, &ticked, None).profile["project"]["payment"], expected);
    let unticked: super::Fields =
        fields.iter().filter(|(known, text)| *known != name || text != "sla").cloned().collect();
    assert_eq!(merged(&before, &unticked, None).profile["project"]["payment"], json!(["function_point", "odd"]));
    let none: super::Fields = fields.into_iter().filter(|(known, text)| *known != name || text.is_empty()).collect();
    assert_eq!(merged(&before, &none, None).profile, json!({ "project": {} }));
}

#[test]
fn what_the_form_does_not_ask_or_cannot_show_stays() {
    let profile = json!({
        "zzz": { "kept": [1, null] },
        "project": { "name": 5, "unknown": true, "budget": "많이" },
        "api_gateway": { "enabled": false, "qos": [1], "oops": {} },
        "application": { "domains": [null, 3, { "name": "가", "x": 1, "subdomains": "없음" }, {}], "architecture": "new" },
        "values": { "a.b": 1, "c": { "d": 2 } },
        "requirements": { "include": "all", "exclude": [{ "id": "nobody" }, 4], "more": 1 },
        "confirmed": [{ "field": "x", "value": 0.50 }, "y"],
        "containers": "예",
    });
    let form = shown(&profile);
    assert_eq!(merged(&profile, &sent(&form), None).profile.to_string(), profile.to_string());
    // Also when something else is said.
    let after = super::with(&profile, "project.agency", "가나다청");
    let mut expected = profile.clone();
    expected["project"]["agency"] = json!("가나다청");
    assert_eq!(after, expected);
}

#[test]
fn a_page_that_asks_little_changes_little() {
    let profile: Value = serde_json::from_str(EXAMPLES[0].1).unwrap();
    assert_eq!(merged(&profile, &[], None).profile, profile);
    let one = [("project.name".to_owned(), "새 이름".to_owned())];
    let mut expected = profile.clone();
    expected["project"]["name"] = json!("새 이름");
    assert_eq!(merged(&profile, &one, None).profile.to_string(), expected.to_string());
}
