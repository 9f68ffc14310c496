//! What the page gives is what the command line writes.

use axum::http::StatusCode;
use balju::writer::{Settings, write};
use balju::{Assets, Format, Options};
use serde_json::{Value, json};

use super::{EXAMPLES, Server, fields};
use crate::common::{catalog, made, profile};

const FORMATS: [&str; 9] = ["md", "html", "json", "txt", "hwpx", "docx", "xlsx", "csv", "reqif"];

#[test]
fn a_download_is_what_generate_writes() {
    let server = Server::new();
    let catalog = catalog();
    for (name, text) in EXAMPLES {
        let mut form = server.form(text);
        form.push(("format".to_owned(), String::new()));
        for outline in ["rfp", "task"] {
            let options = Options { outline: Some(outline.to_owned()), ..Options::default() };
            let document = made(&profile(text), &catalog, &options).unwrap();
            form.retain(|(name, _)| name != "outline");
            form.push(("outline".to_owned(), outline.to_owned()));
            for format in FORMATS.iter().filter(|format| outline == "rfp" || **format == "md") {
                let expected =
                    write(&document, Format::from_name(format).unwrap(), &Assets::builtin(), &Settings::default());
                form.iter_mut().find(|(name, _)| name == "format").unwrap().1 = (*format).to_owned();
                let answer = server.post("/download", &form);
                assert_eq!(answer.status, StatusCode::OK, "{name} {outline} {format}");
                assert!(answer.bytes == expected.unwrap(), "{name} {outline} {format}: other bytes");
                let disposition = answer.header("content-disposition");
                assert!(
                    disposition.starts_with("attachment; filename") && disposition.ends_with(format),
                    "{disposition}"
                );
            }
        }
    }
}

#[test]
fn the_profile_comes_back_as_the_file_it_was() {
    let server = Server::new();
    for (name, text) in EXAMPLES {
        let mut form = server.form(text);
        form.push(("format".to_owned(), "profile".to_owned()));
        let answer = server.post("/download", &form);
        assert_eq!(answer.text(), text, "{name}");
        assert_eq!(answer.header("content-type"), "application/json");
    }
}

#[test]
fn an_example_opens_as_its_file_does() {
    let server = Server::new();
    for (name, text) in EXAMPLES {
        let by_name = server.post("/form", &fields(&[("example", name)]));
        let by_text = server.post("/form", &fields(&[("profile", text)]));
        assert!(by_name.bytes == by_text.bytes, "{name}");
        // Whatever else stands in the form that asked for it.
        let other = r#"{ "project": { "name": "다른 사업" } }"#;
        let over_another = server.post("/form", &fields(&[("profile", other), ("file", other), ("example", name)]));
        assert!(over_another.bytes == by_name.bytes, "{name}");
    }
}

#[test]
fn a_format_that_nobody_writes_is_refused() {
    let server = Server::new();
    for format in ["", "exe", "../md", "profile.json", "MD "] {
        let answer = server.post("/download", &fields(&[("profile", EXAMPLES[2].1), ("format", format)]));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{format}");
    }
}

#[test]
fn the_preview_is_the_document_in_pieces() {
    let server = Server::new();
    for (name, text) in EXAMPLES {
        let view = server.post("/preview", &server.form(text)).json();
        let document = made(&profile(text), &catalog(), &Options::default()).unwrap();
        let page = write(&document, Format::Html, &Assets::builtin(), &Settings::default()).unwrap();
        let page = String::from_utf8(page).unwrap();
        let mut rest = page.as_str();
        let mut pieces = 0;
        for block in
            view["sections"].as_array().unwrap().iter().flat_map(|section| section["blocks"].as_array().unwrap())
        {
            let block = block.as_str().unwrap();
            let at = rest.find(block).unwrap_or_else(|| panic!("{name}: not in the document:\n{block}"));
            rest = &rest[at + block.len()..];
            pieces += 1;
        }
        assert!(pieces > 50, "{name}: {pieces}");
        assert_eq!(view["count"], Value::from(document.requirements.len()), "{name}");
        assert_eq!(view["open"], Value::from(document.open.len()), "{name}");
        let taken = view["requirements"].as_array().unwrap().iter().filter(|one| one["taken"] == true);
        for one in taken {
            let anchor = format!("id=\"{}\"", one["anchor"].as_str().unwrap());
            assert!(page.contains(&anchor), "{name}: {anchor}");
        }
    }
}

#[test]
fn a_file_is_called_what_it_holds_and_says_what_it_lacks() {
    let server = Server::new();
    let mut form = server.form(EXAMPLES[0].1);
    form.push(("format".to_owned(), "md".to_owned()));
    for (outline, title) in [("rfp", "제안요청서"), ("task", "과업내용서"), ("plan", "사업계획서")] {
        form.retain(|(name, _)| name != "outline");
        form.push(("outline".to_owned(), outline.to_owned()));
        let answer = server.post("/download", &form);
        let encoded: String = form_urlencoded::byte_serialize(title.as_bytes()).collect();
        assert!(answer.header("content-disposition").contains(&encoded), "{}", answer.header("content-disposition"));
        assert_eq!(answer.header("balju-left-out"), "0");
    }
    form.iter_mut().find(|(name, _)| name == "project.budget.total").unwrap().1 = "3억".to_owned();
    let answer = server.post("/download", &form);
    assert_eq!((answer.status, answer.header("balju-left-out")), (StatusCode::OK, "1"));
}

#[test]
fn a_key_that_stands_twice_is_said_in_the_preview_too() {
    let server = Server::new();
    let profile = r#"{ "project": { "name": "첫째" }, "project": { "name": "둘째" }, "api_gateway": {} }"#;
    let preview = server.post("/preview", &fields(&[("profile", profile)])).json();
    let codes: Vec<&str> =
        preview["faults"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"duplicate-key"), "{preview}");
}

#[test]
fn what_the_selection_doubts_is_said_in_the_preview() {
    let server = Server::new();
    let codes = |profile: &str| -> Vec<String> {
        let preview = server.post("/preview", &fields(&[("profile", profile)])).json();
        let code = |one: &Value| one["code"].as_str().map(str::to_owned);
        preview["faults"].as_array().unwrap().iter().filter_map(code).collect()
    };
    // What to do is said in words of the page, not of the command line.
    let preview = server.post("/preview", &fields(&[("profile", r#"{ "project": { "name": "가" } }"#)])).json();
    let fault = &preview["faults"][0];
    assert_eq!(fault["code"], "empty-selection");
    assert!(fault["hint"].as_str().is_some_and(|hint| hint.contains("주제") && !hint.contains("balju")), "{fault}");
    assert_eq!(codes(r#"{ "api_gateway": {}, "values": { "no_such_value": 1 } }"#), ["unused-value"]);
    assert!(codes(r#"{ "api_gateway": {} }"#).is_empty());
}

#[test]
fn the_ten_answers_count_before_there_is_a_plan() {
    let server = Server::new();
    let mut form = server.form("{}");
    let answered = form.iter_mut().filter(|(name, _)| name.starts_with("plan.diagnosis."));
    let mut count = 0;
    for (_, text) in answered {
        "true".clone_into(text);
        count += 1;
    }
    if count == 0 {
        // A question without an answer sends nothing.
        form.push(("plan.diagnosis.upkeep_cost".to_owned(), "true".to_owned()));
        count = 1;
    }
    let preview = server.post("/preview", &form).json();
    assert_eq!(preview["suitability"]["yes"], count, "{}", preview["suitability"]);
}

#[test]
fn a_topic_of_two_parts_is_off_when_both_are() {
    let server = Server::new();
    let standing = |profile: &str| {
        let topic = server.post("/preview", &fields(&[("profile", profile)])).json()["topics"]["cloud"].clone();
        (topic["state"].as_str().unwrap().to_owned(), topic["open"].as_u64().unwrap())
    };
    let (state, open) = standing(r#"{ "cloud": {} }"#);
    assert!(state != "off" && open > 0, "{state} {open}");
    let off = standing(r#"{ "cloud": { "enabled": false }, "infrastructure": { "enabled": false } }"#);
    assert_eq!(off, ("off".to_owned(), 0), "what is not in the project is not asked");
}

#[test]
fn an_edit_moves_takes_out_and_adds_the_row_it_names() {
    let server = Server::new();
    let phase = |name: &str, month: u32| json!({ "name": name, "start_month": month, "months": 1 });
    let profile = json!({ "project": { "phases": [phase("가", 1), phase("나", 2), phase("다", 3)] } }).to_string();
    let phases = |edit: &str| {
        let mut fields = server.form(&profile);
        fields.push(("edit".to_owned(), edit.to_owned()));
        let after: Value = serde_json::from_str(&server.profile(&fields)).unwrap();
        let phases = after["project"]["phases"].as_array().unwrap();
        phases.iter().map(|phase| phase["name"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(phases(""), "가 나 다");
    for (edit, expected) in [
        ("up project.phases 1", "나 가 다"),
        ("down project.phases 1", "가 다 나"),
        ("up project.phases 0", "가 나 다"),
        ("remove project.phases 1", "가 다"),
        ("turn project.phases 1", "가 나 다"),
    ] {
        assert_eq!(phases(edit), expected, "{edit}");
    }
}
