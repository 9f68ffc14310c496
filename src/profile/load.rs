//! From text to a profile, with every mistake located; and from a profile to what templates see.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use super::tree::{Kind, MAX_FOUND, Node};
use super::{
    ApiGateway, Application, Backend, Cicd, Cloud, Containers, DataMigration, Infrastructure, Issued, OpenSource,
    Operations, Plan, Procurement, Profile, Security, Telemetry, rules, tree, validate,
};
use crate::diagnostic::{Diagnostic, Severity};

impl Profile {
    /// Reads a profile strictly. `Ok` carries the warnings, `Err` every error and warning, both in
    /// the order of the text.
    pub fn from_json(text: &str) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (profile, found) = Self::recover(text);
        if found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            return Err(found);
        }
        Ok((profile, found))
    }

    /// Reads what can be read: faulty parts are left out and reported, contradictions kept and reported.
    pub fn recover(text: &str) -> (Self, Vec<Diagnostic>) {
        let (root, mut found) = match tree::parse(text) {
            Ok(parsed) => parsed,
            Err(found) => return (Self::default(), found.into_iter().map(begun).collect()),
        };
        if let Some(fault) = no_profile(&root) {
            return (Self::default(), vec![fault]);
        }
        let (value, faults) = validate::walk(&root);
        found.extend(faults);
        let profile = serde_json::from_value(value).unwrap_or_else(|error| {
            // schema and types agree, which a test holds
            found.push(
                Diagnostic::error("unreadable", format!("프로필을 읽지 못했습니다: {error}")).span(root.opening()),
            );
            Self::default()
        });
        let broken = broken_parts(&found);
        found.extend(rules::check(&profile).into_iter().filter(|rule| is_sound(rule, &broken)).map(|rule| {
            let place = root.locate(rule.field.as_deref().unwrap_or_default());
            rule.span(place)
        }));
        (profile, in_order(found))
    }

    /// Where a field stands in the text, or its nearest parent that is there; `None` if the text is no JSON.
    pub fn locate(text: &str, path: &str) -> Option<Range<usize>> {
        tree::parse(text).ok().map(|(root, _)| root.locate(path))
    }

    /// What of the profile may be published: without the fields that stay within the agency.
    #[must_use]
    pub fn published(&self) -> Self {
        let mut profile = self.clone();
        profile.plan = None;
        profile.project.grade = None;
        if let Some(security) = &mut profile.security {
            security.n2sf_grade = None;
        }
        profile
    }

    /// The profile as templates see it: every field is there, `null` when unsaid, and a part that is
    /// absent or switched off is empty with `enabled` false. `$schema` is left out.
    pub fn effective(&self) -> Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        let off = serde_json::to_value(switched_off()).unwrap_or_default();
        for (name, part) in value.as_object_mut().into_iter().flatten() {
            if part.is_null() || part.get("enabled") == Some(&Value::Bool(false)) {
                *part = off.get(name).cloned().unwrap_or_default();
            }
        }
        if let Some(fields) = value.as_object_mut() {
            fields.remove("$schema");
        }
        value
    }
}

/// A profile whose every part is there and off.
fn switched_off() -> Profile {
    Profile {
        application: Some(Application::default()),
        containers: Some(Containers::default()),
        cicd: Some(Cicd::default()),
        api_gateway: Some(ApiGateway::default()),
        backend: Some(Backend::default()),
        telemetry: Some(Telemetry::default()),
        infrastructure: Some(Infrastructure::default()),
        cloud: Some(Cloud::default()),
        operations: Some(Operations::default()),
        security: Some(Security::default()),
        data_migration: Some(DataMigration::default()),
        open_source: Some(OpenSource::default()),
        procurement: Some(Procurement::default()),
        plan: Some(Plan::default()),
        issued: Some(Issued::default()),
        ..Profile::default()
    }
}

/// The first reason why a text is no JSON.
pub(crate) fn syntax_fault(text: &str) -> Option<Diagnostic> {
    tree::parse(text).err()?.into_iter().next()
}

/// Where there is nothing it says how to begin.
fn begun(fault: Diagnostic) -> Diagnostic {
    if fault.code != "empty" {
        return fault;
    }
    fault.hint("`{ \"project\": { \"name\": \"사업명\" } }`처럼 쓰거나 `balju init`으로 시작하세요")
}

/// Says of a document as JSON that it is one; there the requirements are a list.
fn no_profile(root: &Node<'_>) -> Option<Diagnostic> {
    let Kind::Object(members) = &root.kind else { return None };
    let list = members.iter().find(|member| member.name == "requirements")?;
    matches!(list.value.kind, Kind::List(_)).then(|| {
        Diagnostic::error("no-profile", "프로필이 아니라 요구사항 문서(JSON)입니다")
            .hint("이 문서를 만든 프로필을 주세요. 문서는 `balju check`와 `balju diff`로 읽습니다")
            .span(list.name_span.clone())
    })
}

/// The parts of the profile in which something was left out.
fn broken_parts(found: &[Diagnostic]) -> BTreeSet<String> {
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.filter_map(|diagnostic| diagnostic.field.as_deref().map(part_of)).collect()
}

/// Whether the contradiction can be told from what was read: nothing it depends on was left out.
fn is_sound(rule: &Diagnostic, broken: &BTreeSet<String>) -> bool {
    let part = part_of(rule.field.as_deref().unwrap_or_default());
    let calls_into = |other: &str| rule.code == "unknown-service" && broken.contains(other);
    !broken.contains(&part) && !calls_into("application")
}

fn part_of(path: &str) -> String {
    path.split(['.', '[']).next().unwrap_or_default().to_owned()
}

fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| (span.start, span.end)));
    if found.len() > MAX_FOUND {
        // errors stay before warnings go
        found.sort_by_key(|diagnostic| diagnostic.severity != Severity::Error);
        found.truncate(MAX_FOUND);
        found.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| (span.start, span.end)));
        let message = format!("잘못이 {MAX_FOUND}개를 넘어 나머지는 보이지 않습니다");
        found.push(Diagnostic::error("too-many", message).hint("보이는 것을 고친 뒤 다시 실행하세요"));
    }
    found
}
