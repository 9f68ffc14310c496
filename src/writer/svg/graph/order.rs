//! Arranges each row so that few arrows cross.

use super::layers::{Layered, Wire};
use crate::writer::svg::int;

/// Arranges the rows: each item near the middle of those it is linked with, swept down and up.
pub(super) fn arrange(layered: &mut Layered) {
    let sides = Sides::new(layered);
    let small = layered.items.len() < 1500;
    let mut place = vec![0; layered.items.len()];
    for row in &layered.rows {
        note(row, &mut place);
    }
    let mut best = (crossings(&layered.wires, &place), layered.rows.clone());
    for pass in 0..if small { 24 } else { 4 } {
        let down = pass % 2 == 0;
        let count = layered.rows.len();
        for at in 0..count {
            let at = if down { at } else { count - 1 - at };
            let others = if down { &sides.above } else { &sides.below };
            sort(&mut layered.rows[at], others, &place);
            note(&layered.rows[at], &mut place);
        }
        if small {
            for row in &mut layered.rows {
                swap(row, &sides, &mut place);
            }
        }
        let now = crossings(&layered.wires, &place);
        if now < best.0 {
            best = (now, layered.rows.clone());
        }
    }
    layered.rows = best.1;
}

/// The items that each item is linked with in the rows above and below.
pub(super) struct Sides {
    /// In the row above.
    pub(super) above: Vec<Vec<usize>>,
    /// In the row below.
    pub(super) below: Vec<Vec<usize>>,
}

impl Sides {
    /// Reads the wires.
    pub(super) fn new(layered: &Layered) -> Self {
        let none = vec![Vec::new(); layered.items.len()];
        let mut out = Self { above: none.clone(), below: none };
        for wire in layered.wires.iter().flatten() {
            out.above[wire.lower].push(wire.upper);
            out.below[wire.upper].push(wire.lower);
        }
        out
    }
}

fn note(row: &[usize], place: &mut [usize]) {
    for (at, item) in row.iter().enumerate() {
        place[*item] = at;
    }
}

fn sort(row: &mut [usize], others: &[Vec<usize>], place: &[usize]) {
    row.sort_by_cached_key(|&item| {
        let others = &others[item];
        let sum: usize = others.iter().map(|&other| place[other]).sum();
        if others.is_empty() { int(place[item]) * 1000 } else { int(sum) * 1000 / int(others.len()) }
    });
}

/// Exchanges neighbours as long as fewer arrows cross.
fn swap(row: &mut [usize], sides: &Sides, place: &mut [usize]) {
    let crossed = |left: usize, right: usize, place: &[usize]| -> usize {
        let side = |others: &[Vec<usize>]| {
            let above = |a: &usize| others[right].iter().filter(|b| place[**b] < place[*a]).count();
            others[left].iter().map(above).sum::<usize>()
        };
        side(&sides.above) + side(&sides.below)
    };
    for _ in 0..4 {
        let mut changed = false;
        for at in 1..row.len() {
            let (left, right) = (row[at - 1], row[at]);
            if crossed(right, left, place) < crossed(left, right, place) {
                row.swap(at - 1, at);
                place.swap(left, right);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

/// How many pairs of wires cross.
fn crossings(wires: &[Vec<Wire>], place: &[usize]) -> usize {
    wires.iter().map(|wires| inversions(wires, place)).sum()
}

fn inversions(wires: &[Wire], place: &[usize]) -> usize {
    let mut ends: Vec<(usize, usize)> = wires.iter().map(|wire| (place[wire.upper], place[wire.lower])).collect();
    ends.sort_unstable();
    let size = ends.iter().map(|end| end.1 + 1).max().unwrap_or(0);
    // A Fenwick tree of the lower ends seen so far.
    let mut tree = vec![0_usize; size + 1];
    let mut out = 0;
    for (seen, &(_, lower)) in ends.iter().enumerate() {
        let mut at = lower + 1;
        let mut not_right = 0;
        while at > 0 {
            not_right += tree[at];
            at &= at - 1;
        }
        out += seen - not_right;
        let mut at = lower + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    out
}
