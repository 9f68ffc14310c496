//! A report for a terminal.

use std::collections::BTreeSet;

use super::sheet::{Entry, Note, Quote, Sheet};
use super::{harmless, severity_name};

/// Characters of a passage shown on each side of the words.
const WINDOW: usize = 60;

/// Writes the report.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = String::new();
    let mut group = None;
    // The grounds of a rule are said once in each group.
    let mut grounded = BTreeSet::new();
    for entry in &sheet.findings {
        let own = harmless(&entry.place.group());
        if group.as_ref() != Some(&own) {
            out += &format!("■ {own}\n\n");
            group = Some(own);
            grounded.clear();
        }
        out += &finding(entry, sheet, grounded.insert(entry.rule));
        out.push('\n');
    }
    out += &summary(sheet);
    out
}

fn finding(entry: &Entry, sheet: &Sheet, with_basis: bool) -> String {
    let place = &entry.place;
    let at = place.at(&sheet.file).map_or_else(String::new, |at| format!("{at}  "));
    let rule = sheet.rule(entry.rule);
    let title = rule.map_or("", |rule| rule.title.as_str());
    let head = format!("{at}{}  {} {} {title}", place.text, severity_name(entry.severity), entry.rule);
    let mut out = format!("  {}\n", harmless(&head));
    let mut line = |label: &str, text: &str| out += &format!("    {label}{}\n", harmless(text));
    if let Some(quote) = &entry.quote {
        line("", &marked(quote));
    }
    line("", &entry.message);
    line("제안: ", &entry.suggestion);
    if let Some(rule) = rule.filter(|_| with_basis) {
        line("근거: ", &rule.basis.join("; "));
    }
    out
}

/// The passage with the words between marks, cut where it is long.
fn marked(quote: &Quote) -> String {
    let Quote { before, words, after } = quote;
    if words.is_empty() {
        return head(&format!("{before}{after}"), 2 * WINDOW);
    }
    let skipped = before.chars().count().saturating_sub(WINDOW);
    let ellipsis = if skipped > 0 { "…" } else { "" };
    let before: String = before.chars().skip(skipped).collect();
    format!("{ellipsis}{before}▶{words}◀{}", head(after, WINDOW))
}

/// The beginning of a text.
fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn summary(sheet: &Sheet) -> String {
    let file = harmless(&sheet.file);
    let counts = &sheet.counts;
    let mut out = if sheet.findings.is_empty() {
        format!("{file}: 요구사항 {}건, 점검에서 찾은 것이 없습니다\n", sheet.requirements)
    } else {
        let total = sheet.total();
        let by_severity = format!("오류 {}, 경고 {}, 알림 {}", counts.error, counts.warning, counts.info);
        format!("{file}: 요구사항 {}건에서 {total}곳 ({by_severity})\n", sheet.requirements)
    };
    if let Some(omission) = sheet.omission() {
        out += &format!("{omission}\n");
    }
    let mut rules: Vec<_> = sheet.rules.iter().filter(|rule| rule.count > 0).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.count));
    for rule in &rules {
        out += &format!("  {:>4}  {}  {}\n", rule.count, rule.code, harmless(&rule.title));
    }
    if !rules.is_empty() {
        out += "규칙의 뜻과 예: balju rule <규칙>\n";
    }
    if !sheet.silenced.is_empty() {
        out += &format!("\n프로필에서 넘긴 것 {}곳\n", sheet.silenced.len());
        for one in &sheet.silenced {
            let words = one.finding.quote.as_ref().map_or("", |quote| quote.words.as_str());
            let words = if words.is_empty() { String::new() } else { format!(" ‘{words}’") };
            let line = format!("{}  {}{words} — {}", one.finding.place.text, one.finding.rule, one.reason);
            out += &format!("  {}\n", harmless(&line));
        }
    }
    out += &notes("아무것도 넘기지 않은 silenced 기록", &sheet.unused_silences);
    out += &notes("읽지 못한 곳", &sheet.unread);
    out
}

fn notes(title: &str, notes: &[Note]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{title} {}곳\n", notes.len());
    for note in notes {
        let at = note.at().map_or_else(String::new, |at| format!("{at}  "));
        out += &format!("  {}\n", harmless(&format!("{at}{}", note.message)));
        if let Some(hint) = &note.hint {
            out += &format!("    {}\n", harmless(hint));
        }
    }
    out
}
