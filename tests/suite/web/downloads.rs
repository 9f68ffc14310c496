//! What the page gives is what the command line writes.

use axum::http::StatusCode;
use balju::writer::{Settings, write};
use balju::{Assets, Format, Options};
use serde_json::Value;

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
