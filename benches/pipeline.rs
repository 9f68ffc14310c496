//! The pipeline step by step at 100, 1,000 and 10,000 requirements.
//!
//! `cargo bench`, or `cargo bench -- compose` for one step. Each step must take
//! ten times as long at 10,000 as at 1,000 and no more.

use std::fmt::Write as _;
use std::time::Duration;

use balju::block::Inline;
use balju::check::{Manuscript, Rulebook, check};
use balju::diff::diff;
use balju::writer::Settings;
use balju::{Assets, Catalog, Diagnostic, Format, Options, Profile, compose, select, write};
use criterion::{BenchmarkId, Criterion, Throughput};

const PROFILE: &str = include_str!("../examples/civil-service-portal.json");
const CATEGORIES: [&str; 6] = ["CSR", "PER", "DAR", "TER", "PSR", "SER"];

fn main() -> Result<(), Vec<Diagnostic>> {
    // As a test, each step runs once and at the smallest size only.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let sizes: &[usize] = if is_bench { &[100, 1_000, 10_000] } else { &[100] };
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    for size in sizes {
        steps(&mut criterion, *size)?;
    }
    for services in if is_bench { &[10, 50, 500][..] } else { &[10] } {
        project(&mut criterion, *services)?;
    }
    criterion.final_summary();
    Ok(())
}

/// A project of many services, from its profile to HTML: the time must grow with the output.
fn project(criterion: &mut Criterion, services: usize) -> Result<(), Vec<Diagnostic>> {
    let assets = Assets::builtin();
    let catalog = Catalog::from_assets(&assets)?;
    let (mut profile, _warnings) = Profile::from_json(PROFILE)?;
    let service = |at: usize| {
        serde_json::json!({
            "name": format!("업무 {at} 서비스"),
            "data_store": format!("업무 {at} 데이터베이스"),
            "size": { "data_functions": at % 20 + 1, "transaction_functions": at % 60 + 3 },
            "calls": [{ "to": format!("업무 {} 서비스", (at * 7 + 1) % services), "mode": "asynchronous" }],
        })
    };
    let domains: Vec<_> = (0..services.div_ceil(10))
        .map(|domain| {
            let listed: Vec<_> = (domain * 10..services.min(domain * 10 + 10)).map(service).collect();
            let name = format!("도메인 {domain}");
            serde_json::json!({ "name": name, "subdomains": [{ "name": name, "contexts": [{ "name": name, "services": listed }] }] })
        })
        .collect();
    if let Some(application) = &mut profile.application {
        application.domains = serde_json::from_value(domains.into()).unwrap_or_default();
    }
    let make = || -> Result<Vec<u8>, Vec<Diagnostic>> {
        let selection = select(&profile, &catalog, &assets)?;
        let document = compose(&profile, &catalog, &selection, &assets, &Options::default())?;
        write(&document, Format::Html, &assets, &Settings::default()).map_err(|fault| vec![fault])
    };
    let mut group = criterion.benchmark_group("services");
    group.throughput(Throughput::Bytes(make()?.len() as u64)).sample_size(20);
    group.bench_function(BenchmarkId::from_parameter(services), |bencher| bencher.iter(|| make().is_ok()));
    group.finish();
    Ok(())
}

fn steps(criterion: &mut Criterion, size: usize) -> Result<(), Vec<Diagnostic>> {
    let assets = Assets::builtin();
    let built_in = Catalog::from_assets(&assets)?.entries.len();
    let files: Vec<(String, String)> = (built_in..size).map(file).collect();
    let load = || Catalog::from_assets(&assets)?.overlay("bench", files.iter().cloned());
    let options = Options::default();

    let catalog = load()?;
    let (profile, _warnings) = Profile::from_json(PROFILE)?;
    let selection = select(&profile, &catalog, &assets)?;
    let document = compose(&profile, &catalog, &selection, &assets, &options)?;

    let mut step = |name: &str, run: &dyn Fn() -> bool| {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(size as u64));
        group.sample_size(if size > 1_000 { 10 } else { 20 });
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| bencher.iter(run));
        group.finish();
    };
    step("load", &|| load().is_ok());
    step("select", &|| select(&profile, &catalog, &assets).is_ok());
    step("compose", &|| compose(&profile, &catalog, &selection, &assets, &options).is_ok());
    step("markdown", &|| write(&document, Format::Markdown, &assets, &Settings::default()).is_ok());
    step("html", &|| write(&document, Format::Html, &assets, &Settings::default()).is_ok());
    // No one opens an office file of 10,000 requirements.
    if size <= 1_000 {
        for (name, format) in [("hwpx", Format::Hwpx), ("docx", Format::Docx), ("xlsx", Format::Xlsx)] {
            step(name, &|| write(&document, format, &assets, &Settings::default()).is_ok());
        }
    }
    // Every tenth requirement says something else.
    let mut changed = document.clone();
    for requirement in changed.requirements.iter_mut().step_by(10) {
        requirement.details.insert(1, requirement.title.clone());
        requirement.definition.push(Inline::Text(" 바뀐 정의".to_owned()));
    }
    step("diff", &|| diff(&document, &changed).changes.len() >= size / 10);
    let rulebook = Rulebook::read(&assets)?;
    step("check", &|| {
        let manuscript = Manuscript::new(&document).with_profile(&profile, "rfp");
        check(&manuscript, &rulebook).findings.len() < usize::MAX
    });
    Ok(())
}

/// A catalog file as large and as involved as the built-in ones.
fn file(at: usize) -> (String, String) {
    let category = CATEGORIES[at % CATEGORIES.len()];
    let before = at.saturating_sub(CATEGORIES.len());
    let mut text = format!(
        r#"+++
id = "bench-{at}"
order = {at}
title = "시험 업무 {at} 처리"
when = ["containers.enabled", "(operations.rto_minutes or 0) < {limit}"]
level = "필수"
related = ["bench-{before}", "csr-metrics", "csr-logs"]
deliverables = ["시험 업무 {at} 설계서", "시험 업무 {at} 운영 절차서", "시험 결과서"]
verification = [
  "업무 {at}을 초당 {{{{ peak }}}}씩 10분 동안 요청하고 응답시간의 95백분위가 {{{{ delay }}}} 이하이어야 함",
  "노드 1대를 강제로 정지하고 {{{{ recovery }}}} 이내에 처리가 다시 시작되며 누락이 0건이어야 함",
  "기록 10건을 골라 요청자, 시각, 결과가 모두 남아 있는지 확인하여야 함",
]
citations = ["cloud-use-notice 제14조"]

[parameters.peak]
field = "backend.message_peak"
default = 100
unit = "건"
min = 1
max = 10000000

[parameters.delay]
field = "values.delay_{at}"
label = "업무 {at} 응답시간"
default = 1000
unit = "밀리초"

[parameters.recovery]
field = "operations.rto_minutes"
default = 60
unit = "분"
+++
시험 업무 {at}의 요청을 접수하여 **정해진 시간** 안에 처리하고 결과를 기록하는 기능과 운영 요구사항

"#,
        limit = 10_000 + at % 50,
    );
    let items = [
        "**요청 접수**: 시스템은 요청을 2대 이상의 노드에 저장한 뒤 접수 완료로 응답하여 노드 1대가 정지해도 요청을 보존하여야 함",
        "**처리 시간**: 시스템은 1건 10KB 이하의 요청을 초당 {{ peak }}씩 받는 부하에서 95백분위 {{ delay }} 이내에 처리하여야 함",
        "**장애 복구**: 시스템은 장애가 난 때부터 {{ recovery }}을(를) 넘지 않고 처리를 다시 시작하여야 함",
        "**중복 방지**: 시스템은 같은 식별자의 요청을 두 번 이상 받아도 업무 데이터에 한 번만 반영하여야 함",
        "**적체 경보**: 시스템은 대기 요청이 1,000건을 넘으면 {% if \"csr-metrics\" in selected %}{{ ref(id=\"csr-metrics\") }}의 시간 이내에{% else %}10분 이내에{% endif %} 경보를 보내야 함",
        "**형식 관리**: 시스템은 요청 형식의 판(버전)을 등록하고 `application/json`이 아닌 요청을 거부하여야 함",
        "**권한**: 시스템은 서비스별 계정에 허용된 업무만 요청하게 하여야 함{% if containers.enabled %}. 계정은 컨테이너마다 나눔{% endif %}",
    ];
    for item in items {
        let _ = writeln!(text, "- {item}");
    }
    let id = format!("bench-{before}");
    let _ = writeln!(
        text,
        "- **연계**: 시스템은 {{% if \"{id}\" in selected %}}{{{{ ref(id=\"{id}\") }}}}의 결과를{{% else %}}앞선 업무의 결과를{{% endif %}} 이어서 처리하여야 함"
    );
    (format!("{category}/bench-{at}.md"), text)
}
