//! Which track each net takes in the space between two rows.

use std::collections::BTreeMap;

use crate::writer::svg::int;

/// Lines nearer than this would look like one.
const NEAR: i64 = 7;
/// With more lines than this in one space nobody sees which cross.
const MANY: usize = 120;

/// The way of a net through the space between two rows.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// Where it comes from above.
    pub(super) top: i64,
    /// Where it leaves below.
    pub(super) bottoms: Vec<i64>,
    /// Its track.
    pub(super) track: i64,
    /// Where it changes to another track, if it must.
    pub(super) bend: Option<(i64, i64)>,
}

impl Segment {
    /// A way that begins at a place.
    pub(super) fn new(top: i64) -> Self {
        Self { top, ..Self::default() }
    }
}

/// A line on one track.
#[derive(Debug, Clone)]
struct Piece {
    /// The segment, and whether it is the part after the bend.
    of: (usize, bool),
    top: i64,
    bottoms: Vec<i64>,
    track: i64,
}

impl Piece {
    fn span(&self) -> (i64, i64) {
        let low = self.bottoms.iter().copied().min().unwrap_or(self.top).min(self.top);
        let high = self.bottoms.iter().copied().max().unwrap_or(self.top).max(self.top);
        (low, high)
    }

    /// Whether it must be above another, lest their upright parts lie on one another.
    fn before(&self, other: &Self) -> bool {
        let joined = self.of.0 == other.of.0;
        (joined && !self.of.1 && other.of.1) || (!joined && other.bottoms.iter().any(|x| (x - self.top).abs() < NEAR))
    }

    /// How often it crosses another below it.
    fn crossings(&self, other: &Self) -> i64 {
        let (low, high) = other.span();
        let (own_low, own_high) = self.span();
        int(self.bottoms.iter().filter(|x| low < **x && **x < high).count())
            + i64::from(own_low < other.top && other.top < own_high)
    }
}

/// Gives each way a track; returns their number.
pub(super) fn assign(ways: &mut BTreeMap<(usize, usize), Segment>, width: i64) -> i64 {
    let mut ways: Vec<&mut Segment> = ways.values_mut().collect();
    let mut left: Vec<Piece> = Vec::new();
    let mut uprights: Vec<i64> = Vec::new();
    for (at, way) in ways.iter().enumerate() {
        uprights.push(way.top);
        uprights.extend(&way.bottoms);
        if way.bottoms.iter().any(|x| *x != way.top) {
            left.push(Piece { of: (at, false), top: way.top, bottoms: way.bottoms.clone(), track: 0 });
        }
    }
    let mut done: Vec<Piece> = Vec::new();
    while !left.is_empty() {
        let at = next(&left).unwrap_or_else(|| {
            // Each waits for another: the first goes halfway now and the rest later.
            let x = free(left[0].span(), &uprights, width);
            uprights.push(x);
            let mut rest = left[0].clone();
            rest.of.1 = true;
            rest.top = x;
            left[0].bottoms = vec![x];
            left.push(rest);
            0
        });
        let mut piece = left.remove(at);
        let (low, high) = piece.span();
        let meets = |other: &&Piece| {
            let span = other.span();
            other.before(&piece) || (span.0 < high + NEAR + 3 && low < span.1 + NEAR + 3)
        };
        piece.track = done.iter().filter(meets).map(|other| other.track + 1).max().unwrap_or(0);
        done.push(piece);
    }
    for piece in &done {
        if piece.of.1 {
            ways[piece.of.0].bend = Some((piece.top, piece.track));
        } else {
            ways[piece.of.0].track = piece.track;
        }
    }
    done.iter().map(|piece| piece.track + 1).max().unwrap_or(0)
}

/// The line that waits for no other and crosses fewest of those that are left.
fn next(left: &[Piece]) -> Option<usize> {
    let is_ready = |at: &usize| !left.iter().enumerate().any(|(other, piece)| other != *at && piece.before(&left[*at]));
    let cost = |at: &usize| -> i64 {
        let own = &left[*at];
        left.iter().map(|other| own.crossings(other) - other.crossings(own)).sum()
    };
    let mut ready = (0..left.len()).filter(is_ready);
    if left.len() > MANY { ready.next() } else { ready.min_by_key(cost) }
}

/// A place between two where no line is.
fn free((low, high): (i64, i64), uprights: &[i64], width: i64) -> i64 {
    let middle = i64::midpoint(low, high);
    let is_free = |x: &i64| uprights.iter().all(|other| (other - x).abs() >= NEAR);
    let around = (0..width / 4).flat_map(|step| [middle - 4 * step, middle + 4 * step]);
    around.filter(|x| (0..=width).contains(x)).find(is_free).unwrap_or(middle)
}
