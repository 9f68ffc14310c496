//! `import`: documents of others into JSON, and what is made of that.

use std::fs;

use serde_json::Value;

use super::{Desk, Run};

/// What a run printed, as JSON.
fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap()
}

/// An RFP as somebody wrote it.
const FOREIGN: &str = "<html><body><h1>가람시 통합예약 구축 제안요청서</h1><h2>상세 요구사항</h2>\
    <table><tr><td>요구사항 고유번호</td><td>SFR-001</td></tr><tr><td>요구사항 명칭</td><td>예약 접수</td></tr>\
    <tr><td>세부내용</td><td>○ 예약 후 3초 이내에 번호를 발급하여야 함<br>○ 예약 결과를 알려야 함</td></tr>\
    <tr><td>관련 요구사항</td><td>SFR-002</td></tr></table>\
    <table><tr><td>요구사항 고유번호</td><td>SFR-002</td></tr><tr><td>요구사항 명칭</td><td>예약 취소</td></tr>\
    <tr><td>세부내용</td><td>○ 예약을 취소할 수 있어야 함</td></tr></table></body></html>";

#[test]
fn a_document_of_others_becomes_json_matrix_and_workbook() {
    let desk = Desk::new();
    desk.put("rfp.html", FOREIGN);
    let printed = json(&desk.run(&["import", "rfp.html"]).well());
    assert_eq!(printed["title"], "가람시 통합예약 구축 제안요청서");
    assert_eq!(printed["requirements"][0]["details"][1], "예약 결과를 알려야 함");
    assert_eq!(printed["requirements"][0]["related"][0], "SFR-002");
    let run = desk.run(&["import", "rfp.html", "-o", "rfp.json", "-o", "rfp.xlsx", "-o", "rfp.hwpx"]).well();
    assert!(run.err.contains("요구사항 2건") && run.out.is_empty(), "{}", run.err);
    for (outputs, says) in [
        (vec!["generate", "rfp.json", "--outline", "proposal"], "수용 여부"),
        (vec!["generate", "rfp.json", "--part", "traceability"], "추적표"),
        (vec!["generate", "rfp.json", "--category", "SFR", "--layout", "short"], "예약 취소"),
        (vec!["generate", "rfp.json", "-f", "html"], "예약 접수"),
        (vec!["import", "rfp.xlsx"], "예약 접수"),
        (vec!["import", "rfp.hwpx"], "예약 취소"),
        (vec!["import", "rfp.json"], "예약 취소"),
        (vec!["check", "rfp.hwpx", "--dump"], "SFR-002"),
    ] {
        let out = desk.run(&outputs).well().out;
        assert!(out.contains(says), "{outputs:?}: {out}");
    }
    assert!(desk.run(&["check", "rfp.json"]).code != 2);
    desk.run(&["generate", "rfp.json", "--part", "scope"]).failed("unknown-part");
    desk.run(&["generate", "rfp.json", "-o", "rfp.json"]).failed("위에");
}

#[test]
fn answers_are_given_to_a_document_of_others() {
    let desk = Desk::new();
    desk.put("rfp.html", FOREIGN);
    desk.run(&["import", "rfp.html", "-o", "rfp.json"]).well();
    desk.put("answers.json", r#"{ "SFR-002": { "answer": "수용", "response": "화면에서 취소", "page": "12" } }"#);
    let out = desk.run(&["generate", "rfp.json", "--answers", "answers.json", "--part", "compliance"]).well().out;
    assert!(out.contains("화면에서 취소"), "{out}");
    desk.put("wrong.json", r#"{ "SFR-009": { "answer": "수용" } }"#);
    desk.run(&["generate", "rfp.json", "--answers", "wrong.json"]).failed("wrong.json:1:3");
}

#[test]
fn a_file_is_what_it_holds_not_what_it_is_called() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "p.hwpx", "-o", "p.docx", "-o", "p.xlsx"]).well();
    fs::rename(desk.path("p.hwpx"), desk.path("a.docx")).unwrap();
    fs::rename(desk.path("p.docx"), desk.path("a.xlsx")).unwrap();
    fs::rename(desk.path("p.xlsx"), desk.path("a.md")).unwrap();
    for name in ["a.docx", "a.xlsx", "a.md"] {
        assert_eq!(json(&desk.run(&["import", name]).well())["requirements"].as_array().unwrap().len(), 24, "{name}");
    }
    // Portals give out pages under the name of a workbook.
    desk.put("page.xlsx", FOREIGN);
    assert_eq!(json(&desk.run(&["import", "page.xlsx"]).well())["requirements"][1]["number"], "SFR-002");
}

#[test]
fn what_cannot_be_imported_is_refused_with_a_remedy() {
    let desk = Desk::small();
    desk.run(&["import", "p.json"]).failed("balju generate");
    desk.run(&["import", "none.xlsx"]).failed("none.xlsx");
    desk.run(&["import", "-"]).failed("--kind");
    desk.put("plain.md", "# 글\n\n요구사항이 없는 글입니다.\n");
    desk.run(&["import", "plain.md"]).failed("no-requirements");
    desk.put("text.docx", "글");
    desk.run(&["import", "text.docx"]).failed("damaged");
    desk.put("old.hwp", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 B\0o\0d\0y\0T\0e\0x\0t\0");
    let run = desk.run(&["import", "old.hwp"]).failed("HWP 파일");
    assert!(run.err.contains("HWPX"), "{}", run.err);
    desk.run(&["check", "old.hwp"]).failed("HWPX");
    desk.put("odd.bin", b"\x7FELF");
    desk.run(&["import", "odd.bin"]).failed("--kind");
    desk.run(&["generate", "p.json", "-o", "p.xlsx"]).well();
    let whole = fs::read(desk.path("p.xlsx")).unwrap();
    desk.put("cut.xlsx", &whole[..whole.len() / 2]);
    desk.run(&["import", "cut.xlsx"]).failed("손상");
}

#[test]
fn edits_are_shown_and_taken_into_the_profile_with_who_and_why() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "p.md"]).well();
    let run = desk.run(&["import", "p.md", "--against", "p.json"]).well();
    assert!(run.out.contains("고친 요구사항 0건") && run.out.contains("그대로 24건"), "{}", run.out);
    let page = desk.read("p.md");
    let title = desk.document(&[])["requirements"][0]["title"].as_str().unwrap().to_owned();
    let edited = page.replace(&format!(" {title} |"), " 고친 이름 |").replace(&format!(" {title}\n"), " 고친 이름\n");
    desk.put("edited.md", &edited);
    let run = desk.run(&["import", "edited.md", "--against", "p.json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("명칭") && run.out.contains("+ 고친 이름"), "{}", run.out);
    assert!(run.out.contains("고친 요구사항 1건") && run.out.contains("그대로 23건"), "{}", run.out);
    let before = desk.read("p.json");
    desk.run(&["import", "edited.md", "--write", "p.json"]).failed("누가 왜");
    assert_eq!(desk.read("p.json"), before, "nobody said who and why");
    let write = ["import", "edited.md", "--write", "p.json", "--by", "정보화담당관실", "--reason", "보안성 검토"];
    desk.run(&[&write[..], &["--date", "2026-13-01"]].concat()).failed("bad-date");
    let run = desk.run(&[&write[..], &["--date", "2026-11-23"]].concat()).well();
    assert!(run.err.contains("1건의 고친 글"), "{}", run.err);
    assert!(desk.document(&[])["requirements"].to_string().contains("고친 이름"));
    let why = desk.run(&["explain", "p.json"]).well().out;
    assert!(why.contains("직접 고친 글(명칭), 정보화담당관실 2026-11-23: 보안성 검토"), "{why}");
    desk.run(&["import", "edited.md", "--against", "p.json"]).well();
    desk.run(&["import", "edited.md", "--against", "p.json", "-o", "x.json"]).failed("함께 쓸 수 없는");
}

#[test]
fn edited_text_knows_the_text_that_it_stands_for() {
    let desk = Desk::small();
    let document = desk.document(&[]);
    let requirements = document["requirements"].as_array().unwrap();
    // A requirement whose text states a value that the profile may give.
    let field = "api_gateway.policy_seconds";
    let states = |one: &&Value| one["values"].as_array().unwrap().iter().any(|value| value["field"] == field);
    let number = requirements.iter().find(states).unwrap()["number"].as_str().unwrap().to_owned();
    desk.run(&["generate", "p.json", "-o", "p.md"]).well();
    let place = |page: &str| {
        let own = page.find(&format!("#### {number} ")).unwrap();
        own + page[own..].find("하여야 함").unwrap()
    };
    let mut page = desk.read("p.md");
    let at = place(&page);
    page.insert_str(at, "매번 ");
    desk.put("edited.md", &page);
    desk.run(&["import", "edited.md", "--write", "p.json", "--by", "담당관", "--reason", "의견 반영"]).well();
    let written = desk.read("p.json");
    assert!(written.contains("\"replaces\""), "{written}");
    for command in [&["generate", "p.json", "-o", "a.md"][..], &["check", "p.json", "--fail-on", "error"]] {
        let run = desk.run(command);
        assert!(!run.err.contains("outdated-override"), "{}", run.err);
    }
    // The value is frozen in the edited text: that the profile says another one now is told.
    desk.put("p.json", written.replace("\"api_gateway\": {}", "\"api_gateway\": { \"policy_seconds\": 7 }"));
    let issue = ["issue", "p.json", "--state", "specification", "--date", "2026-12-01"];
    for command in [&["generate", "p.json", "-o", "a.md"][..], &["check", "p.json", "--fail-on", "error"], &issue] {
        let run = desk.run(command);
        assert!(run.err.contains("outdated-override") && run.err.contains(&number), "{command:?}: {}", run.err);
    }
    // Edited anew, it stands for the text of today.
    let mut page = desk.read("a.md");
    let at = place(&page);
    page.insert_str(at, "늘 ");
    desk.put("edited.md", &page);
    desk.run(&["import", "edited.md", "--write", "p.json", "--by", "담당관", "--reason", "의견 반영"]).well();
    let run = desk.run(&["generate", "p.json", "-o", "a.md"]).well();
    assert!(!run.err.contains("outdated-override"), "{}", run.err);
}

#[test]
fn a_matrix_that_was_filled_in_becomes_answers_and_old_ones_are_named() {
    let desk = Desk::small();
    desk.put(
        "given.json",
        r#"{ "CSR-001": { "answer": "수용", "response": "첫째\n둘째", "page": "12" }, "PER-001": { "answer": "부분수용", "reason": "기간" } }"#,
    );
    desk.run(&["generate", "p.json", "--answers", "given.json", "-o", "m.xlsx", "-o", "m.docx", "-o", "m.md"]).well();
    for name in ["m.xlsx", "m.docx", "m.md"] {
        let run = desk.run(&["import", name, "--answers"]).well();
        let found = json(&run);
        assert_eq!(found.as_object().unwrap().len(), 2, "{name}: {found}");
        assert_eq!(found["CSR-001"]["page"], "12", "{name}");
        assert_eq!(found["PER-001"]["reason"], "기간", "{name}");
        assert_eq!(found["CSR-001"]["text"].is_string(), name == "m.xlsx", "{name}: only the workbook hides one");
    }
    let answered = desk.read("m.md");
    desk.put("odd.md", answered.replace("부분수용", "일부만"));
    let run = desk.run(&["import", "odd.md", "--answers"]).well();
    assert!(run.err.contains("unknown-answer") && run.err.contains("일부만"), "{}", run.err);
    assert_eq!(json(&run)["PER-001"]["answer"], "일부만");
    let row = answered.lines().find(|line| line.contains("PER-001") && line.contains("부분수용")).unwrap();
    desk.put("twice.md", answered.replace(row, &format!("{row}\n{}", row.replace("부분수용", "불가"))));
    let run = desk.run(&["import", "twice.md", "--answers"]).well();
    assert!(run.err.contains("repeated-answer") && run.err.contains("PER-001"), "{}", run.err);
    desk.put("same.md", answered.replace(row, &format!("{row}\n{row}")));
    assert!(!desk.run(&["import", "same.md", "--answers"]).well().err.contains("repeated-answer"));
    desk.run(&["import", "m.xlsx", "--answers", "-o", "back.json", "--against", "p.json"]).well();
    let run = desk.run(&["generate", "p.json", "--answers", "back.json", "-o", "again.xlsx"]).well();
    assert!(!run.err.contains("바뀐 요구사항"), "{}", run.err);
    let again = json(&desk.run(&["import", "again.xlsx", "--answers"]).well());
    assert_eq!(again, serde_json::from_str::<Value>(&desk.read("back.json")).unwrap());
    // A correction: the text of one of them is another now.
    let id = desk.document(&[])["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["number"] == "PER-001")
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let corrected = super::SMALL.replace(
        "\"api_gateway\": {}",
        &format!(
            "\"api_gateway\": {{}}, \"requirements\": {{ \"overrides\": [{{ \"id\": \"{id}\", \"title\": \"정정한 이름\", \"by\": \"가\", \"reason\": \"나\" }}] }}"
        ),
    );
    desk.put("p.json", corrected);
    let run = desk.run(&["import", "m.xlsx", "--answers", "--against", "p.json"]).well();
    assert!(run.err.contains("outdated-answer") && run.err.contains("PER-001"), "{}", run.err);
    assert!(!run.err.contains("CSR-001`: 답변"), "{}", run.err);
    let run = desk.run(&["generate", "p.json", "--answers", "back.json", "-o", "corrected.xlsx"]).well();
    assert!(run.err.contains("back.json") && run.err.contains("outdated-answer"), "{}", run.err);
    desk.run(&["import", "m.xlsx", "--answers", "-o", "p.json"]).failed("overwrites-profile");
    desk.run(&["generate", "p.json", "-o", "empty.xlsx"]).well();
    desk.run(&["import", "empty.xlsx", "--answers"]).failed("no-answers");
}
