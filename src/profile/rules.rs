//! What a profile of the right form can still get wrong: sums, ranges, names that lead nowhere.
//!
//! Parts that are switched off are left alone.

mod services;

use std::collections::{BTreeMap, BTreeSet};

use super::schema::{Labels, Shapes, known_path};
use super::tree::MAX_FOUND;
use super::tree::text::{named, nearest, show};
use super::{
    Backend, Budget, Choices, Cicd, Cloud, Confirmation, Containers, Environment, Issued, Profile, Project, Security,
    Telemetry,
};
use crate::diagnostic::Diagnostic;

/// Every contradiction in the profile, with field paths and no places.
pub(super) fn check(profile: &Profile) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    project(&profile.project, &mut found);
    if let Some(part) = profile.containers.as_ref().filter(|part| part.enabled) {
        containers(part, &mut found);
    }
    if let Some(part) = profile.cloud.as_ref().filter(|part| part.enabled) {
        cloud(part, &mut found);
    }
    if let Some(part) = profile.security.as_ref().filter(|part| part.enabled) {
        security(part, &mut found);
    }
    functions(profile, &mut found);
    services::check(profile, &mut found);
    choices(&profile.requirements, &mut found);
    confirmed(&profile.confirmed, &mut found);
    issued(profile.issued.as_ref(), &mut found);
    found
}

fn error(code: &'static str, path: &str, what: &str, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, format!("{}: {what}", named(path))).field(path).hint(hint)
}

fn warning(code: &'static str, path: &str, what: &str, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, format!("{}: {what}", named(path))).field(path).hint(hint)
}

fn project(project: &Project, found: &mut Vec<Diagnostic>) {
    if let (Some(peak), Some(total)) = (project.users.peak_concurrent, project.users.total)
        && peak > total
    {
        let what = format!("동시 이용자가 전체 이용자보다 많습니다. {peak}명 > {total}명");
        found.push(warning("peak-over-total", "project.users.peak_concurrent", &what, "두 값을 확인하세요"));
    }
    phases(project, found);
    budget(&project.budget, found);
    if let (Some(start), Some(end)) = (&project.period.start, &project.period.end)
        && end < start
    {
        let what = format!("종료일이 착수일보다 빠릅니다. {} < {}", show(end), show(start));
        found.push(error("inverted-period", "project.period.end", &what, "두 날짜를 확인하세요"));
    }
}

/// A number belongs to one requirement, and a requirement has one number.
fn issued(issued: Option<&Issued>, found: &mut Vec<Diagnostic>) {
    let (mut numbers, mut requirements) = (BTreeSet::new(), BTreeSet::new());
    for (at, one) in issued.into_iter().flat_map(|issued| &issued.requirements).enumerate() {
        let path = |field: &str| format!("issued.requirements[{at}].{field}");
        let hint = "`balju issue`가 적은 그대로 두세요. 합친 파일이면 나중에 발행한 것을 남기세요";
        if !numbers.insert(one.number.as_str()) {
            let what = format!("같은 번호가 두 요구사항에 있습니다: {}", show(&one.number));
            found.push(error("duplicate-issued", &path("number"), &what, hint));
        }
        if !requirements.insert((one.id.as_str(), one.instance.as_deref().unwrap_or_default())) {
            let what = format!("한 요구사항에 번호가 둘 있습니다: {}", show(&one.id));
            found.push(error("duplicate-issued", &path("id"), &what, hint));
        }
    }
}

fn phases(project: &Project, found: &mut Vec<Diagnostic>) {
    let mut names = BTreeSet::new();
    for (index, phase) in project.phases.iter().enumerate() {
        let last = phase.start_month + phase.months - 1;
        if let Some(months) = project.period.months.filter(|months| last > *months) {
            let what = format!("사업 기간 안에 끝나지 않습니다. {last}번째 달에 끝나고, 사업 기간은 {months}개월");
            let hint = "`start_month`, `months`와 `project.period.months`를 맞추세요";
            found.push(error("phase-beyond-period", &format!("project.phases[{index}].months"), &what, hint));
        }
        if !names.insert(phase.name.trim()) {
            let what = format!("같은 이름의 단계가 있습니다: \"{}\"", show(&phase.name));
            found.push(warning("duplicate-phase", &format!("project.phases[{index}].name"), &what, "이름을 바꾸세요"));
        }
    }
}

fn budget(budget: &Budget, found: &mut Vec<Diagnostic>) {
    let Budget { total, development, cloud_usage, commercial_software, equipment, data_migration, audit } = budget;
    let items = [development, cloud_usage, commercial_software, equipment, data_migration, audit];
    let sum: u128 = items.into_iter().flatten().map(|item| u128::from(*item)).sum();
    if let Some(total) = total
        && sum > u128::from(*total)
    {
        let what = format!("비목의 합이 총 사업비보다 큽니다. {sum}원 > {total}원");
        found.push(error("budget-sum", "project.budget.total", &what, "비목의 금액과 총 사업비를 맞추세요"));
    }
}

fn containers(part: &Containers, found: &mut Vec<Diagnostic>) {
    if part.clusters == Some(0) {
        let hint = "컨테이너를 쓰지 않으면 `containers.enabled`를 false로 하고, 정하지 않았으면 null로 두세요";
        found.push(warning("no-cluster", "containers.clusters", "컨테이너를 쓰는데 클러스터가 0개입니다", hint));
    }
    if let (Some(minimum), Some(maximum)) = (part.autoscaling.minimum, part.autoscaling.maximum)
        && minimum > maximum
    {
        let what = format!("최소 인스턴스 수가 최대보다 큽니다. {minimum} > {maximum}");
        found.push(error("inverted-range", "containers.autoscaling.minimum", &what, "두 값을 확인하세요"));
    }
    if part.autoscaling.enabled == Some(true)
        && let (Some(minimum), Some(maximum)) = (part.autoscaling.minimum, part.autoscaling.maximum)
        && minimum == maximum
    {
        let what = format!("최소와 최대 인스턴스 수가 같아 인스턴스 수가 늘거나 줄지 않습니다. {minimum}");
        let hint = "최대를 늘리거나 `containers.autoscaling.enabled`를 false로 하세요";
        found.push(warning("fixed-range", "containers.autoscaling.maximum", &what, hint));
    }
    if !part.environments.is_empty() && !part.environments.contains(&Environment::Verification) {
        let what = "검증 환경이 없습니다. 검수 기준의 시험은 대부분 검증 환경에서 실행합니다";
        let hint = "\"verification\"을 더하거나, 시험할 환경을 발주기관이 따로 정하세요";
        found.push(warning("no-verification-environment", "containers.environments", what, hint));
    }
}

fn cloud(part: &Cloud, found: &mut Vec<Diagnostic>) {
    let sum: u64 = part.traffic.iter().map(|target| u64::from(target.weight)).sum();
    if !part.traffic.is_empty() && sum != 100 {
        let what = format!("가중치의 합이 100이 아닙니다. 지금은 {sum}");
        found.push(error("weight-sum", "cloud.traffic", &what, "가중치의 합을 100으로 맞추세요"));
    }
    let mut names = BTreeSet::new();
    for (index, target) in part.traffic.iter().enumerate() {
        if !names.insert(target.name.trim()) {
            let path = format!("cloud.traffic[{index}].name");
            let what = format!("같은 이름의 분배 대상이 있습니다: \"{}\"", show(&target.name));
            found.push(error("duplicate-target", &path, &what, "하나로 합치거나 이름을 바꾸세요"));
        }
    }
}

/// Parts whose requirements come with their functions: one without any brings none.
fn functions(profile: &Profile, found: &mut Vec<Diagnostic>) {
    let cicd = |part: &Cicd| {
        let said = [part.source_control, part.build_automation, part.deployment_automation];
        said.contains(&Some(true)) || [part.infrastructure_as_code, part.quality_gate.enabled].contains(&Some(true))
    };
    let backend = |part: &Backend| {
        let storage = [part.persistent_storage, part.object_storage];
        [part.database, part.message_queue, part.cache].contains(&Some(true)) || storage.contains(&Some(true))
    };
    let telemetry = |part: &Telemetry| [part.metrics, part.logs, part.traces].contains(&Some(true));
    let parts = [
        ("cicd", "build_automation", profile.cicd.as_ref().filter(|part| part.enabled).map(cicd)),
        ("backend", "database", profile.backend.as_ref().filter(|part| part.enabled).map(backend)),
        ("telemetry", "metrics", profile.telemetry.as_ref().filter(|part| part.enabled).map(telemetry)),
    ];
    for (path, example, has_functions) in parts {
        if has_functions == Some(false) {
            let what = "쓰는 기능이 하나도 true가 아니어서 이 부분의 기능 요구사항이 들어가지 않습니다";
            let hint = format!("쓰는 기능을 `\"{example}\": true`처럼 적고, 쓰지 않으면 `enabled`를 false로 하세요");
            found.push(warning("no-function", path, what, hint));
        }
    }
}

fn security(part: &Security, found: &mut Vec<Diagnostic>) {
    if part.personal_data == Some(false) && part.data_subjects.is_some_and(|subjects| subjects > 0) {
        let what = "개인정보를 처리하지 않는다고 하면서 정보주체 수가 있습니다";
        let hint = "`security.personal_data`를 true로 하거나 정보주체 수를 지우세요";
        found.push(warning("unused-data-subjects", "security.data_subjects", what, hint));
    }
    if let (Some(critical), Some(high)) = (part.critical_fix_days, part.high_fix_days)
        && critical > high
    {
        let what = format!("치명 취약점의 조치 기한이 높음 등급보다 깁니다. {critical}일 > {high}일");
        found.push(warning("inverted-deadline", "security.critical_fix_days", &what, "두 값을 확인하세요"));
    }
}

fn choices(choices: &Choices, found: &mut Vec<Diagnostic>) {
    let mut places = BTreeMap::new();
    for (list, entries) in [("include", &choices.include), ("exclude", &choices.exclude)] {
        for (index, choice) in entries.iter().enumerate() {
            let path = format!("requirements.{list}[{index}].id");
            let id = show(&choice.id);
            match places.insert(choice.id.as_str(), list) {
                Some(before) if before == list => {
                    let what = format!("같은 요구사항이 두 번 나옵니다: \"{id}\"");
                    found.push(warning("duplicate-choice", &path, &what, "하나만 남기세요"));
                }
                Some(_) => {
                    let what = format!("넣은 요구사항을 다시 뺐습니다: \"{id}\"");
                    let hint = "`include`, `exclude` 가운데 한쪽에만 두세요";
                    found.push(error("contradictory-choice", &path, &what, hint));
                }
                None => {}
            }
        }
    }
}

fn confirmed(records: &[Confirmation], found: &mut Vec<Diagnostic>) {
    let unknown = records.iter().enumerate().filter(|(_, record)| !known_path(&record.field));
    let mut unknown = unknown.take(MAX_FOUND + 1).peekable();
    let paths = if unknown.peek().is_some() { Shapes::builtin().paths() } else { Vec::new() };
    let labels: Vec<_> = paths.iter().map(|path| Labels::builtin().of_path(path)).collect();
    for (index, record) in unknown {
        let labelled = paths.iter().zip(&labels).map(|(path, label)| (path.as_str(), label.as_deref()));
        let hint = match nearest(&record.field, labelled) {
            Some(right) => format!("혹시 `{right}`인가요?"),
            None => "`operations.rto_minutes`처럼 점으로 이은 필드 경로를 쓰세요".to_owned(),
        };
        let what = format!("프로필에 없는 필드 경로입니다: \"{}\"", show(&record.field));
        found.push(error("unknown-path", &format!("confirmed[{index}].field"), &what, hint));
    }
}
