//! `init`, `explain`, `schema`, `completions`.

use serde_json::Value;

use super::{Desk, Run, examples};

#[test]
fn init_lists_the_examples_with_their_titles() {
    let run = Desk::new().run(&["init"]).well();
    assert!(run.out.contains("  civil-service-portal — 온누리 민원 통합플랫폼"), "{}", run.out);
    assert!(run.out.lines().skip(1).all(|line| line.split_once(" — ").is_some_and(|(_, title)| !title.is_empty())));
}

#[test]
fn init_writes_an_example_to_standard_output_or_a_file() {
    let desk = Desk::new();
    let shown = desk.run(&["init", "civil-service-portal"]).well().out;
    serde_json::from_str::<Value>(&shown).unwrap();
    assert_eq!(desk.run(&["init", "civil-service-portal", "-o", "-"]).well().out, shown);
    let run = desk.run(&["init", "civil-service-portal", "-o", "내 사업.json"]).well();
    assert_eq!(desk.read("내 사업.json"), shown);
    assert!(run.out.is_empty() && run.err.contains("balju generate"), "{}", run.err);
}

#[test]
fn init_does_not_overwrite() {
    let desk = Desk::new();
    desk.put("p.json", "어제의 프로필");
    desk.run(&["init", "civil-service-portal", "-o", "p.json"]).failed("`p.json`: 이미 있는 파일입니다");
    desk.run(&["init", "-o", "q.json"]).failed("예시의 이름이 없습니다").failed("balju init records-monolith");
    assert_eq!(desk.read("p.json"), "어제의 프로필");
}

#[test]
fn init_answers_an_unknown_name_with_those_there_are() {
    let run = Desk::new().run(&["init", "civil-portal"]).failed("`civil-portal`: 없는 예시입니다");
    for name in examples() {
        assert!(run.err.contains(&name), "{name}: {}", run.err);
    }
}

#[test]
fn each_example_makes_a_document_without_a_warning() {
    for name in examples() {
        let desk = Desk::new();
        desk.run(&["init", &name, "-o", "p.json"]).well();
        let run = desk.run(&["generate", "p.json", "-o", "a.md", "-o", "a.html", "-o", "a.json"]).well();
        assert!(!run.err.contains("경고: ") && !run.err.contains("오류: "), "{name}: {}", run.err);
        let document = desk.document(&[]);
        assert!(document["requirements"].as_array().unwrap().len() > 5, "{name}");
    }
}

/// The blocks of an explanation, one a requirement.
fn blocks(run: &Run) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    for line in run.out.lines() {
        match blocks.last_mut() {
            Some(block) if line.starts_with(' ') => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    blocks
}

#[test]
fn explain_says_of_every_requirement_of_the_catalog_why_it_is_in_or_out() {
    let desk = Desk::small();
    let run = desk.run(&["explain", "p.json"]).well();
    let list = desk.run(&["catalog", "list"]).well().out;
    let ids = list.lines().filter(|line| line.starts_with("  ")).count();
    let blocks = blocks(&run);
    assert_eq!(blocks.len(), ids);
    let selected = desk.document(&[])["requirements"].as_array().unwrap().len();
    assert_eq!(blocks.iter().filter(|block| block[0].starts_with("포함  ")).count(), selected);
    for block in &blocks {
        let failing = block.iter().filter(|line| line.starts_with("  ✗ ")).count();
        assert!(block.len() > 1, "no reason: {block:?}");
        assert_eq!(block[0].starts_with("제외  -  "), failing > 0, "{block:?}");
    }
}

#[test]
fn explain_tells_one_requirement_by_id_or_by_number() {
    let desk = Desk::small();
    let first = &desk.document(&[])["requirements"][0];
    let (id, number) = (first["id"].as_str().unwrap(), first["number"].as_str().unwrap());
    let by_id = desk.run(&["explain", "p.json", id]).well();
    let by_number = desk.run(&["explain", "p.json", number]).well();
    assert_eq!(by_id.out, by_number.out);
    assert_eq!(blocks(&by_id).len(), 1);
    assert!(by_id.out.starts_with(&format!("포함  {number}  {id}  ")), "{}", by_id.out);
    assert!(
        by_id.out.contains("  ✓ api_gateway.enabled\n      api_gateway.enabled = 예 (API 게이트웨이 사용)\n"),
        "{}",
        by_id.out
    );
}

#[test]
fn explain_says_what_keeps_a_requirement_out() {
    let run = Desk::small().run(&["explain", "p.json", "csr-pipeline"]).well();
    assert!(run.out.starts_with("제외  -  "), "{}", run.out);
    assert!(run.out.contains("  ✗ cicd.enabled\n      cicd.enabled = 정하지 않음"), "{}", run.out);
}

#[test]
fn explain_shows_choices_by_hand_with_their_reason() {
    let desk = Desk::small();
    let out = desk.document(&[])["requirements"][0]["id"].as_str().unwrap().to_owned();
    let profile = format!(
        r#"{{ "api_gateway": {{}}, "requirements": {{
            "exclude": [{{ "id": "{out}", "reason": "내년 사업으로 미룸" }}],
            "include": [{{ "id": "csr-common", "reason": "기관 내규 3조" }}] }} }}"#
    );
    desk.run_profile(profile, &["-o", "a.json"]).well();
    let explained = desk.run(&["explain", "p.json", &out]).well().out;
    assert!(explained.starts_with("제외  ") && explained.contains("직접 뺌: 내년 사업으로 미룸"), "{explained}");
    let explained = desk.run(&["explain", "p.json", "csr-common"]).well().out;
    assert!(explained.starts_with("포함  ") && explained.contains("직접 넣음: 기관 내규 3조"), "{explained}");
    let document = desk.read("a.json");
    assert!(!document.contains(&format!("\"id\": \"{out}\"")) && document.contains("\"id\": \"csr-common\""));
}

#[test]
fn explain_tells_why_nothing_is_selected_as_the_error_promises() {
    let desk = Desk::new();
    let run = desk.run_profile("{}", &[]).failed("이유는 `balju explain`으로 볼 수 있습니다");
    assert_eq!(run.code, 2);
    assert!(desk.run(&["explain", "p.json"]).out.contains("  ✗ api_gateway.enabled"));
}

#[test]
fn explain_answers_an_unknown_name_with_where_to_look() {
    Desk::small().run(&["explain", "p.json", "CSR-999"]).failed("`CSR-999`").failed("balju catalog list");
}

#[test]
fn the_schema_is_json_that_describes_every_part() {
    let desk = Desk::new();
    let shown = desk.run(&["schema"]).well().out;
    let schema: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for part in ["project", "containers", "api_gateway", "confirmed", "values"] {
        assert!(schema["properties"][part].is_object(), "{part}");
    }
    desk.run(&["schema", "-o", "schema.json"]).well();
    assert_eq!(desk.read("schema.json"), shown);
    assert_eq!(desk.run(&["schema", "-o", "-"]).well().out, shown);
}

#[test]
fn each_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Desk::new().run(&["completions", shell]).well().out;
        for word in ["balju", "generate", "explain", "catalog", "message-format", "final"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    Desk::new().run(&["completions", "tcsh"]).failed("bash, elvish, fish, powershell, zsh");
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_script_for_bash_is_a_script() {
    let desk = Desk::new();
    desk.put("balju.bash", desk.run(&["completions", "bash"]).well().out);
    let checked = std::process::Command::new("bash").arg("-n").arg(desk.path("balju.bash")).output();
    match checked {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        Err(error) => eprintln!("SKIPPED: no bash here ({error})"),
    }
}
