//! Parts switched off and on, and requirements taken in and out by hand.

use serde_json::{Value, json};

use super::{answered, merged, shown, with};
use crate::web::EXAMPLES;

#[test]
fn a_part_switched_off_keeps_its_values() {
    let before: Value = serde_json::from_str(EXAMPLES[0].1).unwrap();
    for part in ["containers", "cicd", "api_gateway", "backend", "telemetry", "cloud"] {
        let switch = format!("{part}.enabled");
        let off = with(&before, &switch, "false");
        let mut expected = before.clone();
        expected[part]["enabled"] = json!(false);
        assert_eq!(off, expected, "{part}");
        let on = with(&off, &switch, "true");
        expected[part]["enabled"] = json!(true);
        assert_eq!(on, expected, "{part}");
        // Who answers a question while it is off is heard too.
        let fields = answered(&off, "project.name", "가");
        assert_eq!(merged(&off, &fields, None).profile[part], off[part]);
    }
}

#[test]
fn a_part_that_nobody_spoke_of_stays_away_until_it_is_switched_on() {
    let before = json!({ "project": { "name": "가" } });
    assert_eq!(with(&before, "cicd.enabled", "false"), before);
    assert_eq!(with(&before, "cicd.enabled", "true"), json!({ "project": { "name": "가" }, "cicd": {} }));
    let null = json!({ "cicd": null });
    assert_eq!(with(&null, "cicd.enabled", "false"), null);
}

#[test]
fn a_requirement_is_taken_in_and_out_by_hand() {
    let id = "csr-metrics";
    let choose = |before: &Value, choice: &str, reason: &str| {
        let mut fields = answered(before, &format!("choice:{id}"), choice);
        fields.iter_mut().find(|(name, _)| *name == format!("reason:{id}")).unwrap().1 = reason.to_owned();
        merged(before, &fields, None).profile
    };
    let before = json!({ "requirements": { "include": [{ "id": "x", "reason": "y" }], "more": 1 } });
    let out = choose(&before, "exclude", " 이미 있음 ");
    assert_eq!(
        out,
        json!({ "requirements": { "include": [{ "id": "x", "reason": "y" }], "more": 1, "exclude": [{ "id": id, "reason": "이미 있음" }] } })
    );
    assert_eq!(
        choose(&out, "exclude", "다른 사유")["requirements"]["exclude"],
        json!([{ "id": id, "reason": "다른 사유" }])
    );
    let into = choose(&out, "include", "");
    assert_eq!(into["requirements"].get("exclude"), None);
    assert_eq!(
        into["requirements"]["include"][1],
        json!({ "id": id, "reason": "" }),
        "the reader says that a reason is missing"
    );
    assert_eq!(choose(&out, "", "이미 있음")["requirements"], before["requirements"]);
    // A reason alone chooses nothing.
    assert_eq!(choose(&before, "", "사유"), before);
}

#[test]
fn what_else_a_choice_says_is_kept() {
    let before = json!({ "requirements": { "exclude": [{ "id": "csr-metrics", "reason": "a\nb ", "note": 1 }] } });
    assert_eq!(with(&before, "project.name", "가")["requirements"], before["requirements"]);
    let after = with(&before, "reason:csr-metrics", "새 사유");
    assert_eq!(after["requirements"]["exclude"], json!([{ "id": "csr-metrics", "reason": "새 사유", "note": 1 }]));
}

#[test]
fn the_same_field_twice_on_a_page_is_changed_by_either() {
    let before = json!({ "operations": { "rto_minutes": 60 }, "api_gateway": {} });
    let form = shown(&before);
    let fields = super::sent(&form);
    let places: Vec<usize> = (0..fields.len()).filter(|at| fields[*at].0 == "operations.rto_minutes").collect();
    assert!(places.len() > 1, "{places:?}");
    for place in places {
        let mut fields = fields.clone();
        fields[place].1 = "90".to_owned();
        assert_eq!(merged(&before, &fields, None).profile["operations"]["rto_minutes"], json!(90));
    }
}
