//! A report as one self-contained page that a person can hand round: no script, nothing from outside.

use serde::Serialize;

use super::sheet::{Entry, Note, Sheet};
use super::{harmless, severity_name};
use crate::assets::Assets;
use crate::diagnostic::{Diagnostic, Severity};
use crate::template::{Context, Templates};

const PAGE: &str = "html/report.html";

/// Writes the report.
pub(super) fn write(sheet: &Sheet, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let mut context = Context::default();
    context.insert("style", assets.text("html/style.css"));
    context.insert("report_style", assets.text("html/report.css"));
    context.insert("version", sheet.version);
    context.insert("file", &harmless(&sheet.file));
    context.insert("title", &harmless(&sheet.title));
    context.insert("requirements", &sheet.requirements);
    context.insert("total", &sheet.total());
    context.insert("omission", &sheet.omission());
    context.insert("counts", &sheet.counts);
    context.insert("rules", &rules(sheet));
    context.insert("groups", &groups(sheet));
    let silenced = sheet
        .silenced
        .iter()
        .map(|one| Silenced { reason: harmless(&one.reason), finding: shown(&one.finding, sheet) });
    context.insert("silenced", &silenced.collect::<Vec<_>>());
    context.insert("unused", &sheet.unused_silences.iter().map(noted).collect::<Vec<_>>());
    context.insert("unread", &sheet.unread.iter().map(noted).collect::<Vec<_>>());
    let fault = |error: crate::template::TemplateError| {
        let fault = Diagnostic::error("template", format!("점검 결과 템플릿 오류: {}", error.message)).file(PAGE);
        if let Some(span) = error.span { fault.span(span) } else { fault }
    };
    let page = Templates::shells([(PAGE, assets.text(PAGE))]).and_then(|page| page.render(PAGE, &context));
    Ok(page.map_err(fault)?.into_bytes())
}

/// Findings of one requirement or section.
#[derive(Serialize)]
struct Group {
    heading: String,
    /// Classes by which it is filtered: the severities and rules in it.
    classes: String,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    rule_title: String,
    severity: Severity,
    severity_name: &'static str,
    place: String,
    at: Option<String>,
    before: String,
    words: String,
    after: String,
    message: String,
    suggestion: String,
    basis: Vec<String>,
}

#[derive(Serialize)]
struct Silenced {
    reason: String,
    finding: Finding,
}

#[derive(Serialize)]
struct Rule {
    code: String,
    title: String,
    count: usize,
}

#[derive(Serialize)]
struct Noted {
    at: Option<String>,
    message: String,
    hint: Option<String>,
}

fn groups(sheet: &Sheet) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in &sheet.findings {
        let heading = harmless(&entry.place.group());
        let finding = shown(entry, sheet);
        match groups.last_mut() {
            Some(group) if group.heading == heading => group.findings.push(finding),
            _ => groups.push(Group { heading, classes: String::new(), findings: vec![finding] }),
        }
    }
    for group in &mut groups {
        let severities = group.findings.iter().map(|finding| format!("has-{}", class(finding.severity)));
        let rules = group.findings.iter().map(|finding| format!("r-{}", finding.rule));
        let mut classes: Vec<String> = severities.chain(rules).collect();
        classes.sort();
        classes.dedup();
        group.classes = classes.join(" ");
    }
    groups
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn shown(entry: &Entry, sheet: &Sheet) -> Finding {
    let rule = sheet.rule(entry.rule);
    let quote = entry.quote.as_ref();
    Finding {
        rule: entry.rule,
        rule_title: rule.map_or_else(String::new, |rule| harmless(&rule.title)),
        severity: entry.severity,
        severity_name: severity_name(entry.severity),
        place: harmless(&entry.place.text),
        at: entry.place.at(&sheet.file).map(|at| harmless(&at)),
        before: quote.map_or_else(String::new, |quote| harmless(&quote.before)),
        words: quote.map_or_else(String::new, |quote| harmless(&quote.words)),
        after: quote.map_or_else(String::new, |quote| harmless(&quote.after)),
        message: harmless(&entry.message),
        suggestion: harmless(&entry.suggestion),
        basis: rule.map_or_else(Vec::new, |rule| rule.basis.iter().map(|basis| harmless(basis)).collect()),
    }
}

/// The rules with findings, the most frequent first.
fn rules(sheet: &Sheet) -> Vec<Rule> {
    let found = sheet.rules.iter().filter(|rule| rule.count > 0);
    let mut rules: Vec<Rule> =
        found.map(|rule| Rule { code: rule.code.clone(), title: harmless(&rule.title), count: rule.count }).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.count));
    rules
}

fn noted(note: &Note) -> Noted {
    Noted {
        at: note.at().map(|at| harmless(&at)),
        message: harmless(&note.message),
        hint: note.hint.as_deref().map(harmless),
    }
}
