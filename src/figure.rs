//! Figures: what is drawn, in no format.
//!
//! Writers draw them: SVG in HTML, Mermaid in Markdown. Every label is plain
//! text; a writer escapes it for its own format.

use serde::Serialize;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Name, unique in the document.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What a reader who cannot see it must know.
    pub description: String,
    /// How the drawing tells things apart: nothing to whom it is not drawn for.
    pub legend: String,
    /// What is drawn.
    pub drawing: Drawing,
}

impl Figure {
    /// The description of the drawing itself: what it shows, and how.
    pub fn drawn_description(&self) -> String {
        let parts = [self.description.as_str(), self.legend.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Boxes within boxes, row by row.
    Panels(Vec<Vec<Panel>>),
    /// Things and the arrows between them.
    Graph(Graph),
    /// Bars over the months of a period.
    Schedule(Schedule),
}

/// A box, which may hold boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Panel {
    /// Name, unique in the figure.
    pub id: String,
    /// What it is.
    pub label: String,
    /// A second, smaller line.
    pub note: String,
    /// Whether the project has it; one that it has not is drawn dashed and pale.
    pub included: bool,
    /// Boxes within, row by row.
    pub rows: Vec<Vec<Panel>>,
}

/// Things and the arrows between them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Graph {
    /// Things, in the order of the profile.
    pub nodes: Vec<Node>,
    /// Arrows.
    pub edges: Vec<Edge>,
    /// What a solid arrow means.
    pub solid: String,
    /// What a dashed arrow means.
    pub dashed: String,
}

/// A thing that arrows lead from and to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Node {
    /// Name, unique in the figure.
    pub id: String,
    /// What it is.
    pub label: String,
    /// A second, smaller line.
    pub note: String,
    /// What it belongs to; empty for nothing.
    pub group: String,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Edge {
    /// Where it begins: a node's name.
    pub from: String,
    /// Where it leads: a node's name.
    pub to: String,
    /// What stands on it; may be empty.
    pub label: String,
    /// Drawn dashed.
    pub dashed: bool,
}

/// Bars over the months of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// First day of month 1, `YYYY-MM-DD`, if it is fixed.
    pub start: Option<String>,
    /// Months in all.
    pub months: u32,
    /// Bars, top to bottom.
    pub bars: Vec<Bar>,
}

/// A bar of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What is done.
    pub label: String,
    /// Month in which it begins, from 1.
    pub start: u32,
    /// Months it takes, at least 1.
    pub months: u32,
    /// Whether somebody has decided it; a proposal is drawn dashed.
    pub decided: bool,
}
