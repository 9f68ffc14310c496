//! Text of the user is data: whatever it holds comes out as those characters in every format.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use super::Desk;

const NASTY: [&str; 16] = [
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {{ project.name }}",
    "{% raw %} {% include \"x\" %} {# 주석 #}",
    "가 | 나 \\| 다",
    "`코드` ``둘`` ~~~",
    "**굵게** __밑줄__ *기울임* ~~지움~~ 50%~60%",
    "[가](javascript:alert(1)) ![나](x) [다][라] <https://a.kr>",
    "줄\n바꿈\r\n둘\t탭\n\n# 제목\n- 목록\n1. 번호",
    "&lt;b&gt; &amp; &#39; &copy; & \"큰\" '작은'",
    "\\ \\\\ \\* 끝\\",
    "# 1. - + = > :smile: $x$ @사람 ^각주[^1]",
    "www.example.kr https://example.kr a@b.kr",
    "=HYPERLINK(\"x\") +1 -1 @a",
    "{{ '</script>' | safe }} ${7*7} <%= 7*7 %> #{7*7}",
    "😀 한글 e\u{301} \u{200D} \u{202E}거꾸로\u{202C}",
];

/// As a document shows it: on one line.
fn shown(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn profile(text: &str) -> String {
    let size = json!({ "data_functions": 1, "transaction_functions": 2 });
    let service = json!({ "name": text, "data_store": "저장소", "size": size });
    let context = json!({ "name": "맥락", "services": [service] });
    let domain = json!({ "name": text, "subdomains": [{ "name": "하위", "contexts": [context] }] });
    json!({
        "project": { "name": text, "agency": text },
        "application": { "architecture": "msa", "domains": [domain] },
        "containers": {}, "api_gateway": {}, "cloud": {},
    })
    .to_string()
}

/// Headings, list items and table cells of Markdown, as a reader on GitHub sees them.
fn pieces(markdown: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut text = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Item | Tag::TableCell) => text.clear(),
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => out.push(std::mem::take(&mut text)),
            Event::Text(part) => text.push_str(&part),
            Event::SoftBreak => text.push('\n'),
            // Only the tags of the writer's own.
            Event::InlineHtml(tag) => {
                let own = ["<br>", "<strong>", "</strong>", "<sup>", "</sup>", "<em>", "</em>", "<code>", "</code>"];
                assert!(own.contains(&&*tag), "{tag}");
            }
            Event::Html(tag) => panic!("HTML block: {tag}"),
            Event::Code(code) => panic!("code: {code}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => panic!("link: {dest_url}"),
            _ => {}
        }
    }
    out
}

/// Runs of spaces are one in a reader's eyes, and none at the ends of a cell.
fn squeezed(text: &str) -> String {
    text.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn assert_pieces(markdown: &str, text: &str) {
    let pieces: Vec<String> = pieces(markdown).iter().map(|piece| squeezed(piece)).collect();
    let text = squeezed(&shown(text));
    let title = format!("{text} 제안요청서: 요구사항");
    assert_eq!(pieces[0], title);
    assert_eq!(pieces[1], format!("발주기관: {text}"));
    let cells = pieces.iter().filter(|piece| **piece == text).count();
    assert!(cells >= 2, "domain and service in the table of services: {text:?}\n{pieces:#?}");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn markdown_read_back_says_what_the_profile_said() {
    let desk = Desk::new();
    for text in NASTY {
        let run = desk.run_profile(profile(text), &[]).well();
        assert_pieces(&run.out, text);
    }
}

#[test]
fn html_shows_what_the_profile_said_and_runs_none_of_it() {
    let desk = Desk::new();
    for text in NASTY {
        let page = desk.run_profile(profile(text), &["-f", "html"]).well().out;
        let text = escaped(&shown(text));
        assert!(page.contains(&format!("<h1>{text} 제안요청서: 요구사항</h1>")), "{text}");
        assert!(page.contains(&format!("<title>{text} 제안요청서: 요구사항</title>")), "{text}");
        assert!(page.contains(&format!("<li>발주기관: {text}</li>")), "{text}");
        assert_eq!(page.matches(&format!("<td>{text}</td>")).count(), 3, "{text}");
        for tag in ["<script", "<img", "href=\"javascript", "onerror=alert(1)>"] {
            assert!(!page.contains(tag), "{tag}");
        }
    }
}

#[test]
fn json_holds_what_the_profile_said() {
    let desk = Desk::new();
    for text in NASTY {
        desk.put("p.json", profile(text));
        let document = desk.document(&[]);
        let text = shown(text);
        assert_eq!(document["title"], format!("{text} 제안요청서: 요구사항"));
        let all = document["sections"].to_string();
        let cell = json!({ "type": "paragraph", "text": text });
        let agency = json!({ "type": "paragraph", "text": format!("발주기관: {text}") });
        assert!(has(&document["sections"], &agency), "{all}");
        assert!(has(&document["sections"], &cell), "{all}");
    }
}

fn has(value: &Value, wanted: &Value) -> bool {
    value == wanted
        || match value {
            Value::Array(items) => items.iter().any(|item| has(item, wanted)),
            Value::Object(members) => members.values().any(|member| has(member, wanted)),
            _ => false,
        }
}

#[test]
fn explain_and_messages_show_text_without_acting_on_it() {
    let desk = Desk::new();
    desk.put("p.json", profile(NASTY[2]));
    assert!(!desk.run(&["explain", "p.json"]).well().out.contains("49"));
    let run = desk.run_profile(r#"{ "project": { "work": "{{ 7*7 }}" } }"#, &[]).failed("{{ 7*7 }}");
    assert!(!run.err.contains("49"), "{}", run.err);
}
