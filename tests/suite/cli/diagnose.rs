//! `balju diagnose`.

use serde_json::Value;

use super::Desk;

const PLAN: &str = r#"{ "project": { "name": "민원 포털" }, "api_gateway": {},
  "plan": { "diagnosis": { "upkeep_cost": true, "recovery_outage": true, "peak_delay": true, "frequent_change": true,
    "new_technology": true, "separable": false, "divided_teams": true, "complex_source": false,
    "manual_deployment": false, "faster_deployment": false },
    "candidates": [{ "name": "신청", "kind": "public_service", "complexity": 5, "boundary": 4, "growth_limit": 5 }] } }"#;

#[test]
fn the_terminal_shows_verdict_levels_and_what_to_convert_first() {
    let run = Desk::new().run_profile_with("diagnose", PLAN, &[]).well();
    for said in ["도입 검토", "분리 선행 필요", "목표 수준", "1", "신청", "94"] {
        assert!(run.out.contains(said), "no {said:?} in:\n{}", run.out);
    }
    assert!(!run.out.contains("**") && !run.out.contains("<br>"), "plain text: {}", run.out);
    let lines: Vec<&str> = run.out.lines().filter(|line| line.starts_with('│')).collect();
    assert!(lines.len() > 10 && lines.iter().all(|line| line.ends_with('│')));
}

#[test]
fn machines_get_the_results_and_people_the_formats() {
    let desk = Desk::new();
    desk.put("p.json", PLAN);
    let json: Value = serde_json::from_str(&desk.run(&["diagnose", "p.json", "-f", "json"]).well().out).unwrap();
    assert_eq!(json["suitability"]["yes"], 6);
    assert_eq!(json["suitability"]["verdict"], "introduce");
    assert_eq!(json["suitability"]["separable"], false);
    assert_eq!(json["priorities"]["ranked"][0]["score"], 94);
    assert_eq!(json["priorities"]["most"], 100);
    desk.run(&["diagnose", "p.json", "-o", "d.md", "-o", "d.html", "-o", "d.txt"]).well();
    assert!(desk.read("d.md").contains("| 구분 | 번호 |"));
    assert!(desk.read("d.html").starts_with("<!DOCTYPE html>"));
    assert_eq!(desk.read("d.txt"), desk.run(&["diagnose", "p.json"]).well().out);
}

#[test]
fn a_profile_without_a_plan_is_shown_the_questions() {
    let run = Desk::small().run(&["diagnose", "p.json"]).well();
    assert_eq!(run.out.matches("까?").count(), 10, "{}", run.out);
    assert!(run.out.contains("[확정 필요]"));
    assert!(run.err.contains("no-plan") && run.err.contains("plan"), "{}", run.err);
}

#[test]
fn what_is_wrong_is_said_as_everywhere() {
    let desk = Desk::new();
    desk.run_profile_with("diagnose", r#"{ "plan": { "diagnosis": { "seperable": true } } }"#, &[]).failed("separable");
    desk.run_profile_with("diagnose", r#"{ "plan": { "maturity": { "target": 4 } } }"#, &[])
        .failed("plan.maturity.target");
    desk.run(&["diagnose", "none.json"]).failed("none.json");
    desk.run_profile_with("diagnose", PLAN, &["-f", "xlsx"]).failed("요구사항 목록 형식");
}

#[test]
fn answers_are_taken_from_a_file_and_its_mistakes_shown_in_it() {
    let desk = Desk::small();
    desk.put("a.json", r#"{ "CSR-001": { "answer": "수용", "page": "7" } }"#);
    let arguments = ["generate", "p.json", "--outline", "proposal", "--answers", "a.json"];
    assert!(desk.run(&arguments).well().out.contains("| CSR-001 | API 게이트웨이 관리 기능 | 수용 |  |  | 7 |"));
    desk.put("a.json", "{\n  \"CSR-777\": {}\n}");
    desk.run(&arguments).failed("a.json:2:3").failed("CSR-777");
    desk.put("a.json", "{ \"CSR-001\": { \"쪽\": 7 } }");
    desk.run(&arguments).failed("a.json:1:16");
    desk.run(&["generate", "p.json", "--answers", "none.json"]).failed("none.json");
}
