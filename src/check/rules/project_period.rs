//! The appropriate period of a project: stated, missing, or longer than the period planned.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::pattern::{Word, find_loose, position_of_any};
use crate::check::rulebook::RuleText;
use crate::check::scan::{numbers, unit_after};
use crate::check::statements::{self, Spot};
use crate::diagnostic::Severity;
use crate::document::Place;

pub(super) const CODE: &str = "project-period";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    findings.extend(too_short(manuscript, rule));
    findings.extend(differing(manuscript, rule));
    findings
}

/// Findings on planned periods other than the first, told in months or by their first and last day.
fn differing(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let words = Words::of(rule);
    let others: Vec<Word> = rule.data("other_periods");
    let months: f64 = rule.data("tolerance");
    let mut first: Option<(f64, String)> = None;
    let mut findings = Vec::new();
    let spots = statements::spots(manuscript, &words.planned);
    // A requirement speaks of periods in its conditions; the plan is told outside of them.
    let about = |spot: &&Spot<'_>| {
        matches!(spot.passage.place, Place::Section(..)) && position_of_any(&spot.passage.text, &others).is_none()
    };
    for spot in spots.iter().filter(about) {
        let mut told: Vec<_> =
            words.periods(spot).into_iter().filter(|(kind, ..)| matches!(kind, Kind::Planned)).collect();
        if !told.is_empty() || words.is_planned(spot) {
            told.extend(between_days(&spot.passage.text).map(|(months, range)| (Kind::Planned, months, range)));
        }
        for (_, length, range) in told.into_iter().filter(|(.., range)| spot.passage.is_open(range)) {
            let Some((usual, said)) = &first else {
                first = Some((length, spot.passage.text[range].to_owned()));
                continue;
            };
            if (usual - length).abs() > months {
                let finding = rule.finding(CODE, spot.passage, range, &rule.data::<String>("differs_suggestion"));
                let message =
                    rule.data::<String>("differs").replace("{words}", &finding.words).replace("{other}", said);
                findings.push(Finding { severity: Severity::Error, message, ..finding });
            }
        }
    }
    findings
}

/// Months from the first to the last of two days joined by a sign: 2026-01-01~2026-12-31, 2026. 1. 1. ~ 2026. 12. 31.
fn between_days(text: &str) -> Option<(f64, Range<usize>)> {
    let (first, range) = day(text, 0)?;
    let (last, end) = day(text, range.end)?;
    let sign = text[range.end..end.start].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '일' | '\''));
    let is_joined = sign.chars().count() <= 2 && sign.contains(['~', '∼', '～', '–', '-', '부']);
    (is_joined && last > first).then(|| ((last - first + 1.0) / 30.4, range.start..end.end))
}

/// The first day of a text from a byte on, counted in days, with where it stands.
fn day(text: &str, from: usize) -> Option<(f64, Range<usize>)> {
    let mut at = from;
    while let Some(start) = text[at..].find("20").map(|start| at + start) {
        at = start + 2;
        let mut rest = &text[start..];
        let mut parts = [0.0; 3];
        let mut complete = 0;
        for part in &mut parts {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let Ok(value) = rest[..end].parse::<f64>() else { break };
            *part = value;
            complete += 1;
            rest = &rest[end..];
            if complete < 3 {
                rest =
                    rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | '년' | '월'));
            }
        }
        let [year, month, day] = parts;
        let is_day = complete == 3 && (2000.0..2100.0).contains(&year) && (1.0..13.0).contains(&month);
        if is_day && (1.0..32.0).contains(&day) {
            return Some((year * 365.25 + (month - 1.0) * 30.44 + day, start..text.len() - rest.len()));
        }
    }
    None
}

/// The finding when less is planned than the review found to be needed.
fn too_short(manuscript: &Manuscript<'_>, rule: &RuleText) -> Option<Finding> {
    let words = Words::of(rule);
    let (mut planned, mut reviewed) = (None::<f64>, None::<f64>);
    let mut place = None;
    let either = [words.reviewed.as_slice(), &words.planned].concat();
    for spot in statements::spots(manuscript, &either) {
        for (kind, months, range) in words.periods(&spot) {
            match kind {
                Kind::Planned => planned = Some(planned.map_or(months, |most| most.max(months))),
                Kind::Reviewed if reviewed.is_none_or(|least| months < least) => {
                    reviewed = Some(months);
                    place = Some((spot.passage, range));
                }
                Kind::Reviewed => {}
            }
        }
    }
    let mut suggestion = rule.suggestion.clone();
    if let Some(profile) = &manuscript.facts.profile {
        planned = profile.project.period.months.map(f64::from).or(planned);
        let said = profile.procurement.as_ref().and_then(|procurement| procurement.reviewed_months);
        reviewed = said.map(f64::from).or(reviewed);
        suggestion = rule.data("shorter_fields");
    }
    let (planned, reviewed) = (planned?, reviewed?);
    if planned + 0.5 > reviewed {
        return None;
    }
    let finding = match place {
        Some((passage, range)) => rule.finding(CODE, passage, range, &suggestion),
        None => statements::on_document(CODE, rule.severity, String::new(), suggestion),
    };
    let message: String = rule.data("shorter");
    let message =
        message.replace("{planned}", &format!("{planned:.0}")).replace("{reviewed}", &format!("{reviewed:.0}"));
    Some(Finding { message, ..finding })
}

enum Kind {
    Planned,
    Reviewed,
}

/// Where a word stands next in a text; looked for only when the place before has been passed.
struct Next<'t> {
    text: &'t str,
    word: &'t Word,
    found: Option<Range<usize>>,
}

impl<'t> Next<'t> {
    fn of(text: &'t str, word: &'t Word) -> Self {
        Self { text, word, found: find_loose(text, word, 0) }
    }

    fn after(&mut self, from: usize) -> Option<Range<usize>> {
        if self.found.as_ref().is_some_and(|found| found.start < from) {
            self.found = find_loose(self.text, self.word, from);
        }
        self.found.clone()
    }
}

struct Words {
    reviewed: Vec<Word>,
    planned: Vec<Word>,
    months: BTreeMap<String, f64>,
    recurring: Vec<String>,
    within: Vec<String>,
}

impl Words {
    fn of(rule: &RuleText) -> Self {
        Self {
            reviewed: rule.data("reviewed"),
            planned: rule.data("planned"),
            months: rule.data("months"),
            recurring: rule.data("recurring"),
            within: rule.data("within"),
        }
    }

    /// Whether a passage tells the planned period.
    fn is_planned(&self, spot: &Spot<'_>) -> bool {
        position_of_any(spot.label, &self.planned).is_some() || self.planned_after(&spot.passage.text).is_some()
    }

    /// The periods that a passage states, in months, each with the range of its number.
    fn periods(&self, spot: &Spot<'_>) -> Vec<(Kind, f64, Range<usize>)> {
        let text = spot.passage.text.as_str();
        let mut found = Vec::new();
        let labelled = position_of_any(spot.label, &self.reviewed).is_some();
        let reviewed = position_of_any(text, &self.reviewed).map(|at| at.end).or_else(|| labelled.then_some(0));
        if let Some((months, range)) = reviewed.and_then(|from| self.months_after(text, from)) {
            found.push((Kind::Reviewed, months, range));
        }
        let planned = if !labelled && position_of_any(spot.label, &self.planned).is_some() {
            Some(0)
        } else {
            self.planned_after(text)
        };
        if let Some((months, range)) = planned.and_then(|from| self.months_after(text, from)) {
            found.push((Kind::Planned, months, range));
        }
        found
    }

    /// Where the planned period begins to be told: after its name, unless that is part of the reviewed one's.
    fn planned_after(&self, text: &str) -> Option<usize> {
        let mut planned: Vec<_> = self.planned.iter().map(|word| Next::of(text, word)).collect();
        let mut reviewed: Vec<_> = self.reviewed.iter().map(|word| Next::of(text, word)).collect();
        let mut from = 0;
        loop {
            let named = planned.iter_mut().filter_map(|next| next.after(from)).min_by_key(|at| at.start)?;
            let mut part = reviewed.iter_mut().filter_map(|next| next.after(from));
            let is_part = part.any(|at| at.start < named.end && named.start < at.end);
            let rest = text[named.end..].trim_start();
            if !is_part && !self.within.iter().any(|word| rest.starts_with(word.as_str())) {
                return Some(named.end);
            }
            from = named.end;
        }
    }

    /// The first period after a byte, in months; none when it recurs or is a limit of something else.
    fn months_after(&self, text: &str, from: usize) -> Option<(f64, Range<usize>)> {
        let units: Vec<String> = self.months.keys().cloned().collect();
        numbers(text).into_iter().filter(|number| number.range.start >= from).find_map(|number| {
            let (unit, at) = unit_after(text, number.range.end, &units)?;
            let rest = &text[at.end..];
            let dated = unit == "년" && number.value > 100.0 || unit == "일" && number.value < 32.0;
            let recurs = self.recurring.iter().any(|word| rest.starts_with(word.as_str()));
            (!dated && !recurs).then(|| (number.value * self.months[unit], number.range.start..at.end))
        })
    }
}
