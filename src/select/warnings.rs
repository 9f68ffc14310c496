//! What in the profile does nothing, differs or has grown old.

use std::collections::BTreeSet;

use super::{Decision, lookup};
use crate::catalog::{Catalog, Parameter, split_citation};
use crate::diagnostic::Diagnostic;
use crate::profile::{Choice, Profile};

/// What the officer should look at, though nothing stops the run.
pub(super) fn of(profile: &Profile, catalog: &Catalog, decisions: &[Decision<'_>]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if let Some(version) = profile.catalog_version.as_ref().filter(|version| **version != catalog.version) {
        out.push(
            Diagnostic::warning(
                "catalog-version",
                format!(
                    "프로필은 카탈로그 {version}판으로 썼으나, 이 프로그램의 카탈로그는 {}판입니다",
                    catalog.version
                ),
            )
            .hint("문서를 다시 읽어 확인한 뒤 catalog_version을 고치세요")
            .field("catalog_version"),
        );
    }
    let parameters: Vec<&Parameter> = catalog
        .entries
        .iter()
        .flat_map(|entry| &entry.parameters)
        .chain(catalog.parts.iter().flat_map(|part| &part.parameters))
        .collect();
    let fields: BTreeSet<&str> = parameters.iter().map(|parameter| parameter.field.as_str()).collect();
    for name in profile.values.keys() {
        let field = format!("values.{name}");
        if !fields.contains(field.as_str()) {
            out.push(
                Diagnostic::warning("unused-value", format!("`{field}`: 이 값을 쓰는 요구사항이 없습니다"))
                    .hint("이름을 확인하거나, 이 값을 쓰는 기관 카탈로그를 --catalog로 지정하세요")
                    .field(field),
            );
        }
    }
    out.extend(confirmation_warnings(profile, &parameters, &catalog.version));
    out.extend(stale_citations(profile, catalog, decisions));
    out.extend(unused_overrides(profile, decisions));
    out.extend(open_references(profile, decisions));
    out
}

/// References to requirements that a person's choice keeps out: the document prints their titles.
fn open_references(profile: &Profile, decisions: &[Decision<'_>]) -> Vec<Diagnostic> {
    let choices = &profile.requirements;
    let out: BTreeSet<&str> =
        decisions.iter().filter(|one| !one.selected).map(|one| one.entry.id.text.as_str()).collect();
    let mut found = Vec::new();
    for entry in decisions.iter().filter(|one| one.selected).map(|one| one.entry) {
        let texts = || entry.templates().map(|piece| piece.text.as_str());
        let mut ids: Vec<&str> = texts().flat_map(references).filter(|id| out.contains(id)).collect();
        ids.sort_unstable();
        ids.dedup();
        // The text says something else where the other is not there.
        ids.retain(|id| !texts().any(|text| text.contains(&format!("\"{id}\" in selected"))));
        for id in ids {
            let place = |list: &[Choice], id: &str| list.iter().position(|choice| choice.id == id);
            let field = match (place(&choices.exclude, id), place(&choices.include, &entry.id.text)) {
                (Some(at), _) => format!("requirements.exclude[{at}].id"),
                (None, Some(at)) => format!("requirements.include[{at}].id"),
                (None, None) => continue,
            };
            let what = format!("`{id}`: 문서에 없는 요구사항인데 `{}`에서 가리킵니다", entry.id.text);
            found.push(
                Diagnostic::warning("open-reference", what)
                    .hint("번호 자리에 명칭을 인쇄합니다. 두 요구사항을 함께 넣거나 함께 빼세요")
                    .field(field),
            );
        }
    }
    found
}

/// The ids in `ref(id="…")`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("ref(id=\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
}

/// Edited text that stands in no requirement of the project.
fn unused_overrides(profile: &Profile, decisions: &[Decision<'_>]) -> Vec<Diagnostic> {
    let has = |id: &str, instance: &str| {
        let mut own = decisions.iter().filter(|decision| decision.selected && decision.entry.id.text == id);
        own.any(|decision| decision.elements.iter().any(|element| element.key == instance))
    };
    let unused = profile.requirements.overrides.iter().enumerate();
    let unused = unused.filter(|(_, one)| !has(&one.id, one.instance.as_deref().unwrap_or_default()));
    unused
        .map(|(at, one)| {
            let what = format!("`{}`: 고친 글이 있으나 이 문서에 들어가지 않는 요구사항입니다", one.id);
            Diagnostic::warning("unused-override", what)
                .hint("id와 instance를 확인하세요. 요구사항이 왜 빠졌는지는 `balju explain`으로 볼 수 있습니다")
                .field(format!("requirements.overrides[{at}].id"))
        })
        .collect()
}

/// Confirmations that confirm nothing, or another value than the one in force.
fn confirmation_warnings(profile: &Profile, parameters: &[&Parameter], catalog_version: &str) -> Vec<Diagnostic> {
    let said = serde_json::to_value(profile).unwrap_or_default();
    let mut out = Vec::new();
    for (at, confirmation) in profile.confirmed.iter().enumerate() {
        let field = &confirmation.field;
        if !parameters.iter().any(|p| p.field == *field || confirmation.covers(&p.field)) {
            out.push(
                Diagnostic::warning("unused-confirmation", format!("`{field}`: 이 필드를 쓰는 요구사항이 없습니다"))
                    .hint("기준값으로 인쇄되는 필드의 경로를 적으세요. 목록은 `balju generate`의 끝에 나옵니다")
                    .field(format!("confirmed[{at}].field")),
            );
        }
        let by_part = parameters.iter().any(|p| confirmation.covers(&p.field));
        if by_part && profile.catalog_version.as_deref() != Some(catalog_version) {
            out.push(
                Diagnostic::warning(
                    "unpinned-confirmation",
                    format!("`{field}`: 부분의 일괄 확정이 적용되지 않았습니다"),
                )
                .hint(format!("확정한 기본값의 카탈로그 판을 적으세요: \"catalog_version\": \"{catalog_version}\""))
                .field(format!("confirmed[{at}].field")),
            );
        }
        let Some(confirmed) = &confirmation.value else { continue };
        let default = parameters.iter().filter(|p| p.field == *field).find_map(|p| p.default.as_ref());
        let in_force = lookup(&said, field).filter(|value| !value.is_null()).or(default);
        if let Some(value) = in_force.filter(|value| !confirmed.is(value)) {
            out.push(
                Diagnostic::warning(
                    "confirmed-differs",
                    format!("`{field}`: 확정한 값과 적용되는 값({value})이 다릅니다"),
                )
                .hint("프로필의 값을 확정한 값으로 고치거나 다시 확정하세요")
                .field(format!("confirmed[{at}].value")),
            );
        }
    }
    out
}

/// Laws, notices and policies that the selected requirements or the document's parts cite and whose
/// record was checked more than a year before the profile's date; laws that have been superseded.
fn stale_citations(profile: &Profile, catalog: &Catalog, decisions: &[Decision<'_>]) -> Vec<Diagnostic> {
    let selected = decisions.iter().filter(|decision| decision.selected);
    let pieces = selected.flat_map(|decision| &decision.entry.citations);
    let pieces = pieces.chain(catalog.parts.iter().flat_map(|part| &part.citations));
    let policies =
        catalog.citations.iter().filter(|(_, record)| record.is_policy_in_force()).map(|(id, _)| id.as_str());
    let cited: BTreeSet<&str> = pieces.map(|piece| split_citation(&piece.text).0).chain(policies).collect();
    let a_year_later = |date: &str| {
        let (year, day) = date.split_once('-')?;
        Some(format!("{:04}-{day}", year.parse::<u32>().ok()? + 1))
    };
    let mut out = Vec::new();
    for (id, citation) in catalog.citations.iter().filter(|(id, _)| cited.contains(id.as_str())) {
        if let Some(successor) = &citation.superseded_by {
            out.push(
                Diagnostic::warning("superseded-citation", format!("「{}」: 대체된 법령 기록입니다", citation.name))
                    .hint(format!("기록 `{id}` 대신 `{successor}` 기록을 인용하도록 카탈로그를 고치세요")),
            );
        }
        // Dates written year first compare as text.
        let is_old =
            profile.project.date.as_ref().zip(a_year_later(&citation.as_of)).is_some_and(|(date, limit)| *date > limit);
        if is_old {
            out.push(
                Diagnostic::warning(
                    "old-citation",
                    format!("「{}」: 확인한 지 1년이 넘은 기록입니다 (기준일 {})", citation.name, citation.as_of),
                )
                .hint("법령·고시의 현행 여부를 확인하고 citation 기록의 as_of를 고치세요")
                .field("project.date"),
            );
        }
    }
    out
}
