//! Each part of the documents, with and without what it has to say.

use balju::block::{Block, Inline, plain};
use balju::document::Document;
use balju::{Format, Options};
use serde_json::{Value, json};

use crate::common::{FULL, SMALL, catalog, codes, made, profile, written};

fn of(text: &str, outline: &str) -> Document {
    made(&profile(text), &catalog(), &Options { outline: Some(outline.to_owned()), ..Options::default() }).unwrap()
}

fn parts(document: &Document) -> Vec<&str> {
    document.sections.iter().map(|section| section.id.as_str()).collect()
}

/// The full example with fields set to null.
fn without(pointers: &[&str]) -> String {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    for pointer in pointers {
        let field = value.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the full example"));
        assert!(!field.is_null(), "{pointer} is said in the full example");
        let is_list = field.is_array();
        *field = if is_list { json!([]) } else { Value::Null };
    }
    value.to_string()
}

#[test]
fn the_full_example_prints_every_part_of_every_outline() {
    for outline in catalog().outlines {
        assert_eq!(parts(&of(FULL, &outline.name)), outline.parts, "{}", outline.name);
    }
}

#[test]
fn each_part_that_needs_something_is_left_out_without_it() {
    let cases: [(&str, &str, &[&str]); 23] = [
        ("rfp", "background", &["/project/background", "/project/effects"]),
        ("plan", "diagnosis", &["/plan/diagnosis"]),
        ("plan", "maturity", &["/plan/maturity"]),
        ("plan", "priorities", &["/plan/candidates"]),
        ("plan", "comparison", &["/plan/current"]),
        ("plan", "costs", &["/plan/costs"]),
        ("rfp", "services", &["/application/domains"]),
        ("rfp", "hybrid", &["/cloud/deployment"]),
        ("rfp", "migration", &["/data_migration/stores"]),
        ("rfp", "roadmap", &["/project/phases", "/project/period/months"]),
        ("rfp", "nondisclosure", &["/security", "/procurement"]),
        ("rfp", "impact-assessment", &["/procurement/impact_assessment"]),
        ("rfp", "project-period", &["/procurement/period_review", "/procurement/reviewed_months"]),
        ("rfp", "direct-purchase", &["/procurement/software"]),
        (
            "rfp",
            "evaluation",
            &[
                "/procurement/technical_percent",
                "/procurement/participation",
                "/procurement/specification_days",
                "/procurement/proposal_compensation",
            ],
        ),
        ("rfp", "subcontracting", &["/procurement/subcontracting"]),
        ("rfp", "workplace", &["/procurement/workplace"]),
        ("rfp", "output-use", &["/procurement/output_use"]),
        ("plan", "checklist", &["/procurement"]),
        ("task", "migration", &["/data_migration"]),
        ("plan", "diagnosis", &["/plan"]),
        ("task", "services", &["/application"]),
        ("rfp", "warranty", &["/procurement"]),
    ];
    for (outline, part, fields) in cases {
        let text = strip_nulls(&without(fields));
        let document = of(&text, outline);
        let found = parts(&document);
        assert!(!found.contains(&part), "{outline} without {fields:?}: {found:?}");
        assert!(found.contains(&"cover"));
    }
}

/// A nested object that is null means its fields are: the schema knows no null there.
fn strip_nulls(text: &str) -> String {
    fn strip(value: &mut Value) {
        if let Value::Object(members) = value {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(strip);
        }
    }
    let mut value: Value = serde_json::from_str(text).unwrap();
    strip(&mut value);
    value.to_string()
}

#[test]
fn a_small_project_has_no_part_it_says_nothing_of() {
    assert_eq!(
        parts(&of(SMALL, "rfp")),
        [
            "cover",
            "overview",
            "direction",
            "scope",
            "architecture",
            "summary",
            "list",
            "details",
            "laws",
            "technology-plan",
            "deliverables",
            "traceability",
            "compliance",
            "glossary",
        ]
    );
    assert_eq!(parts(&of(SMALL, "diagnosis")), ["cover"]);
}

#[test]
fn no_part_is_a_heading_over_nothing() {
    for text in [FULL, SMALL] {
        for outline in catalog().outlines {
            for section in of(text, &outline.name).sections {
                assert!(!section.blocks.is_empty(), "{} {}", outline.name, section.id);
            }
        }
    }
}

#[test]
fn the_plan_can_be_written_before_anything_is_ordered() {
    let text = r#"{ "project": { "name": "가" }, "plan": { "diagnosis": { "separable": true } } }"#;
    assert!(parts(&of(text, "plan")).contains(&"diagnosis"));
    let found = made(&profile(text), &catalog(), &Options::default()).unwrap_err();
    assert_eq!(codes(&found), ["empty-selection"], "a request for proposals without requirements is none");
}

#[test]
fn the_laws_are_those_of_requirements_and_parts_in_counting_order() {
    let document = of(FULL, "rfp");
    let laws = document.sections.iter().find(|section| section.id == "laws").unwrap();
    let Some(Block::Table(table)) = laws.blocks.iter().find(|block| matches!(block, Block::Table(_))) else {
        panic!("a table")
    };
    let text = |cell: &balju::block::Cell| match &cell.blocks[..] {
        [Block::Paragraph(content)] => plain(content),
        other => panic!("{other:?}"),
    };
    let rows: Vec<(String, String)> = table.rows.iter().skip(1).map(|row| (text(&row[0]), text(&row[1]))).collect();
    let of_act = |article: &str| {
        rows.iter().position(|(law, _)| law.starts_with(&format!("「소프트웨어 진흥법」 {article}("))).unwrap()
    };
    assert!(of_act("제43조") < of_act("제44조") && of_act("제51조") < of_act("제54조"));
    assert_eq!(rows[of_act("제43조")].1, "소프트웨어사업 영향평가");
    assert!(rows[of_act("제51조")].1.contains("COR-") && rows[of_act("제51조")].1.contains("하도급"));
    let places: Vec<usize> = ["제7조", "제11조"]
        .iter()
        .map(|article| {
            let start = "「소프트웨어사업 계약 및 관리감독에 관한 지침」";
            rows.iter().position(|(law, _)| law.starts_with(start) && law.contains(&format!(" {article}("))).unwrap()
        })
        .collect();
    assert!(places[0] < places[1], "article 7 before article 11");
    // In the page the reference leads to the part.
    assert!(written(&document, Format::Html).contains("href=\"#impact-assessment\""));
}

#[test]
fn a_part_states_only_the_laws_of_the_rows_it_prints() {
    let sources = |text: &str, part: &str| {
        let document = of(text, "rfp");
        document.sections.into_iter().find(|section| section.id == part).map(|section| section.sources)
    };
    let about = |sources: &[String], word: &str| sources.iter().any(|source| source.contains(word));
    let public =
        sources(r#"{ "api_gateway": {}, "project": { "users": { "audience": "public" } } }"#, "technology-plan");
    assert!(about(&public.unwrap(), "접근성"));
    let machine = sources(r#"{ "backend": { "database": true } }"#, "technology-plan").unwrap();
    assert!(!machine.is_empty() && !about(&machine, "접근성"), "{machine:?}");
    let text = |procurement: Value| json!({ "api_gateway": {}, "procurement": procurement }).to_string();
    let told = sources(&text(json!({ "specification_days": 5 })), "evaluation").unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(about(&told, "사전규격") || about(&told, "규격"), "{told:?}");
}

#[test]
fn nothing_of_zero_is_a_decision() {
    let document = |procurement: Value, contract: &str| {
        let text = json!({
            "api_gateway": {}, "operations": {}, "procurement": procurement, "project": { "contract": contract }
        });
        made(&profile(&text.to_string()), &catalog(), &Options::default()).unwrap().text()
    };
    let text = document(json!({ "warranty_bond_percent": 0, "specification_days": 0 }), "negotiation");
    for row in ["하자보수보증금\n면제", "사전규격 공개\n공개하지 않음"] {
        assert!(text.contains(row), "{row}: {text}");
    }
    let unsaid = document(json!({ "proposal_compensation": true }), "negotiation");
    assert!(!unsaid.contains("면제") && !unsaid.contains("공개하지 않음"));
    let weighed = |percent: u32, contract: &str| document(json!({ "technical_percent": percent }), contract);
    assert!(weighed(90, "negotiation").contains("기술능력 평가 90%, 나머지는 입찰가격 평가"));
    for (percent, contract) in [(100, "negotiation"), (80, "private")] {
        let text = weighed(percent, contract);
        assert!(text.contains(&format!("기술능력 평가 {percent}%\n")), "{percent} {contract}");
        assert!(!text.contains("입찰가격 평가"), "{percent} {contract}");
    }
}

#[test]
fn a_proposed_phase_is_marked_and_a_confirmed_one_is_not() {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["project"]["phases"] = json!([]);
    let is_open = |value: &Value| of(&value.to_string(), "rfp").open.iter().any(|open| open.field == "project.phases");
    assert!(is_open(&value));
    value["confirmed"] =
        json!([{ "field": "project.phases", "department": "정보과", "date": "2026-11-02", "basis": "회의" }]);
    assert!(!is_open(&value));
}

#[test]
fn equal_cells_are_merged_only_under_equal_cells() {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    let context = |name: &str, service: &str| json!({ "name": name, "services": [{ "name": service }] });
    let sub = |name: &str, contexts: Value| json!({ "name": name, "contexts": contexts });
    value["application"]["domains"] = json!([
        { "name": "가", "subdomains": [sub("공통", json!([context("같음", "일")]))] },
        { "name": "나", "subdomains": [sub("공통", json!([context("같음", "이"), context("다름", "삼")]))] },
    ]);
    value["data_migration"] = json!({ "enabled": false });
    value["project"]["phases"] = json!([]);
    let document = of(&value.to_string(), "rfp");
    let services = document.sections.iter().find(|section| section.id == "services").unwrap();
    let table = services
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .next_back()
        .unwrap();
    let spans = |row: usize| -> Vec<(String, usize)> {
        table.rows[row]
            .iter()
            .take(3)
            .map(|cell| match &cell.blocks[..] {
                [Block::Paragraph(text)] => (plain(text), cell.rows),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    let named = |names: [(&str, usize); 3]| names.map(|(name, rows)| (name.to_owned(), rows)).to_vec();
    assert_eq!(spans(1), named([("가", 1), ("공통", 1), ("같음", 1)]), "another domain's 공통 is another");
    assert_eq!(spans(2), named([("나", 2), ("공통", 2), ("같음", 1)]));
    assert_eq!(table.rows[3].len(), table.widths.len() - 2);
}

#[test]
fn the_headings_of_a_document_are_the_links_of_its_contents() {
    let page = written(&of(FULL, "plan"), Format::Html);
    for section in &of(FULL, "plan").sections {
        let Some(title) = &section.title else { continue };
        let text = title.iter().map(|inline| plain(std::slice::from_ref(inline))).collect::<String>();
        assert!(!title.iter().any(|inline| matches!(inline, Inline::Break)));
        assert!(page.contains(&format!("<a href=\"#{}\">{text}</a>", section.id)), "{text}");
    }
}
