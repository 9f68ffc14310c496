//! From a mistake to the control that mends it, on the page itself.

use std::collections::BTreeSet;

use balju::check::Rulebook;
use balju::document::Layout;
use balju::form::{Control, Item};
use balju::words::Words;
use balju::{Assets, Options};
use serde_json::{Value, json};

use super::{GUIDE, merged};
use crate::web::{EXAMPLES, Server, fields};

#[test]
fn a_place_of_the_profile_is_changed_by_a_control_of_the_page() {
    let profile: Value = serde_json::from_str(EXAMPLES[0].1).unwrap();
    let mut profile = profile;
    profile["requirements"] =
        json!({ "include": [{ "id": "csr-metrics", "reason": "" }, { "id": "nobody", "reason": "x" }] });
    profile["confirmed"] = json!([{ "field": "operations.rto_minutes", "value": 1 }]);
    let fields = super::sent(&super::shown(&profile));
    let names: BTreeSet<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    let merged = merged(&profile, &fields, None);
    let domain = "application.domains";
    for (path, control) in [
        ("project.name", Some("project.name")),
        ("api_gateway.enabled", Some("api_gateway.enabled")),
        ("requirements.include[0].reason", Some("reason:csr-metrics")),
        ("requirements.include[0]", Some("reason:csr-metrics")),
        ("requirements.include[1].id", None),
        ("confirmed[0].value", Some("confirmed[0].value")),
        ("confirmed[0].nothing", Some("confirmed[0].field")),
        ("confirmed[7].value", Some("confirmed[0].field")),
        (domain, Some("application.domains[0].name")),
        (
            "application.domains[0].subdomains[0].contexts[0].services[0].name",
            Some("application.domains[0].subdomains.contexts.services.name"),
        ),
        (
            "application.domains[0].subdomains[0].contexts[0].services[0].calls[0].to",
            Some("application.domains[0].subdomains.contexts.services.calls"),
        ),
        ("values.nobody", None),
        ("unknown", None),
        ("unknown.field[3].x", None),
        ("api_gateway.unknown", None),
        ("", None),
    ] {
        assert_eq!(merged.control(path, &GUIDE), control, "{path}");
        assert!(control.is_none_or(|control| names.contains(control)), "{path}: no {control:?} on the page");
    }
    // The second domain's first record stands in a row further down.
    let second = merged.control("application.domains[1].subdomains[0].name", &GUIDE).unwrap();
    let value = &fields.iter().find(|(name, _)| name == second).unwrap().1;
    assert_eq!(value, profile["application"]["domains"][1]["subdomains"][0]["name"].as_str().unwrap());
}

#[test]
fn every_fault_of_a_page_leads_to_a_control_or_a_topic_on_it() {
    let server = Server::new();
    let profile = json!({
        "project": { "name": "가".repeat(3), "date": "내일", "phases": 99_999 },
        "api_gateway": { "enabled": "maybe", "qos": { "limit_per_second": "많이" }, "zzz": 1 },
        "application": { "domains": [{ "name": "가", "subdomains": [{ "name": "나", "kind": "x", "contexts": [{ "name": "다", "services": [
            { "name": "라", "size": { "data_functions": "셋" }, "calls": [{ "to": "없음", "mode": "asynchronous" }, { "to": "라", "mode": "?" }] },
            { "name": "라" } ] }] }] }] },
        "requirements": { "include": [{ "id": "csr-metrics" }, { "id": "nobody", "reason": "x" }] },
        "confirmed": [{ "field": "no.such" }],
        "values": { "nobody": 1 },
        "catalog_version": "1900.1",
    })
    .to_string();
    let form = server.form(&profile);
    let names: BTreeSet<&str> = form.iter().map(|(name, _)| name.as_str()).collect();
    let view = server.post("/preview", &form).json();
    let faults = view["faults"].as_array().unwrap();
    assert!(faults.len() >= 10, "{faults:#?}");
    let mut with_control = 0;
    for fault in faults {
        let control = fault["control"].as_str();
        assert!(control.is_none_or(|control| names.contains(control)), "{fault}");
        with_control += usize::from(control.is_some());
        let topic = fault["topic"].as_str();
        assert!(topic.is_none_or(|topic| view["topics"][topic].is_object()), "{fault}");
    }
    assert!(with_control * 3 > faults.len() * 2, "{faults:#?}");
}

#[test]
fn the_page_sends_back_what_it_shows() {
    let server = Server::new();
    for (name, text) in EXAMPLES {
        let form = server.form(text);
        assert_eq!(server.profile(&form), text, "{name}");
        // And the page is the model's: the same names and texts.
        let profile: Value = serde_json::from_str(text).unwrap();
        let expected: BTreeSet<(String, String)> = super::sent(&super::shown(&profile)).into_iter().collect();
        let own: BTreeSet<(String, String)> =
            form.into_iter().filter(|(name, _)| !["token", "profile", "outline"].contains(&name.as_str())).collect();
        let missing: Vec<_> = expected.difference(&own).collect();
        let other: Vec<_> = own.difference(&expected).collect();
        assert!(
            missing.is_empty() && other.is_empty(),
            "{name}: not on the page {missing:?}, not in the model {other:?}"
        );
    }
}

#[test]
fn the_page_sends_back_any_profile() {
    let schema = balju::profile::json_schema();
    let server = Server::new();
    let mut dice = crate::dice::Dice::new(37);
    for round in 0..12 {
        let mut profile = dice.value(&schema, &schema["$defs"]);
        if round % 2 == 0 {
            dice.spoil(&mut profile);
        }
        if profile.is_object() {
            let text = profile.to_string();
            let after = server.profile(&server.form(&text));
            assert!(after == text, "round {round}: {}", difference(&after, &text));
        }
    }
}

/// Where two texts part.
fn difference(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let near = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..text.len().min(at + 60)]).into_owned()
    };
    format!("{}\n{}", near(one), near(other))
}

#[test]
fn a_change_to_a_table_comes_back_as_a_page() {
    let server = Server::new();
    let mut form = server.form(EXAMPLES[0].1);
    form.push(("edit".to_owned(), "remove application.domains 0".to_owned()));
    let answer = server.post("/form", &form);
    let after: Value = serde_json::from_str(
        &crate::web::controls::of(answer.text()).iter().find(|(name, _)| name == "profile").unwrap().1,
    )
    .unwrap();
    let before: Value = serde_json::from_str(EXAMPLES[0].1).unwrap();
    assert_ne!(after["application"]["domains"], before["application"]["domains"]);
    assert_eq!(after["project"], before["project"]);
    for edit in [
        "remove",
        "remove x 1",
        "remove application.domains",
        "remove application.domains -1",
        "remove application.domains 99",
        "explode application.domains 1",
        "",
    ] {
        let mut form = server.form(EXAMPLES[0].1);
        form.push(("edit".to_owned(), edit.to_owned()));
        assert_eq!(server.profile(&form), EXAMPLES[0].1, "{edit}");
    }
    assert_eq!(server.post("/form", &fields(&[("edit", "insert application.domains 0")])).status.as_u16(), 200);
}

#[test]
fn names_in_other_data_are_chosen_and_each_is_one() {
    let profile = json!({
        "project": { "name": "가" },
        "api_gateway": {},
        "records": [{ "step": "남의 단계", "content": "나" }],
        "silenced": [{ "rule": "vague-time", "reason": "다" }],
        "document": { "layout": "short", "rows": ["level"] },
    });
    let form = super::shown(&profile);
    let items =
        form.topics.iter().flat_map(|topic| &topic.groups).flat_map(|group| group.items.iter().chain(&group.minor));
    let controls: Vec<&Control> = items
        .flat_map(|item| match item {
            Item::Field(control) => vec![control],
            Item::Table(grid) => grid.rows.iter().flat_map(|row| &row.cells).collect(),
        })
        .collect();
    let options = |name: &str| -> Vec<(String, String, bool)> {
        let control = controls.iter().find(|control| control.name == name).unwrap_or_else(|| panic!("{name}"));
        control.options.iter().map(|one| (one.value.clone(), one.label.clone(), one.chosen)).collect()
    };
    let chosen = |name: &str| -> Vec<String> {
        options(name).into_iter().filter(|(.., chosen)| *chosen).map(|(value, ..)| value).collect()
    };
    let steps = options("records[0].step");
    assert!(steps.contains(&("question".to_owned(), "질의응답".to_owned(), false)), "{steps:?}");
    assert_eq!(chosen("records[0].step"), ["남의 단계"], "what the data does not know is shown too");
    assert_eq!(chosen("silenced[0].rule"), ["vague-time"]);
    assert_eq!(chosen("document.layout"), ["short"]);
    assert_eq!(chosen("document.rows"), ["level"]);
    // Whatever is chosen, the profile's readers know it.
    let rulebook = Rulebook::read(&Assets::builtin()).unwrap();
    let rules = options("silenced[0].rule");
    assert_eq!(rules.len(), rulebook.rules().count());
    assert!(rules.iter().all(|(value, ..)| rulebook.rule(value).is_some()));
    for (path, name) in [("/records/0/step", "records[0].step"), ("/document/layout", "document.layout")] {
        for (value, ..) in options(name).into_iter().filter(|(value, ..)| value != "남의 단계") {
            let mut profile = profile.clone();
            profile["records"][0]["step"] = json!("question");
            *profile.pointer_mut(path).unwrap() = json!(value);
            let profile = crate::common::profile(&profile.to_string());
            assert!(crate::common::made(&profile, &crate::common::catalog(), &Options::default()).is_ok(), "{value}");
        }
    }
    let rows: Vec<String> = options("document.rows").into_iter().map(|(value, ..)| value).collect();
    let words = Words::read(&Assets::builtin()).unwrap();
    assert!(Layout::read("full", &rows, &Assets::builtin(), &words).is_ok(), "{rows:?}");
    assert_eq!(rows.len(), 2);
}
