//! A drawing is read back as shapes: text fits its box, arrows go around boxes,
//! and a name acts as nothing but text.

mod hostile;
mod sheet;

use std::collections::BTreeSet;

use balju::figure::{Bar, Drawing, Edge, Figure, Graph, Node, Panel, Schedule};
use balju::words::{FigureWords, Words};
use balju::writer::{mermaid, svg};
use proptest::prelude::*;
use sheet::{Rect, Shape, Sheet, meet, squeezed};

const LONG: [&str; 6] = [
    "회원",
    "민원 처리 및 부서 배정 통합 관리 서비스",
    "전자문서유통연계및장기보존기록물통합관리시스템연동어댑터전자결재연계및문서유통통합관리서비스및기록물이관처리기능",
    "OpenID Connect / OAuth 2.1",
    "WWWWWWWWWWMMMMMMMMMM@@@@@@@@@@%%%%%%%%%%WWWWWWWWWWMMMMMMMMMM",
    "org.example.procurement.integration-adapter_v2",
];

fn words() -> FigureWords {
    Words::read(&balju::Assets::builtin()).unwrap().figure
}

fn figure(drawing: Drawing) -> Figure {
    Figure {
        id: "f".to_owned(),
        title: "제목".to_owned(),
        description: "설명".to_owned(),
        legend: String::new(),
        drawing,
    }
}

fn drawn(drawing: Drawing) -> Sheet {
    Sheet::read(&svg::draw(&figure(drawing), &words()))
}

fn panel(label: &str, included: bool, rows: Vec<Vec<Panel>>) -> Panel {
    Panel { id: label.to_owned(), label: label.to_owned(), note: label.to_owned(), included, rows }
}

/// Things named by number and arrows between them.
fn graph(labels: &[&str], count: usize, edges: &[(usize, usize, bool, bool)]) -> Drawing {
    let label = |at: usize| labels[at % labels.len()].to_owned();
    let node = |at| Node { id: format!("n{at}"), label: label(at), note: label(at / 2), group: label(at / 3) };
    let edge = |&(from, to, dashed, labelled): &(usize, usize, bool, bool)| Edge {
        from: format!("n{from}"),
        to: format!("n{to}"),
        label: if labelled { label(from + to) } else { String::new() },
        dashed,
    };
    Drawing::Graph(Graph {
        nodes: (0..count).map(node).collect(),
        edges: edges.iter().map(edge).collect(),
        solid: "동기 호출".to_owned(),
        dashed: "비동기 전달".to_owned(),
    })
}

/// 24 things and 40 arrows without a plan.
fn crowd(labels: &[&str]) -> Drawing {
    let edges: Vec<_> =
        (0..40).map(|at| (at * 7 % 24, (at * at + 5 * at + 3) % 24, at % 4 == 0, at % 3 == 0)).collect();
    graph(labels, 24, &edges)
}

fn schedule(months: u32, start: Option<&str>, bars: &[(u32, u32, bool)]) -> Drawing {
    let bar = |(at, &(start, months, decided)): (usize, &(u32, u32, bool))| Bar {
        label: LONG[at % LONG.len()].to_owned(),
        start,
        months,
        decided,
    };
    Drawing::Schedule(Schedule {
        start: start.map(str::to_owned),
        months,
        bars: bars.iter().enumerate().map(bar).collect(),
    })
}

#[test]
fn panels_of_any_depth_fill_the_width_and_hold_their_text() {
    let leaves = |count: usize| LONG.iter().cycle().take(count).map(|label| panel(label, true, vec![])).collect();
    let mut deep = panel("속", true, vec![]);
    for _ in 0..20 {
        deep = panel("겉", true, vec![vec![deep]]);
    }
    let inner = panel("가운데", true, vec![leaves(3), leaves(12)]);
    let sheet =
        drawn(Drawing::Panels(vec![leaves(1), leaves(9), vec![], vec![inner, panel("옆", true, vec![])], vec![deep]]));
    sheet.check();
    assert_eq!(sheet.boxes().count(), 1 + 9 + 16 + 1 + 21);
    let (left, right) = (sheet.view[0], sheet.view[2]);
    let first = sheet.boxes().next().unwrap();
    assert!(first.rect[0] <= left + 2.0 && first.rect[2] >= right - 2.0, "the width is not filled");
}

#[test]
fn panels_of_a_row_are_equally_high() {
    let row = vec![
        panel("짧음", true, vec![]),
        panel(LONG[2], true, vec![]),
        panel("묶음", true, vec![vec![panel("안", true, vec![])]]),
    ];
    let sheet = drawn(Drawing::Panels(vec![row]));
    let sides: Vec<(u64, u64)> = sheet.boxes().map(|one| (one.rect[1].to_bits(), one.rect[3].to_bits())).collect();
    assert_eq!(sides[0], sides[1]);
    assert_eq!(sides[0], sides[2]);
}

#[test]
fn what_is_not_included_is_dashed_and_says_so() {
    let words = words();
    let sheet = drawn(Drawing::Panels(vec![vec![panel("있음", true, vec![]), panel("없음", false, vec![])]]));
    let dashes: Vec<bool> = sheet.boxes().map(|one| one.dashed).collect();
    assert_eq!(dashes, [false, true]);
    let absent = sheet.boxes().find(|one| one.dashed).unwrap();
    assert!(sheet.texts.iter().any(|text| text.group == absent.group && text.text.contains(&words.absent)));
    // On the box, and in the legend beside the other word.
    assert_eq!(sheet.all_text().matches(&words.absent).count(), 2);
    assert_eq!(sheet.all_text().matches(&words.included).count(), 1);
    let whole = drawn(Drawing::Panels(vec![vec![panel("있음", true, vec![])]]));
    assert!(!whole.all_text().contains(&words.included), "a legend that tells nothing apart");
}

#[test]
fn long_names_stay_in_their_boxes_and_lose_nothing() {
    let sheet = drawn(crowd(&LONG));
    sheet.check_graph();
    let text = squeezed(&sheet.all_text());
    for name in LONG {
        assert!(text.contains(&squeezed(name)), "{name}");
    }
}

#[test]
fn every_arrow_is_drawn_once_and_arrows_to_oneself_and_in_circles_do_no_harm() {
    let edges =
        [(0, 1, false, false), (0, 1, false, false), (1, 0, false, false), (1, 2, true, true), (2, 0, true, false)];
    let sheet = drawn(graph(&["가"], 4, &edges));
    sheet.check_graph();
    // Four arrows and two in the legend.
    assert_eq!(sheet.tips.len(), 4 + 2);
    let own = drawn(graph(&["가"], 1, &[(0, 0, false, true), (0, 7, false, false)]));
    own.check_graph();
    assert_eq!(own.tips.len(), 1);
}

#[test]
fn any_number_of_things_without_arrows_is_drawn() {
    for count in [0, 1, 2, 7, 30] {
        let sheet = drawn(graph(&LONG, count, &[]));
        sheet.check_graph();
        assert_eq!(sheet.boxes().count(), count);
    }
}

#[test]
fn a_drawing_is_no_wider_than_a_page() {
    let sheet = drawn(crowd(&["회원", "주문", "결제 승인"]));
    assert!(sheet.view[2] <= 920.0, "{:?}", sheet.view);
    let big: Vec<_> = (0..600).map(|at| (at * 7 % 200, (at * at + at + 1) % 200, at % 5 == 0, at % 2 == 0)).collect();
    let svg = svg::draw(&figure(graph(&["가", "나"], 200, &big)), &words());
    assert!(svg.contains(" width=\"920\""));
}

#[test]
fn dashes_are_explained_where_there_are_any() {
    let words = words();
    let with = drawn(graph(&["가"], 2, &[(0, 1, true, false)])).all_text();
    let without = drawn(graph(&["가"], 2, &[(0, 1, false, false)])).all_text();
    assert!(with.contains("비동기 전달") && !without.contains("비동기 전달"));
    let all = drawn(schedule(4, None, &[(1, 2, true), (3, 2, false)])).all_text();
    let decided = drawn(schedule(4, None, &[(1, 2, true)])).all_text();
    assert!(all.contains(&words.proposed) && !decided.contains(&words.proposed));
}

#[test]
fn the_same_figure_is_the_same_drawing_in_whatever_order_its_arrows_are_said() {
    let edges = [(0, 1, false, false), (1, 2, false, true), (2, 0, true, false), (3, 1, false, true)];
    let mut turned = edges;
    turned.reverse();
    let draw = |edges: &[(usize, usize, bool, bool)]| svg::draw(&figure(graph(&LONG, 5, edges)), &words());
    assert_eq!(draw(&edges), draw(&turned));
}

#[test]
fn bars_stand_where_their_months_are() {
    let sheet = drawn(schedule(12, Some("2027-03-01"), &[(1, 3, true), (4, 6, false), (10, 3, true)]));
    sheet.check();
    let bars: Vec<&Shape> = sheet.rects.iter().filter(|rect| rect.group.0 == "bar").collect();
    let (left, right) = (bars[0].rect[0], bars[2].rect[2]);
    let month = (right - left) / 12.0;
    for (bar, (start, months)) in bars.iter().zip([(1.0, 3.0), (4.0, 6.0), (10.0, 3.0)]) {
        assert!((bar.rect[0] - left - (start - 1.0) * month).abs() < 4.0, "{:?}", bar.rect);
        assert!((bar.rect[2] - bar.rect[0] - months * month).abs() < 4.0, "{:?}", bar.rect);
    }
    assert_eq!(bars.iter().map(|bar| bar.dashed).collect::<Vec<_>>(), [false, true, false]);
    for text in ["2027. 3.", "2028. 1.", "1", "12"] {
        assert!(sheet.texts.iter().any(|found| found.text == text), "{text}");
    }
}

#[test]
fn months_of_any_number_are_numbered_legibly() {
    for months in (1..=40).chain([59, 60, 61, 119, 120, 1200, u32::MAX]) {
        let bars = [(1, 1, true), (months, 1, false), (0, 0, true), (months / 2 + 1, months, true)];
        drawn(schedule(months, None, &bars)).check();
        let sheet = drawn(schedule(months, Some("2026-11-30"), &bars[..3]));
        sheet.check();
        let mut heads: Vec<Rect> = sheet.texts.iter().filter(|text| text.group.1 == 0).map(|text| text.rect).collect();
        assert!(heads.len() > 2, "{months} months have no numbers");
        heads.sort_by(|a, b| a.partial_cmp(b).unwrap());
        for (at, one) in heads.iter().enumerate() {
            assert!(!heads[at + 1..].iter().any(|other| meet(one, other)), "{months} months: labels overlap");
        }
    }
}

#[test]
fn a_start_that_is_no_date_is_none() {
    let draw = |start| svg::draw(&figure(schedule(6, start, &[(1, 6, true)])), &words());
    for start in ["", "2027", "2027-13-01", "2027-02-30", "가-나-다", "2027-03-01T00"] {
        assert_eq!(draw(Some(start)), draw(None), "{start}");
        let mermaid = mermaid::draw(&figure(schedule(6, Some(start), &[(1, 6, true)])), &words()).unwrap();
        assert!(mermaid.contains("dateFormat x"), "{start}");
    }
    assert_ne!(draw(Some("2027-02-28")), draw(None));
}

#[test]
fn a_drawing_uses_only_the_ink_of_the_text_around() {
    for drawing in
        [crowd(&["가"]), schedule(3, None, &[(1, 1, false)]), Drawing::Panels(vec![vec![panel("가", false, vec![])]])]
    {
        let svg = svg::draw(&figure(drawing), &words());
        for key in ["fill=\"", "stroke=\""] {
            for (at, _) in svg.match_indices(key) {
                let value = svg[at + key.len()..].split('"').next().unwrap();
                assert!(["none", "currentColor"].contains(&value), "{value}");
            }
        }
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""));
        assert!(!svg.contains("rgb") && !svg.contains("url("));
    }
}

#[test]
fn ids_of_different_figures_differ() {
    let mut seen = BTreeSet::new();
    for id in ["a b", "a-b", "a_b", "a\"b", "가", "A b", "a_20_b"] {
        let svg = svg::draw(&Figure { id: id.to_owned(), ..figure(crowd(&["가"])) }, &words());
        let ids: Vec<&str> = svg.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(ids.len(), 2);
        for id in ids {
            assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{id}");
            assert!(seen.insert(id.to_owned()), "{id}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_arrow_of_any_graph_crosses_a_box(
        count in 1_usize..16,
        edges in prop::collection::vec((0_usize..16, 0_usize..16, any::<bool>(), any::<bool>()), 0..32),
    ) {
        drawn(graph(&LONG, count, &edges)).check_graph();
    }
}
