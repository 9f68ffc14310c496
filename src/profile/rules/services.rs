//! Services and whoever names them: calls and data stores to move.

use std::collections::BTreeMap;

use super::super::tree::MAX_FOUND;
use super::super::tree::text::{nearest, show};
use super::super::{Application, Profile, Service};
use super::{error, warning};
use crate::diagnostic::Diagnostic;

/// Ends of a description that is a sentence and no noun phrase, one a line.
const SENTENCE_ENDS: &str = include_str!("../../../templates/sentence-ends.txt");

/// A service with its path and the path of the context that lists it.
struct Listed<'a> {
    path: String,
    context: String,
    service: &'a Service,
}

pub(super) fn check(profile: &Profile, found: &mut Vec<Diagnostic>) {
    let application = profile.application.as_ref().filter(|part| part.enabled);
    let services = application.map(listed).unwrap_or_default();
    let mut contexts = BTreeMap::<&str, &str>::new();
    for listed in &services {
        let name = listed.service.name.trim();
        let path = format!("{}.name", listed.path);
        match contexts.insert(name, &listed.context) {
            Some(context) if context == listed.context => {
                let what = format!("한 컨텍스트에 같은 이름의 서비스가 있습니다: \"{}\"", show(name));
                found.push(error("duplicate-service", &path, &what, "하나로 합치거나 이름을 바꾸세요"));
            }
            Some(_) => {
                let what = format!("서비스가 여러 바운디드 컨텍스트에 걸쳐 있습니다: \"{}\"", show(name));
                let hint = "한 컨텍스트에만 두거나, 다른 서비스라면 이름을 바꾸세요";
                found.push(warning("service-spans-contexts", &path, &what, hint));
            }
            None => {}
        }
    }
    for listed in &services {
        let description = listed.service.description.as_deref().map(str::trim).unwrap_or_default();
        if SENTENCE_ENDS.lines().any(|end| description.ends_with(end)) {
            let path = format!("{}.description", listed.path);
            let what = format!("문장으로 적혀 있습니다: \"{}\"", show(description));
            let hint =
                "뒤에 ‘업무를 처리하는 기능’이 이어지므로 ‘신청서의 접수와 배부’처럼 마침표 없는 명사구로 적으세요";
            found.push(warning("sentence-description", &path, &what, hint));
        }
    }
    calls(&services, &contexts, found);
    stores(profile, &contexts, found);
}

fn listed(application: &Application) -> Vec<Listed<'_>> {
    let mut services = Vec::new();
    for (d, domain) in application.domains.iter().enumerate() {
        for (s, subdomain) in domain.subdomains.iter().enumerate() {
            for (c, context) in subdomain.contexts.iter().enumerate() {
                let place = format!("application.domains[{d}].subdomains[{s}].contexts[{c}]");
                let place = &place;
                services.extend(context.services.iter().enumerate().map(|(index, service)| Listed {
                    path: format!("{place}.services[{index}]"),
                    context: place.clone(),
                    service,
                }));
            }
        }
    }
    services
}

fn calls(services: &[Listed<'_>], known: &BTreeMap<&str, &str>, found: &mut Vec<Diagnostic>) {
    for listed in services {
        for (index, call) in listed.service.calls.iter().enumerate() {
            let path = format!("{}.calls[{index}].to", listed.path);
            let to = call.to.trim();
            if to == listed.service.name.trim() {
                let what = format!("서비스가 자기 자신을 호출합니다: \"{}\"", show(to));
                found.push(warning("self-call", &path, &what, "호출 대상 서비스를 확인하세요"));
            } else if !known.contains_key(to) && found.len() <= MAX_FOUND {
                let what = format!("목록에 없는 서비스입니다: \"{}\"", show(to));
                found.push(error("unknown-service", &path, &what, suggestion(to, known)));
            }
        }
    }
}

fn stores(profile: &Profile, known: &BTreeMap<&str, &str>, found: &mut Vec<Diagnostic>) {
    let part = profile.data_migration.as_ref().filter(|part| part.enabled && !known.is_empty());
    for (index, store) in part.into_iter().flat_map(|part| part.stores.iter().enumerate()) {
        let owner = store.service.as_deref().map(str::trim).filter(|owner| !known.contains_key(owner));
        if let Some(owner) = owner.filter(|_| found.len() <= MAX_FOUND) {
            let path = format!("data_migration.stores[{index}].service");
            let what = format!("목록에 없는 서비스입니다: \"{}\"", show(owner));
            found.push(warning("unknown-service", &path, &what, suggestion(owner, known)));
        }
    }
}

fn suggestion(name: &str, known: &BTreeMap<&str, &str>) -> String {
    match nearest(name, known.keys().map(|service| (*service, None))) {
        Some(right) => format!("혹시 \"{}\"인가요?", show(right)),
        None => "`application.domains` 아래의 서비스 이름과 같게 쓰세요".to_owned(),
    }
}
