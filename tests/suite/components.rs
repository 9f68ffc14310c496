//! Components of the target architecture, and the figures drawn from a project.

use balju::block::{Block, Table, plain};
use balju::figure::{Drawing, Figure, Graph, Panel, Schedule};
use balju::{Assets, Document, Options};
use serde_json::{Value, json};

use crate::common::{FULL, SMALL, catalog, codes, document, entry, made, overlaid, profile};

/// The profile of a text, changed.
fn changed(text: &str, change: impl FnOnce(&mut Value)) -> Document {
    let mut value: Value = serde_json::from_str(text).unwrap();
    change(&mut value);
    document(&value.to_string())
}

fn blocks<'d>(document: &'d Document, part: &str) -> &'d [Block] {
    document.sections.iter().find(|section| section.id == part).map_or(&[], |section| &section.blocks)
}

fn figure<'d>(document: &'d Document, part: &str) -> Option<&'d Figure> {
    blocks(document, part).iter().find_map(|block| match block {
        Block::Figure(figure) => Some(&**figure),
        _ => None,
    })
}

fn graph<'d>(document: &'d Document, part: &str) -> &'d Graph {
    match figure(document, part).map(|figure| &figure.drawing) {
        Some(Drawing::Graph(graph)) => graph,
        other => panic!("{other:?}"),
    }
}

fn tables<'d>(document: &'d Document, part: &str) -> Vec<&'d Table> {
    let tables = blocks(document, part).iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

/// The cells of a table as text, without its head.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let text = |blocks: &[Block]| match blocks {
        [Block::Paragraph(content)] => plain(content),
        _ => String::new(),
    };
    table.rows[1..].iter().map(|row| row.iter().map(|cell| text(&cell.blocks)).collect()).collect()
}

/// Component → whether the table says it is in the project, and its requirements.
fn components(document: &Document) -> Vec<(String, bool, String)> {
    let rows = rows(tables(document, "architecture")[0]);
    rows.into_iter().map(|row| (row[0].clone(), row[2] == "적용", row[3].clone())).collect()
}

fn is_in(document: &Document, name: &str) -> bool {
    components(document).into_iter().find(|component| component.0 == name).unwrap().1
}

fn panels(document: &Document) -> Vec<Panel> {
    fn collect(rows: &[Vec<Panel>], out: &mut Vec<Panel>) {
        for panel in rows.iter().flatten() {
            out.push(panel.clone());
            collect(&panel.rows, out);
        }
    }
    let mut out = Vec::new();
    match figure(document, "architecture").map(|figure| &figure.drawing) {
        Some(Drawing::Panels(rows)) => collect(rows, &mut out),
        other => panic!("{other:?}"),
    }
    out
}

fn panel(document: &Document, id: &str) -> Panel {
    panels(document).into_iter().find(|panel| panel.id == id).unwrap_or_else(|| panic!("no panel {id}"))
}

/// The full profile with so many services: five a context, five contexts a domain, each calling the next.
fn with_services(count: usize) -> Document {
    let service = |at: usize| {
        let mode = if at.is_multiple_of(2) { "asynchronous" } else { "synchronous" };
        json!({ "name": format!("업무{at} 서비스"), "data_store": "저장소",
            "size": { "data_functions": 2, "transaction_functions": 5 },
            "calls": if at + 1 < count { json!([{ "to": format!("업무{} 서비스", at + 1), "mode": mode }]) } else { json!([]) } })
    };
    let numbers: Vec<usize> = (0..count).collect();
    let context = |chunk: &[usize]| {
        let services: Vec<Value> = chunk.iter().map(|at| service(*at)).collect();
        let name = format!("{}", chunk[0]);
        json!({ "name": format!("서브{name}"), "contexts": [{ "name": format!("컨텍스트{name}"), "services": services }] })
    };
    let domain = |chunk: &[usize]| {
        let subdomains: Vec<Value> = chunk.chunks(5).map(context).collect();
        json!({ "name": format!("도메인{}", chunk[0]), "subdomains": subdomains })
    };
    changed(FULL, |value| {
        value["application"]["domains"] = numbers.chunks(25).map(domain).collect();
        value["data_migration"]["stores"] = json!([]);
    })
}

#[test]
fn the_reference_model_has_six_components_and_each_can_be_in_and_out() {
    let whole = document(FULL);
    for (name, field, off) in [
        ("API 게이트웨이", "/api_gateway", json!({ "enabled": false })),
        ("서비스 메시", "/containers/service_mesh", json!(false)),
        ("런타임 플랫폼", "/containers", json!({ "enabled": false })),
        ("CI/CD", "/cicd", json!({ "enabled": false })),
        ("백엔드 서비스", "/backend", json!({ "enabled": false })),
        ("텔레메트리", "/telemetry", json!({ "enabled": false })),
    ] {
        let without = changed(FULL, |value| {
            *value.pointer_mut(field).unwrap() = off;
            if name == "CI/CD" {
                value["containers"]["registry"] = json!(false);
            }
        });
        assert!(is_in(&whole, name) && !is_in(&without, name), "{name}");
        let id = panels(&whole).into_iter().find(|panel| panel.label == name).unwrap().id;
        assert!(panel(&whole, &id).included && !panel(&without, &id).included, "{name}");
    }
}

#[test]
fn what_is_out_of_scope_has_no_requirement_and_every_requirement_has_a_component() {
    let mut texts = vec![SMALL.to_owned(), FULL.to_owned()];
    for part in ["containers", "cloud", "application", "backend", "cicd", "api_gateway", "telemetry", "infrastructure"]
    {
        let mut value: Value = serde_json::from_str(FULL).unwrap();
        value[part] = json!({ "enabled": false });
        texts.push(value.to_string());
    }
    for work in ["new", "enhancement", "operation"] {
        let mut value: Value = serde_json::from_str(FULL).unwrap();
        value["project"]["work"] = json!(work);
        texts.push(value.to_string());
    }
    for text in &texts {
        let document = document(text);
        let out: Vec<String> = components(&document)
            .into_iter()
            .filter(|(_, included, _)| !included)
            .map(|(name, _, requirements)| {
                assert_eq!(requirements, "-", "{name}");
                name
            })
            .collect();
        for requirement in &document.requirements {
            assert!(!requirement.component.is_empty(), "{}", requirement.id);
            assert!(!out.contains(&requirement.component), "{}: {}", requirement.id, requirement.component);
        }
    }
}

#[test]
fn a_requirement_taken_in_by_hand_brings_its_component_along() {
    let choice = json!({ "include": [{ "id": "csr-metrics", "reason": "운영 부서 요청" }] });
    let document = changed(SMALL, |value| value["requirements"] = choice);
    assert!(is_in(&document, "텔레메트리") && !is_in(&document, "CI/CD"));
}

#[test]
fn the_traceability_table_leads_from_requirement_to_component_deliverable_and_acceptance() {
    let document = document(FULL);
    let table = tables(&document, "traceability")[0];
    let head: Vec<String> = table.rows[0]
        .iter()
        .map(|cell| if let [Block::Paragraph(text)] = &cell.blocks[..] { plain(text) } else { String::new() })
        .collect();
    assert_eq!(head, ["요구사항 고유번호", "요구사항 명칭", "구성요소", "산출물", "검수 기준"]);
    let gateway = document.requirements.iter().find(|requirement| requirement.id == "csr-api-gateway").unwrap();
    let row = rows(table).into_iter().find(|row| row[0] == gateway.number).unwrap();
    assert_eq!(row[2], "API 게이트웨이");
    assert_eq!(row[4], format!("{}건", gateway.acceptance.len()));
}

#[test]
fn the_architecture_holds_services_nodes_clouds_and_names_both_architectures() {
    let document = document(FULL);
    assert_eq!(panel(&document, "outer").label, "외부 아키텍처");
    assert_eq!(panel(&document, "application").label, "내부 아키텍처: 업무 애플리케이션");
    assert_eq!(panel(&document, "control-nodes").note, "3대");
    assert_eq!(panel(&document, "runtime").note, "클러스터 3개, 환경: 개발, 검증, 운영");
    assert_eq!(panel(&document, "target-2").note, "트래픽 70%");
    assert_eq!(panel(&document, "unit-1").label, "민원신청 서비스");
    assert_eq!(panel(&document, "users").note, "대국민, 업무 담당자");
    let mut ids: Vec<String> = panels(&document).into_iter().map(|panel| panel.id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "each box has a name of its own");
}

#[test]
fn an_application_that_runs_in_no_container_stands_outside_the_runtime() {
    let document = changed(FULL, |value| value["containers"] = json!({ "enabled": false }));
    let runtime = panel(&document, "runtime");
    assert!(runtime.rows.iter().flatten().all(|inner| inner.id != "application"));
    assert!(panel(&document, "application").included);
    assert!(panels(&document).iter().all(|panel| panel.id != "control-nodes"));
}

#[test]
fn a_map_shows_services_and_their_calls() {
    let document = document(FULL);
    let graph = graph(&document, "services");
    assert_eq!(graph.nodes.len(), 5);
    assert_eq!((graph.nodes[0].label.as_str(), graph.nodes[0].group.as_str()), ("민원신청 서비스", "민원"));
    let dashed: Vec<bool> = graph.edges.iter().map(|edge| edge.dashed).collect();
    assert_eq!(dashed, [false, true, true, false]);
    let shown = figure(&document, "services").unwrap();
    assert_eq!(shown.title, "서비스 사이의 호출 관계");
    assert!(shown.description.contains("민원처리 서비스에서 알림 서비스로 비동기 호출"), "{}", shown.description);
}

#[test]
fn a_large_map_shows_the_finest_units_that_fit() {
    let sizes = [
        (10, 10, "서비스 사이의 호출 관계", ""),
        (24, 24, "서비스 사이의 호출 관계", ""),
        (25, 5, "바운디드 컨텍스트 사이의 호출 관계", "서비스 5개, 내부 호출 4건"),
        (50, 10, "바운디드 컨텍스트 사이의 호출 관계", "서비스 5개, 내부 호출 4건"),
        (500, 20, "도메인 사이의 호출 관계", "서비스 25개, 내부 호출 24건"),
    ];
    for (services, nodes, title, note) in sizes {
        let document = with_services(services);
        let shown = figure(&document, "services").unwrap();
        let graph = graph(&document, "services");
        assert_eq!((graph.nodes.len(), shown.title.as_str()), (nodes, title));
        assert!(note.is_empty() || graph.nodes[0].note == note, "{services}: {}", graph.nodes[0].note);
        assert!(graph.edges.iter().all(|edge| edge.from != edge.to));
        assert!(graph.edges.iter().all(|edge| graph.nodes.iter().any(|node| node.id == edge.to)));
        assert!(note.is_empty() || graph.edges[0].label == "1건");
        let panels = panels(&document);
        let boxes: Vec<&Panel> = panels.iter().filter(|panel| panel.id.starts_with("unit-")).collect();
        assert!((1..=12).contains(&boxes.len()), "{services}: {} boxes in the application", boxes.len());
        let rest = boxes.iter().filter(|panel| panel.label.starts_with("그 밖의 도메인 ")).count();
        assert_eq!(rest, usize::from(services == 500), "twenty domains: eleven and the rest");
    }
}

#[test]
fn many_services_are_first_summed_up_by_domain() {
    let few = with_services(10);
    let tables_of_few = tables(&few, "services");
    assert_eq!(tables_of_few.len(), 1);
    assert_eq!(rows(tables_of_few[0]).last().unwrap()[5..], ["20", "50"]);
    let many = with_services(500);
    let tables_of_many = tables(&many, "services");
    assert_eq!(tables_of_many.len(), 21, "a sum, and a table for each of 20 domains");
    let sums = rows(tables_of_many[0]);
    assert_eq!(sums.last().unwrap()[2..], ["500", "1", "1,000", "2,500"]);
    assert_eq!(rows(tables_of_many[1]).len(), 25);
}

#[test]
fn a_sum_is_not_told_while_a_service_has_not_said_its_size() {
    let document = changed(FULL, |value| {
        let size = "/application/domains/0/subdomains/0/contexts/0/services/0/size";
        *value.pointer_mut(size).unwrap() = json!({ "data_functions": 14 });
    });
    let rows = rows(tables(&document, "services")[0]);
    assert_eq!(rows.last().unwrap()[5..], ["51", "[확정 필요]"]);
}

#[test]
fn requests_are_drawn_over_clouds_only_where_they_are_split() {
    let whole = document(FULL);
    let graph = graph(&whole, "hybrid");
    let shares: Vec<&str> = graph.edges[1..].iter().map(|edge| edge.label.as_str()).collect();
    assert_eq!(shares, ["30%", "70%"]);
    assert!(figure(&whole, "hybrid").unwrap().description.contains("기관 프라이빗 클라우드 30%"));
    let unsplit = changed(FULL, |value| value["cloud"]["traffic"] = json!([]));
    assert!(!blocks(&unsplit, "hybrid").is_empty() && figure(&unsplit, "hybrid").is_none());
    let private = changed(FULL, |value| value["cloud"]["deployment"] = json!("private"));
    assert!(blocks(&private, "hybrid").is_empty());
}

#[test]
fn a_cloud_that_stands_by_is_drawn_dashed() {
    let targets = json!([{ "name": "주 센터", "weight": 100 }, { "name": "예비 센터", "weight": 0 }]);
    let document = changed(FULL, |value| value["cloud"]["traffic"] = targets);
    let graph = graph(&document, "hybrid");
    assert_eq!(graph.edges.iter().map(|edge| edge.dashed).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn a_roadmap_says_which_phases_somebody_has_decided() {
    let schedule = |document: &Document| -> Schedule {
        match figure(document, "roadmap").map(|figure| &figure.drawing) {
            Some(Drawing::Schedule(schedule)) => schedule.clone(),
            other => panic!("{other:?}"),
        }
    };
    let proposed = schedule(&changed(FULL, |value| value["project"]["phases"] = json!([])));
    assert_eq!((proposed.months, proposed.start.as_deref()), (18, Some("2027-03-02")));
    assert!(!proposed.bars.is_empty() && proposed.bars.iter().all(|bar| !bar.decided && bar.months > 0));
    let phases =
        json!([{ "name": "분석", "start_month": 1, "months": 3 }, { "name": "구현", "start_month": 3, "months": 10 }]);
    let said = schedule(&changed(FULL, |value| value["project"]["phases"] = phases));
    assert!(said.bars.iter().all(|bar| bar.decided));
    assert_eq!((said.bars[1].start, said.bars[1].months), (3, 10));
    assert!(figure(&document(SMALL), "roadmap").is_none(), "no period, no roadmap");
}

#[test]
fn a_project_without_services_has_no_map_of_them() {
    let document = changed(FULL, |value| {
        value["application"]["domains"] = json!([{ "name": "민원" }]);
        value["data_migration"]["stores"] = json!([]);
    });
    assert!(figure(&document, "services").is_none());
    assert_eq!(rows(tables(&document, "services")[0])[0][1], "[확정 필요]");
}

#[test]
fn a_component_that_does_not_exist_is_found() {
    let entry = entry("component = \"nowhere\"", "정의 요구사항\n\n- **일**: 시스템은 하여야 함");
    let faults = balju::catalog::check(&overlaid(&[("CSR/x-test.md", &entry)]).unwrap());
    assert_eq!(codes(&faults), ["unknown-component"]);
    let category =
        "[[category]]\ncode = \"XXR\"\norder = 1\nname = \"x\"\ndefinition = \"x\"\ncomponent = \"nowhere\"\n";
    let faults = balju::catalog::check(&overlaid(&[("categories.toml", category)]).unwrap());
    assert_eq!(codes(&faults), ["unknown-component"]);
    let component = "[[component]]\nid = \"x\"\norder = 1\nname = \"x\"\ndescription = \"x\"\nlayer = \"external\"\nwhen = \"cicd.typo\"\nshares = [\"no-such\"]\n";
    let faults = balju::catalog::check(&overlaid(&[("component.toml", component)]).unwrap());
    assert_eq!(codes(&faults), ["unknown-field", "dangling-relation"]);
    let misspelt = component.replace("layer", "floor");
    assert_eq!(codes(&overlaid(&[("component.toml", &misspelt)]).unwrap_err()), ["toml"]);
}

#[test]
fn an_agency_adds_a_component_of_its_own() {
    let component = "[[component]]\nid = \"search\"\norder = 65\nname = \"검색 엔진\"\ndescription = \"색인과 검색\"\nlayer = \"external\"\n";
    let entry = entry("component = \"search\"", "정의 요구사항\n\n- **일**: 시스템은 하여야 함");
    let catalog = overlaid(&[("component.toml", component), ("CSR/x-test.md", &entry)]).unwrap();
    let document = made(&profile(FULL), &catalog, &Options::default()).unwrap();
    assert!(is_in(&document, "검색 엔진") && panel(&document, "search").included);
    let own = document.requirements.iter().find(|requirement| requirement.id == "x-test").unwrap();
    assert_eq!(own.component, "검색 엔진");
}

#[test]
fn broken_words_of_figures_are_shown_in_their_file() {
    let mut assets = Assets::builtin();
    let text = assets.text("figure.toml").to_owned();
    for (from, to) in [("share = ", "shares = "), ("{{ weight }}%\"", "{{ wait }}%\"")] {
        let _ = assets.replace([("figure.toml".to_owned(), text.replacen(from, to, 1))]);
        let (profile, catalog) = (profile(FULL), catalog());
        let selection = balju::select(&profile, &catalog, &assets).unwrap();
        let faults = balju::compose(&profile, &catalog, &selection, &assets, &Options::default()).unwrap_err();
        assert!(
            faults.iter().all(|fault| fault.file.as_deref() == Some("figure.toml") && fault.span.is_some()),
            "{faults:?}"
        );
    }
}
