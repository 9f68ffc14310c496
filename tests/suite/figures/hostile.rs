//! Names that would act if they were not only text.

use std::fmt::Write as _;

use balju::Format;
use balju::block::Block;
use balju::figure::{Bar, Drawing, Figure, Schedule};
use balju::writer::{mermaid, svg};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::sheet::{Sheet, squeezed};
use super::{figure, graph, panel, words};
use crate::common::{SMALL, document, written};
use crate::writers::HOSTILE;

/// Names that would act in XML or Mermaid, or that XML forbids.
fn hostile() -> Vec<&'static str> {
    let more = [
        "end",
        "\"]; n1[\"x",
        "`**x**`",
        "#quot; #35;",
        "%%{init: {}}%%",
        "click n1 href \"x\"",
        "title x",
        "section x",
        "2027-01-01 : x, 3d",
        "```",
        "a;b-->c",
        "줄\n바꿈\u{7}\u{202e}",
        "\u{fffe}&<>\"'",
        "",
    ];
    HOSTILE.into_iter().chain(more).collect()
}

#[test]
fn a_hostile_name_is_only_text_in_a_drawing() {
    for name in hostile() {
        let mut all = figure(graph(&[name], 3, &[(0, 1, false, true), (1, 1, true, true)]));
        all.title = name.to_owned();
        all.description = name.to_owned();
        let svg = svg::draw(&all, &words());
        assert!(!svg.contains(['\u{7}', '\u{202e}', '\u{fffe}', '\r']), "{name}");
        let sheet = Sheet::read(&svg);
        sheet.check_graph();
        let kept: String = name.chars().filter(|c| !"\u{7}\u{202e}\u{fffe}".contains(*c)).collect();
        assert!(squeezed(&sheet.all_text()).contains(&squeezed(&kept)), "{name}: {}", sheet.all_text());
        Sheet::read(&svg::draw(&figure(Drawing::Panels(vec![vec![panel(name, false, vec![])]])), &words())).check();
    }
}

/// The source with every label taken out.
fn skeleton(source: &str) -> String {
    let mut out = String::new();
    for line in source.lines() {
        match (line.find('"'), line.rfind('"'), line.find(" :")) {
            (Some(first), Some(last), _) => writeln!(out, "{}{}", &line[..first], &line[last..]).unwrap(),
            (None, _, Some(at)) => writeln!(out, "{}", &line[at..]).unwrap(),
            _ => writeln!(out, "{line}").unwrap(),
        }
    }
    out
}

#[test]
fn a_hostile_name_changes_nothing_in_mermaid_but_its_label() {
    let all = |name: &str| -> Vec<String> {
        let bars = vec![Bar { label: name.to_owned(), start: 2, months: 3, decided: true }];
        let schedule = |start: Option<&str>| {
            Drawing::Schedule(Schedule { start: start.map(str::to_owned), months: 6, bars: bars.clone() })
        };
        let inner = panel(name, true, vec![vec![panel(name, true, vec![])], vec![panel(name, true, vec![])]]);
        let edges = [(0, 1, false, true), (1, 2, true, true)];
        let mut graph = graph(&[name], 3, &edges);
        if let Drawing::Graph(graph) = &mut graph {
            for node in &mut graph.nodes {
                node.group = format!("묶음 {name}");
            }
            for edge in &mut graph.edges {
                edge.label = format!("{name} 호출");
            }
        }
        let drawings = [graph, Drawing::Panels(vec![vec![inner]]), schedule(None), schedule(Some("2027-01-31"))];
        drawings.into_iter().map(|drawing| mermaid::draw(&figure(drawing), &words()).unwrap()).collect()
    };
    let plain = all("회원");
    for name in hostile() {
        for (source, plain) in all(name).iter().zip(&plain) {
            assert_eq!(skeleton(source), skeleton(plain), "{name}");
            assert!(!source.contains("\"\""), "a label of nothing ends the diagram");
            for line in source.lines() {
                let label = match (line.split_once('"'), line.rsplit_once(" :")) {
                    (Some((_, rest)), _) => rest.rsplit_once('"').unwrap().0.replace("<br>", ""),
                    (None, Some((label, _))) => label.trim().to_owned(),
                    _ => continue,
                };
                let label = label.replace(['#', ';'], "");
                assert!(
                    !label.contains("%%")
                        && !label.contains(['"', '<', '>', '`', '[', ']', '{', ':', '-', '$', '\\', '|']),
                    "{line}"
                );
            }
        }
    }
    assert!(plain[2].contains("회원 (2–4개월차) :1000, 4000"), "{}", plain[2]);
    assert!(plain[3].contains(":2027-02-28, 2027-05-31"), "{}", plain[3]);
}

#[test]
fn a_word_of_mermaid_does_not_begin_a_line_of_a_schedule() {
    for name in ["title x", "Section x", "click a", "excludes weekends", "2027-01-01"] {
        let bars = vec![Bar { label: name.to_owned(), start: 1, months: 1, decided: true }];
        let drawing = Drawing::Schedule(Schedule { start: None, months: 1, bars });
        let source = mermaid::draw(&figure(drawing), &words()).unwrap();
        assert!(!source.to_lowercase().contains(&format!("  {}", name.to_lowercase())), "{source}");
    }
}

#[test]
fn every_writer_prints_a_figure() {
    for name in hostile() {
        let title = format!("그림 {name}");
        let described = format!("설명 {name}");
        let figure = Figure {
            id: "f".to_owned(),
            title,
            description: described,
            legend: String::new(),
            drawing: graph(&[name], 2, &[(0, 1, true, true)]),
        };
        let mut document = document(SMALL);
        document.sections.truncate(1);
        document.sections[0].blocks = vec![Block::Figure(Box::new(figure.clone()))];
        let markdown = written(&document, Format::Markdown);
        let mut fences = Vec::new();
        let mut text = String::new();
        let mut inside = false;
        for event in Parser::new(&markdown) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    inside = true;
                    fences.push((info.to_string(), String::new()));
                }
                Event::End(TagEnd::CodeBlock) => inside = false,
                Event::Text(part) if inside => fences.last_mut().unwrap().1.push_str(&part),
                Event::Text(part) => text.push_str(&part),
                _ => {}
            }
        }
        let source = mermaid::draw(&figure, &words()).unwrap();
        assert_eq!(fences, [("mermaid".to_owned(), source)], "{name}");
        assert!(squeezed(&text).contains(&squeezed(&figure.title)), "{name}: {text}");
        assert!(squeezed(&text).contains(&squeezed(&figure.drawn_description())), "{name}: {text}");
        let html = written(&document, Format::Html);
        assert!(html.contains(&svg::draw(&figure, &words())) && html.contains("<figcaption>"));
        let json: serde_json::Value = serde_json::from_str(&written(&document, Format::Json)).unwrap();
        let block = &json["sections"][0]["blocks"][0];
        assert_eq!(block["type"], "figure");
        assert_eq!(block["drawing"]["graph"]["nodes"][0]["label"], name);
        assert_eq!(block["drawing"]["graph"]["edges"][0]["dashed"], true);
    }
}
