//! Leads arrows through the space between rows.
//!
//! An arrow leaves a row downwards, turns into a track and leaves the track
//! downwards at its end; arrows of a net share their way until they part.

use std::collections::BTreeMap;

use super::layers::{Item, Kind, Layered, Path, Wire};
use super::place::{LANE, fit};
use super::tracks::{Segment, assign};
use crate::writer::svg::int;

/// Distance of tracks.
const TRACK: i64 = 10;
/// A line that lacks no more than this to be straight is made straight if there is room.
const SLIGHT: i64 = 30;

/// The space between two rows.
#[derive(Debug, Default)]
pub(super) struct Channel {
    /// Height.
    pub(super) height: i64,
    /// Space above the first track.
    above: i64,
    /// The way of each net from an item.
    ways: BTreeMap<(usize, usize), Segment>,
}

/// Where each arrow goes.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// Spaces between rows.
    pub(super) channels: Vec<Channel>,
    /// Where a net leaves an item.
    starts: BTreeMap<(usize, usize), i64>,
    /// Where a wire reaches the item below.
    ends: BTreeMap<Wire, i64>,
}

impl Routes {
    /// Routes all wires.
    pub(super) fn new(layered: &Layered) -> Self {
        let mut out = Self::default();
        for wires in &layered.wires {
            out.starts(layered, wires);
            out.ends(layered, wires);
            out.align(layered, wires);
        }
        for (row, wires) in layered.wires.iter().enumerate() {
            let mut ways: BTreeMap<(usize, usize), Segment> = BTreeMap::new();
            for wire in wires {
                let key = (wire.upper, wire.net);
                let way = ways.entry(key).or_insert_with(|| Segment::new(at(&out.starts, &key)));
                way.bottoms.push(at(&out.ends, wire));
            }
            let tracks = assign(&mut ways, layered.width);
            let is_boxes =
                |at: usize| layered.rows[at].iter().any(|item| matches!(layered.items[*item].kind, Kind::Thing(_)));
            let above = if is_boxes(row) { 18 } else { 6 };
            let below = if is_boxes(row + 1) { 20 } else { 8 };
            let height = above + below + (tracks - 1).max(0) * TRACK;
            out.channels.push(Channel { height, above, ways });
        }
        out
    }

    /// Where nets leave the items of a row.
    fn starts(&mut self, layered: &Layered, wires: &[Wire]) {
        let mut ports: BTreeMap<usize, BTreeMap<usize, Vec<&Item>>> = BTreeMap::new();
        for wire in wires {
            ports.entry(wire.upper).or_default().entry(wire.net).or_default().push(&layered.items[wire.lower]);
        }
        for (item, nets) in ports {
            let own = &layered.items[item];
            let is_only = nets.len() == 1;
            let wanted = nets.into_iter().map(|(net, mut others)| {
                // A net that parts leaves towards its middle.
                others.sort_by_key(|other| other.x);
                let (a, b) = (others[(others.len() - 1) / 2], others[others.len() / 2]);
                (i64::midpoint(a.x, b.x), i64::midpoint(toward(own, a, is_only), toward(own, b, is_only)), net)
            });
            for (x, net) in spread(own, wanted.collect()) {
                self.starts.insert((item, net), x);
            }
        }
    }

    /// Where wires reach the items of the row below.
    fn ends(&mut self, layered: &Layered, wires: &[Wire]) {
        let mut ports: BTreeMap<usize, Vec<&Wire>> = BTreeMap::new();
        for wire in wires {
            ports.entry(wire.lower).or_default().push(wire);
        }
        for (item, wires) in ports {
            let own = &layered.items[item];
            let is_only = wires.len() == 1;
            let wanted = wires.into_iter().map(|wire| {
                let other = &layered.items[wire.upper];
                (other.x, toward(own, other, is_only), wire.clone())
            });
            self.ends.extend(spread(own, wanted.collect()).into_iter().map(|(x, wire)| (wire, x)));
        }
    }

    /// Makes a line straight where little lacks and there is room: moves its end, else its start.
    fn align(&mut self, layered: &Layered, wires: &[Wire]) {
        for wire in wires.iter().chain(wires.iter().rev()) {
            let key = (wire.upper, wire.net);
            let (start, end) = (at(&self.starts, &key), at(&self.ends, wire));
            if start == end || (start - end).abs() > SLIGHT {
                continue;
            }
            let others = wires.iter().filter(|other| other.lower == wire.lower && *other != wire);
            let ends: Vec<i64> = others.map(|other| at(&self.ends, other)).collect();
            if may_move(&layered.items[wire.lower], end, start, &ends) {
                self.ends.insert(wire.clone(), start);
                continue;
            }
            let others = wires.iter().filter(|other| other.upper == wire.upper && other.net != wire.net);
            let starts: Vec<i64> = others.map(|other| at(&self.starts, &(other.upper, other.net))).collect();
            if may_move(&layered.items[wire.upper], start, end, &starts) {
                self.starts.insert(key, end);
            }
        }
    }

    /// The corners of an arrow, given top and bottom of each row.
    pub(super) fn points(&self, layered: &Layered, path: &Path, rows: &[(i64, i64)]) -> Vec<(i64, i64)> {
        let mut points = Vec::new();
        for wire in &path.wires {
            let row = layered.items[wire.upper].row;
            let channel = &self.channels[row];
            let (top, bottom) = (rows[row].1, rows[row + 1].0);
            let end = at(&self.ends, wire);
            let Some(way) = channel.ways.get(&(wire.upper, wire.net)) else { continue };
            let y = |track: i64| top + channel.above + track * TRACK;
            points.push((way.top, top));
            points.push((way.top, y(way.track)));
            if let Some((x, track)) = way.bend {
                points.extend([(x, y(way.track)), (x, y(track)), (end, y(track))]);
            } else {
                points.push((end, y(way.track)));
            }
            points.push((end, bottom));
        }
        if path.is_upward {
            points.reverse();
        }
        corners(&points)
    }
}

/// Whether a line's end at an item may move: within its side, not near or past another.
fn may_move(item: &Item, from: i64, to: i64, others: &[i64]) -> bool {
    let is_free = |other: &i64| (other - to).abs() >= LANE - 2 && (*other < to) == (*other < from);
    (to - item.x).abs() <= (item.half - LANE).max(0) && others.iter().all(is_free)
}

fn at<K: Ord>(map: &BTreeMap<K, i64>, key: &K) -> i64 {
    map.get(key).copied().unwrap_or_default()
}

/// Where an item would have a line to another: straight if they face each other, else on
/// that side, or in the middle if it is the only one.
fn toward(own: &Item, other: &Item, is_only: bool) -> i64 {
    let reach = |item: &Item| (item.half - LANE).max(0);
    let faces = (own.x - other.x).abs() <= reach(own) + reach(other);
    match (own.kind, other.kind) {
        (Kind::Thing(_), Kind::Thing(_)) if faces => i64::midpoint(own.x, other.x),
        (Kind::Thing(_), _) if faces => other.x,
        (Kind::Thing(_), _) if !is_only => own.x + (other.x - own.x).signum() * reach(own) / 2,
        _ => own.x,
    }
}

/// Places of lines on an item's side, near the wanted and in the order of where they lead.
fn spread<T: Ord>(item: &Item, mut wanted: Vec<(i64, i64, T)>) -> Vec<(i64, T)> {
    wanted.sort();
    let reach = (item.half - LANE).max(0);
    let gaps = int(wanted.len()) - 1;
    let gap = if gaps > 0 { LANE.min(2 * reach / gaps) } else { 0 };
    let offsets: Vec<i64> = (0..=gaps).map(|count| count * gap).collect();
    let range = (item.x - reach, item.x + reach);
    let wants: Vec<(i64, i64)> = wanted.iter().map(|(_, x, _)| ((*x).clamp(range.0, range.1), 1)).collect();
    fit(&wants, &offsets, range).into_iter().zip(wanted).map(|(x, (.., what))| (x, what)).collect()
}

/// Points without those on a straight line.
fn corners(points: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut out: Vec<(i64, i64)> = Vec::new();
    for &point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out[..]
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}
