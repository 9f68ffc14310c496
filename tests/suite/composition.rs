//! Selection and composition: reasons, values and their origin, numbers, parts.

use balju::block::{Origin, plain};
use balju::{Assets, Options, Profile, select};
use serde_json::{Value, json};

use crate::common::{FULL, SMALL, catalog, codes, document, entry, made, overlaid, profile, requirement};

const LIMIT: &str =
    "[parameters.limit]\nfield = \"values.limit\"\ndefault = 1000\nunit = \"건\"\nmin = 10\nmax = 5000\n";
const BODY: &str = "정의 요구사항\n\n- **한도**: 시스템은 {{ limit }}을(를) 지켜야 함";

/// The small project with something more in it.
fn with(more: &Value) -> Profile {
    let mut value: Value = serde_json::from_str(SMALL).unwrap();
    for (name, field) in more.as_object().unwrap() {
        value[name] = field.clone();
    }
    profile(&value.to_string())
}

fn limited(profile: &Profile, options: &Options) -> Result<balju::Document, Vec<balju::Diagnostic>> {
    made(profile, &overlaid(&[("CSR/x-test.md", &entry(LIMIT, BODY))]).unwrap(), options)
}

fn item(document: &balju::Document) -> String {
    let found = document.requirements.iter().find(|requirement| requirement.id == "x-test").unwrap();
    plain(&found.details[0])
}

#[test]
fn a_value_knows_where_it_comes_from() {
    let origin = |more: &Value| {
        let document = limited(&with(more), &Options::default()).unwrap();
        (item(&document), document.open.into_iter().find(|open| open.field == "values.limit").map(|open| open.origin))
    };
    let text = |value: &str| format!("한도: 시스템은 {value} 지켜야 함");
    assert_eq!(origin(&json!({})), (text("1,000건을"), Some(Origin::Default)));
    assert_eq!(origin(&json!({ "values": { "limit": 2000 } })), (text("2,000건을"), None));
    let confirmed = |value: Value| json!({ "confirmed": [{ "field": "values.limit", "value": value, "department": "정보과", "date": "2026-11-02", "basis": "회의" }] });
    assert_eq!(origin(&confirmed(Value::Null)), (text("1,000건을"), None));
    assert_eq!(origin(&confirmed(json!(1000))), (text("1,000건을"), None));
    assert_eq!(origin(&confirmed(json!(900))), (text("1,000건을"), Some(Origin::Default)));
}

#[test]
fn a_part_is_confirmed_as_one_catalog_version_states_it() {
    let confirmed = json!([{ "field": "api_gateway", "department": "정보과", "date": "2026-11-02", "basis": "회의" }]);
    let open = |version: &str| {
        let document = made(
            &with(&json!({ "catalog_version": version, "confirmed": confirmed })),
            &catalog(),
            &Options::default(),
        );
        document.unwrap().open.iter().any(|open| open.field == "api_gateway.token_minutes")
    };
    assert!(!open(&catalog().version));
    assert!(open("2020.01"));
}

#[test]
fn a_value_nobody_said_and_without_a_default_is_to_be_decided() {
    let limit = LIMIT.replace("default = 1000\n", "");
    let catalog = overlaid(&[("CSR/x-test.md", &entry(&limit, BODY))]).unwrap();
    let document = made(&profile(SMALL), &catalog, &Options::default()).unwrap();
    assert_eq!(item(&document), "한도: 시스템은 [확정 필요]를 지켜야 함");
    let open = document.open.iter().find(|open| open.field == "values.limit").unwrap();
    assert_eq!((open.origin, open.used_in.len()), (Origin::Missing, 1));
}

#[test]
fn a_switched_off_part_keeps_its_values() {
    let on = FULL.replace("\"cicd\": {", "\"cicd\": { \"enabled\": true,");
    let off = FULL.replace("\"cicd\": {", "\"cicd\": { \"enabled\": false,");
    let has = |text: &str, id: &str| document(text).requirements.iter().any(|requirement| requirement.id == id);
    assert!(has(&on, "csr-pipeline") && !has(&off, "csr-pipeline"));
    assert_eq!(profile(&off).cicd.unwrap().rollback_minutes, Some(5));
    // A value said is a value said: the rollback time of another part's requirement stays decided.
    assert!(!document(&off).open.iter().any(|open| open.field == "cicd.rollback_minutes"));
}

#[test]
fn a_final_document_refuses_what_nobody_has_decided() {
    let last = Options { last: true, ..Options::default() };
    let faults = limited(&profile(SMALL), &last).unwrap_err();
    let about = |field: &str| faults.iter().find(|fault| fault.field.as_deref() == Some(field)).unwrap();
    assert_eq!(about("values.limit").code, "unconfirmed");
    assert_eq!(about("project.agency").code, "undecided");
    let mut fields: Vec<_> = faults.iter().map(|fault| fault.field.clone()).collect();
    let all = fields.len();
    fields.dedup();
    assert_eq!(fields.len(), all, "each field is named once");
}

#[test]
fn a_final_document_has_no_mark() {
    let mut value: Value = serde_json::from_str(SMALL).unwrap();
    let given = json!({ "name": "구축", "agency": "청", "system": "시스템", "purpose": "제공", "date": "2026-11-02", "period": { "months": 5 },
        "work": "new", "budget": { "total": 100_000_000 }, "contract": "negotiation", "payment": ["function_point"], "users": { "audience": "public", "total": 10, "peak_concurrent": 2 } });
    value["project"] = given;
    value["api_gateway"] = json!({ "apis": 3, "consumers": 2, "peak_calls": 10, "authentication": ["jwt"], "authorization": ["role"], "protocols": ["rest", "soap"] });
    let draft = document(&value.to_string());
    let missing: Vec<_> = draft.open.iter().filter(|open| open.origin == Origin::Missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
    value["confirmed"] = draft
        .open
        .iter()
        .map(|open| json!({ "field": open.field, "department": "정보과", "date": "2026-11-02", "basis": "정보과-1" }))
        .collect();
    let last = Options { last: true, ..Options::default() };
    let document = made(&profile(&value.to_string()), &catalog(), &last).unwrap();
    assert!(document.open.is_empty() && !document.draft);
    for format in [balju::Format::Markdown, balju::Format::Html, balju::Format::Json] {
        let text = crate::common::written(&document, format);
        assert!(!text.contains("기본값") && !text.contains("확정 필요") && !text.contains("초안"), "{format:?}");
    }
}

#[test]
fn a_value_out_of_its_bounds_is_refused_with_its_field() {
    for value in [9, 5001] {
        let faults = limited(&with(&json!({ "values": { "limit": value } })), &Options::default()).unwrap_err();
        assert_eq!(codes(&faults), ["out-of-bounds"]);
        assert_eq!(faults[0].field.as_deref(), Some("values.limit"));
        assert!(faults[0].hint.as_ref().unwrap().contains("10건–5,000건"), "{:?}", faults[0].hint);
    }
    assert!(limited(&with(&json!({ "values": { "limit": 5000 } })), &Options::default()).is_ok());
    for value in [json!(true), json!("오백")] {
        let faults = limited(&with(&json!({ "values": { "limit": value } })), &Options::default()).unwrap_err();
        assert_eq!(codes(&faults), ["wrong-type"]);
        assert!(faults[0].message.contains("숫자로 적어야"), "{}", faults[0].message);
    }
}

#[test]
fn values_print_as_people_write_them() {
    let print = |parameter: &str, more: &Value| {
        let catalog =
            overlaid(&[("CSR/x-test.md", &entry(&format!("[parameters.limit]\n{parameter}\n"), BODY))]).unwrap();
        item(&made(&with(more), &catalog, &Options::default()).unwrap())
    };
    let text = |value: &str| format!("한도: 시스템은 {value} 지켜야 함");
    let own = "field = \"values.limit\"\nunit = \"%\"";
    assert_eq!(print(own, &json!({ "values": { "limit": 99.9 } })), text("99.9%를"));
    assert_eq!(print(own, &json!({ "values": { "limit": 3.0 } })), text("3%를"));
    assert_eq!(print("field = \"values.limit\"", &json!({ "values": { "limit": "API" } })), text("API를"));
    assert_eq!(print("field = \"values.limit\"", &json!({ "values": { "limit": true } })), text("예를"));
    let gateway = json!({ "api_gateway": { "authentication": ["oauth2", "mutual_tls"] } });
    assert_eq!(print("field = \"api_gateway.authentication\"", &gateway), text("OAuth 2.0, 상호 인증 TLS를"));
    let dated = json!({ "project": { "date": "2026-11-02" } });
    assert_eq!(print("field = \"project.date\"\ndate = true", &dated), text("2026. 11. 2.을"));
}

#[test]
fn numbers_follow_the_profiles_wishes_and_references_follow_the_numbers() {
    let more = json!({ "document": { "digits": 2, "separator": ".", "categories": { "CSR": { "code": "CLD", "name": "클라우드" } } } });
    let document = made(&with(&more), &catalog(), &Options::default()).unwrap();
    let first = &document.requirements[0];
    assert_eq!((first.number.as_str(), first.category_name.as_str()), ("CLD.01", "클라우드"));
    assert_eq!(document.categories[0].code, "CLD");
    let gateway = document.requirements.iter().find(|requirement| requirement.id == "per-api").unwrap();
    assert!(plain(&gateway.related).contains("CLD.01"), "{}", plain(&gateway.related));
}

#[test]
fn two_categories_may_not_have_one_code() {
    let more = json!({ "document": { "categories": { "PER": { "code": "CSR" } } } });
    let faults = made(&with(&more), &catalog(), &Options::default()).unwrap_err();
    assert_eq!(codes(&faults), ["duplicate-category-code"]);
    assert_eq!(faults[0].field.as_deref(), Some("document.categories.PER.code"));
}

#[test]
fn every_reference_names_a_requirement_of_the_document() {
    let document = document(FULL);
    let numbers: Vec<&str> = document.requirements.iter().map(|requirement| requirement.number.as_str()).collect();
    let json: Value = serde_json::from_str(&crate::common::written(&document, balju::Format::Json)).unwrap();
    let mut references = 0;
    for requirement in json["requirements"].as_array().unwrap() {
        for related in requirement["related"].as_array().unwrap() {
            for number in related.as_str().unwrap().split('~') {
                assert!(numbers.contains(&number), "{related}");
            }
            references += 1;
        }
    }
    assert!(references > 100, "{references}");
}

#[test]
fn a_reference_to_what_is_not_selected_is_an_error_not_a_blank() {
    let body = "정의 요구사항\n\n- {{ ref(id=\"csr-pipeline\") }}을(를) 따라야 함";
    let catalog = overlaid(&[("CSR/x-test.md", &entry("", body))]).unwrap();
    let faults = made(&profile(SMALL), &catalog, &Options::default()).unwrap_err();
    assert_eq!(codes(&faults), ["template"]);
    assert_eq!(faults[0].file.as_deref(), Some("CSR/x-test.md"));
    let file = &catalog.sources["CSR/x-test.md"];
    assert!(file[faults[0].span.clone().unwrap()].contains("ref"), "{faults:?}");
}

#[test]
fn reasons_say_which_fields_decided() {
    let profile = profile(FULL);
    let (catalog, assets) = (catalog(), Assets::builtin());
    let selection = select(&profile, &catalog, &assets).unwrap();
    let decision = selection.decisions.iter().find(|decision| decision.entry.id.text == "csr-orchestration").unwrap();
    assert!(decision.selected && decision.clauses.iter().all(|clause| clause.holds));
    let facts: Vec<String> =
        decision.clauses.iter().flat_map(|c| &c.facts).map(|f| format!("{}={}", f.path, f.value)).collect();
    assert_eq!(facts, ["containers.enabled=예", "containers.orchestration=예"]);
    let made = document(FULL);
    let reason = &made.requirements.iter().find(|r| r.id == "csr-orchestration").unwrap().reason;
    assert_eq!(reason, "컨테이너 사용: 예; 컨테이너 오케스트레이션: 예");
}

#[test]
fn a_requirement_taken_in_or_out_by_hand_says_so() {
    let more = json!({ "requirements": {
        "include": [{ "id": "csr-metrics", "reason": "사전협의 의견" }],
        "exclude": [{ "id": "per-api", "reason": "별도 사업" }]
    } });
    let document = made(&with(&more), &catalog(), &Options::default()).unwrap();
    let found = |id: &str| document.requirements.iter().find(|requirement| requirement.id == id);
    assert!(found("per-api").is_none());
    assert_eq!(found("csr-metrics").unwrap().reason, "직접 넣음: 사전협의 의견");
    let unknown = json!({ "requirements": { "exclude": [{ "id": "csr-metric", "reason": "없음" }] } });
    let faults = made(&with(&unknown), &catalog(), &Options::default()).unwrap_err();
    assert_eq!(codes(&faults), ["unknown-requirement"]);
    assert!(faults[0].hint.as_ref().unwrap().contains("`csr-metrics`"));
}

#[test]
fn a_selection_of_nothing_is_an_error() {
    let faults = made(&profile("{}"), &catalog(), &Options::default()).unwrap_err();
    assert_eq!(codes(&faults), ["empty-selection"]);
}

#[test]
fn warnings_name_both_catalog_versions_and_values_nobody_uses() {
    let more = json!({ "catalog_version": "2020.01", "values": { "unused": 1 }, "confirmed": [
        { "field": "api_gateway.token_minutes", "value": 7, "department": "과", "date": "2026-11-02", "basis": "회의" },
        { "field": "api_gateway.routing", "department": "과", "date": "2026-11-02", "basis": "회의" }
    ] });
    let (catalog, assets) = (catalog(), Assets::builtin());
    let warnings = select(&with(&more), &catalog, &assets).unwrap().warnings;
    assert_eq!(codes(&warnings), ["catalog-version", "unused-value", "confirmed-differs", "unused-confirmation"]);
    assert!(warnings[0].message.contains("2020.01") && warnings[0].message.contains(&catalog.version));
}

#[test]
fn parts_are_chosen_by_name() {
    let ids = |parts: &[&str]| {
        let options = Options { parts: parts.iter().map(|part| (*part).to_owned()).collect(), ..Options::default() };
        made(&profile(FULL), &catalog(), &options)
            .map(|document| document.sections.into_iter().map(|section| section.id).collect::<Vec<_>>())
    };
    assert_eq!(ids(&["direction"]).unwrap(), ["direction"]);
    assert_eq!(ids(&["requirements"]).unwrap(), ["summary", "list", "details"]);
    assert_eq!(ids(&["all"]).unwrap(), ids(&[]).unwrap());
    assert_eq!(codes(&ids(&["directions"]).unwrap_err()), ["unknown-part"]);
}

#[test]
fn the_narrative_parts_name_what_the_project_has_and_nothing_else() {
    let text = |profile: &str| {
        let options = Options { parts: vec!["direction".into(), "scope".into()], ..Options::default() };
        crate::common::written(
            &made(&crate::common::profile(profile), &catalog(), &options).unwrap(),
            balju::Format::Markdown,
        )
    };
    let (full, small) = (text(FULL), text(SMALL));
    for word in ["MSA", "컨테이너", "DevOps", "CI/CD", "API 게이트웨이"] {
        assert!(full.contains(word), "{word}");
    }
    for word in ["MSA", "컨테이너", "DevOps", "CI/CD"] {
        assert!(!small.contains(word), "{word}");
    }
    assert!(small.contains("API 게이트웨이"));
}

#[test]
fn an_item_is_one_paragraph_and_a_body_a_definition_and_a_list() {
    assert_eq!(plain(&requirement("", "정의 문장\n\n- 하나\n- 둘").definition), "정의 문장");
    for body in
        ["정의만", "정의\n\n- 하나\n  - 안쪽", "정의\n\n1. 하나", "- 하나\n\n뒤 문단", "정의\n\n## 제목\n\n- 하나"]
    {
        let catalog = overlaid(&[("CSR/x-test.md", &entry("", body))]).unwrap();
        assert_eq!(codes(&made(&profile(SMALL), &catalog, &Options::default()).unwrap_err()), ["body"], "{body}");
    }
}

#[test]
fn sources_carry_their_date_and_what_is_unconfirmed_says_so() {
    let sources =
        requirement("citations = [\"cloud-use-notice 제14조\", \"n2sf-guideline\"]", "정의\n\n- 하나").sources;
    assert!(sources[0].starts_with("「행정기관 및 공공기관의 클라우드컴퓨팅서비스 이용 기준"), "{}", sources[0]);
    assert!(sources[0].contains("제2025-79호") && sources[0].contains("제14조"), "{}", sources[0]);
    assert!(sources[0].ends_with("[기준일 2026-11-01]"), "{}", sources[0]);
    assert!(sources[1].ends_with("확인 필요]"), "{}", sources[1]);
}

#[test]
fn layouts_are_data_and_optional_rows_are_switched_on() {
    let labels = |more: &Value, layout: Option<&str>| {
        let options = Options { layout: layout.map(str::to_owned), ..Options::default() };
        made(&with(more), &catalog(), &options).map(|document| {
            let table = balju::document::requirement_table(&document.requirements[0], &document.layout);
            let headers = table.rows.iter().flatten().filter(|cell| cell.kind == balju::block::CellKind::RowHeader);
            headers
                .map(|cell| match cell.blocks.as_slice() {
                    [balju::block::Block::Paragraph(content)] => plain(content),
                    other => panic!("{other:?}"),
                })
                .collect::<Vec<_>>()
        })
    };
    let short = ["요구사항 분류", "요구사항 고유번호", "요구사항 명칭", "요구사항 상세 설명"];
    assert_eq!(labels(&json!({}), Some("short")).unwrap(), short);
    let full = labels(&json!({}), None).unwrap();
    for label in ["정의", "세부 내용", "산출 정보", "관련 요구사항", "검수 기준"] {
        assert!(full.iter().any(|known| known == label), "{label}");
    }
    assert!(!full.iter().any(|label| label == "응락수준" || label == "요구사항 출처"));
    let more = labels(&json!({ "document": { "rows": ["level", "source"] } }), None).unwrap();
    assert!(more.iter().any(|label| label == "응락수준") && more.iter().any(|label| label == "요구사항 출처"));
    assert_eq!(codes(&labels(&json!({}), Some("shrot")).unwrap_err()), ["unknown-layout"]);
    assert_eq!(codes(&labels(&json!({ "document": { "rows": ["sources"] } }), None).unwrap_err()), ["unknown-row"]);
}

#[test]
fn an_entry_repeats_over_services_calls_and_stores() {
    let repeated = |over: &str, body: &str| {
        let file = entry(&format!("for_each = \"{over}\""), &format!("정의 요구사항\n\n- {body}"))
            .replace("title = \"시험\"", "title = \"{{ it.name }} 시험\"");
        let referring =
            entry("", "정의 요구사항\n\n- {{ ref(id=\"x-test\") }}을(를) 따라야 함").replacen("x-test", "x-other", 1);
        let catalog = overlaid(&[("SFR/x-test.md", &file), ("COR/x-other.md", &referring)]).unwrap();
        assert!(balju::catalog::check(&catalog).iter().all(|fault| fault.file.as_deref() != Some("SFR/x-test.md")));
        let document = made(&profile(FULL), &catalog, &Options::default()).unwrap();
        let other =
            document.requirements.iter().find(|requirement| requirement.id == "x-other").map(|r| plain(&r.details[0]));
        let own: Vec<_> = document.requirements.into_iter().filter(|requirement| requirement.id == "x-test").collect();
        (own, other.unwrap())
    };
    let (services, reference) = repeated("services", "{{ it.data_functions | decided }}개");
    let keys: Vec<&str> = services.iter().map(|requirement| requirement.instance.as_str()).collect();
    assert_eq!(keys, ["민원신청 서비스", "구비서류 서비스", "민원처리 서비스", "본인확인 서비스", "알림 서비스"]);
    assert_eq!(plain(&services[2].title), "민원처리 서비스 시험");
    assert_eq!(plain(&services[2].details[0]), "19개");
    let (first, last) = (&services[0].number, &services[4].number);
    assert_eq!(reference, format!("{first}~{last}를 따라야 함"));
    assert_ne!(services[0].anchor, services[1].anchor);

    let (interfaces, _) = repeated("interfaces", "{% if it.mode == \"asynchronous\" %}비동기{% else %}동기{% endif %}");
    assert_eq!(interfaces.len(), 4);
    assert_eq!(
        (plain(&interfaces[1].title), plain(&interfaces[1].details[0])),
        ("민원신청 서비스 → 민원처리 서비스 시험".to_owned(), "비동기".to_owned())
    );
    let (stores, _) = repeated("stores", "{{ it.records | decided }}건");
    assert_eq!(plain(&stores[0].details[0]), "310,000,000건");
}

#[test]
fn an_entry_with_nothing_to_repeat_over_is_out() {
    let file = entry("for_each = \"stores\"", "정의 요구사항\n\n- {{ it.name }}");
    let catalog = overlaid(&[("CSR/x-test.md", &file)]).unwrap();
    let document = made(&profile(SMALL), &catalog, &Options::default()).unwrap();
    assert!(document.requirements.iter().all(|requirement| requirement.id != "x-test"));
    let wrong = overlaid(&[("CSR/x-test.md", &file.replace("stores", "store"))]).unwrap_err();
    assert_eq!(codes(&wrong), ["front-matter"]);
    let typo = overlaid(&[("CSR/x-test.md", &file.replace("it.name", "it.nmae"))]).unwrap();
    assert_eq!(codes(&balju::catalog::check(&typo)), ["undeclared-parameter"]);
}

#[test]
fn outlines_are_data_and_a_public_one_prints_no_internal_part() {
    let sections = |outline: &str, files: &[(&str, &str)]| {
        let catalog = overlaid(files).unwrap();
        let options = Options { outline: Some(outline.to_owned()), ..Options::default() };
        made(&profile(FULL), &catalog, &options)
            .map(|document| document.sections.into_iter().map(|section| section.id).collect::<Vec<_>>())
    };
    let task = sections("task", &[]).unwrap();
    assert!(task.contains(&"details".to_owned()) && !task.contains(&"compliance".to_owned()), "{task:?}");
    assert_eq!(codes(&sections("rfq", &[]).unwrap_err()), ["unknown-outline"]);

    let secret = ("document/secret.md", "+++\ntitle = \"내부 검토\"\naudience = \"internal\"\n+++\n보안 등급\n");
    let outlines = |audience: &str| {
        format!(
            "[[outline]]\nname = \"own\"\ntitle = \"문서\"\naudience = \"{audience}\"\nparts = [\"cover\", \"secret\"]\n"
        )
    };
    let (public, internal) = (outlines("public"), outlines("internal"));
    assert_eq!(sections("own", &[secret, ("document/outlines.toml", &internal)]).unwrap(), ["cover", "secret"]);
    assert_eq!(codes(&sections("own", &[secret, ("document/outlines.toml", &public)]).unwrap_err()), ["internal-part"]);
    let missing = public.replace("secret", "nothing");
    assert_eq!(codes(&sections("own", &[("document/outlines.toml", &missing)]).unwrap_err()), ["unknown-part"]);
}

#[test]
fn a_category_is_printed_alone_under_its_own_numbers() {
    let options = |code: &str| Options { categories: vec![code.to_owned()], ..Options::default() };
    let all = document(FULL);
    let only = made(&profile(FULL), &catalog(), &options("CSR")).unwrap();
    let numbers = |document: &balju::Document| -> Vec<String> {
        document.requirements.iter().filter(|r| r.category == "CSR").map(|r| r.number.clone()).collect()
    };
    assert_eq!(numbers(&only), numbers(&all));
    assert_eq!((only.categories.len(), only.requirements.len()), (1, numbers(&only).len()));
    assert_eq!(codes(&made(&profile(FULL), &catalog(), &options("CSX")).unwrap_err()), ["unknown-category"]);
}

#[test]
fn the_appendices_are_drawn_from_the_requirements() {
    let json: Value = serde_json::from_str(&crate::common::written(&document(FULL), balju::Format::Json)).unwrap();
    let requirements = json["requirements"].as_array().unwrap();
    let rows = |id: &str| {
        let sections = json["sections"].as_array().unwrap();
        let section = sections.iter().find(|section| section["id"] == id).unwrap_or_else(|| panic!("{id}"));
        let blocks = section["blocks"].as_array().unwrap();
        let table = blocks.iter().find(|block| block["type"] == "table").unwrap();
        table["rows"].as_array().unwrap().iter().skip(1).map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(rows("traceability").len(), requirements.len());
    assert_eq!(rows("compliance").len(), requirements.len());
    let deliverables = rows("deliverables").join("\n");
    for requirement in requirements {
        for name in requirement["deliverables"].as_array().unwrap() {
            assert!(deliverables.contains(name.as_str().unwrap()), "{name}");
        }
        for source in requirement["sources"].as_array().unwrap() {
            assert!(rows("laws").iter().any(|row| row.contains(source.as_str().unwrap())), "{source}");
        }
    }
    let text: String = requirements.iter().map(Value::to_string).collect();
    for row in rows("glossary") {
        let row: Value = serde_json::from_str(&row).unwrap();
        let term = row[0]["blocks"][0]["text"].as_str().unwrap();
        assert!(text.contains(term), "{term} is not used");
    }
}

#[test]
fn an_old_or_superseded_citation_is_warned_about() {
    let warned = |date: &str, citation: &str| {
        let file = entry("citations = [\"own-law 제1조\"]", "정의\n\n- 하나이어야 함");
        let catalog = overlaid(&[("CSR/x-test.md", &file), ("citation/own.toml", citation)]).unwrap();
        let profile = with(&json!({ "project": { "date": date } }));
        let warnings = select(&profile, &catalog, &Assets::builtin()).unwrap().warnings;
        let own = warnings.into_iter().filter(|warning| warning.message.contains("시험법"));
        codes(&own.collect::<Vec<_>>())
    };
    let record =
        "[own-law]\nname = \"시험법\"\nas_of = \"2025-11-02\"\nconfirmed = true\narticles = { \"제1조\" = \"목적\" }\n";
    assert!(warned("2026-11-02", record).is_empty());
    assert_eq!(warned("2026-11-03", record), ["old-citation"]);
    let superseded = record.replace("confirmed", "superseded_by = \"new-law\"\nconfirmed");
    assert_eq!(warned("2026-11-02", &superseded), ["superseded-citation"]);
}

#[test]
fn any_requirement_may_be_taken_out_by_hand() {
    let catalog = catalog();
    let base = profile(FULL);
    let selection = select(&base, &catalog, &Assets::builtin()).unwrap();
    let chosen: Vec<_> = selection.selected().map(|decision| decision.entry).collect();
    let all: String = chosen.iter().flat_map(|entry| entry.templates().map(|piece| piece.text.as_str())).collect();
    let mut named = 0;
    // What no other names leaves no gap.
    for entry in chosen.iter().filter(|entry| all.contains(&format!("ref(id=\"{}\"", entry.id.text))) {
        let mut value: Value = serde_json::from_str(FULL).unwrap();
        value["requirements"] = json!({ "exclude": [{ "id": entry.id.text, "reason": "별도 사업에서 수행" }] });
        let profile = profile(&value.to_string());
        let selection = select(&profile, &catalog, &Assets::builtin()).unwrap();
        let made = balju::compose(&profile, &catalog, &selection, &Assets::builtin(), &Options::default());
        let document = made.unwrap_or_else(|faults| panic!("without {}: {faults:?}", entry.id.text));
        // Where its number stood, its title stands, and that is told.
        let title = format!("‘{}’", entry.title.text);
        let mut texts = document.requirements.iter().flat_map(|one| one.contents().map(|content| plain(content)));
        let is_named = texts.any(|text| text.contains(&title));
        let is_told = selection.warnings.iter().any(|one| one.code == "open-reference");
        assert!(!is_named || is_told, "without {}", entry.id.text);
        named += usize::from(is_named);
    }
    assert!(named > 5, "{named}: nothing was tried");
}
