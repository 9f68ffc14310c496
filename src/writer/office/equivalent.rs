//! A figure as the table that says the same, for formats in which it is not drawn.
//!
//! Its caption is the figure's title; the description stays with the writer.

use crate::document::{Cell, CellKind, Inline, Origin, Table};
use crate::figure::{Bar, Drawing, Edge, Figure, Graph, Node, Panel, Schedule};
use crate::words::Words;

/// Months that a column stands for, the most of such columns, and the width of each in percent.
const COLUMNS: [(u32, u32, u8); 5] = [(1, 12, 4), (3, 6, 9), (4, 6, 9), (6, 6, 9), (12, 6, 9)];
/// The least width of all such columns together, percent.
const LABEL: u8 = 12;
/// A month in which a decided bar runs.
const SOLID: &str = "■";
/// A month in which a proposed bar runs.
const HOLLOW: &str = "□";

/// The figure as a table.
pub(in crate::writer) fn table(figure: &Figure, words: &Words) -> Table {
    let mut table = match &figure.drawing {
        Drawing::Panels(rows) => panels(rows, words),
        Drawing::Graph(graph) => self::graph(graph, words),
        Drawing::Schedule(schedule) => self::schedule(schedule, words),
    };
    table.caption = vec![Inline::Text(figure.title.clone())];
    table
}

fn head<'a>(labels: impl IntoIterator<Item = &'a String>) -> Vec<Cell> {
    labels.into_iter().map(|label| Cell::text(CellKind::ColumnHeader, label.as_str())).collect()
}

fn data(text: impl Into<String>) -> Cell {
    Cell::text(CellKind::Data, text)
}

fn within(panel: &Panel) -> impl Iterator<Item = &Panel> {
    panel.rows.iter().flatten()
}

fn is_group(panel: &Panel) -> bool {
    within(panel).next().is_some()
}

/// A row for each box that holds others, after the outermost box it stands in.
fn panels(rows: &[Vec<Panel>], words: &Words) -> Table {
    let labels = &words.figure_table;
    let mut out = vec![head([&labels.area, &labels.component, &labels.contents, &labels.scope])];
    for outermost in rows.iter().flatten() {
        let area = Cell::new(CellKind::RowHeader, lines(outermost));
        if within(outermost).any(is_group) {
            let start = out.len();
            for panel in within(outermost) {
                self::panel(panel, words, &mut out);
            }
            let rows = out.len() - start;
            out[start].insert(0, Cell { rows, ..area });
        } else {
            out.push(vec![Cell { columns: 2, ..area }, contents(outermost, words), scope(outermost, words)]);
        }
    }
    Table { caption: Vec::new(), widths: vec![18, 25, 41, 16], rows: out }
}

/// A box, and then each box in it that itself holds others.
fn panel(panel: &Panel, words: &Words, out: &mut Vec<Vec<Cell>>) {
    out.push(vec![Cell::new(CellKind::RowHeader, lines(panel)), contents(panel, words), scope(panel, words)]);
    for inner in within(panel).filter(|inner| is_group(inner)) {
        self::panel(inner, words, out);
    }
}

/// Label, and below it the note.
fn lines(panel: &Panel) -> Vec<Inline> {
    let mut out = vec![Inline::Text(panel.label.clone())];
    if !panel.note.trim().is_empty() {
        out.extend([Inline::Break, Inline::Text(format!("({})", panel.note))]);
    }
    out
}

/// What a box holds; a box that the project has not says so in one that it has.
fn contents(panel: &Panel, words: &Words) -> Cell {
    let name = |inner: &Panel| {
        let absent = if panel.included && !inner.included { words.figure.absent.as_str() } else { "" };
        named(&inner.label, &[&inner.note, absent])
    };
    let items: Vec<String> = within(panel).map(name).collect();
    data(if items.is_empty() { words.figure_table.nothing.clone() } else { items.join(", ") })
}

fn scope(panel: &Panel, words: &Words) -> Cell {
    data(if panel.included { words.figure.included.as_str() } else { &words.figure.absent })
}

/// A label with its notes in brackets.
fn named(label: &str, notes: &[&str]) -> String {
    let notes: Vec<&str> = notes.iter().copied().filter(|note| !note.trim().is_empty()).collect();
    if notes.is_empty() { label.to_owned() } else { format!("{label}({})", notes.join(", ")) }
}

/// Things that no arrow touches, then a row for each arrow.
fn graph(graph: &Graph, words: &Words) -> Table {
    let labels = &words.figure_table;
    let node = |id: &str| graph.nodes.iter().find(|node| node.id == id);
    let name = |node: &Node| named(&node.label, &[&node.group, &node.note]);
    let arrows: Vec<(&Edge, &Node, &Node)> =
        graph.edges.iter().filter_map(|edge| Some((edge, node(&edge.from)?, node(&edge.to)?))).collect();
    let touched = |node: &Node| arrows.iter().any(|(edge, ..)| edge.from == node.id || edge.to == node.id);
    let mut rows = vec![head([&labels.from, &labels.to, &labels.label, &labels.mode])];
    for alone in graph.nodes.iter().filter(|node| !touched(node)) {
        let nothing = || data(labels.nothing.as_str());
        rows.push(vec![Cell::text(CellKind::RowHeader, name(alone)), nothing(), nothing(), nothing()]);
    }
    for (edge, from, to) in &arrows {
        let mode = if edge.dashed { &graph.dashed } else { &graph.solid };
        let label = if edge.label.trim().is_empty() { &labels.nothing } else { &edge.label };
        rows.push(vec![
            Cell::text(CellKind::RowHeader, name(from)),
            data(name(to)),
            data(label.as_str()),
            data(mode.as_str()),
        ]);
    }
    let mut table = Table { caption: Vec::new(), widths: vec![34, 34, 16, 16], rows };
    table.merge_equal(1);
    table
}

/// A bar a row; a column a month, or for several of them, where there is room.
fn schedule(schedule: &Schedule, words: &Words) -> Table {
    let labels = &words.figure_table;
    let end = schedule.bars.iter().map(last).max().unwrap_or(0);
    let months = schedule.months.max(end).max(1);
    let (step, _, width) =
        COLUMNS.into_iter().find(|(step, most, _)| months.div_ceil(*step) <= *most).unwrap_or((months, 0, 0));
    let spans: Vec<(u32, u32)> = match width {
        0 => Vec::new(),
        _ => (0..months.div_ceil(step)).map(|at| (at * step + 1, (at * step + step).min(months))).collect(),
    };
    // Together they hold the label above them.
    let width = width.max(LABEL.div_ceil(u8::try_from(spans.len()).unwrap_or(LABEL).max(1)));
    let mut widths = vec![78, 22];
    for _ in &spans {
        widths[0] -= width;
        widths.push(width);
    }
    let names = [&labels.phase, &labels.period];
    let rows = if spans.is_empty() { 1 } else { 2 };
    let mut first: Vec<Cell> =
        names.map(|name| Cell { rows, ..Cell::text(CellKind::ColumnHeader, name.as_str()) }).into();
    let mut rows = Vec::new();
    if spans.is_empty() {
        rows.push(first);
    } else {
        let unit = Cell::text(CellKind::ColumnHeader, words.figure.nth_month.as_str());
        first.push(Cell { columns: spans.len(), ..unit });
        rows.push(first);
        rows.push(spans.iter().map(|span| Cell::text(CellKind::ColumnHeader, range(*span))).collect());
    }
    for bar in &schedule.bars {
        let mut row = vec![Cell::text(CellKind::RowHeader, bar.label.as_str()), period(bar, words)];
        let mark = |(first, last): &(u32, u32)| {
            let runs = bar.start.max(1) <= *last && *first <= self::last(bar);
            if !runs {
                ""
            } else if bar.decided {
                SOLID
            } else {
                HOLLOW
            }
        };
        row.extend(spans.iter().map(|span| data(mark(span))));
        rows.push(row);
    }
    Table { caption: Vec::new(), widths, rows }
}

/// The last month of a bar.
fn last(bar: &Bar) -> u32 {
    bar.start.max(1).saturating_add(bar.months.max(1) - 1)
}

/// Months of a bar in words: one that nobody has decided is a default.
fn period(bar: &Bar, words: &Words) -> Cell {
    let text = format!("{}{}", range((bar.start.max(1), last(bar))), words.figure.nth_month);
    let origin = if bar.decided { Origin::Profile } else { Origin::Default };
    Cell::new(CellKind::Data, vec![Inline::Value { text, origin, field: String::new() }])
}

fn range((first, last): (u32, u32)) -> String {
    if first == last { last.to_string() } else { format!("{first}~{last}") }
}
