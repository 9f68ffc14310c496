//! How mistakes are said: drawn for people with a caret at the place, one JSON object a line for machines.

use serde_json::{Value, json};

use super::Desk;

const BROKEN: &str = r#"{
  "project": { "이름": "온누리", "name": "민원 포털", "grade": 9, "work": "nwe" },
  "api_gatewy": {}
}"#;

/// How wide a terminal shows the text.
fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{1100}'..='\u{115F}' | '\u{AC00}'..='\u{D7A3}') { 2 } else { 1 }).sum()
}

/// What stands over the carets of each drawing.
fn over_carets(drawn: &str) -> Vec<String> {
    let lines: Vec<&str> = drawn.lines().collect();
    let is_caret = |line: &str| line.contains('^') && line.chars().all(|c| matches!(c, ' ' | '|' | '^'));
    let over = |pair: &[&str]| {
        let (start, end) = (pair[1].find('^').unwrap(), pair[1].rfind('^').unwrap() + 1);
        let mut at = 0;
        let mut out = String::new();
        for c in pair[0].chars() {
            if (start..end).contains(&at) {
                out.push(c);
            }
            at += width(&c.to_string());
        }
        out
    };
    lines.windows(2).filter(|pair| is_caret(pair[1])).map(over).collect()
}

#[test]
fn every_mistake_of_a_profile_is_said_in_one_run() {
    let run = Desk::new().run_profile(BROKEN, &[]).failed("오류: ");
    assert_eq!(run.err.matches("오류: ").count(), 4, "{}", run.err);
    for place in ["p.json:2:16", "p.json:2:55", "p.json:2:66", "p.json:3:3"] {
        assert!(run.err.contains(&format!("--> {place}\n")), "no {place} in:\n{}", run.err);
    }
    assert!(run.err.contains("혹시 `api_gateway`(API 게이트웨이)인가요?"), "{}", run.err);
}

#[test]
fn the_caret_stands_under_the_mistake_also_behind_hangul() {
    let run = Desk::new().run_profile(BROKEN, &[]).failed("오류: ");
    assert_eq!(over_carets(&run.err), [r#""이름""#, "9", r#""nwe""#, r#""api_gatewy""#], "{}", run.err);
}

#[test]
fn the_caret_stands_under_the_mistake_behind_tabs_and_with_windows_line_ends() {
    let profile = "{\r\n\t\"project\": {\r\n\t\t\"name\": \"가나다\",\t\"nmae\": 1\r\n\t}\r\n}\r\n";
    let run = Desk::new().run_profile(profile, &[]).failed("--> p.json:3:18\n");
    assert_eq!(over_carets(&run.err), [r#""nmae""#], "{}", run.err);
    assert!(!run.err.contains(['\r', '␍']), "{:?}", run.err);
}

#[test]
fn a_mistake_far_along_a_line_has_the_column_of_the_line() {
    let profile = format!(r#"{{ "project": {{ "purpose": "{}", "grade": 9 }} }}"#, "가".repeat(100_000));
    let desk = Desk::new();
    let run = desk.run_profile(&profile, &[]).failed("오류: ");
    let column = profile.split("9 }").next().unwrap().chars().count() + 1;
    assert!(run.err.contains(&format!("--> p.json:1:{column}\n")), "{}", run.err);
    assert_eq!(over_carets(&run.err), ["9"], "{}", run.err);
    assert!(run.err.len() < 2000, "a line of 300,000 bytes is not shown whole");
    let message = &desk.run(&["generate", "p.json", "--message-format", "json"]).messages()[0];
    assert_eq!(message["column"], json!(column));
}

#[test]
fn machines_get_one_json_object_a_line() {
    let run = Desk::new().run_profile(BROKEN, &["--message-format", "json"]).failed("");
    let messages = run.messages();
    assert_eq!(messages.len(), 4);
    for message in &messages {
        let keys: Vec<&str> = message.as_object().unwrap().keys().map(String::as_str).collect();
        let mut wanted = ["severity", "code", "message", "hint", "field", "file", "line", "column"];
        wanted.sort_unstable();
        let mut keys = keys;
        keys.sort_unstable();
        assert_eq!(keys, wanted);
        assert_eq!(message["severity"], "error");
        assert_eq!(message["file"], "p.json");
    }
    let places: Vec<(&Value, &Value, &Value, &Value)> =
        messages.iter().map(|m| (&m["code"], &m["field"], &m["line"], &m["column"])).collect();
    assert_eq!(
        places,
        [
            (&json!("unknown-field"), &json!("project.이름"), &json!(2), &json!(16)),
            (&json!("out-of-range"), &json!("project.grade"), &json!(2), &json!(55)),
            (&json!("unknown-value"), &json!("project.work"), &json!(2), &json!(66)),
            (&json!("unknown-field"), &json!("api_gatewy"), &json!(3), &json!(3)),
        ]
    );
    assert!(messages.iter().all(|m| m["message"].is_string() && m["hint"].is_string()));
}

#[test]
fn machines_get_nothing_but_json_also_from_a_run_that_ends_well() {
    let run = Desk::small().run(&["generate", "p.json", "-o", "a.md", "--message-format=json"]).well();
    let messages = run.messages();
    assert!(messages.iter().all(|message| message["severity"] == "info"), "{}", run.err);
    // The values nobody has decided, each with the field to fill.
    assert!(messages.iter().any(|m| m["code"] == "undecided" && m["field"] == "project.agency"), "{}", run.err);
    assert!(messages.iter().any(|m| m["code"] == "unconfirmed" && m["field"] == "api_gateway.token_minutes"));
}

#[test]
fn machines_get_usage_errors_as_json_too() {
    let run = Desk::new().run(&["genrate", "--message-format", "json"]).failed("");
    assert_eq!(run.codes(), ["usage"]);
    let run = Desk::new().run(&["--message-format=json", "generate"]).failed("");
    assert_eq!(run.codes(), ["usage"]);
}

#[test]
fn a_value_outside_the_bounds_of_the_catalog_is_shown_where_it_stands() {
    let profile = "{\n  \"api_gateway\": { \"token_minutes\": 9999999 }\n}";
    let desk = Desk::new();
    let run = desk
        .run_profile(profile, &["-o", "a.md"])
        .failed("9,999,999분")
        .failed("--> p.json:2:37")
        .failed("허용 범위: ");
    assert_eq!(over_carets(&run.err), ["9999999"], "{}", run.err);
    assert_eq!(desk.names(), ["p.json"]);
    let message = &desk.run(&["generate", "p.json", "--message-format", "json"]).messages()[0];
    assert_eq!(message["code"], "out-of-bounds");
    assert_eq!(message["field"], "api_gateway.token_minutes");
    assert_eq!((&message["line"], &message["column"]), (&json!(2), &json!(37)));
}

#[test]
fn another_catalog_version_is_a_warning_that_names_both() {
    let desk = Desk::small();
    let own = desk.document(&[])["catalog_version"].as_str().unwrap().to_owned();
    let profile = r#"{ "catalog_version": "1999.01", "api_gateway": {} }"#;
    let run = desk.run_profile(profile, &[]).well();
    assert!(run.err.contains("경고: ") && run.err.contains("1999.01판") && run.err.contains(&format!("{own}판")));
    assert_eq!(over_carets(&run.err), [r#""1999.01""#], "{}", run.err);
    let run = desk.run_profile(profile.replace("1999.01", &own), &[]).well();
    assert!(!run.err.contains("경고"), "{}", run.err);
}

#[test]
fn a_value_that_no_requirement_prints_is_a_warning_at_its_place() {
    let profile = r#"{ "api_gateway": {}, "values": { "nightly": 3 } }"#;
    let run = Desk::new().run_profile(profile, &["--message-format", "json"]).well();
    assert_eq!(run.codes(), ["unused-value"]);
    assert_eq!(run.messages()[0]["severity"], "warning");
    assert_eq!(run.messages()[0]["field"], "values.nightly");
}

#[test]
fn nothing_is_coloured_when_nobody_looks() {
    assert!(!Desk::new().run_profile(BROKEN, &[]).err.contains('\u{1B}'));
}

#[test]
fn nothing_in_a_profile_acts_on_the_terminal() {
    let escapes = "\u{9B}31m\u{90}\u{202E}";
    let choice = format!(
        r#"{{ "api_gateway": {{}}, "requirements": {{ "include": [{{ "id": "{escapes}", "reason": "x" }}] }} }}"#
    );
    let field = format!(r#"{{ "{escapes}": 1 }}"#);
    for profile in [choice, field] {
        let run = Desk::new().run_profile(profile, &[]).failed("오류: ");
        assert!(!run.err.contains(['\u{1B}', '\u{9B}', '\u{90}', '\u{202E}']), "{:?}", run.err);
    }
}

#[test]
fn a_number_with_commas_or_a_unit_is_told_so() {
    for number in ["900,000,000", "900_000_000", "9억", "1,200", "18개월"] {
        let profile = format!("{{ \"project\": {{ \"budget\": {{ \"total\": {number} }} }}, \"api_gateway\": {{}} }}");
        let run = Desk::new().run_profile(profile, &[]).failed("숫자에 쉼표, 밑줄 또는 단위가 있습니다");
        assert!(run.err.contains("예: 900000000"), "{number}: {}", run.err);
    }
}

#[test]
fn what_a_document_lacks_is_said_at_its_end() {
    let run = Desk::small().run(&["generate", "p.json", "-o", "a.md"]).well();
    assert!(run.err.contains("요구사항이 없는 분류: ") && run.err.contains("TER(테스트 요구사항)"), "{}", run.err);
    assert!(run.err.contains("프로필에 적지 않은 부분: ") && run.err.contains("operations(운영 목표)"), "{}", run.err);
    // What the caller left out, or renamed, is not lacking.
    let desk = Desk::new();
    desk.put(
        "p.json",
        r#"{ "api_gateway": {}, "document": { "categories": { "CSR": { "code": "CLD", "name": "클라우드" } } } }"#,
    );
    let run = desk.run(&["generate", "p.json", "--category", "PER", "-o", "a.md"]).well();
    let lacking = run.err.lines().find(|line| line.starts_with("요구사항이 없는 분류")).unwrap();
    assert!(!lacking.contains("CSR(") && !lacking.contains("COR("), "{lacking}");
}

#[test]
fn a_part_is_not_confirmed_without_the_catalog_version_and_says_so() {
    let profile = r#"{ "api_gateway": {}, "confirmed": [{ "field": "api_gateway", "department": "과", "date": "2026-11-02", "basis": "회의" }] }"#;
    let run = Desk::new().run_profile(profile, &["--message-format", "json"]).well();
    assert_eq!(run.codes(), ["unpinned-confirmation"]);
}
