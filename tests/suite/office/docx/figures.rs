//! Figures as the tables that say the same.

use balju::block::Block;
use balju::document::Document;
use balju::figure::{Bar, Drawing, Edge, Figure, Graph, Node, Panel, Schedule};

use super::element::Element;
use super::{File, assert_grid, lines, placed};
use crate::common::{SMALL, document};

/// The document with figures in place of its first section.
fn drawn(figures: Vec<Figure>) -> Document {
    let mut model = document(SMALL);
    let section = model.sections.iter_mut().find(|section| section.title.is_some()).unwrap();
    section.blocks = figures.into_iter().map(|figure| Block::Figure(Box::new(figure))).collect();
    model
}

fn figure(title: &str, drawing: Drawing) -> Figure {
    Figure {
        id: title.to_owned(),
        title: title.to_owned(),
        description: format!("{title}의 설명"),
        legend: "그림의 범례".to_owned(),
        drawing,
    }
}

/// The cells of each row of a table, those that go on from above left out.
fn rows(table: &Element) -> Vec<Vec<String>> {
    let rows = table.children.iter().filter(|child| child.name == "w:tr");
    rows.map(|row| {
        let own = placed(row).into_iter().filter(|cell| cell.merge != Some(""));
        own.map(|cell| lines(cell.element).join("\n")).collect()
    })
    .collect()
}

#[test]
fn a_graph_is_a_table_of_its_arrows_after_what_no_arrow_touches() {
    let node = |id: &str, group: &str| Node {
        id: id.to_owned(),
        label: format!("{id} 서비스"),
        note: String::new(),
        group: group.to_owned(),
    };
    let edge = |from: &str, to: &str, label: &str, dashed| Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        label: label.to_owned(),
        dashed,
    };
    let edges = vec![edge("가", "나", "3건", false), edge("가", "다", "", true), edge("가", "없음", "", false)];
    let nodes = vec![node("가", "민원"), node("나", ""), node("다", ""), node("라", "")];
    let file = File::of(&drawn(vec![figure(
        "호출",
        Drawing::Graph(Graph {
            nodes, edges, solid: "동기 호출".to_owned(), dashed: "비동기 전달".to_owned()
        }),
    )]));
    let table = file.table_below("호출");
    assert_grid("graph", table);
    assert_eq!(
        rows(table),
        [
            vec!["출발", "도착", "내용", "방식"],
            vec!["라 서비스", "–", "–", "–"],
            vec!["가 서비스(민원)", "나 서비스", "3건", "동기 호출"],
            vec!["다 서비스", "–", "비동기 전달"],
        ]
    );
    assert_eq!(table.val(&["w:tblPr", "w:tblDescription"]), Some("호출의 설명"));
}

#[test]
fn boxes_are_a_table_of_what_holds_what_and_what_is_in_the_project() {
    let panel = |label: &str, included, rows| Panel {
        id: label.to_owned(),
        label: label.to_owned(),
        note: String::new(),
        included,
        rows,
    };
    let leaf = |label: &str, included| panel(label, included, Vec::new());
    let inner = panel("응용", true, vec![vec![leaf("민원", true), leaf("통계", false)]]);
    let runtime = panel("런타임", true, vec![vec![inner], vec![leaf("노드", true)]]);
    let outer = panel("외부", true, vec![vec![runtime, panel("메시", false, vec![vec![leaf("발견", false)]])]]);
    let users = Panel { note: "대국민".to_owned(), ..leaf("이용자", true) };
    let file = File::of(&drawn(vec![figure("구조", Drawing::Panels(vec![vec![users], vec![outer]]))]));
    let table = file.table_below("구조");
    assert_grid("panels", table);
    assert_eq!(
        rows(table),
        [
            vec!["구분", "구성요소", "포함하는 것", "사업 범위"],
            vec!["이용자 (대국민)", "–", "이번 사업에 포함"],
            vec!["외부", "런타임", "응용, 노드", "이번 사업에 포함"],
            vec!["응용", "민원, 통계(범위 밖)", "이번 사업에 포함"],
            vec!["메시", "발견", "범위 밖"],
        ]
    );
}

#[test]
fn a_schedule_is_a_table_of_months_however_many() {
    for (months, columns) in [(1, 1), (12, 12), (13, 5), (18, 6), (24, 6), (36, 6), (72, 6), (73, 0), (u32::MAX, 0)] {
        let bar = |start, decided| Bar { label: "구축".to_owned(), start, months: 1, decided };
        let schedule = Schedule { start: None, months, bars: vec![bar(1, true), bar(months, false)] };
        let file = File::of(&drawn(vec![figure("일정", Drawing::Schedule(schedule))]));
        let table = file.table_below("일정");
        assert_grid("schedule", table);
        assert_eq!(table.all("w:gridCol").count(), 2 + columns, "{months}");
        let rows = rows(table);
        let [.., first, last] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(first[1], "1개월차");
        assert_eq!(last[1], format!("{months}개월차기본값"));
        if columns > 0 {
            assert_eq!((first[2].as_str(), last.last().unwrap().as_str()), ("■", "□"), "{months}");
            assert_eq!(first[2..].iter().filter(|cell| !cell.is_empty()).count(), 1, "{months}");
        }
    }
}
