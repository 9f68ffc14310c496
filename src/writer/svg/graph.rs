//! Things and the arrows between them, in layers from top to bottom.
//!
//! `layers` puts things into rows and gives each arrow a lane through the rows
//! between its ends; `order` arranges each row so that few arrows cross; `place`
//! finds the places in a row; `route` leads the arrows through the space between
//! rows. An arrow is in a row only in its own lane: it crosses no box.

mod layers;
mod order;
mod place;
mod route;
mod tracks;

use std::collections::BTreeMap;

use super::pen::{Anchor, Frame, Pen, Point, Sample};
use super::text::{Line, Style, height, lines, widest};
use super::{WIDEST, int};
use crate::figure::{Edge, Graph, Node};
use layers::{Kind, Layered};
use route::Routes;

/// Width of a box.
const BOX: i64 = 150;
/// Space between boxes.
const GAP: i64 = 24;
/// Most that a label of an arrow takes.
const LABEL: i64 = 104;
/// Space around the drawing.
const EDGE: i64 = 4;
/// How far an arrow to its own beginning reaches out.
const LOOP: i64 = 16;

/// A thing with its text.
struct Thing {
    lines: Vec<Line>,
    /// Arrows to itself: whether one is there, and whether it is dashed.
    own: Option<bool>,
}

/// Arrows of one kind from one thing to another.
struct Link {
    from: usize,
    to: usize,
    dashed: bool,
    label: Vec<Line>,
}

/// Draws a graph; returns the size.
pub(super) fn draw(graph: &Graph, pen: &mut Pen) -> (i64, i64) {
    let (things, links) = read(graph);
    let mut is_linked = vec![false; things.len()];
    for link in &links {
        is_linked[link.from] = true;
        is_linked[link.to] = true;
    }
    let (mut width, mut bottom) = (0, EDGE);
    if !links.is_empty() {
        let (layered, routes) = arrange(&things, &links, &is_linked);
        width = layered.width + 2 * EDGE;
        bottom = draw_layers(&layered, &routes, &things, &links, pen);
    }
    let lone: Vec<&Thing> = things.iter().zip(&is_linked).filter(|(_, linked)| !**linked).map(|(one, _)| one).collect();
    if !lone.is_empty() {
        let top = if links.is_empty() { EDGE } else { bottom + 2 * GAP };
        let (wide, low) = draw_grid(&lone, top, width, pen);
        (width, bottom) = (width.max(wide), low);
    }
    let mut entries = vec![(true, graph.dashed.as_str())];
    if graph.edges.iter().any(|edge| edge.dashed) {
        if graph.edges.iter().any(|edge| !edge.dashed) {
            entries.insert(0, (false, graph.solid.as_str()));
        }
        width = width.max(Pen::legend_width(&entries).min(WIDEST));
        bottom += 14;
        bottom += pen.legend(bottom, width, Sample::Arrow, &entries);
    }
    (width.max(1), bottom + EDGE)
}

/// The things and the arrows between different ones; arrows of one kind between the same two are one.
fn read(graph: &Graph) -> (Vec<Thing>, Vec<Link>) {
    let mut places = BTreeMap::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        places.entry(node.id.as_str()).or_insert(at);
    }
    let mut things: Vec<Thing> = graph.nodes.iter().map(Thing::new).collect();
    let mut links: BTreeMap<(usize, usize, bool), Vec<&Edge>> = BTreeMap::new();
    for edge in &graph.edges {
        let (Some(&from), Some(&to)) = (places.get(edge.from.as_str()), places.get(edge.to.as_str())) else { continue };
        if from == to {
            let own = &mut things[from].own;
            *own = Some(own.unwrap_or(true) && edge.dashed);
            things[from].lines.extend(lines(&edge.label, Style::Small, BOX - 20));
        } else {
            links.entry((from, to, edge.dashed)).or_default().push(edge);
        }
    }
    let link = |((from, to, dashed), edges): ((usize, usize, bool), Vec<&Edge>)| {
        let mut label: Vec<Line> = Vec::new();
        for edge in edges {
            let more = lines(&edge.label, Style::Small, LABEL);
            if !label.windows(more.len().max(1)).any(|old| old == more) {
                label.extend(more);
            }
        }
        Link { from, to, dashed, label }
    };
    (things, links.into_iter().map(link).collect())
}

impl Thing {
    fn new(node: &Node) -> Self {
        let room = BOX - 20;
        let mut text = lines(&node.group, Style::Small, room);
        text.extend(lines(&node.label, Style::Label, room));
        text.extend(lines(&node.note, Style::Note, room));
        Self { lines: text, own: None }
    }

    fn height(&self) -> i64 {
        (height(&self.lines) + 16).max(36)
    }

    fn draw(&self, frame: Frame, pen: &mut Pen) {
        let Frame { x, y, width, height: tall } = frame;
        pen.open("box");
        pen.frame(frame, false, 4);
        pen.text(x + width / 2, y + (tall - height(&self.lines)) / 2, Anchor::Middle, &self.lines, false);
        pen.close();
        if let Some(dashed) = self.own {
            let (right, middle) = (x + width, y + tall / 2);
            let out = right + LOOP;
            pen.arrows(&[vec![(right, middle - 9), (out, middle - 9), (out, middle + 9), (right, middle + 9)]], dashed);
        }
    }
}

/// Rows as wide as fit on a page: the fewer boxes in a row, the more room for arrows.
fn arrange(things: &[Thing], links: &[Link], is_linked: &[bool]) -> (Layered, Routes) {
    let mut best: Option<Layered> = None;
    let root = things.len().isqrt();
    for most in [5, 4, 3, 2] {
        let mut layered = Layered::new(things, links, is_linked, most.max(root));
        order::arrange(&mut layered);
        place::arrange(&mut layered);
        let is_better = best.as_ref().is_none_or(|best| layered.width < best.width);
        let fits = layered.width + 2 * EDGE <= WIDEST;
        if is_better {
            best = Some(layered);
        }
        if fits || most <= root {
            break;
        }
    }
    let layered = best.unwrap_or_default();
    let routes = Routes::new(&layered);
    (layered, routes)
}

/// Draws rows and arrows; returns the bottom.
fn draw_layers(layered: &Layered, routes: &Routes, things: &[Thing], links: &[Link], pen: &mut Pen) -> i64 {
    let mut tops = Vec::new();
    let mut y = EDGE;
    for (at, row) in layered.rows.iter().enumerate() {
        let tall = row.iter().map(|&item| match layered.items[item].kind {
            Kind::Thing(thing) => things[thing].height(),
            Kind::Label(link) => height(&links[link].label),
            Kind::Lane => 0,
        });
        let tall = tall.max().unwrap_or(0);
        tops.push((y, y + tall));
        y += tall + routes.channels.get(at).map_or(0, |channel| channel.height);
    }
    // The arrows of a net are drawn together.
    let mut nets: BTreeMap<(usize, bool), Vec<Vec<Point>>> = BTreeMap::new();
    for (link, path) in links.iter().zip(&layered.paths) {
        let points = routes.points(layered, path, &tops);
        let Some(wire) = path.wires.first() else { continue };
        nets.entry((wire.net, link.dashed)).or_default().push(points.iter().map(|(x, y)| (x + EDGE, *y)).collect());
    }
    for ((_, dashed), arrows) in nets {
        pen.arrows(&arrows, dashed);
    }
    for item in &layered.items {
        let (top, bottom) = tops[item.row];
        match item.kind {
            Kind::Thing(thing) => {
                let frame = Frame { x: item.x - item.half + EDGE, y: top, width: 2 * item.half, height: bottom - top };
                things[thing].draw(frame, pen);
            }
            Kind::Label(link) => {
                let label = &links[link].label;
                pen.open("label");
                pen.text(item.x + 6 + EDGE, top + (bottom - top - height(label)) / 2, Anchor::Start, label, false);
                pen.close();
            }
            Kind::Lane => {}
        }
    }
    y
}

/// Draws things without arrows in rows; returns right and bottom.
fn draw_grid(things: &[&Thing], top: i64, room: i64, pen: &mut Pen) -> (i64, i64) {
    let columns = ((room - 2 * EDGE + GAP) / (BOX + GAP)).max(5);
    let columns = usize::try_from(columns).unwrap_or(5).min(things.len());
    let mut y = top;
    for row in things.chunks(columns) {
        let tall = row.iter().map(|one| one.height()).max().unwrap_or(0);
        for (at, one) in row.iter().enumerate() {
            one.draw(Frame { x: EDGE + int(at) * (BOX + GAP), y, width: BOX, height: tall }, pen);
        }
        y += tall + GAP;
    }
    (2 * EDGE + int(columns) * (BOX + GAP) - GAP + LOOP, y - GAP)
}

/// Room that a label takes beside its arrow.
fn label_width(link: &Link) -> i64 {
    widest(&link.label) + 10
}
