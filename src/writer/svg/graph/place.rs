//! Finds the place of each item in its row.

use super::GAP;
use super::layers::{Item, Kind, Layered};
use super::order::Sides;

/// Space between arrows, and between an arrow and a box.
pub(super) const LANE: i64 = 12;
/// Room on the sides in which lanes may pass the widest row.
const SLACK: i64 = 60;
/// So many items are placed in fewer steps.
const MANY: usize = 5000;

/// Places the items: near those they are linked with, lanes as straight as can be.
pub(super) fn arrange(layered: &mut Layered) {
    let sides = Sides::new(layered);
    let offsets: Vec<Vec<i64>> = layered.rows.iter().map(|row| offsets(row, &layered.items)).collect();
    let room = |row: &[usize], offsets: &[i64]| -> i64 {
        let (Some(first), Some(last), Some(offset)) = (row.first(), row.last(), offsets.last()) else { return 0 };
        let last = &layered.items[*last];
        layered.items[*first].half + offset + last.half + last.after
    };
    let rooms: Vec<i64> = layered.rows.iter().zip(&offsets).map(|(row, offsets)| room(row, offsets)).collect();
    // More than the widest row needs, so that lanes can pass it.
    layered.width = rooms.iter().copied().max().unwrap_or(0) + SLACK;
    for ((row, offsets), room) in layered.rows.iter().zip(&offsets).zip(&rooms) {
        for (item, offset) in row.iter().zip(offsets) {
            layered.items[*item].x = (layered.width - room) / 2 + layered.items[row[0]].half + offset;
        }
    }
    let passes = if layered.items.len() < MANY { 20_usize } else { 14 };
    for pass in 0..passes {
        // First from one side, to find the whole shape; in the end from both.
        let (down, up) = (pass.is_multiple_of(2) || pass >= 10, !pass.is_multiple_of(2) || pass >= 10);
        for row in sweep(pass, layered.rows.len()) {
            let want = |item: &usize| want(*item, layered, &sides, down, up);
            let wants: Vec<(i64, i64)> = layered.rows[row].iter().map(want).collect();
            fit_row(layered, row, &wants, &offsets[row]);
        }
    }
    for pass in 0..6_usize {
        let others = if pass.is_multiple_of(2) { &sides.above } else { &sides.below };
        for row in sweep(pass, layered.rows.len()) {
            straighten(layered, row, others, &offsets[row]);
        }
    }
    crop(layered);
}

/// Rows from the top down in one pass and from the bottom up in the next.
fn sweep(pass: usize, count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |at| if pass.is_multiple_of(2) { at } else { count - 1 - at })
}

/// Takes away what is free on both sides.
fn crop(layered: &mut Layered) {
    let left = layered.items.iter().map(|item| item.x - item.half).min().unwrap_or(0);
    let right = layered.items.iter().map(|item| item.x + item.half + item.after).max().unwrap_or(0);
    for item in &mut layered.items {
        item.x -= left;
    }
    layered.width = right - left;
}

/// Where an item should be, and how much that matters.
fn want(item: usize, layered: &Layered, sides: &Sides, down: bool, up: bool) -> (i64, i64) {
    let (mut sum, mut weight) = (0, 0);
    let own = &layered.items[item];
    let mut add = |others: &[usize]| {
        for &other in others {
            let other = &layered.items[other];
            let more = match (own.kind, other.kind) {
                (Kind::Thing(_), Kind::Thing(_)) => 1,
                (Kind::Thing(_), _) | (_, Kind::Thing(_)) => 2,
                _ => 8,
            };
            sum += other.x * more;
            weight += more;
        }
    };
    if down {
        add(&sides.above[item]);
    }
    if up {
        add(&sides.below[item]);
    }
    if weight == 0 { (own.x, 1) } else { (sum / weight, weight) }
}

/// Distance of each item of a row from the first, packed.
fn offsets(row: &[usize], items: &[Item]) -> Vec<i64> {
    let mut out = vec![0; row.len()];
    for at in 1..row.len() {
        let (a, b) = (&items[row[at - 1]], &items[row[at]]);
        let both = matches!((a.kind, b.kind), (Kind::Thing(_), Kind::Thing(_)));
        out[at] = out[at - 1] + a.half + a.after + if both { GAP } else { LANE } + b.half;
    }
    out
}

fn fit_row(layered: &mut Layered, at: usize, wants: &[(i64, i64)], offsets: &[i64]) {
    let row = &layered.rows[at];
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return };
    let last = &layered.items[*last];
    let range = (layered.items[*first].half, layered.width - last.half - last.after);
    for (item, x) in row.iter().zip(fit(wants, offsets, range)) {
        layered.items[*item].x = x;
    }
}

/// Places as near as possible to the wanted (least squares), in order, at least as far
/// apart as the offsets, within a range.
pub(super) fn fit(wants: &[(i64, i64)], offsets: &[i64], (low, high): (i64, i64)) -> Vec<i64> {
    // Blocks that touch: sum of weighted places less offsets, weight, number.
    let mut blocks: Vec<(i64, i64, usize)> = Vec::new();
    for ((want, weight), offset) in wants.iter().zip(offsets) {
        let mut block = ((want - offset) * weight, *weight, 1);
        while let Some(before) = blocks.pop_if(|before| before.0 * block.1 > block.0 * before.1) {
            block = (block.0 + before.0, block.1 + before.1, block.2 + before.2);
        }
        blocks.push(block);
    }
    let high = high - offsets.last().unwrap_or(&0);
    let starts = blocks.iter().flat_map(|(sum, weight, count)| {
        let start = sum.div_euclid(*weight).min(high).max(low);
        std::iter::repeat_n(start, *count)
    });
    starts.zip(offsets).map(|(start, offset)| start + offset).collect()
}

/// Moves the lanes of a row under or over what they come from or lead to, where there is room.
fn straighten(layered: &mut Layered, row: usize, others: &[Vec<usize>], offsets: &[i64]) {
    for place in 0..layered.rows[row].len() {
        let line = &layered.rows[row];
        let own = &layered.items[line[place]];
        let [other] = others[line[place]][..] else { continue };
        if matches!(own.kind, Kind::Thing(_)) {
            continue;
        }
        let other = &layered.items[other];
        // A box can be reached anywhere within its side.
        let reach = (other.half - LANE).max(0);
        let wanted = own.x.clamp(other.x - reach, other.x + reach);
        let low =
            place.checked_sub(1).map_or(0, |before| layered.items[line[before]].x + offsets[place] - offsets[before]);
        let high = line
            .get(place + 1)
            .map_or(layered.width - own.after, |next| layered.items[*next].x - (offsets[place + 1] - offsets[place]));
        if low <= high {
            let item = line[place];
            layered.items[item].x = wanted.clamp(low, high);
        }
    }
}
