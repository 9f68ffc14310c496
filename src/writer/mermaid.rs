//! Figures as Mermaid, which GitHub and many editors draw in Markdown.
//!
//! Names of nodes are numbers of our own; a label is quoted and whatever
//! Mermaid would act on in it is written by its number.

use std::collections::{BTreeMap, BTreeSet};

use super::month::date_after;
use super::svg::clean;
use crate::figure::{Drawing, Figure, Graph, Panel, Schedule};
use crate::words::FigureWords;

/// More arrows than this Mermaid does not draw.
const MOST: usize = 500;

/// A figure's source, ending with a line break; none for one that Mermaid would not draw.
pub fn draw(figure: &Figure, words: &FigureWords) -> Option<String> {
    match &figure.drawing {
        Drawing::Panels(rows) => panels(rows, words),
        Drawing::Graph(graph) => self::graph(graph),
        Drawing::Schedule(schedule) => self::schedule(schedule, words),
    }
}

fn panels(rows: &[Vec<Panel>], words: &FigureWords) -> Option<String> {
    let mut writer = Panels { out: "flowchart TB\n".to_owned(), count: 0, absent: Vec::new(), words };
    writer.rows(rows, 1, false);
    let Panels { mut out, count, absent, .. } = writer;
    if !absent.is_empty() {
        out.push_str("  classDef absent stroke-dasharray: 5 5\n");
        out.push_str(&format!("  class {} absent\n", absent.join(",")));
    }
    (count > 0).then_some(out)
}

struct Panels<'a> {
    out: String,
    count: usize,
    /// Names of panels that the project does not have.
    absent: Vec<String>,
    words: &'a FigureWords,
}

impl Panels<'_> {
    /// Writes rows below one another; links that are not drawn hold them there.
    fn rows(&mut self, rows: &[Vec<Panel>], depth: usize, within: bool) {
        let mut above = String::new();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            let names: Vec<String> = row.iter().map(|panel| self.panel(panel, depth, within)).collect();
            let names = names.join(" & ");
            if !above.is_empty() {
                self.out.push_str(&format!("{}{above} ~~~ {names}\n", "  ".repeat(depth)));
            }
            above = names;
        }
    }

    fn panel(&mut self, panel: &Panel, depth: usize, within: bool) -> String {
        self.count += 1;
        let name = format!("p{}", self.count);
        let indent = "  ".repeat(depth);
        let mark = format!("({})", self.words.absent);
        let mark = if panel.included || within { "" } else { &mark };
        let texts = [panel.label.as_str(), &panel.note, mark];
        if !panel.included {
            self.absent.push(name.clone());
        }
        if panel.rows.iter().all(Vec::is_empty) {
            self.out.push_str(&format!("{indent}{name}[\"{}\"]\n", label(&texts, "<br>")));
        } else {
            // A title has room for one line only; things side by side need the direction.
            let title = label(&texts, " – ");
            self.out.push_str(&format!("{indent}subgraph {name}[\"{title}\"]\n{indent}  direction TB\n"));
            self.rows(&panel.rows, depth + 1, within || !panel.included);
            self.out.push_str(&format!("{indent}end\n"));
        }
        name
    }
}

fn graph(graph: &Graph) -> Option<String> {
    if graph.nodes.is_empty() || graph.edges.len() > MOST {
        return None;
    }
    let mut out = "flowchart TB\n".to_owned();
    let mut names = BTreeMap::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        names.entry(node.id.as_str()).or_insert(format!("n{}", at + 1));
    }
    let mut groups: Vec<&str> = Vec::new();
    for node in &graph.nodes {
        if !groups.contains(&node.group.as_str()) {
            groups.push(&node.group);
        }
    }
    for (at, group) in groups.iter().enumerate() {
        let indent = if group.is_empty() { "  " } else { "    " };
        if !group.is_empty() {
            out.push_str(&format!("  subgraph g{}[\"{}\"]\n", at + 1, label(&[group], "")));
        }
        for (at, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.group == *group) {
            out.push_str(&format!("{indent}n{}[\"{}\"]\n", at + 1, label(&[&node.label, &node.note], "<br>")));
        }
        if !group.is_empty() {
            out.push_str("  end\n");
        }
    }
    let mut seen = BTreeSet::new();
    for edge in &graph.edges {
        let (Some(from), Some(to)) = (names.get(edge.from.as_str()), names.get(edge.to.as_str())) else { continue };
        let arrow = if edge.dashed { "-.->" } else { "-->" };
        let text = label(&[&edge.label], "");
        let text = if text.trim().is_empty() { String::new() } else { format!("|\"{text}\"|") };
        let line = format!("  {from} {arrow}{text} {to}\n");
        if seen.insert(line.clone()) {
            out.push_str(&line);
        }
    }
    Some(out)
}

fn schedule(schedule: &Schedule, words: &FigureWords) -> Option<String> {
    if schedule.bars.is_empty() {
        return None;
    }
    let start = schedule.start.as_deref().filter(|start| date_after(start, 0).is_some());
    let mut out = "gantt\n".to_owned();
    if start.is_some() {
        out.push_str("  dateFormat YYYY-MM-DD\n  axisFormat %Y. %-m.\n");
    } else {
        // A month is a second here: the axis shows the months gone by, no invented dates.
        out.push_str("  dateFormat x\n  axisFormat %s\n");
        if schedule.months <= 24 {
            out.push_str("  tickInterval 1second\n");
        }
    }
    for bar in &schedule.bars {
        let first = i64::from(bar.start.max(1)) - 1;
        let last = first + i64::from(bar.months.max(1));
        let ends = match start {
            Some(start) => date_after(start, first).zip(date_after(start, last)),
            None => Some(((first * 1000).to_string(), (last * 1000).to_string())),
        };
        let (from, to) = ends?;
        let range = if last == first + 1 { last.to_string() } else { format!("{}–{last}", first + 1) };
        let mut text = format!("{} ({range}{})", bar.label, words.nth_month);
        if !bar.decided {
            text.push_str(&format!(" · {}", words.proposed));
        }
        out.push_str(&format!("  {} :{from}, {to}\n", task(&text)));
    }
    Some(out)
}

/// Texts of a label, empty ones left out.
fn label(lines: &[&str], between: &str) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).filter(|line| !line.is_empty()).collect();
    // A label of nothing would end the diagram.
    if lines.is_empty() { " ".to_owned() } else { lines.join(between) }
}

/// A name in a schedule: there it stands bare at the start of a line, where words may be commands.
fn task(text: &str) -> String {
    let text = escaped(text);
    match text.chars().next() {
        Some(c) if c.is_ascii_alphabetic() => format!("{}{}", numbered(c), &text[1..]),
        _ => text,
    }
}

/// A label on one line, in which nothing acts.
fn escaped(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        // `1.` and `-` at the start would be a list.
        let is_list = || text[..at].chars().all(|c| c.is_ascii_digit());
        match c {
            '.' | ')' if is_list() => out.push_str(&numbered(c)),
            '(' | ')' | ',' | '.' | '/' | ' ' | '?' => out.push(c),
            // Mermaid marks numbered characters by these while it works.
            'ﬂ' | '¶' => out.push_str(&numbered(c)),
            // Two of them begin a comment.
            '%' if !text.contains("%%") => out.push(c),
            c if c.is_ascii_punctuation() => out.push_str(&numbered(c)),
            c => out.push(c),
        }
        // `$$` would begin a formula and `fa:` an icon, even when numbered.
        if matches!(c, '$' | ':') {
            out.push_str(&numbered('\u{200b}'));
        }
    }
    out
}

fn numbered(c: char) -> String {
    format!("#{};", u32::from(c))
}
