//! The map of services and the calls between them.

use super::decomposition::{Decomposition, Level};
use super::text::{ServiceTexts, Voice};
use crate::diagnostic::Diagnostic;
use crate::figure::{Drawing, Edge, Graph, Node};
use crate::profile::Profile;

/// Nodes that a map can show and a person can read.
const MOST: usize = 24;
/// Arrows of which each can still be followed.
const MOST_LINKS: usize = 36;

pub(super) fn draw(profile: &Profile, texts: &ServiceTexts, voice: &mut Voice) -> Result<Option<Drawing>, Diagnostic> {
    let Some(map) = Decomposition::of(profile, MOST) else { return Ok(None) };
    let mut nodes = Vec::with_capacity(map.units.len());
    voice.tell("level", &map.level);
    for (at, unit) in map.units.iter().enumerate() {
        voice.tell("context", unit.context);
        voice.tell("services", &unit.services);
        voice.tell("calls", &unit.calls);
        let group = if map.level == Level::Domain { String::new() } else { unit.domain.to_owned() };
        nodes.push(Node { id: id(at), label: unit.name.to_owned(), note: voice.say(&texts.node_note)?, group });
    }
    let links = map.busiest(MOST_LINKS);
    let mut edges = Vec::with_capacity(links.len());
    let mut told = Vec::with_capacity(links.len());
    for link in &links {
        voice.tell("calls", &link.calls);
        let (from, to) = (&map.units[link.from].name, &map.units[link.to].name);
        let dashed = link.asynchronous == link.calls;
        told.push(serde_json::json!({ "from": from, "to": to, "calls": link.calls, "asynchronous": dashed }));
        edges.push(Edge { from: id(link.from), to: id(link.to), label: voice.say(&texts.edge)?, dashed });
    }
    let between: usize = map.links.iter().map(|link| link.calls).sum();
    let within: usize = map.units.iter().map(|unit| unit.calls).sum();
    voice.tell("units", &map.units.len());
    voice.tell("services", &map.services());
    voice.tell("calls", &(between + within));
    voice.tell("hidden", &(map.links.len() - links.len()));
    voice.tell("links", &told);
    voice.tell("dashed", &edges.iter().any(|edge| edge.dashed));
    Ok(Some(Drawing::Graph(Graph { nodes, edges, solid: voice.say(&texts.solid)?, dashed: voice.say(&texts.dashed)? })))
}

fn id(at: usize) -> String {
    format!("unit-{}", at + 1)
}
