//! `--catalog` and `--templates`: an agency's files over the built-in ones.

use super::{Desk, SMALL};

const NIGHT: &str = r#"+++
id = "our-night"
order = 900
title = "야간 일괄 처리"
when = ["api_gateway.enabled"]
verification = ["{{ hours }} 안에 끝난 기록 확인"]

[parameters.hours]
field = "values.night_hours"
label = "야간 처리 시간"
default = 6
unit = "시간"
min = 1
max = 12
+++
야간에 몰아서 처리하는 업무의 시간

- 야간 일괄 처리를 {{ hours }} 안에 끝냄
"#;

fn numbers(desk: &Desk, more: &[&str]) -> Vec<(String, String)> {
    let document = desk.document(more);
    let pair = |r: &serde_json::Value| (r["id"].as_str().unwrap().to_owned(), r["title"].as_str().unwrap().to_owned());
    document["requirements"].as_array().unwrap().iter().map(pair).collect()
}

#[test]
fn a_new_entry_is_added_with_its_own_value() {
    let desk = Desk::small();
    desk.put("ours/CSR/night.md", NIGHT);
    desk.run(&["catalog", "check", "ours"]).well();
    let all = numbers(&desk, &["--catalog", "ours"]);
    assert_eq!(all.len(), numbers(&desk, &[]).len() + 1);
    assert!(all.contains(&("our-night".to_owned(), "야간 일괄 처리".to_owned())));
    let run = desk.run(&["generate", "p.json", "--catalog", "ours"]).well();
    assert!(run.out.contains("야간 일괄 처리를 6시간<sup>기본값</sup> 안에 끝냄"), "{}", run.out);
    assert!(run.err.contains("values.night_hours (야간 처리 시간) = 6시간"), "{}", run.err);
    desk.put("p.json", SMALL.replace("\"api_gateway\"", r#""values": { "night_hours": 4 }, "api_gateway""#));
    let run = desk.run(&["generate", "p.json", "--catalog", "ours"]).well();
    assert!(run.out.contains("4시간 안에 끝냄") && !run.err.contains("night_hours"), "{}", run.err);
    desk.put("p.json", SMALL.replace("\"api_gateway\"", r#""values": { "night_hours": 40 }, "api_gateway""#));
    desk.run(&["generate", "p.json", "--catalog", "ours"])
        .failed("`values.night_hours` 야간 처리 시간: 40시간")
        .failed("1시간–12시간");
}

#[test]
fn an_entry_of_the_same_id_takes_the_place_of_the_built_in_one() {
    let desk = Desk::small();
    let before = numbers(&desk, &[]);
    let (id, title) = &before[0];
    desk.put("ours/CSR/ours.md", NIGHT.replace("our-night", id));
    let after = numbers(&desk, &["--catalog", "ours"]);
    assert_eq!(after.len(), before.len());
    assert!(
        after.contains(&(id.clone(), "야간 일괄 처리".to_owned())) && !after.contains(&(id.clone(), title.clone()))
    );
    let shown = desk.run(&["catalog", "show", id, "--catalog", "ours"]).well().out;
    assert!(shown.contains("야간 일괄 처리"));
}

#[test]
fn a_disabled_entry_is_removed() {
    let desk = Desk::small();
    let before = numbers(&desk, &[]);
    let id = &before[1].0;
    desk.put("ours/PER/off.md", format!("+++\nid = \"{id}\"\ndisabled = true\n+++\n"));
    let after = numbers(&desk, &["--catalog", "ours"]);
    assert_eq!(after.len(), before.len() - 1);
    assert!(after.iter().all(|(other, _)| other != id));
    let list = desk.run(&["catalog", "list", "--catalog", "ours"]).well().out;
    assert!(!list.contains(&format!("  {id}  ")));
}

#[test]
fn the_last_of_several_folders_goes_before_the_others() {
    let desk = Desk::small();
    desk.put("one/CSR/night.md", NIGHT);
    desk.put("two/CSR/night.md", NIGHT.replace("야간 일괄 처리", "심야 일괄 처리"));
    let title = |order: [&str; 2]| {
        let all = numbers(&desk, &["--catalog", order[0], "--catalog", order[1]]);
        all.into_iter().find(|(id, _)| id == "our-night").unwrap().1
    };
    assert_eq!(title(["one", "two"]), "심야 일괄 처리");
    assert_eq!(title(["two", "one"]), "야간 일괄 처리");
}

#[test]
fn a_new_category_has_its_own_numbers() {
    let desk = Desk::small();
    let category = "[[category]]\ncode = \"NIR\"\norder = 5\nname = \"야간 요구사항\"\ndefinition = \"야간 업무\"\n";
    desk.put("ours/categories.toml", category);
    desk.put("ours/NIR/night.md", NIGHT);
    desk.run(&["catalog", "check", "ours"]).well();
    let document = desk.document(&["--catalog", "ours"]);
    let all = document["requirements"].as_array().unwrap();
    let night = all.iter().find(|r| r["id"] == "our-night").unwrap();
    assert_eq!((night["number"].as_str(), night["category_name"].as_str()), (Some("NIR-001"), Some("야간 요구사항")));
}

#[test]
fn a_broken_entry_stops_the_document_and_is_shown_by_the_path_one_can_open() {
    let desk = Desk::small();
    desk.put("ours/CSR/night.md", NIGHT.replace("{{ hours }} 안에 끝냄", "{{ hours }"));
    desk.put("a.md", "어제");
    desk.run(&["generate", "p.json", "--catalog", "ours", "-o", "a.md"]).failed("--> ours/CSR/night.md:");
    assert_eq!(desk.read("a.md"), "어제");
    desk.put("ours/CSR/night.md", NIGHT.replace("안에 끝냄", "안에 <b>끝냄</b>"));
    desk.run(&["generate", "p.json", "--catalog", "ours", "-o", "a.md"])
        .failed("HTML")
        .failed("--> ours/CSR/night.md:");
    desk.put("ours/CSR/night.md", NIGHT.replace("api_gateway.enabled", "api_gateway.enabled and"));
    desk.run(&["generate", "p.json", "--catalog", "ours"]).failed("--> ours/CSR/night.md:5:");
}

#[test]
fn a_style_of_the_agency_takes_the_place_of_the_built_in_one() {
    let desk = Desk::small();
    desk.put("ours/html/style.css", "body { color: rebeccapurple }");
    let run = desk.run(&["generate", "p.json", "-f", "html", "--templates", "ours"]).well();
    assert!(run.out.contains("<style>\nbody { color: rebeccapurple }</style>"));
    assert!(!run.err.contains("경고"), "{}", run.err);
}

#[test]
fn words_of_the_agency_take_the_place_of_the_built_in_ones() {
    let desk = Desk::small();
    let words = include_str!("../../../templates/layout/words.toml");
    desk.put("ours/layout/words.toml", words.replace("[확정 필요]", "[미정]").replace("\"기본값\"", "\"표준값\""));
    let out = desk.run(&["generate", "p.json", "--templates", "ours"]).well().out;
    assert!(out.contains("[미정]") && out.contains("<sup>표준값</sup>"));
    assert!(!out.contains("[확정 필요]") && !out.contains("<sup>기본값</sup>"));
}

#[test]
fn a_layout_of_the_agency_takes_the_place_of_the_built_in_one() {
    let desk = Desk::small();
    let layout = "widths = [20, 80]\n[[row]]\nlabel = \"우리 번호\"\nfield = \"number\"\n[[row]]\nlabel = \"우리 내용\"\nfield = \"details\"\n";
    desk.put("ours/layout/full.toml", layout);
    let out = desk.run(&["generate", "p.json", "--part", "details", "--templates", "ours"]).well().out;
    assert!(out.contains("| 우리 번호 | CSR-001 |") && !out.contains("검수 기준 |"), "{out}");
}

#[test]
fn a_template_that_replaces_nothing_is_a_warning() {
    let desk = Desk::small();
    desk.put("ours/html/styel.css", "");
    let run = desk.run(&["generate", "p.json", "--templates", "ours", "--message-format", "json"]).well();
    assert_eq!(run.codes(), ["unknown-template"]);
    assert_eq!(run.messages()[0]["severity"], "warning");
    assert!(run.err.contains("`html/styel.css`"));
}

#[test]
fn a_broken_template_is_shown_by_the_path_one_can_open() {
    let desk = Desk::small();
    for (name, text, format) in [
        ("layout/words.toml", "missing = 3\n", "md"),
        ("layout/full.toml", "widths = [20]\n[[row]]\nlabel = 3\n", "md"),
        ("html/page.html", "<p>{{ nothing }}</p>", "html"),
        ("html/page.html", "<p>{{ title </p>", "html"),
        ("catalog/CSR/common.md", "+++\nid = 3\n+++\n", "md"),
        ("citation/cloud.toml", "a = = 3", "md"),
    ] {
        let desk = Desk::small();
        desk.put(&format!("ours/{name}"), text);
        let run = desk.run(&["generate", "p.json", "--templates", "ours", "-f", format, "-o", "a.out"]);
        run.failed(&format!("--> ours/{name}:")).failed("오류: ");
        assert_eq!(desk.names(), ["ours", "p.json"]);
    }
    desk.run(&["generate", "p.json", "--templates", "없음"]).failed("`없음` 폴더를 읽을 수 없습니다");
}

#[test]
fn hidden_files_and_other_kinds_in_a_folder_are_left_alone() {
    let desk = Desk::small();
    desk.put("ours/CSR/night.md", NIGHT);
    desk.put("ours/.git/config.toml", "a = = b");
    desk.put("ours/CSR/.night.md.swp.md", "x");
    desk.put("ours/CSR/그림.png", b"\x89PNG");
    desk.run(&["catalog", "check", "ours"]).well();
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_to_itself_comes_to_an_end() {
    let desk = Desk::small();
    desk.put("ours/CSR/night.md", NIGHT);
    std::os::unix::fs::symlink(".", desk.path("ours/CSR/loop")).unwrap();
    let run = desk.run(&["catalog", "check", "ours"]);
    assert_eq!(run.code, 2, "the same file under another name is refused, the run ends: {}", run.err);
}

#[test]
fn a_catalog_that_takes_an_entry_out_passes_its_check() {
    let desk = Desk::small();
    desk.put("ours/PER/response.md", "+++\nid = \"per-response\"\ndisabled = true\n+++\n");
    desk.run(&["catalog", "check", "ours"]).well();
}

#[test]
fn titles_are_listed_without_template_code() {
    for command in [&["catalog", "list"][..], &["parts"]] {
        let out = Desk::new().run(command).well().out;
        assert!(!out.contains("{%") && !out.contains("{{") && !out.contains("endif"), "{out}");
    }
}

#[test]
fn an_agency_brings_its_own_look() {
    let desk = Desk::small();
    let built_in = include_str!("../../../templates/style/style.toml");
    desk.put("look/style.toml", built_in.replace("1F3864", "004411"));
    desk.put("look/style.css", "h1 { color: #004411; }");
    desk.run(&["generate", "p.json", "--style", "look", "-o", "a.html"]).well();
    assert!(desk.read("a.html").contains("h1 { color: #004411; }"));
    desk.put("look/style.toml", built_in.replace("1F3864", "초록"));
    desk.run(&["generate", "p.json", "--style", "look", "-o", "a.docx"]).failed("`초록`").failed("look/style.toml");
    // What a file does not say is as the built-in one has it.
    desk.put("look/style.toml", "[color]\nheading = \"004411\"\n");
    desk.run(&["generate", "p.json", "--style", "look", "-o", "b.docx", "-o", "b.hwpx", "-o", "b.xlsx"]).well();
    desk.put("look/style.toml", "[font]\nbody = \"A\\u0001\"\n");
    desk.run(&["generate", "p.json", "--style", "look", "-o", "c.xlsx"]).failed("글꼴의 이름").failed("[font] body");
    desk.put("look/style.toml", "[font]\nbodi = \"돋움\"\n");
    desk.run(&["generate", "p.json", "--style", "look", "-o", "c.xlsx"]).failed("bodi").failed("[font] body");
    desk.put("other/logo.toml", "");
    desk.run(&["generate", "p.json", "--style", "other"]).failed("other").failed("style.toml, style.css");
}

#[test]
fn figures_are_written_beside_the_document() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "--figures", "그림/안", "-o", "a.md"]).well();
    let svg = desk.read("그림/안/figure-architecture.svg");
    assert!(svg.starts_with("<svg xmlns=") && svg.contains("<title"), "{svg}");
    desk.put("file", "x");
    desk.run(&["generate", "p.json", "--figures", "file/x", "-o", "b.md"]).failed("`file/x` 폴더를 만들 수 없습니다");
    assert!(!desk.names().contains(&"b.md".to_owned()));
}
