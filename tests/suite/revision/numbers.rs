//! A number that was issued belongs to its requirement.

use std::collections::{BTreeMap, BTreeSet};

use balju::block::Block;
use balju::issue::{Issue, drift, record, step};
use balju::profile::{Issued, put};
use balju::reader::read_json;
use balju::{Assets, Catalog, Document, Format, Options, Profile};
use serde_json::{Value, json};

use crate::common::{FULL, SMALL, catalog, document, entry, made, overlaid, profile, written};
use crate::dice::Dice;

fn issued(document: &Document, before: Option<&Issued>, state: &str, date: &str) -> Issued {
    let issue = Issue { state: state.to_owned(), round: None, date: date.to_owned() };
    let (_, step) = step(before, &issue, &Assets::builtin()).unwrap();
    record(before, step, document)
}

fn codes(state: &str, round: Option<u32>, date: &str, before: &Issued) -> &'static str {
    let issue = Issue { state: state.to_owned(), round, date: date.to_owned() };
    step(Some(before), &issue, &Assets::builtin()).map_or_else(|fault| fault.code, |_| "fine")
}

/// Numbers by catalog id and instance.
fn numbers(document: &Document) -> BTreeMap<(String, String), String> {
    let key = |one: &balju::document::Requirement| (one.id.clone(), one.instance.clone());
    document.requirements.iter().map(|one| (key(one), one.number.clone())).collect()
}

/// Catalogs as an agency's overlays make them: as it is, with an entry at the front of a category, with
/// one of another, with some taken out.
fn catalogs() -> Vec<Catalog> {
    let early =
        entry("", "가장 앞에 오는 요구사항\n\n- **시험**: 시스템은 시험하여야 함").replace("order = 1", "order = -5");
    let out = |id: &str| format!("+++\nid = \"{id}\"\ndisabled = true\n+++\n");
    let whole = [
        catalog(),
        overlaid(&[("CSR/x-test.md", &early)]).unwrap(),
        overlaid(&[("PER/x-test.md", &early), ("CSR/x-out.md", &out("csr-pipeline"))]).unwrap(),
        overlaid(&[("CSR/x-out.md", &out("csr-api-gateway")), ("SFR/x-test.md", &early)]).unwrap(),
    ];
    // 1,000 documents are made of them.
    whole.into_iter().map(Catalog::keep).collect()
}

/// Switches parts and answers of a profile on and off, and changes the services.
fn edit(value: &mut Value, dice: &mut Dice) {
    let parts = ["containers", "cicd", "api_gateway", "backend", "telemetry", "cloud", "security", "data_migration"];
    for _ in 0..=dice.below(3) {
        let part = parts[dice.below(parts.len())];
        if let Some(part) = value.get_mut(part).and_then(Value::as_object_mut) {
            let on = part.get("enabled") != Some(&Value::Bool(false));
            part.insert("enabled".to_owned(), Value::Bool(!on));
        }
    }
    let services = value.pointer_mut("/application/domains/0/subdomains/0/contexts/0/services");
    if let Some(services) = services.and_then(Value::as_array_mut) {
        match dice.below(3) {
            0 => services.insert(0, json!({ "name": format!("새 서비스 {}", dice.below(1000)) })),
            1 if services.len() > 1 => {
                services.remove(0);
            }
            _ => services.reverse(),
        }
    }
}

/// The kind of document with the fewest parts.
fn short() -> Options {
    Options { outline: Some("proposal".to_owned()), ..Options::default() }
}

#[test]
fn no_number_ever_changes_its_requirement() {
    let catalogs = catalogs();
    let mut moved_orders = 0;
    for seed in 0..200 {
        let mut dice = Dice::new(seed);
        let mut value: Value = serde_json::from_str(FULL).unwrap();
        let mut history: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut rounds = 0;
        for day in 1..4 {
            edit(&mut value, &mut dice);
            let catalog = &catalogs[dice.below(catalogs.len())];
            let profile: Profile = serde_json::from_value(value.clone()).unwrap();
            let document = made(&profile, catalog, &short()).unwrap();
            let here: BTreeSet<&str> = document.requirements.iter().map(|one| one.number.as_str()).collect();
            assert_eq!(here.len(), document.requirements.len(), "seed {seed}, day {day}: a number stands twice");
            for (key, number) in numbers(&document) {
                if let Some(known) = history.get(&number) {
                    assert_eq!(*known, key, "seed {seed}, day {day}: {number} went to another requirement");
                }
                if let Some((number_then, _)) = history.iter().find(|(_, known)| **known == key) {
                    assert_eq!(*number_then, number, "seed {seed}, day {day}: {key:?} got another number");
                }
            }
            let sorted = document.requirements.chunk_by(|a, b| a.category == b.category);
            for group in sorted {
                assert!(group.is_sorted_by_key(|one| one.number.clone()), "seed {seed}: numbers out of order");
            }
            if dice.below(3) > 0 {
                let state = if rounds == 0 { "notice" } else { "correction" };
                let record = issued(&document, profile.issued.as_ref(), state, &format!("2026-12-{day:02}"));
                for one in &record.requirements {
                    let key = (one.id.clone(), one.instance.clone().unwrap_or_default());
                    history.insert(one.number.clone(), key);
                }
                rounds += 1;
                value["issued"] = serde_json::to_value(record).unwrap();
            }
        }
        let last: Profile = serde_json::from_value(value.clone()).unwrap();
        let fresh = Profile { issued: None, ..last.clone() };
        let of = |profile: &Profile| numbers(&made(profile, &catalogs[0], &short()).unwrap());
        moved_orders += usize::from(of(&last) != of(&fresh));
    }
    assert!(moved_orders > 100, "in {moved_orders} of 200 sequences only would numbers have moved: nothing was tried");
}

#[test]
fn what_was_issued_and_is_gone_is_printed_where_the_state_demands_it() {
    let whole = document(FULL);
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["api_gateway"]["enabled"] = json!(false);
    for (state, shown) in [("specification", false), ("notice", true), ("change", true)] {
        value["issued"] = serde_json::to_value(issued(&whole, None, state, "2026-12-01")).unwrap();
        let document = document(&value.to_string());
        let gone: Vec<&str> = document.withdrawn.iter().map(|one| one.number.as_str()).collect();
        assert_eq!(gone.contains(&"CSR-004"), shown, "{state}: {gone:?}");
        let text = written(&document, Format::Markdown);
        assert_eq!(text.contains("CSR-004  〈삭제〉"), shown, "{state}");
        let read = read_json(&written(&document, Format::Json), &Assets::builtin()).unwrap();
        assert_eq!(read.document.withdrawn, document.withdrawn, "{state}");
        assert!(document.requirements.iter().all(|one| one.number != "CSR-004"));
        // A gap is left, and nothing else moves.
        let after = whole.requirements.iter().find(|one| one.number == "CSR-005").unwrap();
        let now = document.requirements.iter().find(|one| one.id == after.id).unwrap();
        assert_eq!(now.number, "CSR-005");
        let details = document.sections.iter().find(|section| section.id == "details").unwrap();
        let place = |wanted: &str| {
            details.blocks.iter().position(|block| match block {
                Block::Requirement(at) => document.requirements[*at].number == wanted,
                Block::Paragraph(text) => balju::block::plain(text).starts_with(wanted),
                _ => false,
            })
        };
        assert!(!shown || place("CSR-003") < place("CSR-004") && place("CSR-004") < place("CSR-005"));
    }
}

#[test]
fn what_was_withdrawn_is_no_part_of_the_last_issue() {
    let whole = document(FULL);
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    let notice = issued(&whole, None, "notice", "2026-12-01");
    value["api_gateway"]["enabled"] = json!(false);
    value["issued"] = serde_json::to_value(&notice).unwrap();
    let without = document(&value.to_string());
    assert!(drift(&notice, &without).removed.contains(&"CSR-004".to_owned()));
    let correction = issued(&without, Some(&notice), "correction", "2026-12-02");
    assert!(drift(&correction, &without).is_empty(), "{:?}", drift(&correction, &without));
    // It comes back, under its number.
    value["api_gateway"]["enabled"] = json!(true);
    value["issued"] = serde_json::to_value(&correction).unwrap();
    let back = document(&value.to_string());
    let found = drift(&correction, &back);
    assert!(found.added.contains(&"CSR-004".to_owned()) && found.removed.is_empty(), "{found:?}");
    assert!(drift(&issued(&back, Some(&correction), "correction", "2026-12-03"), &back).is_empty());
}

#[test]
fn a_new_separator_does_not_begin_to_count_again() {
    let small = document(SMALL);
    let mut value: Value = serde_json::from_str(SMALL).unwrap();
    value["issued"] = serde_json::to_value(issued(&small, None, "notice", "2026-12-01")).unwrap();
    value["document"] = json!({ "separator": "_" });
    value["backend"] = json!({ "message_queue": true });
    value["telemetry"] = json!({});
    let after = document(&value.to_string());
    let counters: Vec<&str> =
        after.requirements.iter().map(|one| one.number.rsplit(['-', '_']).next().unwrap()).collect();
    let of = |one: &balju::document::Requirement| one.category.clone();
    let pairs: BTreeSet<(String, &str)> = after.requirements.iter().map(of).zip(counters).collect();
    assert!(after.requirements.iter().any(|one| one.number.contains('_')));
    assert_eq!(pairs.len(), after.requirements.len(), "a counter stands twice in a category");
}

#[test]
fn a_number_of_two_requirements_is_a_fault() {
    let small = document(SMALL);
    let mut value: Value = serde_json::from_str(SMALL).unwrap();
    value["issued"] = serde_json::to_value(issued(&small, None, "notice", "2026-12-01")).unwrap();
    assert!(Profile::from_json(&value.to_string()).is_ok());
    for (field, of) in [("number", 1), ("id", 1)] {
        let mut value = value.clone();
        value["issued"]["requirements"][0][field] = value["issued"]["requirements"][of][field].clone();
        let faults = Profile::from_json(&value.to_string()).unwrap_err();
        assert_eq!(faults[0].code, "duplicate-issued", "{faults:?}");
    }
}

#[test]
fn a_new_requirement_follows_at_the_end_of_its_category() {
    let small = document(SMALL);
    let last = small.requirements.iter().filter(|one| one.category == "CSR").count();
    let mut value: Value = serde_json::from_str(SMALL).unwrap();
    value["issued"] = serde_json::to_value(issued(&small, None, "notice", "2026-12-01")).unwrap();
    let early =
        entry("", "가장 앞에 오는 요구사항\n\n- **시험**: 시스템은 시험하여야 함").replace("order = 1", "order = -5");
    let catalog = overlaid(&[("CSR/x-test.md", &early)]).unwrap();
    let profile = profile(&value.to_string());
    let document = made(&profile, &catalog, &Options::default()).unwrap();
    let new = document.requirements.iter().find(|one| one.id == "x-test").unwrap();
    assert_eq!(new.number, format!("CSR-{:03}", last + 1));
    let drift = drift(profile.issued.as_ref().unwrap(), &document);
    assert_eq!((drift.added, drift.changed.len(), drift.removed.len()), (vec![new.number.clone()], 0, 0));
}

#[test]
fn a_newer_catalog_is_told_from_the_one_of_the_issue() {
    let small = document(SMALL);
    let mut issued = issued(&small, None, "notice", "2026-12-01");
    assert!(drift(&issued, &small).is_empty());
    assert_eq!(drift(&issued, &small).catalog_version, None);
    issued.catalog_version = Some("2025.01".to_owned());
    issued.requirements[0].text = "0".repeat(16);
    let drift = drift(&issued, &small);
    assert_eq!(drift.catalog_version.as_deref(), Some("2025.01"));
    assert_eq!(drift.changed, [small.requirements[0].number.clone()]);
}

#[test]
fn states_follow_one_another() {
    let small = document(SMALL);
    let first = issued(&small, None, "notice", "2026-12-01");
    assert_eq!(codes("specification", None, "2026-12-02", &first), "earlier-state");
    assert_eq!(codes("notice", None, "2026-12-02", &first), "issued-already");
    assert_eq!(codes("correction", None, "2026-11-30", &first), "earlier-date");
    assert_eq!(codes("contract", Some(2), "2026-12-02", &first), "no-round");
    assert_eq!(codes("published", None, "2026-12-02", &first), "unknown-state");
    let second = issued(&small, Some(&first), "correction", "2026-12-02");
    assert_eq!(second.steps[1].round, Some(1));
    assert_eq!(codes("correction", Some(1), "2026-12-03", &second), "issued-already");
    let third = issued(&small, Some(&second), "correction", "2026-12-03");
    assert_eq!(third.steps[2].round, Some(2));
    assert_eq!(third.requirements.len(), small.requirements.len());
}

#[test]
fn an_unknown_state_in_a_profile_is_a_fault_at_its_place() {
    let text = r#"{ "api_gateway": {}, "issued": { "steps": [ { "state": "printed", "date": "2026-12-01" } ] } }"#;
    let faults = made(&profile(text), &catalog(), &Options::default()).unwrap_err();
    assert_eq!((faults[0].code, faults[0].field.as_deref()), ("unknown-state", Some("issued.steps[0].state")));
}

#[test]
fn putting_the_record_into_a_profile_leaves_the_rest_of_its_text_as_it_is() {
    let value = json!({ "steps": [{ "state": "notice", "date": "2026-12-01" }], "requirements": [] });
    for text in [FULL, SMALL, "{}", "{ }\n", "{\n  \"project\": {}\n}\n"] {
        let with = put(text, "issued", &value).unwrap();
        let parsed: Value = serde_json::from_str(&with).unwrap();
        assert_eq!(parsed["issued"], value);
        let mut rest: Value = parsed.clone();
        rest.as_object_mut().unwrap().shift_remove("issued");
        assert_eq!(rest, serde_json::from_str::<Value>(text).unwrap());
        let kept = text.trim_end().trim_end_matches('}').trim_end();
        assert!(with.starts_with(kept), "{with}");
        // A second time only the value is another.
        let other = json!({ "steps": [] });
        let again = put(&with, "issued", &other).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&again).unwrap()["issued"], other);
        assert!(again.starts_with(kept));
    }
    // Lines end and are indented as those of the file.
    let with = put("{\r\n\t\"project\": {}\r\n}\r\n", "issued", &value).unwrap();
    let record =
        "\t\"issued\": {\r\n\t\t\"steps\": [\r\n\t\t\t{ \"state\": \"notice\", \"date\": \"2026-12-01\" }\r\n\t\t]";
    assert!(with.contains(record) && !with.replace("\r\n", "").contains('\n'), "{with:?}");
    assert_eq!(put("[]", "issued", &value), None);
    assert_eq!(put("{", "issued", &value), None);
}
