//! What is offered as a profile: everything that can be wrong with a file is said in Korean, and nothing is written.

use super::{Desk, SMALL};

#[test]
fn the_profile_may_come_from_standard_input() {
    let desk = Desk::small();
    let run = desk.run_on(SMALL.as_bytes(), &["generate", "-"]).well();
    assert_eq!(run.out, desk.run(&["generate", "p.json"]).well().out);
    let run = desk.run_on(br#"{ "project": { "grade": 9 } }"#, &["generate", "-"]).failed("--> -:1:25");
    assert!(run.err.contains(r#"{ "project": { "grade": 9 } }"#), "{}", run.err);
}

#[test]
fn a_profile_that_is_not_there_or_is_a_folder_is_named() {
    let desk = Desk::new();
    desk.run(&["generate", "없음.json"]).failed("`없음.json` 파일을 읽을 수 없습니다: 파일이나 폴더가 없습니다");
    desk.run(&["generate", "."]).failed("`.` 파일을 읽을 수 없습니다: 파일이 아니라 폴더입니다");
    desk.run(&["explain", "없음.json"]).failed("`없음.json` 파일을 읽을 수 없습니다");
    desk.put("file", "");
    desk.run(&["generate", "file/p.json"]).failed("폴더가 아닙니다");
}

#[test]
fn nothing_is_no_profile() {
    let desk = Desk::new();
    for text in ["", " \n\t\r\n", "\u{FEFF}"] {
        desk.run_profile(text, &["-o", "a.md"]).failed("빈 파일입니다").failed("balju init");
    }
    for (text, said) in
        [("null", "지금은 null"), ("[]", "지금은 목록"), ("3", "지금은 숫자 3"), ("\"가\"", "지금은 글자")]
    {
        desk.run_profile(text, &["-o", "a.md"]).failed("객체 { }여야 합니다").failed(said);
    }
    assert_eq!(desk.names(), ["p.json"]);
}

#[test]
fn a_file_that_is_no_profile_is_said_to_be_something_else() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "d.json", "-o", "d.xlsx"]).well();
    let issue = ["issue", "d.json", "--state", "notice", "--date", "2026-12-01"];
    let before = desk.read("d.json");
    for command in [&["explain", "d.json"][..], &["diagnose", "d.json"], &issue] {
        let run = desk.run(command).failed("no-profile").failed("d.json:").failed("balju diff");
        assert_eq!(run.err.matches("오류:").count(), 1, "{}", run.err);
    }
    assert_eq!(desk.read("d.json"), before);
    desk.run(&["import", "d.xlsx", "--against", "d.json"]).failed("no-profile");
    desk.put("d.pdf", b"%PDF-1.7\n\xE2\xE3\xCF\xD3");
    desk.put("d.png", b"\x89PNG\r\n\x1A\n");
    for name in ["d.xlsx", "d.pdf", "d.png"] {
        let run = desk.run(&["explain", name]).failed("binary").failed("balju import");
        assert!(!run.err.contains("메모장"), "{}", run.err);
    }
}

#[test]
fn a_broken_document_is_told_in_korean() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "d.json"]).well();
    let cut = desk.read("d.json").replacen("\"requirements\": [", "\"requirements\": [ ,", 1);
    desk.put("cut.json", cut);
    for (text, said, place) in [
        ("{ \"requirements\": [ { \"title\": \"가\" } ] }", "`number` 항목이 없습니다", "a.json:1:"),
        ("{ \"requirements\": [ 3 ] }", "다른 종류의 값이 있습니다", "a.json:1:"),
        ("{ \"requirements\": [],\n \"open\": [ { \"origin\": 3 } ] }", "다른 종류의 값이 있습니다", "a.json:2:"),
    ] {
        desk.put("a.json", text);
        for command in [&["check", "a.json"][..], &["diff", "a.json", "d.json"]] {
            let run = desk.run(command).failed(said).failed(place);
            assert!(!run.err.contains("expected") && !run.err.contains("line"), "{}", run.err);
        }
    }
    let run = desk.run(&["check", "cut.json", "--kind", "json"]).failed("syntax").failed("cut.json:");
    assert!(!run.err.contains("expected"), "{}", run.err);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let desk = Desk::small();
    let plain = desk.run(&["generate", "p.json"]).well().out;
    assert_eq!(desk.run_profile(format!("\u{FEFF}{SMALL}"), &[]).well().out, plain);
    desk.run_profile("\u{FEFF}{ \"api_gatewy\": {} }", &[]).failed("--> p.json:1:3");
}

#[test]
fn other_encodings_are_refused_with_the_file_and_the_remedy() {
    let wide: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [b"\xFF\xFE".as_slice(), &wide].concat();
    // "민원" in CP949
    let cp949 = b"{ \"project\": { \"name\": \"\xB9\xCE\xBF\xF8\" } }".to_vec();
    let torn = b"{ \"project\": {\n \"name\": \"\xEB\xAF\" } }".to_vec();
    for (bytes, name) in [
        (wide, "UTF-16"),
        (big, "UTF-16"),
        (marked, "UTF-16"),
        (cp949, "CP949"),
        (torn, "0xEB, 파일의 처음에서 25바이트 뒤(2번째 줄)"),
    ] {
        Desk::new().run_profile(bytes, &[]).failed(name).failed("--> p.json").failed("인코딩: UTF-8");
    }
}

#[test]
fn a_file_of_more_than_8_mib_is_refused_and_one_of_8_mib_is_read() {
    let desk = Desk::new();
    let mut text = SMALL.as_bytes().to_vec();
    text.resize(8 * 1024 * 1024, b' ');
    desk.run_profile(&text, &[]).well();
    text.push(b' ');
    desk.run_profile(&text, &[]).failed("파일이 너무 큽니다").failed("8MiB");
    desk.run_on(&text, &["generate", "-"]).failed("파일이 너무 큽니다");
}

#[test]
fn a_hundred_thousand_levels_do_not_bring_the_stack_down() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = open.repeat(100_000) + "1" + &close.repeat(100_000);
        Desk::new().run_profile(text, &[]).failed("괄호가 너무 깊이 겹쳐 있습니다");
    }
}

#[test]
fn what_json_lets_pass_and_a_person_cannot_mean_is_refused_at_its_place() {
    for (text, code, line, column) in [
        ("{ \"api_gateway\": {},\n \"api_gateway\": {} }", "duplicate-key", 2, 2),
        ("{ \"project\": { \"name\": \"가\u{0}나\" } }", "syntax", 1, 26),
        ("{ \"project\": { \"name\": \"가\\u0000나\" } }", "control-character", 1, 24),
        ("{ \"api_gateway\": { \"apis\": 1e999 } }", "number-overflow", 1, 28),
        ("{ \"project\": { \"name\": \"\\ud83d\" } }", "lone-surrogate", 1, 25),
        ("{ \"project\": { \"name\": \"\\ude00\\ud83d\" } }", "lone-surrogate", 1, 25),
        ("{ \"api_gateway\": {}, }", "syntax", 1, 20),
        ("{ \"project\": { \"name\": \"가\u{E000}나\" } }", "private-use-character", 1, 26),
        ("{ \"project\": { \"name\": \"가\\uE005나\" } }", "private-use-character", 1, 24),
        ("{ \"project\": { \"name\": \"\u{F0000}\" } }", "private-use-character", 1, 25),
        ("{ \"project\": { \"name\u{E001}\": \"가\" } }", "private-use-character", 1, 21),
        ("{ 'project': {} }", "syntax", 1, 3),
        ("{ \"project\": {} } {}", "syntax", 1, 19),
        ("{ \"project\": {", "syntax", 1, 14),
    ] {
        let desk = Desk::new();
        let run = desk.run_profile(text, &["--message-format", "json", "-o", "a.md"]).failed("");
        let found = &run.messages()[0];
        assert_eq!(found["code"], code, "{text:?}\n{}", run.err);
        assert_eq!(
            (found["line"].as_u64(), found["column"].as_u64()),
            (Some(line), Some(column)),
            "{text:?}\n{}",
            run.err
        );
        assert_eq!(desk.names(), ["p.json"]);
        desk.run(&["generate", "p.json"]).failed("오류: ");
    }
}

#[test]
fn a_requirement_chosen_by_hand_must_be_in_the_catalog() {
    let profile = r#"{ "api_gateway": {}, "requirements": { "include": [{ "id": "csr-comon", "reason": "내규" }] } }"#;
    Desk::new()
        .run_profile(profile, &[])
        .failed("`csr-comon`: 카탈로그에 없는 요구사항입니다")
        .failed("`csr-common`")
        .failed("--> p.json:1:");
}
