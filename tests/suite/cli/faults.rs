//! `balju catalog check` on an agency's folder: each fault by its code, file, line and column.

use serde_json::Value;

use super::{Desk, Run};

const FILE: &str = "ours/CSR/night.md";

/// An entry with lines added to its front matter and text to its only duty.
fn entry(head: &str, duty: &str) -> String {
    format!(
        "+++\nid = \"our-night\"\norder = 900\ntitle = \"야간 처리\"\nverification = [\"확인함\"]\n{head}+++\n야간 처리의 정의\n\n- 야간에 처리{duty}\n"
    )
}

fn check(text: &str) -> (Run, Run) {
    let desk = Desk::new();
    desk.put(FILE, text);
    (desk.run(&["catalog", "check", "ours"]), desk.run(&["catalog", "check", "ours", "--message-format", "json"]))
}

/// Asserts that the faults are exactly these: code and the text they point at.
#[track_caller]
fn assert_faults(text: &str, exit: i32, wanted: &[(&str, &str)]) {
    let (drawn, listed) = check(text);
    assert_eq!((drawn.code, listed.code), (exit, exit), "{}", drawn.err);
    let found: Vec<(String, u64, u64)> = listed
        .messages()
        .iter()
        .map(|m| {
            assert_eq!(m["file"], FILE, "{m}");
            let number = |name: &str| m[name].as_u64().unwrap_or_else(|| panic!("no {name}: {m}"));
            (m["code"].as_str().unwrap().to_owned(), number("line"), number("column"))
        })
        .collect();
    let places: Vec<(String, u64, u64)> =
        wanted.iter().map(|(code, at)| (*code, place(text, at))).map(|(c, (l, k))| (c.to_owned(), l, k)).collect();
    assert_eq!(found, places, "{}", drawn.err);
    for (code, line, column) in &found {
        assert!(drawn.err.contains(&format!("[{code}]")), "{}", drawn.err);
        assert!(drawn.err.contains(&format!("--> {FILE}:{line}:{column}\n")), "{line}:{column}\n{}", drawn.err);
    }
    assert_eq!(drawn.out, "");
}

/// Line and column of the first occurrence, 1-based, in characters.
fn place(text: &str, at: &str) -> (u64, u64) {
    let start = text.find(at).unwrap_or_else(|| panic!("{at:?} is not in the text"));
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let count = |n: usize| u64::try_from(n).unwrap();
    (count(text[..start].matches('\n').count() + 1), count(text[line..start].chars().count() + 1))
}

#[test]
fn a_good_entry_has_no_faults() {
    let (run, _) = check(&entry("", ""));
    assert!(run.well().out.ends_with("잘못이 없습니다\n"));
}

#[test]
fn a_misspelt_field_in_a_condition() {
    assert_faults(&entry("when = [\"containers.enabeld\"]\n", ""), 1, &[("unknown-field", "containers.enabeld")]);
    let hidden = "when = [\"cloud.enabled and (containers.clustres or 0) > 3\"]\n";
    assert_faults(&entry(hidden, ""), 1, &[("unknown-field", "containers.clustres")]);
}

#[test]
fn a_misspelt_field_in_the_body() {
    assert_faults(&entry("", "{% if cicd.enabeld %} 자동{% endif %}"), 1, &[("unknown-field", "cicd.enabeld")]);
}

#[test]
fn a_value_that_the_field_does_not_have() {
    assert_faults(&entry("when = ['project.work == \"nwe\"']\n", ""), 1, &[("unknown-value", "nwe")]);
}

#[test]
fn a_value_behind_an_escape_or_in_a_string_of_many_lines() {
    assert_faults(&entry("when = [\"project.work == \\\"nwe\\\"\"]\n", ""), 1, &[("unknown-value", "nwe")]);
    assert_faults(&entry("when = [\"\"\"cloud.enabeld\"\"\"]\n", ""), 1, &[("unknown-field", "cloud.enabeld")]);
}

#[test]
fn a_statement_in_a_condition() {
    assert_faults(&entry("when = [\"{% x\"]\n", ""), 1, &[("condition", "{% x")]);
}

const HOURS: &str = "[parameters.hours]\nfield = \"values.night_hours\"\nlabel = \"야간 시간\"\nunit = \"시간\"\n";

#[test]
fn a_parameter_that_is_declared_and_not_printed() {
    assert_faults(&entry(HOURS, ""), 1, &[("unused-parameter", "hours]")]);
}

#[test]
fn a_parameter_that_is_printed_and_not_declared() {
    assert_faults(&entry("", " {{ hours }}"), 1, &[("undeclared-parameter", "hours }}")]);
    // A field of the profile would be silently empty.
    assert_faults(&entry("", " {{ project.name }}"), 1, &[("undeclared-parameter", "project.name")]);
}

#[test]
fn a_default_outside_its_bounds() {
    let head = format!("{HOURS}default = 30\nmin = 1\nmax = 10\n");
    assert_faults(&entry(&head, " {{ hours }}"), 1, &[("default-out-of-bounds", "hours]")]);
}

#[test]
fn a_parameter_of_a_field_that_is_not_there() {
    let head = "[parameters.hours]\nfield = \"operations.night_hours\"\n";
    assert_faults(&entry(head, " {{ hours }}"), 1, &[("unknown-field", "\"operations.night_hours\"")]);
}

#[test]
fn a_relation_that_leads_nowhere() {
    assert_faults(&entry("related = [\"csr-common\", \"no-such\"]\n", ""), 1, &[("dangling-relation", "no-such")]);
    assert_faults(&entry("", " {{ ref(id=\"no-such\") }}"), 1, &[("dangling-relation", "no-such")]);
}

#[test]
fn a_citation_that_leads_nowhere() {
    let head = "citations = [\"no-law 제1조\", \"software-promotion-act 제999조\"]\n";
    assert_faults(&entry(head, ""), 1, &[("dangling-citation", "no-law"), ("dangling-citation", "제999조")]);
}

#[test]
fn raw_html() {
    assert_faults(&entry("", " <b>꼭</b>"), 1, &[("markup", "<b>"), ("markup", "</b>")]);
    assert_faults(&entry("", " [여기](javascript:x)"), 1, &[("markup", "[여기]")]);
}

#[test]
fn a_template_that_is_none() {
    assert_faults(&entry("", " {% if %}"), 1, &[("template", "%}")]);
}

#[test]
fn private_use_characters() {
    assert_faults(&entry("", " \u{E000}"), 1, &[("private-use-character", "\u{E000}")]);
}

#[test]
fn front_matter_that_is_no_toml_or_not_there() {
    assert_faults(&entry("level = = 3\n", ""), 2, &[("front-matter", "= 3")]);
    assert_faults(&entry("colour = 3\n", ""), 2, &[("front-matter", "colour")]);
    assert_faults("정의만 있음\n", 2, &[("front-matter", "정의만")]);
    assert_faults("+++\ntitle = \"이름\"\n+++\n정의\n\n- 항목\n", 2, &[("front-matter", "+++")]);
    assert_faults("+++\nid = \"a\"\n", 2, &[("front-matter", "+++")]);
}

#[test]
fn an_id_that_is_there_twice() {
    let desk = Desk::new();
    desk.put("ours/CSR/a.md", entry("", ""));
    desk.put("ours/CSR/b.md", entry("", ""));
    desk.run(&["catalog", "check", "ours"])
        .failed("`our-night`: 같은 id가 ours/CSR/a.md에도 있습니다 [duplicate-id]")
        .failed("--> ours/CSR/b.md:2:7\n");
}

#[test]
fn a_category_that_is_not_there() {
    let desk = Desk::new();
    desk.put("ours/ZZZ/a.md", entry("", ""));
    desk.run(&["catalog", "check", "ours"]).failed("[unknown-category]").failed("--> ours/ZZZ/a.md:1:1\n");
}

#[test]
fn a_file_may_have_the_name_of_a_built_in_one_and_another_id() {
    let desk = Desk::new();
    let own = entry("", "");
    desk.put("ours/CSR/common.md", &own);
    desk.run(&["catalog", "check", "ours"]).well();
    assert_eq!(desk.run(&["catalog", "show", "our-night", "--catalog", "ours"]).well().out, own);
    let built_in = desk.run(&["catalog", "show", "csr-common"]).well().out;
    assert_eq!(desk.run(&["catalog", "show", "csr-common", "--catalog", "ours"]).well().out, built_in);
}

#[test]
fn files_in_the_wrong_place_or_encoding_are_named() {
    let desk = Desk::new();
    desk.put("ours/README.md", "읽어 보세요");
    desk.put("ours/notes.md", "메모");
    desk.run(&["catalog", "check", "ours"]).failed("`notes.md`: 카탈로그에서 쓰지 않는 자리의 파일입니다");
    let desk = Desk::new();
    desk.put("ours/CSR/a.md", entry("", ""));
    desk.put("ours/CSR/b.md", b"+++\nid = \"\xB9\xCE\xBF\xF8\"\n+++\n");
    desk.put("ours/CSR/c.md", b"\xFF\xFE+\0+\0+\0");
    let run = desk.run(&["catalog", "check", "ours"]).failed("CP949").failed("UTF-16");
    assert!(run.err.contains("--> ours/CSR/b.md\n") && run.err.contains("--> ours/CSR/c.md\n"), "{}", run.err);
}

#[test]
fn a_folder_that_is_not_there_empty_or_a_file() {
    let desk = Desk::new();
    desk.put("file", "");
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.run(&["catalog", "check", "없음"]).failed("`없음` 폴더를 읽을 수 없습니다: 파일이나 폴더가 없습니다");
    desk.run(&["catalog", "check", "file"]).failed("`file` 폴더를 읽을 수 없습니다: 폴더가 아닙니다");
    desk.run(&["catalog", "check", "empty"]).failed("`empty` 폴더에 요구사항 파일이 없습니다");
}

#[test]
fn every_fault_of_every_file_is_said_in_one_run() {
    let desk = Desk::new();
    desk.put("ours/CSR/a.md", entry("when = [\"a.b\"]\n", " <i>"));
    desk.put("ours/SER/b.md", entry("related = [\"x\"]\n", "").replace("our-night", "our-other"));
    let run = desk.run(&["catalog", "check", "ours", "--message-format", "json"]);
    assert_eq!(run.code, 1);
    let places: Vec<(Value, Value)> = run.messages().iter().map(|m| (m["code"].clone(), m["file"].clone())).collect();
    assert_eq!(
        places,
        [("unknown-field", "ours/CSR/a.md"), ("markup", "ours/CSR/a.md"), ("dangling-relation", "ours/SER/b.md")]
            .map(|(code, file)| (code.into(), file.into()))
    );
}
