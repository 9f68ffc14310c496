//! What the page shows of a profile while it is being written.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::desk::{Desk, Setup};
use super::sent::Sent;
use crate::assess::{Assessment, Verdict, assess};
use crate::block::{Origin, plain};
use crate::check::{Finding, Manuscript, check};
use crate::compose::{Options, compose, outdated_overrides};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::form::{Merged, Progress};
use crate::profile::Profile;
use crate::select::{Decision, Selection, select};
use crate::writer::{Fragment, fragments};

/// Faulty values that are left out, one after the other, until a document can be made.
const ATTEMPTS: usize = 16;

/// A profile as far as it can be read, and the document it makes.
pub(super) struct Draft<'d> {
    pub(super) document: Option<Document>,
    selection: Option<Selection<'d>>,
    assessment: Option<Assessment>,
    pub(super) profile: Profile,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'d> Draft<'d> {
    /// Errors never stop the preview: what cannot be used is said and left out.
    pub(super) fn new(desk: &'d Desk, merged: &Merged, options: &Options) -> Self {
        let Setup { assets, catalog, .. } = &desk.setup;
        let (profile, faults) = Profile::recover(&merged.profile.to_string());
        let mut draft = Self { document: None, selection: None, assessment: None, profile, faults };
        for _ in 0..ATTEMPTS {
            let made = select(&draft.profile, catalog, assets).and_then(|selection| {
                draft.assessment = assess(&draft.profile, &selection, assets).ok();
                let document = compose(&draft.profile, catalog, &selection, assets, options);
                draft.selection = Some(selection);
                document
            });
            match made {
                Ok(document) => {
                    draft.document = Some(document);
                    break;
                }
                Err(faults) => {
                    let fields: Vec<String> = faults.iter().filter_map(|fault| fault.field.clone()).collect();
                    draft.faults.extend(faults);
                    if fields.is_empty() || !draft.leave_out(&fields) {
                        break;
                    }
                }
            }
        }
        if let Some(selection) = &draft.selection {
            draft.faults.extend(selection.warnings.iter().cloned());
            draft.faults.extend(outdated_overrides(&draft.profile, catalog, selection, assets));
        }
        draft
    }

    /// Takes fields out of the profile; whether there was anything to take.
    fn leave_out(&mut self, fields: &[String]) -> bool {
        let mut value = serde_json::to_value(&self.profile).unwrap_or_default();
        let before = value.clone();
        for field in fields {
            take_out(&mut value, field);
        }
        if value == before {
            return false;
        }
        self.profile = Profile::recover(&value.to_string()).0;
        true
    }
}

/// Sets the value at a path to nothing; an item leaves its list.
fn take_out(value: &mut Value, path: &str) {
    // `requirements.include[2].id` is about the item.
    let path = path.rfind(']').map_or(path, |end| &path[..=end]);
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    if let Some((above, index)) = pointer.rsplit_once('/').filter(|_| path.ends_with(']')) {
        let list = value.pointer_mut(above).and_then(Value::as_array_mut);
        if let (Some(list), Ok(index)) = (list, index.parse::<usize>())
            && index < list.len()
        {
            list.remove(index);
        }
    } else if let Some(place) = value.pointer_mut(&pointer) {
        *place = Value::Null;
    }
}

/// What the page shows.
#[derive(Serialize)]
pub(super) struct View<'d> {
    /// The profile as the file to take away.
    profile: String,
    title: String,
    /// The document in pieces, so that the page changes only what differs; none where there is none.
    sections: Option<Vec<Fragment>>,
    count: usize,
    open: usize,
    /// Those of the open values for which not even the catalog has a proposal.
    missing: usize,
    faults: Vec<Fault<'d>>,
    topics: BTreeMap<&'d str, Standing<'d>>,
    suitability: Option<Suitability<'d>>,
    requirements: Vec<Decided<'d>>,
}

#[derive(Serialize)]
struct Fault<'d> {
    severity: Severity,
    code: &'static str,
    message: String,
    hint: Option<String>,
    control: Option<String>,
    topic: Option<&'d str>,
}

#[derive(Serialize)]
struct Standing<'d> {
    state: &'static str,
    label: &'d str,
    /// Questions and values left to decide.
    open: usize,
    /// Values that the catalog proposes and nobody has confirmed.
    defaults: usize,
    errors: usize,
}

#[derive(Serialize)]
struct Suitability<'d> {
    yes: usize,
    no: usize,
    open: usize,
    threshold: usize,
    verdict: &'d str,
}

#[derive(Serialize)]
struct Decided<'d> {
    id: &'d str,
    taken: bool,
    number: String,
    title: String,
    why: String,
    anchor: Option<String>,
}

/// The preview of what a page sent.
pub(super) fn view<'d>(desk: &'d Desk, sent: &Sent) -> Result<View<'d>, Vec<Diagnostic>> {
    let merged = sent.merged(desk)?;
    let draft = Draft::new(desk, &merged, &options(sent));
    let (document, profile) = (draft.document.as_ref(), profile_text(sent, &merged));
    let unheld = sent.unheld();
    let faults: Vec<Fault<'d>> =
        unheld.iter().chain(&draft.faults).map(|fault| located(desk, &merged, fault)).collect();
    let sections = document.map(|document| fragments(document, &desk.setup.assets).unwrap_or_default());
    Ok(View {
        title: document.map(|document| plain(&document.title)).unwrap_or_default(),
        count: document.map_or(0, |document| document.requirements.len()),
        open: document.map_or(0, |document| document.open.len()),
        missing: document.map_or(0, |document| document.open.iter().filter(|v| v.origin == Origin::Missing).count()),
        topics: states(desk, &merged, document, &faults),
        suitability: draft.assessment.as_ref().map(|assessment| suitability(desk, assessment)),
        requirements: draft.selection.as_ref().map(|chosen| decided(desk, chosen, document)).unwrap_or_default(),
        profile,
        sections,
        faults,
    })
}

/// What the page asks of the document.
pub(super) fn options(sent: &Sent) -> Options {
    let outline = sent.get("outline").filter(|outline| !outline.is_empty()).map(str::to_owned);
    Options { outline, ..Options::default() }
}

/// The profile to take away: the file's own text where nothing was changed.
pub(super) fn profile_text(sent: &Sent, merged: &Merged) -> String {
    let before = sent.profile_text();
    if serde_json::from_str::<Value>(before).is_ok_and(|before| before == merged.profile) {
        return before.to_owned();
    }
    serde_json::to_string_pretty(&merged.profile).unwrap_or_default() + "\n"
}

fn located<'d>(desk: &'d Desk, merged: &Merged, fault: &Diagnostic) -> Fault<'d> {
    Fault {
        severity: fault.severity,
        code: fault.code,
        message: fault.message.clone(),
        hint: desk.hint(fault).cloned(),
        control: fault.field.as_deref().and_then(|field| merged.control(field, &desk.guide)).map(str::to_owned),
        topic: fault.field.as_deref().and_then(|field| desk.guide.topic_of(field)),
    }
}

fn states<'d>(
    desk: &'d Desk,
    merged: &Merged,
    document: Option<&Document>,
    faults: &[Fault<'_>],
) -> BTreeMap<&'d str, Standing<'d>> {
    let undecided: Vec<_> = document
        .into_iter()
        .flat_map(|document| &document.open)
        .filter_map(|value| Some((desk.guide.topic_of(&value.field)?, value.origin)))
        .collect();
    let state = |Progress { topic, said, open, is_off }: Progress<'d>| {
        let errors = faults.iter().filter(|f| f.topic == Some(topic) && f.severity == Severity::Error).count();
        let count = |origin: Origin| undecided.iter().filter(|undecided| **undecided == (topic, origin)).count();
        let open = open + count(Origin::Missing);
        let (state, label) = match (errors, is_off, said, open) {
            (1.., ..) => ("error", &desk.own.error),
            (_, true, 1.., _) => ("off", &desk.own.off),
            (_, _, 0, _) => ("todo", &desk.own.todo),
            (.., 1..) => ("doing", &desk.own.doing),
            _ => ("done", &desk.own.done),
        };
        (topic, Standing { state, label, open, defaults: count(Origin::Default), errors })
    };
    desk.guide.progress(&merged.profile).into_iter().map(state).collect()
}

fn suitability<'d>(desk: &'d Desk, assessment: &Assessment) -> Suitability<'d> {
    let found = &assessment.suitability;
    let verdict = match found.verdict {
        Verdict::Introduce => &desk.own.introduce,
        Verdict::Below => &desk.own.below,
        Verdict::Open => &desk.own.undecided,
    };
    Suitability { yes: found.yes, no: found.no, open: found.open, threshold: found.threshold, verdict }
}

fn decided<'d>(desk: &Desk, selection: &Selection<'d>, document: Option<&Document>) -> Vec<Decided<'d>> {
    let mut own: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for requirement in document.into_iter().flat_map(|document| &document.requirements) {
        own.entry(&requirement.id).or_default().push(requirement);
    }
    let one = |decision: &Decision<'d>| {
        let id = decision.entry.id.text.as_str();
        let made = own.get(id).map(Vec::as_slice).unwrap_or_default();
        let number = match made {
            [] => String::new(),
            [one] => one.number.clone(),
            [first, .., last] => format!("{}–{}", first.number, last.number),
        };
        Decided {
            id,
            taken: decision.selected,
            number,
            title: made.first().map(|one| plain(&one.title)).unwrap_or_default(),
            why: decision.reason(&desk.words, true),
            anchor: made.first().map(|one| one.anchor.clone()),
        }
    };
    selection.decisions.iter().map(one).collect()
}

/// A finding of the check, for the page.
#[derive(Serialize)]
pub(super) struct Found {
    rule: &'static str,
    severity: Severity,
    /// Catalog id of the requirement; none for the document as a whole.
    requirement: Option<String>,
    words: String,
    message: String,
    suggestion: String,
}

/// What a reviewer would point at.
pub(super) fn review(desk: &Desk, sent: &Sent) -> Result<Vec<Found>, Vec<Diagnostic>> {
    let draft = Draft::new(desk, &sent.merged(desk)?, &options(sent));
    let Some(document) = &draft.document else { return Ok(Vec::new()) };
    let outline = sent.get("outline").filter(|outline| !outline.is_empty()).unwrap_or("rfp");
    let manuscript = Manuscript::new(document).with_profile(&draft.profile, outline);
    let review = check(&manuscript, &desk.setup.rulebook);
    let found = |finding: Finding| Found {
        requirement: manuscript.requirement(finding.place).map(|requirement| requirement.id.clone()),
        rule: finding.rule,
        severity: finding.severity,
        words: finding.words,
        message: finding.message,
        suggestion: finding.suggestion,
    };
    Ok(review.findings.into_iter().map(found).collect())
}
