//! What people write, and what becomes of it.

use serde_json::{Value, json};

use super::{shown, with};

#[test]
fn numbers_as_people_write_them() {
    for (typed, read) in [
        ("1200", json!(1200)),
        ("1,200", json!(1200)),
        (" 1 200 ", json!(1200)),
        ("１２", json!(12)),
        ("１，２００", json!(1200)),
        ("007", json!(7)),
        ("0", json!(0)),
        ("000", json!(0)),
        ("-5", json!(-5)),
        ("－5", json!(-5)),
        ("", Value::Null),
        ("  ", Value::Null),
        // What is no number stays as it was typed: the reader says what is wrong with it.
        ("많이", json!("많이")),
        ("1200명", json!("1200명")),
        ("1e999", json!("1e999")),
        ("1..2", json!("1..2")),
        ("--1", json!("--1")),
        ("-", json!("-")),
        ("NaN", json!("NaN")),
        ("0x10", json!("0x10")),
    ] {
        let after = with(&json!({}), "operations.rto_minutes", typed);
        assert_eq!(*after.pointer("/operations/rto_minutes").unwrap_or(&Value::Null), read, "{typed:?}");
    }
    for (typed, read) in [
        ("99.95", json!(99.95)),
        ("99.950", json!(99.950)),
        ("９９．９", json!(99.9)),
        (".5", json!(0.5)),
        ("99.", json!("99.")),
    ] {
        let after = with(&json!({}), "operations.availability_percent", typed);
        assert_eq!(after["operations"]["availability_percent"], read, "{typed:?}");
    }
}

#[test]
fn days_as_people_write_them() {
    for (typed, read) in [
        ("2026-11-02", "2026-11-02"),
        ("2026. 11. 2.", "2026-11-02"),
        ("2026.11.2", "2026-11-02"),
        ("2026/1/2", "2026-01-02"),
        ("2026 11 02", "2026-11-02"),
        ("2026년 11월 2일", "2026-11-02"),
        ("20261102", "2026-11-02"),
        ("２０２６．１１．２", "2026-11-02"),
        ("11/2", "11/2"),
        ("내일", "내일"),
        ("2026-11-02-03", "2026-11-02-03"),
    ] {
        assert_eq!(with(&json!({}), "project.date", typed)["project"]["date"], read, "{typed:?}");
    }
}

#[test]
fn a_text_of_blanks_is_nothing_said() {
    let before = json!({ "project": { "name": "  ", "agency": null } });
    assert_eq!(
        with(&before, "project.date", "2026-01-02"),
        json!({ "project": { "name": "  ", "agency": null, "date": "2026-01-02" } })
    );
    assert_eq!(with(&json!({ "project": { "name": "가" } }), "project.name", " \t"), json!({ "project": {} }));
}

#[test]
fn an_end_of_line_in_a_text_of_one_line_stays_until_the_text_is_changed() {
    let before = json!({ "project": { "name": "민원\r\n포털", "agency": "가" } });
    let form = shown(&before);
    let mut items = form.topics[0].groups.iter().flat_map(|group| &group.items);
    let shown = items.find_map(|item| match item {
        balju::form::Item::Field(control) if control.name == "project.name" => Some(control.value.clone()),
        _ => None,
    });
    assert_eq!(shown.as_deref(), Some("민원 포털"), "a browser would join the words");
    assert_eq!(with(&before, "project.agency", "나")["project"]["name"], before["project"]["name"]);
    assert_eq!(with(&before, "project.name", "민원 포털 2")["project"]["name"], "민원 포털 2");
}

#[test]
fn a_new_field_comes_where_the_type_declares_it() {
    let before = json!({ "api_gateway": { "enabled": true }, "project": { "agency": "가" } });
    let after = with(&before, "project.name", "나");
    assert_eq!(after.to_string(), r#"{"api_gateway":{"enabled":true},"project":{"name":"나","agency":"가"}}"#);
}
