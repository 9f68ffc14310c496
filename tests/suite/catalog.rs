//! The built-in catalog keeps its promises, and each broken promise is found.

use balju::Assets;
use balju::catalog::{check, paths};
use balju::select;
use serde_json::Value;

use crate::common::{FULL, catalog, codes, document, entry, overlaid, profile};

#[test]
fn the_built_in_catalog_has_no_fault() {
    let catalog = catalog();
    let faults = check(&catalog);
    assert!(faults.is_empty(), "{}", balju::diagnostic::draw(&faults, &catalog.sources, false));
}

#[test]
fn every_requirement_has_five_items_an_acceptance_criterion_and_a_deliverable() {
    for text in [FULL, crate::common::SMALL] {
        for requirement in document(text).requirements {
            assert!(requirement.details.len() >= 5, "{}: {}", requirement.id, requirement.details.len());
            assert!(!requirement.acceptance.is_empty(), "{}", requirement.id);
            assert!(!requirement.deliverables.is_empty(), "{}", requirement.id);
            assert!(!requirement.definition.is_empty(), "{}", requirement.id);
        }
    }
}

#[test]
fn the_cloud_service_category_is_whole_and_in_the_guides_order() {
    let document = document(FULL);
    let cloud: Vec<(&str, String)> = document
        .requirements
        .iter()
        .filter(|requirement| requirement.category == "CSR")
        .map(|requirement| (requirement.number.as_str(), balju::block::plain(&requirement.title)))
        .collect();
    assert!(cloud.len() >= 28, "{}", cloud.len());
    assert_eq!(cloud[0], ("CSR-001", "클라우드 서비스 공통".to_owned()));
    assert_eq!(cloud[1], ("CSR-002", "컨테이너 기반 배포 기능".to_owned()));
    assert_eq!(cloud[2], ("CSR-003", "컨테이너 기반 서비스 메시 및 오케스트레이션 구현".to_owned()));
    assert_eq!(cloud[3], ("CSR-004", "API 게이트웨이 관리 기능".to_owned()));
}

#[test]
fn without_a_mesh_the_title_does_not_name_one() {
    let document = document(&FULL.replace("\"service_mesh\": true", "\"service_mesh\": false"));
    let found = document.requirements.iter().find(|requirement| requirement.id == "csr-orchestration").unwrap();
    assert_eq!(
        (found.number.as_str(), balju::block::plain(&found.title).as_str()),
        ("CSR-003", "컨테이너 오케스트레이션 구현")
    );
}

/// Other values that a field might have.
fn others(path: &str, value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(yes) => vec![Value::Bool(!yes)],
        Value::String(text) => {
            let values = balju::profile::enum_values(path).unwrap_or_default();
            values.into_iter().filter(|other| other != text).map(Value::String).collect()
        }
        Value::Array(_) => vec![Value::Array(Vec::new())],
        Value::Number(_) => vec![Value::Null, 1.into(), 4.into()],
        _ => vec![Value::Null],
    }
}

fn set(value: &mut Value, paths: &[(String, Value)]) {
    for (path, new) in paths {
        let pointer = format!("/{}", path.replace('.', "/"));
        if let Some(place) = value.pointer_mut(&pointer) {
            *place = new.clone();
        } else {
            let (part, field) = path.split_once('.').unwrap();
            value[part][field] = new.clone();
        }
    }
}

/// Profiles of which at least one lets each requirement in.
fn bases() -> Vec<Value> {
    let full: Value = serde_json::from_str(FULL).unwrap();
    let mut out = vec![full.clone()];
    for (field, value) in [("work", "operation"), ("work", "new"), ("work", "enhancement")] {
        let mut base = full.clone();
        base["project"][field] = value.into();
        out.push(base);
    }
    let mut internal = full.clone();
    internal["project"]["users"]["audience"] = "internal".into();
    internal["data_migration"]["open_datasets"] = 10.into();
    let mut open = full;
    open["data_migration"]["open_datasets"] = 10.into();
    out.extend([internal, open]);
    out
}

#[test]
fn with_every_part_on_every_cloud_service_requirement_is_in() {
    let document = document(FULL);
    let catalog = catalog();
    for entry in catalog.entries.iter().filter(|entry| entry.category == "CSR") {
        assert!(document.requirements.iter().any(|requirement| requirement.id == entry.id.text), "{}", entry.id.text);
    }
}

#[test]
fn the_catalog_is_large_enough_in_each_category() {
    let catalog = catalog();
    let count = |code: &str| catalog.entries.iter().filter(|entry| entry.category == code).count();
    for (code, least) in [
        ("ECR", 1),
        ("CTR", 8),
        ("CSR", 28),
        ("SFR", 1),
        ("PER", 8),
        ("SIR", 1),
        ("DAR", 8),
        ("TER", 8),
        ("SER", 14),
        ("QUR", 1),
        ("COR", 8),
        ("PMR", 8),
        ("PSR", 8),
        ("MAR", 1),
    ] {
        assert!(count(code) >= least, "{code}: {}", count(code));
    }
    assert!(catalog.entries.len() >= 130, "{}", catalog.entries.len());
}

#[test]
fn each_condition_lets_its_requirement_in_and_keeps_it_out() {
    let catalog = catalog();
    let assets = Assets::builtin();
    let bases = bases();
    let is_in = |value: &Value, id: &str| {
        let profile = profile(&value.to_string());
        let selection = select(&profile, &catalog, &assets).unwrap();
        let decision = selection.decisions.iter().find(|decision| decision.entry.id.text == id).unwrap();
        decision.selected
    };
    let mut clauses = 0;
    for entry in catalog.entries.iter().filter(|entry| !entry.when.is_empty()) {
        let id = &entry.id.text;
        let base = bases.iter().find(|base| is_in(base, id)).unwrap_or_else(|| panic!("{id} is never in"));
        let effective = profile(&base.to_string()).effective();
        for clause in &entry.when {
            let used: Vec<&str> = paths(&clause.text)
                .into_iter()
                .map(|(path, _)| path)
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect();
            // Every field of the clause at another value: one such choice must keep the requirement out.
            let choices = used.iter().map(|path| others(path, balju::select::lookup(&effective, path).unwrap()));
            let combined = choices.fold(vec![Vec::new()], |sofar: Vec<Vec<Value>>, options| {
                sofar
                    .iter()
                    .flat_map(|start| options.iter().map(|o| [start.clone(), vec![o.clone()]].concat()))
                    .collect()
            });
            let kept_out = combined.iter().any(|values| {
                let mut other = base.clone();
                // Phases hold for one length of the project; conditions do not read them.
                other["project"]["phases"] = serde_json::json!([]);
                let changes: Vec<(String, Value)> =
                    used.iter().map(|path| (*path).to_owned()).zip(values.iter().cloned()).collect();
                set(&mut other, &changes);
                !is_in(&other, id)
            });
            assert!(kept_out, "{id}: `{}` never keeps it out", clause.text);
            clauses += 1;
        }
    }
    assert!(clauses > 200, "{clauses}");
}

#[test]
fn each_broken_promise_of_an_entry_is_found() {
    let parameter =
        |rest: &str| format!("[parameters.limit]\nfield = \"api_gateway.qos.limit\"\nunit = \"건\"\n{rest}");
    let good = "정의 요구사항\n\n- **한도**: 시스템은 {{ limit }}을(를) 지켜야 함";
    for (front, body, expected) in [
        ("when2 = 1", "정의\n\n- 항목", "front-matter"),
        ("related = [\"csr-nothing\"]", "정의\n\n- 항목", "dangling-relation"),
        ("citations = [\"no-such-law 제1조\"]", "정의\n\n- 항목", "dangling-citation"),
        ("citations = [\"cloud-use-notice 제999조\"]", "정의\n\n- 항목", "dangling-citation"),
        ("", "정의\n\n- {{ ref(id=\"csr-nothing\") }}을(를) 따름", "dangling-relation"),
        ("", "정의\n\n- {{ limit }}", "undeclared-parameter"),
        ("", "정의\n\n- {{ project.name }}", "undeclared-parameter"),
        ("", "정의\n\n- <b>굵게</b>", "markup"),
        ("", "정의\n\n- {% if containers.enabeld %}가{% endif %}나", "unknown-field"),
        ("", "정의\n\n- {% if cicd.strategy == \"canari\" %}가{% endif %}나", "unknown-value"),
        ("", "정의\n\n- {% if %}", "template"),
        ("", "정의\n\n- {{ 가 | 없는필터 }}", "template"),
        ("", "정의\n\n- {{ \"가\" | nofilter }}", "template"),
        ("", "정의\n\n- 글자 \u{E000}", "private-use-character"),
        (&parameter("default = 5\nmin = 10"), good, "default-out-of-bounds"),
        (&parameter("min = 10\nmax = 1"), good, "default-out-of-bounds"),
        (&parameter(""), "정의\n\n- 항목", "unused-parameter"),
        (&parameter("").replace("qos.limit", "qos.limits"), good, "unknown-field"),
        (&parameter("").replace("api_gateway.qos.limit", "values.own"), good, "none"),
        (&parameter(""), good, "two-homes"),
        (&parameter("").replace("parameters.limit", "parameters.project"), good, "parameter-name"),
    ] {
        let file = entry(front, body);
        let faults = match overlaid(&[("CSR/x-test.md", &file)]) {
            Ok(catalog) => check(&catalog),
            Err(faults) => faults,
        };
        let codes = codes(&faults);
        if expected == "none" {
            assert!(codes.is_empty(), "{front}\n{body}: {faults:#?}");
            continue;
        }
        assert!(codes.contains(&expected), "{expected} in {codes:?} of\n{front}\n{body}");
        for fault in faults {
            let span = fault.span.unwrap();
            assert!(fault.file.as_deref() != Some("CSR/x-test.md") || file.get(span.clone()).is_some(), "{span:?}");
        }
    }
}

#[test]
fn a_condition_that_tera_would_let_pass_is_found() {
    for (clause, expected) in [
        ("containers.enabeld", "unknown-field"),
        ("containers.enabled and containers.typo", "unknown-field"),
        ("cicd.strategy == 'canari'", "unknown-value"),
        ("containers.enabled %}{% if true", "condition"),
        ("containers.enabled and", "condition"),
        ("'csr-pipeline' in selected and cicd.strategy == 'canary'", "none"),
    ] {
        let file = entry("", "정의\n\n- 항목").replace("when = []", &format!("when = [\"{clause}\"]"));
        let faults = check(&overlaid(&[("CSR/x-test.md", &file)]).unwrap());
        assert!(
            if expected == "none" { faults.is_empty() } else { codes(&faults).contains(&expected) },
            "{clause}: {faults:#?}"
        );
    }
}

#[test]
fn two_files_of_one_id_and_files_in_odd_places_are_refused() {
    let file = entry("", "정의\n\n- 항목");
    let two = overlaid(&[("CSR/a.md", &file), ("CSR/b.md", &file)]).unwrap_err();
    assert_eq!(codes(&two), ["duplicate-id"]);
    assert_eq!(codes(&overlaid(&[("a.md", &file)]).unwrap_err()), ["unknown-file"]);
    assert_eq!(codes(&overlaid(&[("XYZ/a.md", &file)]).unwrap_err()), ["unknown-category"]);
    assert_eq!(codes(&overlaid(&[("CSR/a.md", "머리말 없음")]).unwrap_err()), ["front-matter"]);
    assert_eq!(codes(&overlaid(&[("CSR/a.md", "+++\nid = \n+++\n")]).unwrap_err()), ["front-matter"]);
    assert_eq!(codes(&overlaid(&[("CSR/a.md", "+++\ntitle = \"가\"\n+++\n")]).unwrap_err()), ["front-matter"]);
    assert_eq!(codes(&overlaid(&[("categories.toml", "x = 1")]).unwrap_err()), ["toml"]);
}

#[test]
fn an_agency_replaces_adds_and_removes_by_id() {
    let added = entry("", "정의 요구사항\n\n- 더한 항목이어야 함");
    let replaced = added.replace("x-test", "csr-api-gateway").replace("더한", "바꾼");
    let removed = "+++\nid = \"per-api\"\ndisabled = true\n+++\n";
    let category =
        "[[category]]\ncode = \"OWN\"\norder = 5\nname = \"기관 요구사항\"\ndefinition = \"기관이 더한 조건\"\n";
    let files = [
        ("OWN/x.md", added.as_str()),
        ("CSR/gateway.md", &replaced),
        ("PER/none.md", removed),
        ("categories.toml", category),
    ];
    let catalog = overlaid(&files).unwrap();
    let document = crate::common::made(&profile(crate::common::SMALL), &catalog, &balju::Options::default()).unwrap();
    let details: Vec<String> =
        document.requirements.iter().map(|r| format!("{} {}", r.number, balju::block::plain(&r.details[0]))).collect();
    assert_eq!(details[..2], ["OWN-001 더한 항목이어야 함", "CSR-001 바꾼 항목이어야 함"]);
    assert!(document.requirements.iter().all(|requirement| requirement.id != "per-api"));
    assert_eq!(document.categories[0].name, "기관 요구사항");
}

#[test]
fn no_two_requirements_say_the_same() {
    let document = document(FULL);
    let mut items: Vec<(&str, std::collections::BTreeSet<String>, String)> = Vec::new();
    for requirement in &document.requirements {
        // A repeated entry says the same of another service: its first instance speaks for all.
        if requirement.anchor != requirement.id {
            continue;
        }
        for content in &requirement.details {
            let text = balju::block::plain(content);
            let duty = text.split_once(": ").map_or(text.as_str(), |(_, duty)| duty);
            let words =
                duty.split_whitespace().filter(|word| !["시스템은", "계약상대자는", "발주기관은", "함"].contains(word));
            items.push((&requirement.id, words.map(str::to_owned).collect(), text.clone()));
        }
    }
    assert!(items.len() > 1000, "{}", items.len());
    let mut same = Vec::new();
    for (at, (id, words, text)) in items.iter().enumerate() {
        for (other, others, other_text) in &items[at + 1..] {
            let common = words.intersection(others).count();
            let all = words.len() + others.len() - common;
            if common * 4 >= all * 3 {
                same.push(format!("{id}: {text}\n  {other}: {other_text}"));
            }
        }
    }
    assert!(same.is_empty(), "{}", same.join("\n"));
}

#[test]
fn the_sample_in_the_readme_is_a_requirement_without_a_fault() {
    let readme = include_str!("../../README.ko.md");
    let (_, rest) = readme.split_once("  ```\n  +++\n").unwrap();
    let (sample, _) = rest.split_once("  ```\n").unwrap();
    let lines = sample.lines().map(|line| line.strip_prefix("  ").unwrap_or(line));
    let file = format!("+++\n{}\n", lines.collect::<Vec<_>>().join("\n"));
    let faults = check(&overlaid(&[("SFR/lottery.md", &file)]).unwrap());
    assert!(faults.is_empty(), "{faults:#?}");
}
