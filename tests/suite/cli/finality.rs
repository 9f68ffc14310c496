//! `--final`: a document of which every value has been decided, or none at all.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Desk, SMALL, examples};

const MARKS: [&str; 4] = ["기본값</sup>", "[확정 필요]", "<mark", "초안"];

/// A value that the schema allows at a path.
fn sample(schema: &Value, path: &str) -> Value {
    let mut at = schema;
    for name in path.split('.') {
        at = &followed(schema, at)["properties"][name];
    }
    value(schema, at)
}

/// The schema that a reference or an optional value stands for.
fn followed<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    if let Some(to) = schema["$ref"].as_str() {
        return followed(root, root.pointer(&to[1..]).unwrap());
    }
    match schema["anyOf"].as_array() {
        Some(kinds) if kinds.iter().any(|kind| kind["type"] == "null") => {
            followed(root, kinds.iter().find(|kind| kind["type"] != "null").unwrap())
        }
        _ => schema,
    }
}

fn value(root: &Value, schema: &Value) -> Value {
    let schema = followed(root, schema);
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    if let Some(first) = schema["oneOf"].get(0) {
        return first["const"].clone();
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap_or_else(|| panic!("{schema}"));
    match kind {
        "array" => json!([value(root, &schema["items"])]),
        "string" if schema["format"] == "date" => json!("2026-11-16"),
        "string" => json!("정한 값"),
        "boolean" => json!(true),
        // Within the bounds of every parameter without a default.
        _ => json!(schema["maximum"].as_u64().unwrap_or(100).min(100)),
    }
}

fn set(profile: &mut Value, path: &str, value: Value) {
    let mut at = profile;
    for name in path.split('.') {
        if at[name].is_null() {
            at[name] = json!({});
        }
        at = &mut at[name];
    }
    *at = value;
}

/// Services whose size or data store nobody has said are listed under `application.domains`.
fn size_services(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(size_services),
        Value::Object(members) => {
            if let Some(services) = members.get_mut("services").and_then(Value::as_array_mut) {
                for service in services {
                    service["size"] = json!({ "data_functions": 3, "transaction_functions": 9 });
                    service["data_store"] = json!("정한 저장소");
                }
            }
            members.values_mut().for_each(size_services);
        }
        _ => {}
    }
}

/// The profile with every open value of its document given or confirmed.
fn decided(profile: &str, document: &Value, schema: &Value) -> String {
    let mut profile: Value = serde_json::from_str(profile).unwrap();
    let mut confirmed = profile["confirmed"].as_array().cloned().unwrap_or_default();
    for open in document["open"].as_array().unwrap() {
        let field = open["field"].as_str().unwrap();
        match open["origin"].as_str().unwrap() {
            "missing" if field == "application.domains" && profile["application"]["domains"].is_array() => {
                size_services(&mut profile["application"]["domains"]);
            }
            "missing" if field == "procurement.software" => {
                for item in profile["procurement"]["software"].as_array_mut().unwrap() {
                    item["direct_purchase"] = json!(true);
                    item["quantity"] = json!(1);
                }
            }
            "missing" => set(&mut profile, field, sample(schema, field)),
            _ => confirmed.push(
                json!({ "field": field, "department": "정보화과", "date": "2026-11-16", "basis": "내부결재 7호" }),
            ),
        }
    }
    profile["confirmed"] = json!(confirmed);
    profile.to_string()
}

fn schema() -> Value {
    serde_json::from_str(&Desk::new().run(&["schema"]).well().out).unwrap()
}

#[test]
fn a_final_document_is_refused_with_every_undecided_value() {
    let desk = Desk::small();
    let document = desk.document(&[]);
    let wanted: BTreeSet<&str> =
        document["open"].as_array().unwrap().iter().map(|o| o["field"].as_str().unwrap()).collect();
    assert!(wanted.len() > 10);
    let run = desk.run(&["generate", "p.json", "--final", "-o", "a.md", "--message-format", "json"]).failed("");
    let messages = run.messages();
    let found: BTreeSet<&str> = messages.iter().map(|message| message["field"].as_str().unwrap()).collect();
    assert_eq!(found, wanted);
    assert_eq!(messages.len(), wanted.len(), "each once");
    assert!(messages.iter().all(|m| m["line"].is_u64()));
    // The remedy is the same for all: it is said once, with their number.
    let remedies: Vec<&str> = messages.iter().filter_map(|m| m["hint"].as_str()).collect();
    assert!(remedies.len() == 1 && remedies[0].contains(&format!("{}개", wanted.len())), "{remedies:?}");
    assert_eq!(desk.names(), ["p.json"]);
    desk.run(&["generate", "p.json", "--final"])
        .failed("값이 없습니다 — cover")
        .failed("아무도 확정하지 않은 값입니다 — CSR-001");
}

#[test]
fn one_undecided_value_is_enough_to_refuse() {
    let desk = Desk::small();
    let profile = decided(SMALL, &desk.document(&[]), &schema());
    desk.put("p.json", profile);
    // What is given may bring in what is printed only then.
    let profile = decided(&desk.read("p.json"), &desk.document(&[]), &schema());
    desk.run_profile(&profile, &["--final"]).well();
    let mut short: Value = serde_json::from_str(&profile).unwrap();
    short["project"]["agency"] = Value::Null;
    let run = desk.run_profile(short.to_string(), &["--final"]).failed("`project.agency`");
    assert_eq!(run.err.matches("오류: ").count(), 1, "{}", run.err);
    let mut short: Value = serde_json::from_str(&profile).unwrap();
    let gone = short["confirmed"].as_array_mut().unwrap().pop().unwrap();
    let run = desk.run_profile(short.to_string(), &["--final"]).failed(gone["field"].as_str().unwrap());
    assert_eq!(run.err.matches("오류: ").count(), 1, "{}", run.err);
}

#[test]
fn each_example_becomes_final_once_all_is_given_or_confirmed() {
    let schema = schema();
    for example in examples() {
        let desk = Desk::new();
        desk.run(&["init", &example, "-o", "p.json"]).well();
        // What is given may bring in what is printed only then.
        for _ in 0..3 {
            let profile = decided(&desk.read("p.json"), &desk.document(&[]), &schema);
            desk.put("p.json", profile);
        }
        let document = desk.document(&["--final"]);
        assert_eq!(document["open"], json!([]), "{example}");
        assert_eq!(document["draft"], false, "{example}");
        for format in ["md", "html"] {
            let run = desk.run(&["generate", "p.json", "--final", "-f", format]).well();
            for mark in MARKS {
                let found = run.out.lines().find(|line| line.contains(mark) && !line.contains('{'));
                assert_eq!(found, None, "{example} {format} {mark}");
            }
        }
    }
}

#[test]
fn a_draft_bears_the_marks_that_a_final_document_must_not() {
    let desk = Desk::small();
    let page = desk.run(&["generate", "p.json", "-f", "html"]).well().out;
    let text = desk.run(&["generate", "p.json"]).well().out;
    assert!(page.contains("<mark class=\"default\"") && page.contains("<mark class=\"missing\""));
    assert!(text.contains("기본값</sup>") && text.contains("[확정 필요]") && text.contains("초안"));
}

#[test]
fn a_confirmation_of_another_value_confirms_nothing() {
    let desk = Desk::small();
    let mut profile: Value = serde_json::from_str(&decided(SMALL, &desk.document(&[]), &schema())).unwrap();
    let record = profile["confirmed"].as_array_mut().unwrap();
    let field = record[0]["field"].as_str().unwrap().to_owned();
    record[0]["value"] = json!(1);
    desk.run_profile(profile.to_string(), &["--final"]).failed(&field);
}
