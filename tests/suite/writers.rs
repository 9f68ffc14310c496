//! What is written can be read back, and a value acts as nothing but text.

use balju::Format;
use balju::block::{CellKind, Table, plain};
use balju::document::requirement_table;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use crate::common::{FULL, SMALL, document, made, overlaid, profile, written};

/// Text that would act in Markdown, HTML, Tera or on GitHub.
pub(crate) const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "a|b",
    "`code`",
    "**굵게**",
    "_기울임_",
    "[a](javascript:x)",
    "![그림](x)",
    "# 제목",
    "- 목록",
    "1. 목록",
    "> 인용",
    "~~취소~~",
    "&amp; &copy;",
    "$x^2$",
    "\\*",
    ":smile:",
    "a\\|b",
    "<!-- -->",
    "=== ---",
    "https://example.org",
    "\"'<>&",
    "끝 \\",
];

/// Cell texts of all tables in Markdown, as a strict reader sees them.
fn cells(markdown: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(markdown, Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableCell) => {
                inside = true;
                out.push(String::new());
            }
            Event::End(TagEnd::TableCell) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => out.last_mut().unwrap().push_str(&text),
            Event::InlineHtml(tag) if inside && &*tag == "<br>" => out.last_mut().unwrap().push('\n'),
            _ => {}
        }
    }
    out
}

#[test]
fn markdown_tables_read_back_as_the_model() {
    let document = document(FULL);
    let written = written(&document, Format::Markdown);
    let found = cells(&written);
    for requirement in &document.requirements {
        for content in requirement.details.iter().chain(&requirement.acceptance) {
            let text = plain(content);
            let bare = |text: &str| text.replace("기본값", "");
            assert!(
                found.iter().any(|cell| cell.lines().any(|line| bare(line.trim_start_matches("- ")) == bare(&text))),
                "{}: {text}",
                requirement.number
            );
        }
    }
}

#[test]
fn a_hostile_name_is_only_text_in_every_format() {
    for text in HOSTILE {
        let mut value: Value = serde_json::from_str(SMALL).unwrap();
        value["project"] = json!({ "name": text, "agency": text, "system": text });
        value["application"] = json!({ "domains": [{ "name": text, "subdomains": [{ "name": text, "contexts": [{ "name": text, "services": [{ "name": text, "data_store": text }] }] }] }] });
        let document = crate::common::document(&value.to_string());
        let json: Value = serde_json::from_str(&written(&document, Format::Json)).unwrap();
        assert_eq!(json["title"], format!("{text} 제안요청서: 요구사항"), "{text}");

        let markdown = written(&document, Format::Markdown);
        let mut heading = String::new();
        let mut inside = false;
        for event in Parser::new_ext(&markdown, Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Heading { .. }) => inside = heading.is_empty(),
                Event::End(TagEnd::Heading(_)) => inside = false,
                Event::Text(text) if inside => heading.push_str(&text),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("{text}: a link in\n{markdown}"),
                Event::Html(tag) | Event::InlineHtml(tag) => {
                    let ours = ["<br>", "<sup>", "</sup>", "<strong>", "</strong>", "<code>", "</code>"];
                    assert!(ours.contains(&&*tag), "{text}: {tag}");
                }
                _ => {}
            }
        }
        assert_eq!(heading, format!("{text} 제안요청서: 요구사항"), "{text}");
        let names = cells(&markdown).iter().filter(|cell| *cell == text).count();
        assert!(names >= 5, "{text}: {names} cells in\n{markdown}");

        let html = written(&document, Format::Html);
        let escaped = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
            .replace('\'', "&#39;");
        assert!(html.contains(&format!("<h1>{escaped} 제안요청서: 요구사항</h1>")), "{text}");
        assert!(html.contains(&format!("<td>{escaped}</td>")), "{text}");
        assert!(!html.contains("<script>alert"), "{text}");
    }
}

#[test]
fn a_value_keeps_its_words_around_line_breaks_and_tabs() {
    let text = SMALL.replace("공동활용 구축", "공동\\n활용\\t구축");
    let document = document(&text);
    assert_eq!(plain(&document.title), "공동 활용 구축 제안요청서: 요구사항");
}

#[test]
fn emphasis_survives_in_html_and_in_the_markdown_we_write() {
    let body = "정의 요구사항\n\n- **강조**는 **\"인용\"**을 **마크다운(Markdown)**을(를) **99.9%**를 **끝**\n";
    let catalog = overlaid(&[("CSR/x-test.md", &crate::common::entry("", body))]).unwrap();
    let document = made(&profile(SMALL), &catalog, &balju::Options::default()).unwrap();
    let words = ["강조", "\"인용\"", "마크다운(Markdown)", "99.9%", "끝"];
    let html = written(&document, Format::Html);
    for word in words {
        assert!(html.contains(&format!("<strong>{}</strong>", word.replace('"', "&quot;"))), "{word}");
    }
    let markdown = written(&document, Format::Markdown);
    let mut strong = Vec::new();
    let mut depth = 0;
    for event in Parser::new_ext(&markdown, Extensions::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Strong) => depth += 1,
            Event::End(TagEnd::Strong) => depth -= 1,
            Event::InlineHtml(tag) if &*tag == "<strong>" => depth += 1,
            Event::InlineHtml(tag) if &*tag == "</strong>" => depth -= 1,
            Event::Text(text) if depth > 0 => strong.push(text.into_string()),
            _ => {}
        }
    }
    for word in words {
        assert!(strong.iter().any(|text| text == word), "{word} in {strong:?}");
    }
    assert!(!markdown.contains("\\*\\*"), "a mark was escaped");
}

#[test]
fn marks_stand_out_in_a_draft() {
    let document = document(SMALL);
    let markdown = written(&document, Format::Markdown);
    assert!(markdown.contains("60분<sup>기본값</sup>"), "{markdown}");
    assert!(markdown.contains("<strong>[확정 필요]</strong>"));
    let html = written(&document, Format::Html);
    assert!(
        html.contains("<mark class=\"default\" data-field=\"api_gateway.token_minutes\">60분<sup>기본값</sup></mark>")
    );
    assert!(html.contains("<mark class=\"missing\" data-field=\"project.agency\">[확정 필요]</mark>"));
}

#[test]
fn the_page_is_accessible_and_whole() {
    let html = written(&document(FULL), Format::Html);
    assert!(
        html.contains("<html lang=\"ko\">")
            && html.contains("class=\"skip\"")
            && html.contains("<nav aria-label=\"목차\">")
    );
    assert_eq!(html.matches("<table").count(), html.matches("<caption>").count());
    assert!(!html.contains("<caption></caption>"));
    assert_eq!(html.matches("<th").count(), html.matches(" scope=\"").count() + html.matches("<thead").count());
    for outside in ["src=", "@import", "url(", "<link", "http-equiv"] {
        assert!(!html.contains(outside), "{outside}");
    }
    // Every link leads somewhere, no id stands twice.
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for target in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&target), "#{target} leads nowhere");
    }
    let mut last = 0;
    for level in html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
        assert!(level <= last + 1, "h{last} then h{level}");
        last = level;
    }
}

#[test]
fn every_grid_position_of_a_requirement_table_is_covered_once() {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["document"] = json!({ "rows": ["level", "source"] });
    for layout in ["short", "full"] {
        let options = balju::Options { layout: Some(layout.to_owned()), ..balju::Options::default() };
        let document = made(&profile(&value.to_string()), &crate::common::catalog(), &options).unwrap();
        for requirement in &document.requirements {
            let table = requirement_table(requirement, &document.layout);
            covered(&table);
            assert!(table.rows.iter().all(|row| row.iter().any(|cell| cell.kind == CellKind::Data)));
        }
    }
}

fn covered(table: &Table) {
    assert_eq!(table.widths.iter().map(|width| usize::from(*width)).sum::<usize>(), 100);
    let columns = table.widths.len();
    let mut grid = vec![vec![0; columns]; table.rows.len()];
    for (at, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in row {
            while grid[at][column] > 0 {
                column += 1;
            }
            for line in &mut grid[at..at + cell.rows] {
                for place in &mut line[column..column + cell.columns] {
                    *place += 1;
                }
            }
            column += cell.columns;
        }
    }
    assert!(grid.iter().flatten().all(|count| *count == 1), "{grid:?}");
}

#[test]
fn json_holds_the_model() {
    let json: Value = serde_json::from_str(&written(&document(FULL), Format::Json)).unwrap();
    for requirement in json["requirements"].as_array().unwrap() {
        for field in ["number", "id", "category", "title", "definition", "reason"] {
            assert!(!requirement[field].as_str().unwrap().is_empty(), "{field} of {requirement}");
        }
        for field in ["details", "acceptance", "deliverables", "related"] {
            assert!(requirement[field].as_array().unwrap().iter().all(Value::is_string), "{field}");
        }
    }
    let total: u64 =
        json["categories"].as_array().unwrap().iter().map(|category| category["count"].as_u64().unwrap()).sum();
    assert_eq!(total, json["requirements"].as_array().unwrap().len() as u64);
}
