//! Rows of things, and a lane for each arrow through the rows between its ends.

use std::collections::BTreeMap;

use super::{BOX, LOOP, Link, Thing, label_width};
use crate::writer::svg::int;

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A thing, by its number.
    Thing(usize),
    /// An arrow that goes on to the next row.
    Lane,
    /// An arrow with its label, by its number.
    Label(usize),
}

/// Something in a row.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it is.
    pub(super) kind: Kind,
    /// Its row.
    pub(super) row: usize,
    /// Its middle, or where its arrow is.
    pub(super) x: i64,
    /// Half of a thing's box; arrows reach it within.
    pub(super) half: i64,
    /// Room to the right of the box or arrow.
    pub(super) after: i64,
}

/// A part of an arrow, from one row to the next. Parts of a net share a way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wire {
    /// Item above.
    pub(super) upper: usize,
    /// Net: the arrows of one kind that leave a thing downwards, or one that leads upwards.
    pub(super) net: usize,
    /// Item below.
    pub(super) lower: usize,
}

/// The wires of an arrow from top to bottom.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    /// Wires.
    pub(super) wires: Vec<Wire>,
    /// Whether the arrow leads upwards.
    pub(super) is_upward: bool,
}

/// Things, lanes and labels in rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Layered {
    /// Everything that stands in a row.
    pub(super) items: Vec<Item>,
    /// Items of each row from left to right.
    pub(super) rows: Vec<Vec<usize>>,
    /// Wires between a row and the next, each once.
    pub(super) wires: Vec<Vec<Wire>>,
    /// The way of each link.
    pub(super) paths: Vec<Path>,
    /// Width of the widest row.
    pub(super) width: i64,
}

impl Layered {
    /// Puts linked things into rows of at most so many.
    pub(super) fn new(things: &[Thing], links: &[Link], is_linked: &[bool], most: usize) -> Self {
        let order = line_up(links, is_linked);
        let levels = levels(links, is_linked, &order, most);
        // A row of labels stands over each row of things that labelled arrows reach from above.
        let low = |link: &Link| levels[link.from].max(levels[link.to]);
        let count = levels.iter().max().map_or(0, |last| last + 1);
        let mut has_labels = vec![false; count];
        for link in links.iter().filter(|link| !link.label.is_empty()) {
            has_labels[low(link)] = true;
        }
        let mut row_of = Vec::new();
        let mut rows = 0;
        for labels in has_labels {
            rows += usize::from(labels);
            row_of.push(rows);
            rows += 1;
        }
        let mut out = Self { rows: vec![Vec::new(); rows], ..Self::default() };
        let mut item_of = vec![0; things.len()];
        for at in (0..things.len()).filter(|at| is_linked[*at]) {
            let ports = links.iter().filter(|link| link.from == at || link.to == at).count();
            let half = (BOX / 2).max(int(ports) * 6 + 6);
            let after = if things[at].own.is_some() { LOOP + 4 } else { 0 };
            item_of[at] = out.add(Item { kind: Kind::Thing(at), row: row_of[levels[at]], x: 0, half, after });
        }
        out.connect(links, &item_of);
        out
    }

    fn add(&mut self, item: Item) -> usize {
        self.rows[item.row].push(self.items.len());
        self.items.push(item);
        self.items.len() - 1
    }

    /// Leads each arrow through the rows between its ends.
    fn connect(&mut self, links: &[Link], item_of: &[usize]) {
        let mut nets: BTreeMap<(usize, bool), usize> = BTreeMap::new();
        let mut trunks: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut count = 0;
        self.wires = vec![Vec::new(); self.rows.len().saturating_sub(1)];
        for (at, link) in links.iter().enumerate() {
            let (from, to) = (item_of[link.from], item_of[link.to]);
            let is_upward = self.items[from].row > self.items[to].row;
            let (top, bottom) = if is_upward { (to, from) } else { (from, to) };
            count += 1;
            let net = if is_upward { count } else { *nets.entry((from, link.dashed)).or_insert(count) };
            let mut path = Path { wires: Vec::new(), is_upward };
            let mut upper = top;
            for row in self.items[top].row + 1..=self.items[bottom].row {
                let is_last = row == self.items[bottom].row;
                let lower = if is_last {
                    bottom
                } else if row + 1 == self.items[bottom].row && !link.label.is_empty() {
                    self.add(Item { kind: Kind::Label(at), row, x: 0, half: 0, after: label_width(link) })
                } else if let Some(&lane) = trunks.get(&(net, row)) {
                    lane
                } else {
                    let lane = self.add(Item { kind: Kind::Lane, row, x: 0, half: 0, after: 0 });
                    trunks.insert((net, row), lane);
                    lane
                };
                let wire = Wire { upper, net, lower };
                self.wires[row - 1].push(wire.clone());
                path.wires.push(wire);
                upper = lower;
            }
            self.paths.push(path);
        }
        for wires in &mut self.wires {
            wires.sort();
            wires.dedup();
        }
    }
}

/// Things in an order in which few arrows lead back: those that nothing leads to first,
/// those that lead nowhere last.
fn line_up(links: &[Link], is_linked: &[bool]) -> Vec<usize> {
    let count = is_linked.len();
    let mut left: Vec<usize> = (0..count).filter(|at| is_linked[*at]).collect();
    let (mut ins, mut outs) = (vec![0_i64; count], vec![0_i64; count]);
    let (mut above, mut below) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for link in links {
        outs[link.from] += 1;
        ins[link.to] += 1;
        below[link.from].push(link.to);
        above[link.to].push(link.from);
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let is_end = left.iter().position(|&at| outs[at] == 0);
        let is_start = || left.iter().position(|&at| ins[at] == 0);
        let most = || (0..left.len()).max_by_key(|&at| (outs[left[at]] - ins[left[at]], std::cmp::Reverse(at)));
        let Some(place) = is_end.or_else(is_start).or_else(most) else { break };
        let at = left.remove(place);
        let side = if is_end.is_some() { &mut last } else { &mut first };
        side.push(at);
        for &other in &below[at] {
            ins[other] -= 1;
        }
        for &other in &above[at] {
            outs[other] -= 1;
        }
    }
    first.extend(last.into_iter().rev());
    first
}

/// The level of each thing: below all that come before it in the order and lead to it or are led to.
fn levels(links: &[Link], is_linked: &[bool], order: &[usize], most: usize) -> Vec<usize> {
    let mut place = vec![0; is_linked.len()];
    for (at, thing) in order.iter().enumerate() {
        place[*thing] = at;
    }
    let (mut above, mut below) = (vec![Vec::new(); is_linked.len()], vec![Vec::new(); is_linked.len()]);
    for link in links {
        let (a, b) = if place[link.from] < place[link.to] { (link.from, link.to) } else { (link.to, link.from) };
        above[b].push(a);
        below[a].push(b);
    }
    let mut depth = vec![0; is_linked.len()];
    for &thing in order {
        depth[thing] = above[thing].iter().map(|&other: &usize| depth[other] + 1).max().unwrap_or(0);
    }
    let mut by_depth = order.to_vec();
    by_depth.sort_by_key(|thing| depth[*thing]);
    let mut levels = vec![0; is_linked.len()];
    let mut taken: Vec<usize> = Vec::new();
    for &thing in &by_depth {
        let mut level = above[thing].iter().map(|&other| levels[other] + 1).max().unwrap_or(0);
        while taken.get(level).is_some_and(|taken| *taken >= most) {
            level += 1;
        }
        taken.resize(taken.len().max(level + 1), 0);
        taken[level] += 1;
        levels[thing] = level;
    }
    // What leads to more than leads to it comes as near to it as it can.
    for &thing in order.iter().rev().filter(|thing| below[**thing].len() > above[**thing].len()) {
        let nearest = below[thing].iter().map(|&other| levels[other]).min().unwrap_or(0);
        if let Some(level) = (levels[thing] + 1..nearest).rev().find(|level| taken[*level] < most) {
            taken[levels[thing]] -= 1;
            taken[level] += 1;
            levels[thing] = level;
        }
    }
    let used: Vec<usize> = (0..taken.len()).filter(|level| taken[*level] > 0).collect();
    for level in &mut levels {
        *level = used.partition_point(|used| used < level);
    }
    levels
}
