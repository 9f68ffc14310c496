//! `balju generate`: where the document goes, in which format, which parts of it.

use super::{Desk, SMALL};

const TITLE: &str = "민원 포털 구축 제안요청서: 요구사항";

#[test]
fn without_a_file_markdown_goes_to_standard_output() {
    let desk = Desk::small();
    let run = desk.run(&["generate", "p.json"]).well();
    assert!(run.out.starts_with(&format!("# {TITLE}\n")), "{}", run.out);
    assert_eq!(desk.run(&["generate", "p.json", "-o", "-"]).well().out, run.out);
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn a_file_holds_what_standard_output_would_have_shown() {
    for format in ["md", "html", "json"] {
        let desk = Desk::small();
        let shown = desk.run(&["generate", "p.json", "-f", format]).well().out;
        let name = format!("rfp.{format}");
        assert_eq!(desk.run(&["generate", "p.json", "-o", &name]).well().out, "");
        assert_eq!(desk.read(&name), shown);
    }
}

#[test]
fn the_extension_of_the_file_decides_its_format() {
    let desk = Desk::small();
    for (name, start) in [
        ("a.md", "# "),
        ("a.markdown", "# "),
        ("a.MD", "# "),
        ("a.html", "<!DOCTYPE html>"),
        ("a.htm", "<!DOCTYPE html>"),
        ("a.HTML", "<!DOCTYPE html>"),
        ("a.json", "{\n"),
        ("제안요청서.초안.html", "<!DOCTYPE html>"),
    ] {
        desk.run(&["generate", "p.json", "-o", name]).well();
        assert!(desk.read(name).starts_with(start), "{name}");
    }
}

#[test]
fn format_goes_before_the_extension() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-f", "html", "-o", "a.md", "-o", "b"]).well();
    assert!(desk.read("a.md").starts_with("<!DOCTYPE html>"));
    assert!(desk.read("b").starts_with("<!DOCTYPE html>"));
    assert!(desk.run(&["generate", "p.json", "--format=HTML"]).well().out.starts_with("<!DOCTYPE html>"));
}

#[test]
fn one_run_writes_several_files_and_standard_output() {
    let desk = Desk::small();
    let run = desk.run(&["generate", "p.json", "-o", "a.md", "-o", "-", "-o", "a.html", "--output=a.json"]).well();
    assert_eq!(run.out, desk.read("a.md"));
    assert!(desk.read("a.html").contains(TITLE));
    assert!(desk.read("a.json").contains(TITLE));
    assert!(run.err.starts_with("a.md, a.html, a.json — 요구사항 "), "{}", run.err);
}

#[test]
fn what_nobody_has_decided_is_listed_with_field_label_value_and_place() {
    let run = Desk::small().run(&["generate", "p.json", "-o", "a.md"]).well();
    assert!(run.err.contains("\n  project.agency (발주기관) — cover, overview\n"), "{}", run.err);
    assert!(run.err.contains("\n  api_gateway.token_minutes (접근 토큰 유효 시간) = "), "{}", run.err);
}

#[test]
fn an_unknown_format_is_refused_with_the_formats_there_are() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-f", "hwp"]).failed("`hwp`: 쓸 수 없는 형식입니다").failed("md, html, json, txt");
    desk.run(&["generate", "p.json", "-o", "a.hwp"]).failed("`a.hwp`: 확장자로 형식을 알 수 없습니다");
    desk.run(&["generate", "p.json", "-o", "a.md", "-o", "noext"]).failed("`noext`").failed("--format");
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn an_unknown_part_is_refused_with_the_parts_there_are() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "--part", "scop", "-o", "a.md"])
        .failed("`scop`: 이 문서에 없는 부분입니다")
        .failed("cover, overview, direction, scope, architecture, summary, list, details, laws,")
        .failed("requirements, all");
    desk.run(&["generate", "p.json", "--part", "diagnosis"]).failed("문서 종류 plan, diagnosis에 있고");
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn an_unknown_layout_on_the_command_line_is_not_blamed_on_the_profile() {
    let desk = Desk::small();
    for layout in ["wide", "words", "", "../html/page"] {
        let run =
            desk.run(&["generate", "p.json", &format!("--layout={layout}"), "-o", "a.md"]).failed("없는 표 양식입니다");
        assert!(run.err.contains("full, short") && !run.err.contains("p.json"), "{}", run.err);
    }
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn an_unknown_layout_in_the_profile_is_shown_there() {
    let profile = r#"{ "project": { "name": "가" }, "api_gateway": {}, "document": { "layout": "wide" } }"#;
    Desk::new().run_profile(profile, &[]).failed("--> p.json:1:").failed(r#""layout": "wide""#);
}

#[test]
fn the_layout_of_the_command_line_goes_before_that_of_the_profile() {
    let desk = Desk::new();
    desk.put("p.json", SMALL.replace("\"api_gateway\"", r#""document": { "layout": "short" }, "api_gateway""#));
    let row = "| 관련 요구사항 |";
    let details = ["generate", "p.json", "--part", "details"];
    assert!(!desk.run(&details).well().out.contains(row));
    assert!(desk.run(&[&details[..], &["--layout", "full"]].concat()).well().out.contains(row));
}

#[test]
fn parts_are_printed_alone_together_and_in_the_order_of_the_document() {
    let desk = Desk::small();
    let headings = |parts: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|part| format!("--part={part}")).collect();
        let arguments: Vec<&str> = ["generate", "p.json"].into_iter().chain(parts.iter().map(String::as_str)).collect();
        let out = desk.run(&arguments).well().out;
        assert!(out.starts_with("# "), "a part still says of which document it is");
        out.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(headings(&["scope"]), ["사업 범위"]);
    assert_eq!(headings(&["list", "direction"]), ["사업 추진 방향성", "요구사항 목록표"]);
    assert_eq!(headings(&["requirements"]), ["요구사항 총괄표", "요구사항 목록표", "상세 요구사항"]);
    assert_eq!(headings(&["all"]), headings(&[]));
    assert!(headings(&[]).len() > headings(&["requirements"]).len());
}

#[test]
fn a_document_cannot_be_written_over_its_own_profile() {
    let desk = Desk::small();
    for name in ["p.json", "./p.json"] {
        desk.run(&["generate", "p.json", "-o", name]).failed("프로필 위에 문서를 쓸 수 없습니다");
        assert_eq!(desk.read("p.json"), SMALL);
    }
}

#[test]
fn an_empty_selection_is_an_error_that_says_which_parts_to_add() {
    for profile in ["{}", r#"{ "project": { "name": "가" } }"#, r#"{ "api_gateway": { "enabled": false } }"#] {
        Desk::new()
            .run_profile(profile, &[])
            .failed("이 프로필에 해당하는 요구사항이 없습니다")
            .failed("application, containers, api_gateway, cloud 가운데 사업에 있는 부분을 적으세요");
    }
}

#[test]
fn a_format_of_all_requirements_is_final_only_when_all_are_decided() {
    let desk = Desk::small();
    // The scope alone has nothing open; a format that holds every requirement has.
    desk.run(&["generate", "p.json", "--part", "laws", "--final", "-o", "a.md"]).well();
    for name in ["a.json", "a.xlsx"] {
        let arguments = ["generate", "p.json", "--part", "requirements", "--part", "laws", "--final", "-o", name];
        desk.run(&arguments).failed("확정본을 만들지 않았습니다");
        assert!(!desk.names().contains(&name.to_owned()), "{name}");
    }
    desk.run(&["generate", "p.json", "--part", "laws", "--final", "-o", "a.json"]).failed("확정본을 만들지 않았습니다");
    for (arguments, name) in [(["--part", "laws"], "b.csv"), (["--outline", "diagnosis"], "b.xlsx")] {
        let all = [&["generate", "p.json"][..], &arguments, &["-o", name]].concat();
        desk.run(&all).failed("요구사항만 담는 형식인데").failed("md, html, hwpx, docx");
    }
    desk.run(&["generate", "p.json", "--outline", "proposal", "-o", "c.xlsx", "-o", "c.csv"]).well();
}

#[test]
fn one_file_is_written_once() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "a.md", "-o", "a.md"]).failed("`a.md`: 같은 결과 파일을 두 번");
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn a_word_without_an_end_is_broken_in_plain_text() {
    let desk = Desk::small();
    let name = "가".repeat(5_000);
    desk.put("long.json", format!(r#"{{ "project": {{ "name": "{name}" }}, "api_gateway": {{}} }}"#));
    let out = desk.run(&["generate", "long.json", "-f", "txt"]).well().out;
    let in_tables = out.lines().filter(|line| line.contains('│'));
    assert!(in_tables.clone().all(|line| line.chars().count() <= 100), "tables keep their width");
    assert!(in_tables.map(|line| line.matches('가').count()).sum::<usize>() >= 5_000, "nothing is lost");
}

#[test]
fn a_draft_that_was_read_is_no_final_document() {
    let desk = Desk::small();
    for kind in ["md", "html", "hwpx", "docx", "xlsx"] {
        let (made, read) = (format!("a.{kind}"), format!("{kind}.json"));
        desk.run(&["generate", "p.json", "-o", &made]).well();
        desk.run(&["import", &made, "-o", &read]).well();
        desk.run(&["generate", &read, "--final", "-o", "b.md"]).failed("확정하지 않은 값이 남아 있는 문서입니다");
        desk.run(&["generate", &read, "-o", "b.md"]).well();
    }
}
