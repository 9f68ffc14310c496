//! `balju check` and `balju rule`: profiles and documents, formats, exit codes, `--fix`, bad input.

use serde_json::Value;

use super::{Desk, Run, examples};

/// A document of one requirement: one vague word, two that have one right answer.
const DOCUMENT: &str = "# 시험 제안요청서\n\n\
    | 요구사항 분류 | 클라우드 서비스 |\n|---|---|\n\
    | 요구사항 고유번호 | CSR-001 |\n\
    | 요구사항 명칭 | 기록 보관 |\n\
    | 요구사항 상세설명 | 시스템은 기록 1500000건을 적절한 서버에 보관하고 API을 2개 제공하여야 함 |\n\
    | 산출 정보 | 설계서 |\n";

/// An agency's requirement with faults in it.
const ENTRY: &str = "+++\nid = \"x-bad\"\norder = 900\ntitle = \"시험 요구사항\"\nwhen = []\ndeliverables = [\"설계서\"]\n\
    verification = [\"기록 10건을 대조하여 누락이 0건이어야 함\"]\n+++\n시험에 쓰는 요구사항\n\n\
    - **배포**: 시스템은 컨테이너를 적절한 서버에 배포하여야 함\n";

/// A folder with a profile `p.json` and an agency's catalog `own` that has a vague word.
fn desk() -> Desk {
    let desk = Desk::small();
    desk.put("own/CSR/x-bad.md", ENTRY);
    desk
}

impl Run {
    /// The run, which must have found something.
    #[track_caller]
    fn found(self) -> Self {
        assert_eq!(self.code, 1, "{}\n{}", self.out, self.err);
        self
    }
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("no JSON: {}\n{}", run.out, run.err))
}

/// The findings of a rule in a report.
fn of_rule<'a>(report: &'a Value, code: &str) -> Vec<&'a Value> {
    report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == code).collect()
}

#[test]
fn a_profile_is_checked_through_the_document_it_makes() {
    let run = desk().run(&["check", "p.json", "--catalog", "own"]).found();
    for said in [
        "■ CSR-002 시험 요구사항",
        "CSR-002 세부 내용 1번째  경고 vague-quality",
        "▶적절한◀ 서버에",
        "제안: ",
        "근거: ",
    ] {
        assert!(run.out.contains(said), "no {said:?} in:\n{}", run.out);
    }
    let report = json(&desk().run(&["check", "p.json", "--catalog", "own", "-f", "json"]).found());
    let found = of_rule(&report, "vague-quality");
    assert_eq!(found.len(), 1, "{report:#}");
    assert_eq!(found[0]["place"]["id"], "x-bad");
    let outline = |name: &str| desk().run(&["check", "p.json", "--outline", name]);
    assert_ne!(outline("task").code, 2);
    outline("plam").failed("plam");
}

#[test]
fn a_document_is_checked_where_its_words_stand() {
    let desk = Desk::new();
    desk.put("문서.md", DOCUMENT);
    let run = desk.run(&["check", "문서.md"]).found();
    let line = DOCUMENT.lines().position(|line| line.contains("적절한")).unwrap() + 1;
    let column = DOCUMENT.lines().nth(line - 1).unwrap().split("적절한").next().unwrap().chars().count() + 1;
    assert!(run.out.contains(&format!("문서.md:{line}:{column}  CSR-001 세부 내용 1번째")), "{}", run.out);
    let page = "<h1>시험 제안요청서</h1><table><tr><th>요구사항 고유번호</th><td>CSR-001</td></tr>\n\
        <tr><th>요구사항 명칭</th><td>기록</td></tr>\n<tr><th>요구사항 상세설명</th><td>시스템은 <b>적절</b>한 서버를 써야 함</td></tr></table>";
    desk.put("문서.HTM", page);
    let run = desk.run(&["check", "문서.HTM"]).found();
    assert!(run.out.contains("문서.HTM:3:35  CSR-001 세부 내용 1번째"), "{}", run.out);
    let piped = desk.run_on(DOCUMENT.as_bytes(), &["check", "-", "--kind", "md", "-f", "json"]).found();
    assert_eq!(of_rule(&json(&piped), "vague-quality")[0]["place"]["line"], line);
    assert_eq!(
        desk.run_on(super::SMALL.as_bytes(), &["check", "-", "--kind", "profile", "--fail-on", "error"]).code,
        1
    );
    desk.run_on(DOCUMENT.as_bytes(), &["check", "-"]).failed("--kind");
    desk.run(&["check", "문서.md", "--outline", "rfp"]).failed("--outline");
}

#[test]
fn what_was_understood_can_be_seen() {
    let desk = Desk::new();
    desk.put("a.md", DOCUMENT.replace("설계서", "설계서\u{1B}[31m"));
    let run = desk.run(&["check", "a.md", "--dump"]).well();
    for said in ["CSR-001", "기록 보관", "1500000건"] {
        assert!(run.out.contains(said), "no {said:?} in:\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1B}'));
    Desk::small().run(&["check", "p.json", "--dump"]).failed("--dump");
}

#[test]
fn the_severity_that_fails_a_run_can_be_chosen() {
    let desk = Desk::new();
    let text = DOCUMENT.replace("1500000", "1,500,000").replace("API을", "API를");
    desk.put("a.md", &text);
    let report = json(&desk.run(&["check", "a.md", "-f", "json"]).found());
    assert_eq!(report["counts"]["error"], 0, "{report:#}");
    assert!(report["counts"]["warning"].as_u64().unwrap() > 0);
    desk.run(&["check", "a.md", "--fail-on", "warn"]).found();
    desk.run(&["check", "a.md", "--fail-on", "info"]).found();
    desk.run(&["check", "a.md", "--fail-on", "error"]).well();
    desk.run(&["check", "a.md", "--fail-on", "fatal"]).failed("fatal");
}

#[test]
fn each_format_is_written_whole_to_a_file_or_to_the_terminal() {
    let desk = desk();
    let check = |more: &[&str]| desk.run(&[&["check", "p.json", "--catalog", "own"], more].concat());
    for (name, begins) in [("r.txt", "■ "), ("r.json", "{\n"), ("r.sarif", "{\n"), ("r.html", "<!DOCTYPE html>")] {
        let run = check(&["-o", name]).found();
        assert_eq!(run.out, "");
        assert!(desk.read(name).starts_with(begins), "{name}");
        let format = if name == "r.txt" { "text" } else { name.split_once('.').unwrap().1 };
        assert_eq!(check(&["-f", format]).found().out, desk.read(name), "{name}");
    }
    check(&["-o", "r.pdf"]).failed("확장자");
    check(&["-f", "pdf"]).failed("text, json, sarif, html");
    check(&["-o", "p.json", "-f", "json"]).failed("p.json");
    check(&["-o", "없는/r.html"]).failed("없는/r.html");
    desk.put("a.md", DOCUMENT);
    desk.run(&["check", "a.md", "-o", "a.md", "-f", "text"]).failed("a.md");
    assert_eq!(desk.read("a.md"), DOCUMENT);
}

#[test]
fn what_may_stand_is_listed_with_its_reason() {
    let desk = desk();
    desk.put(
        "p.json",
        r#"{ "project": { "name": "민원 포털 구축" }, "api_gateway": {}, "silenced": [
  { "rule": "vague-quality", "requirement": "x-bad", "words": "적절한", "reason": "기준은 붙임에 적음" },
  { "rule": "vague-time", "requirement": "csr-metrics", "reason": "없음" },
  { "rule": "vage-time", "reason": "없음" } ] }"#,
    );
    let run = desk.run(&["check", "p.json", "--catalog", "own"]);
    assert!(!run.out.contains("▶적절한◀"), "{}", run.out);
    assert!(
        run.out
            .contains("프로필에서 넘긴 것 1곳\n  CSR-002 세부 내용 1번째  vague-quality ‘적절한’ — 기준은 붙임에 적음"),
        "{}",
        run.out
    );
    assert!(run.out.contains("아무것도 넘기지 않은 silenced 기록 1곳\n  p.json:3:3  `silenced[1]`"), "{}", run.out);
    assert!(run.err.contains("p.json:4:13") && run.err.contains("가장 가까운 규칙: `vague-time`"), "{}", run.err);
}

#[test]
fn an_agency_adds_its_own_words() {
    let desk = Desk::new();
    desk.put("a.md", DOCUMENT.replace("적절한", "업계 최고 수준의"));
    desk.put(
        "words/vague-quality.toml",
        "[[phrase]]\ntext = \"업계 최고 수준\"\nsuggestion = \"견줄 값을 적으세요\"\n",
    );
    let report = json(&desk.run(&["check", "a.md", "--rules", "words", "-f", "json"]).found());
    let found = of_rule(&report, "vague-quality");
    assert_eq!(found[0]["quote"]["words"], "업계 최고 수준");
    assert_eq!(found[0]["suggestion"], "견줄 값을 적으세요");
    desk.put("words/vague-qualty.toml", "[[phrase]]\ntext = \"가\"\n");
    desk.run(&["check", "a.md", "--rules", "words"]).failed("words/vague-qualty.toml");
    desk.put("broken/vague-quality.toml", "[[phrase]]\ntxt = \"가\"\n");
    desk.run(&["check", "a.md", "--rules", "broken"]).failed("broken/vague-quality.toml:2:1");
    desk.run(&["check", "a.md", "--rules", "none"]).failed("none");
    desk.put("empty/readme.txt", "");
    desk.run(&["check", "a.md", "--rules", "empty"]).failed("낱말 파일이 없습니다");
}

#[test]
fn what_has_one_right_answer_is_mended_and_nothing_else() {
    let desk = Desk::new();
    let original = format!("\u{FEFF}{}\r\n끝에 있는 글  \r\n", DOCUMENT.replace('\n', "\r\n"));
    let expected = original.replace("1500000건", "1,500,000건").replace("API을", "API를");
    desk.put("a.md", &original);
    let dry = desk.run(&["check", "a.md", "--fix", "--dry-run"]).found();
    assert_eq!(desk.read("a.md"), original);
    let run = desk.run(&["check", "a.md", "--fix"]).found();
    assert_eq!(desk.read("a.md"), expected);
    assert_eq!(dry.out, run.out, "the change is shown as it is made");
    let changed = |mark: char| run.out.lines().filter(|line| line.starts_with(mark)).collect::<Vec<_>>();
    assert!(changed('-').len() == 2 && changed('+').len() == 2, "{}", run.out);
    assert!(changed('-')[1].contains("1500000건") && changed('+')[1].contains("1,500,000건"), "{}", run.out);
    let again = desk.run(&["check", "a.md", "--fix"]).found();
    assert!(again.out.is_empty() && again.err.contains("고칠 것이 없습니다"), "{}{}", again.out, again.err);
    assert_eq!(desk.read("a.md"), expected);
    assert_eq!(desk.names(), ["a.md"]);
}

#[test]
fn only_a_markdown_file_is_mended() {
    let desk = Desk::small();
    desk.put("a.html", "<table><tr><th>요구사항 명칭</th><td>가</td></tr></table>");
    desk.run(&["check", "p.json", "--fix"]).failed("p.json");
    desk.run(&["check", "a.html", "--fix"]).failed("a.html");
    desk.run_on(DOCUMENT.as_bytes(), &["check", "-", "--kind", "md", "--fix"]).failed("표준 입력");
    desk.run(&["check", "p.json", "--dry-run"]).failed("--fix");
    desk.run(&["check", "p.json", "--fix", "-f", "json"]).failed("--fix");
    assert_eq!(desk.read("p.json"), super::SMALL);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.put("a.md", DOCUMENT);
    std::fs::set_permissions(desk.path("a.md"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let run = desk.run(&["check", "a.md", "--fix"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("읽기 전용"), "{}", run.err);
    assert_eq!(desk.read("a.md"), DOCUMENT);
    assert_eq!(desk.names(), ["a.md"]);
}

#[test]
fn hostile_text_acts_nowhere() {
    let desk = Desk::new();
    let hostile = "적절한 \u{1B}]0;x\u{7}\u{9B}31m\u{202E}<script>alert(1)</script>&lt;img src=x onerror=y&gt;";
    desk.put("a.md", DOCUMENT.replace("적절한", hostile));
    for format in ["text", "json", "sarif", "html"] {
        let run = desk.run(&["check", "a.md", "-f", format]).found();
        assert!(!run.out.chars().any(|c| c.is_control() && c != '\n'), "{format}");
        assert!(!run.err.chars().any(|c| c.is_control() && c != '\n'), "{format}: {:?}", run.err);
        assert!(format != "html" || !(run.out.contains("<script") || run.out.contains("<img")), "{}", run.out);
    }
    let run = desk.run(&["check", "a.md", "--fix", "--dry-run"]);
    assert!(!run.out.is_empty() && !run.out.chars().any(|c| c.is_control() && c != '\n'), "{:?}", run.out);
}

#[test]
fn documents_in_older_encodings_are_read_and_never_written() {
    let desk = Desk::new();
    let text = "| 요구사항 고유번호 | SFR-001 |\n|---|---|\n| 요구사항 명칭 | 민원 접수 |\n\
                | 세부 내용 | 시스템은 적절한 기능을 제공하여야 함 |\n| 산출정보 | 설계서 |\n";
    let (cp949, ..) = encoding_rs::EUC_KR.encode(text);
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    desk.put("utf8.md", text);
    let usual = desk.run(&["check", "utf8.md"]).out;
    assert!(usual.contains("utf8.md:4:16") && usual.contains("vague-quality"), "{usual}");
    for (name, bytes) in [("cp949.md", cp949.to_vec()), ("wide.md", wide)] {
        desk.put(name, &bytes);
        assert_eq!(desk.run(&["check", name]).out.replace(name, "utf8.md"), usual);
        desk.run(&["check", name, "--fix"]).failed("UTF-8");
        assert_eq!(std::fs::read(desk.path(name)).unwrap(), bytes);
    }
}

#[test]
fn bad_input_is_refused_with_a_remedy() {
    let desk = Desk::small();
    desk.run(&["check", "none.md"]).failed("none.md");
    desk.put("folder.md/a.txt", "");
    desk.run(&["check", "folder.md"]).failed("folder.md");
    desk.put("empty.md", "");
    desk.run(&["check", "empty.md"]).failed("empty.md");
    desk.put("bytes.html", b"<p>\xFF\xFE\xFD</p>");
    desk.run(&["check", "bytes.html"]).failed("bytes.html");
    desk.put("a.hwp", "HWP");
    desk.run(&["check", "a.hwp"]).failed("--kind");
    desk.run(&["generate", "p.json", "-o", "made.json"]).well();
    desk.run(&["check", "made.json", "--kind", "profile"]).failed("프로필이 아니라 만든 문서");
    assert!(desk.run(&["check", "made.json"]).found().out.contains("PER-001"));
    desk.put("broken.json", "{ \"project\": { \"nmae\": 1 } }");
    desk.run(&["check", "broken.json"]).failed("broken.json:1:16");
    desk.run(&["check"]).failed("파일");
    let no_requirements = "# 글\n\n요구사항 표가 없는 글입니다.\n";
    desk.put("plain.md", no_requirements);
    assert_ne!(desk.run(&["check", "plain.md"]).code, 2);
}

#[test]
fn a_document_of_ten_megabytes_is_read_and_one_too_large_is_refused() {
    let desk = Desk::new();
    let row = DOCUMENT.trim_start_matches("# 시험 제안요청서\n");
    let document = |bytes: usize| {
        let rows = (0..bytes / row.len()).map(|at| row.replace("CSR-001", &format!("CSR-{at:05}")));
        std::iter::once("# 시험 제안요청서\n".to_owned()).chain(rows).collect::<String>()
    };
    desk.put("read.md", document(10 * 1024 * 1024));
    assert!(desk.run(&["check", "read.md", "--dump"]).well().out.len() > 1024 * 1024);
    desk.put("checked.md", document(1024 * 1024));
    let report = json(&desk.run(&["check", "checked.md", "-f", "json"]).found());
    assert!(of_rule(&report, "vague-quality").len() > 1_000);
    desk.put("large.md", vec![b'a'; 129 * 1024 * 1024]);
    desk.run(&["check", "large.md"]).failed("너무 큽니다");
}

#[test]
fn rules_are_listed_and_explained() {
    let desk = Desk::new();
    let list = desk.run(&["rule"]).well().out;
    assert!(
        list.lines().any(|line| line.starts_with("vague-quality ") && line.ends_with("경고  모호한 품질 표현")),
        "{list}"
    );
    let codes: Vec<&str> = list.lines().map(|line| line.split(' ').next().unwrap()).collect();
    for code in codes {
        let rule = desk.run(&["rule", code]).well().out;
        for said in
            ["원하는 것", "이유", "근거", "나쁜 예", "좋은 예", "\"silenced\"", &format!("docs/rules.md#{code}")]
        {
            assert!(rule.contains(said), "{code}: no {said:?} in:\n{rule}");
        }
    }
    assert!(desk.run(&["rule", "vague-quality"]).well().out.contains("[기준일 "));
    desk.run(&["rule", "vage-quality"]).failed("`vague-quality`");
    desk.run(&["rule", "전혀 다른 이름"]).failed("`balju rule`");
}

#[test]
fn every_example_is_clean() {
    let desk = Desk::new();
    let mut faults = String::new();
    for name in examples() {
        desk.run(&["init", &name, "-o", &format!("{name}.json")]).well();
        let run = desk.run(&["check", &format!("{name}.json")]);
        if run.code != 0 {
            faults += &run.out;
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
