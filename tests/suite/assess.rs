//! The plan before the order: verdicts, levels, scores, costs, phases.

use balju::assess::{Assessment, Verdict, assess};
use balju::block::{Block, Cell, plain};
use balju::{Assets, Profile, select};
use serde_json::{Value, json};

use crate::common::{FULL, catalog, codes, document, profile};

/// The ten questions in the order of the guide.
const QUESTIONS: [&str; 10] = [
    "upkeep_cost",
    "recovery_outage",
    "peak_delay",
    "frequent_change",
    "new_technology",
    "separable",
    "divided_teams",
    "complex_source",
    "manual_deployment",
    "faster_deployment",
];

/// The full example with another plan.
fn assessed(plan: &Value) -> Assessment {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["plan"] = plan.clone();
    let (catalog, assets) = (catalog(), Assets::builtin());
    let profile = profile(&value.to_string());
    let selection = select(&profile, &catalog, &assets).unwrap();
    assess(&profile, &selection, &assets).unwrap()
}

/// The first questions answered with yes, the next with no, the rest not at all.
fn answered(yes: usize, no: usize) -> Value {
    let answer = |at: usize| {
        if at < yes {
            json!(true)
        } else if at < yes + no {
            json!(false)
        } else {
            Value::Null
        }
    };
    let answers: serde_json::Map<String, Value> =
        QUESTIONS.iter().enumerate().map(|(at, field)| ((*field).to_owned(), answer(at))).collect();
    json!({ "diagnosis": answers })
}

#[test]
fn six_of_ten_yes_decide_and_open_questions_only_where_they_still_can() {
    let verdict = |yes, no| {
        let found = assessed(&answered(yes, no)).suitability;
        assert_eq!((found.yes, found.no, found.open), (yes, no, 10 - yes - no));
        found.verdict
    };
    assert_eq!(verdict(6, 4), Verdict::Introduce);
    assert_eq!(verdict(6, 0), Verdict::Introduce);
    assert_eq!(verdict(10, 0), Verdict::Introduce);
    assert_eq!(verdict(5, 5), Verdict::Below);
    assert_eq!(verdict(0, 5), Verdict::Below);
    assert_eq!(verdict(5, 4), Verdict::Open);
    assert_eq!(verdict(0, 4), Verdict::Open);
    assert_eq!(verdict(0, 0), Verdict::Open);
}

#[test]
fn the_questions_are_the_guides_in_its_groups_and_question_six_is_separability() {
    let found = assessed(&answered(0, 0)).suitability;
    let sizes: Vec<usize> = found.groups.iter().map(|group| group.questions.len()).collect();
    assert_eq!(sizes, [3, 3, 2, 2]);
    let fields: Vec<&str> = found.groups.iter().flat_map(|g| &g.questions).map(|q| q.field.as_str()).collect();
    assert_eq!(fields, QUESTIONS);
    assert_eq!(found.threshold, 6);
    assert_eq!(found.separable, None);
    assert_eq!(assessed(&json!({ "diagnosis": { "separable": false } })).suitability.separable, Some(false));
    // What a question points to exists and is in the document.
    let catalog = catalog();
    for question in found.groups.iter().flat_map(|group| &group.questions) {
        assert!(question.requirements.iter().all(|id| catalog.entry(id).is_some()), "{}", question.field);
        assert!(!question.requirements.is_empty(), "{}", question.field);
    }
}

#[test]
fn a_system_that_cannot_be_separated_is_told_to_separate_first() {
    let text = |separable: Value| {
        let mut plan = answered(10, 0);
        plan["diagnosis"]["separable"] = separable;
        let mut value: Value = serde_json::from_str(FULL).unwrap();
        value["plan"] = plan;
        let options = balju::Options { outline: Some("diagnosis".to_owned()), ..Default::default() };
        crate::common::made(&profile(&value.to_string()), &catalog(), &options).unwrap().text()
    };
    assert!(text(json!(false)).contains("분리 선행 필요"));
    assert!(!text(json!(true)).contains("분리 선행 필요"));
    assert!(!text(Value::Null).contains("분리 선행 필요"));
    assert!(text(json!(false)).contains("도입 검토"));
}

#[test]
fn a_level_is_reached_when_it_and_all_below_are() {
    let of = |maturity: Value| assessed(&json!({ "maturity": maturity })).maturity;
    let zero = json!({ "containerised": true, "no_local_disk": true, "twelve_factor": false });
    assert_eq!(of(zero).current, Some(0));
    let gap = of(json!({ "containerised": false, "twelve_factor": true, "loosely_coupled": true }));
    assert_eq!((gap.current, gap.open), (None, false), "level 1 without level 0 is none");
    let unknown = of(json!({ "containerised": true }));
    assert_eq!((unknown.current, unknown.open), (None, true));
    let all = [
        "containerised",
        "no_local_disk",
        "twelve_factor",
        "loosely_coupled",
        "fault_isolation",
        "metrics",
        "microservices",
        "api_first",
    ];
    let all: serde_json::Map<String, Value> = all.iter().map(|field| ((*field).to_owned(), json!(true))).collect();
    let top = of(Value::Object(all));
    assert_eq!((top.current, top.missing), (Some(3), 0));
}

#[test]
fn the_target_is_what_was_said_or_what_the_project_brings() {
    let of = |maturity: Value| assessed(&json!({ "maturity": maturity })).maturity;
    let said = of(json!({ "target": 1 }));
    assert_eq!((said.target, said.target_said), (Some(1), true));
    let needed = |maturity: &balju::assess::Maturity| -> Vec<(u8, bool)> {
        maturity.levels.iter().flat_map(|level| level.criteria.iter().map(|c| (level.level, c.needed))).collect()
    };
    assert!(needed(&said).iter().all(|(level, needed)| *needed == (*level <= 1)));
    let derived = of(json!({}));
    assert_eq!((derived.target, derived.target_said), (Some(3), false), "the full example orders all of it");
    // Without an API gateway the last level is out of reach.
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["api_gateway"] = json!({ "enabled": false });
    value["plan"] = json!({});
    let (catalog, assets) = (catalog(), Assets::builtin());
    let profile = profile(&value.to_string());
    let selection = select(&profile, &catalog, &assets).unwrap();
    assert_eq!(assess(&profile, &selection, &assets).unwrap().maturity.target, Some(2));
}

#[test]
fn the_score_is_the_printed_formula_and_ties_share_a_place() {
    let candidate = |name: &str, kind: &str, scores: [Value; 3]| {
        let [complexity, boundary, growth_limit] = scores;
        json!({ "name": name, "kind": kind, "complexity": complexity, "boundary": boundary, "growth_limit": growth_limit })
    };
    let all = |score: u8| [json!(score), json!(score), json!(score)];
    let found = assessed(&json!({ "candidates": [
        candidate("내부 결재", "government_support", all(1)),
        candidate("모름", "public_service", [json!(5), Value::Null, json!(5)]),
        candidate("민원", "public_service", all(5)),
        candidate("신청", "public_service", all(5)),
        candidate("인증", "common_technology", [json!(4), json!(2), json!(3)]),
    ] }))
    .priorities;
    let weights = found.weights;
    let points =
        |kind: &str| found.kinds.iter().find(|known| serde_json::to_value(known.kind).unwrap() == kind).unwrap().points;
    let expected =
        4 * weights.complexity + 2 * weights.boundary + 3 * weights.growth_limit + points("common_technology");
    let ranked: Vec<_> = found.ranked.iter().map(|one| (one.rank, one.name.as_str(), one.score)).collect();
    let least = weights.complexity + weights.boundary + weights.growth_limit + points("government_support");
    assert_eq!(
        ranked,
        [
            (Some(1), "민원", Some(found.most)),
            (Some(1), "신청", Some(found.most)),
            (Some(3), "인증", Some(expected)),
            (Some(4), "내부 결재", Some(least)),
            (None, "모름", None),
        ]
    );
    assert!(points("public_service") > points("common_technology"));
    assert!(points("common_technology") > points("government_support"));
}

#[test]
fn costs_are_summed_only_when_nothing_is_missing() {
    let side = json!({ "servers": 4, "server_month": 1_000, "os_year": 10, "software_year": 20, "security_year": 30, "operation_year": 40, "conversion": 7 });
    let mut cheaper = side.clone();
    cheaper["servers"] = json!(2);
    let costs = assessed(&json!({ "costs": { "years": 5, "virtual_machine": side, "container": cheaper } })).costs;
    assert_eq!(costs.virtual_machine.server_year, Some(48_000));
    assert_eq!(costs.virtual_machine.year, Some(48_100));
    assert_eq!(costs.virtual_machine.total, Some(240_507));
    assert_eq!(costs.difference, Some(-120_000));
    let mut lacking = side.clone();
    lacking["security_year"] = Value::Null;
    let costs = assessed(&json!({ "costs": { "years": 5, "virtual_machine": side, "container": lacking } })).costs;
    assert_eq!((costs.container.total, costs.difference), (None, None));
    let huge = json!({ "servers": u64::MAX, "server_month": u64::MAX, "os_year": u64::MAX, "software_year": u64::MAX, "security_year": u64::MAX, "operation_year": u64::MAX, "conversion": u64::MAX });
    assessed(&json!({ "costs": { "years": 20, "virtual_machine": huge, "container": huge } }));
}

/// The phases of a project as the document's schedule has them: label, first month, months, decided.
fn phases(project: &Value) -> (u32, Vec<(String, u32, u32, bool)>) {
    let text = json!({ "project": project, "containers": {}, "cloud": {} }).to_string();
    let document = document(&text);
    let blocks = document.sections.iter().find(|section| section.id == "roadmap").map(|section| &section.blocks);
    let figure = blocks.into_iter().flatten().find_map(|block| match block {
        balju::document::Block::Figure(figure) => Some(&figure.drawing),
        _ => None,
    });
    match figure {
        Some(balju::figure::Drawing::Schedule(schedule)) => (
            schedule.months,
            schedule.bars.iter().map(|bar| (bar.label.clone(), bar.start, bar.months, bar.decided)).collect(),
        ),
        _ => (0, Vec::new()),
    }
}

#[test]
fn phases_are_the_profiles_or_a_proposal_that_fills_the_period() {
    let own = json!({ "name": "가", "period": { "months": 6 }, "phases": [
        { "name": "설계", "start_month": 1, "months": 2 },
        { "name": "구현", "start_month": 2, "months": 5 },
    ] });
    let decided = |label: &str, start, months| (label.to_owned(), start, months, true);
    assert_eq!(phases(&own), (6, vec![decided("설계", 1, 2), decided("구현", 2, 5)]));
    assert_eq!(phases(&json!({ "name": "가" })), (0, Vec::new()), "nothing to lay phases over");
    for months in 1..=120 {
        let (all, bars) = phases(&json!({ "name": "가", "period": { "months": months } }));
        assert_eq!(all, months);
        assert!(!bars.is_empty());
        assert_eq!(bars[0].1, 1);
        assert!(
            bars.iter().all(|(_, start, length, decided)| *length >= 1 && start + length - 1 <= months && !decided)
        );
        assert_eq!(bars.iter().map(|(_, start, length, _)| start + length - 1).max(), Some(months));
        assert!(bars.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        if usize::try_from(months).unwrap() >= bars.len() {
            assert!(bars.windows(2).all(|pair| pair[1].1 == pair[0].1 + pair[0].2), "{months}: one after another");
        }
    }
}

#[test]
fn phases_end_within_the_period() {
    let text = |months: u32| {
        json!({ "project": { "name": "가", "period": { "months": 6 }, "phases": [{ "name": "설계", "start_month": 3, "months": months }] }, "api_gateway": {} })
            .to_string()
    };
    assert!(Profile::from_json(&text(4)).is_ok());
    assert_eq!(codes(&Profile::from_json(&text(5)).unwrap_err()), ["phase-beyond-period"]);
}

/// The phases that the document's table proposes, each with what is done in it.
fn proposed(profile: &Value) -> Vec<(String, Vec<String>)> {
    let document = document(&profile.to_string());
    let roadmap = document.sections.iter().find(|section| section.id == "roadmap").unwrap();
    let tables = roadmap.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let text = |cell: &Cell| match &cell.blocks[..] {
        [Block::Paragraph(content)] => plain(content),
        other => panic!("{other:?}"),
    };
    let mut phases: Vec<(String, Vec<String>)> = Vec::new();
    for row in tables.flat_map(|table| table.rows.iter().skip(1)) {
        // A phase and its months stand merged beside the work of it.
        if let [name, _, _] = &row[..] {
            phases.push((text(name), Vec::new()));
        }
        phases.last_mut().unwrap().1.extend(row.last().map(text).filter(|work| !matches!(work.as_str(), "" | "-")));
    }
    phases
}

#[test]
fn a_proposal_has_only_phases_and_work_that_the_project_has() {
    let project = |work: &str, months: u32, parts: Value| {
        let mut value = json!({ "project": { "name": "가", "work": work, "period": { "months": months } } });
        value.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        proposed(&value)
    };
    let names = |phases: &[(String, Vec<String>)]| phases.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let pipeline = project("new", 6, json!({ "cicd": { "strategy": "canary" } }));
    assert_eq!(names(&pipeline), ["착수·요구 분석·설계", "시험", "개통·안정화"], "a pipeline nobody builds");
    let store = project("enhancement", 6, json!({ "backend": { "database": true } }));
    assert_eq!(names(&store)[1], "인프라·플랫폼 구성");
    assert_eq!(store[1].1, ["데이터베이스와 백엔드 서비스 구성"]);
    let all = |phases: &[(String, Vec<String>)]| phases.iter().flat_map(|(_, work)| work.clone()).collect::<Vec<_>>();
    for months in [2, 18] {
        let moved = project("transition", months, json!({ "data_migration": {} }));
        assert!(names(&moved).iter().any(|name| name.starts_with("데이터 ")), "{moved:?}");
        assert!(!names(&moved).iter().any(|name| name.contains("애플리케이션")), "{moved:?}");
        assert!(!all(&moved).iter().any(|work| work.contains("절체") || work.contains("교육")), "{moved:?}");
        let packed = project("transition", months, json!({ "containers": {}, "operations": {}, "application": {} }));
        for wanted in ["컨테이너 이미지와 배포 명세의 작성", "기존 시스템 종료", "사용자·운영자 교육과 인수인계"]
        {
            assert_eq!(all(&packed).iter().filter(|work| *work == wanted).count(), 1, "{months} {wanted}: {packed:?}");
        }
    }
    for work in ["new", "transition", "enhancement", "operation"] {
        for months in [1, 6, 12, 24] {
            let parts = ["application", "containers", "api_gateway", "cloud", "infrastructure", "data_migration"];
            let with = [("cicd", "build_automation"), ("backend", "database"), ("telemetry", "metrics")];
            let whole = parts.into_iter().chain(["security", "operations"]).map(|part| (part, json!({})));
            for (part, said) in whole.chain(with.map(|(part, function)| (part, json!({ function: true })))) {
                let phases = project(work, months, json!({ part: said }));
                assert!(phases.iter().all(|(_, work)| !work.is_empty()), "{work} {months} {part}: {phases:?}");
            }
        }
    }
}
