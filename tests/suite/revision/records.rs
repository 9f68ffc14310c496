//! What others said of the document, and what became of it.

use balju::{Format, Options};
use serde_json::{Value, json};

use crate::common::{FULL, catalog, codes, made, profile, written};

fn with(records: Value, outline: &str) -> String {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["records"] = records;
    let options = Options { outline: Some(outline.to_owned()), ..Options::default() };
    written(&made(&profile(&value.to_string()), &catalog(), &options).unwrap(), Format::Markdown)
}

#[test]
fn each_step_has_its_table_in_the_order_of_the_data() {
    let text = with(
        json!([
            { "step": "change", "content": "대상 서비스를 늘림", "decision": "partly", "changed": ["SFR-001"], "amount": 120_000_000, "days": 30 },
            { "step": "question", "content": "하도급은 되는가", "decision": "answered", "reason": "승인을 받아 할 수 있음" },
            { "step": "specification", "date": "2026-11-25", "from": "가나소프트", "about": ["CSR-004"], "content": "규격이 좁음", "decision": "rejected", "reason": "동등 이상을 허용함" },
        ]),
        "revision",
    );
    let places: Vec<usize> =
        ["### 사전규격 의견", "### 질의응답", "### 과업변경"].iter().map(|title| text.find(title).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    for words in [
        "가나소프트",
        "불수용",
        "동등 이상을 허용함",
        "승인을 받아 할 수 있음",
        "일부수용",
        "120,000,000원",
        "기간 30일",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn records_of_the_agency_itself_are_in_no_public_document() {
    let records = json!([{ "step": "security_review", "content": "내부망의 접점", "decision": "accepted", "changed": ["SER-001"] }]);
    assert!(!with(records.clone(), "revision").contains("내부망의 접점"));
    assert!(with(records, "plan").contains("내부망의 접점"));
}

#[test]
fn what_nobody_decided_is_not_printed_as_decided() {
    let text = with(json!([{ "step": "specification", "content": "기간이 짧음" }]), "revision");
    let row = text.lines().find(|line| line.contains("기간이 짧음")).unwrap();
    assert!(row.contains("확정 필요"), "{row}");
}

#[test]
fn an_unknown_step_is_a_fault_at_its_place() {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["records"] = json!([{ "step": "hearing", "content": "의견" }]);
    let faults = made(&profile(&value.to_string()), &catalog(), &Options::default()).unwrap_err();
    assert_eq!((codes(&faults), faults[0].field.as_deref()), (vec!["unknown-step"], Some("records[0].step")));
}
