//! Boxes within boxes, row by row, that fill the width.

use super::pen::{Anchor, Frame, Pen, Sample};
use super::text::{Line, Style, height, lines};
use super::{USUAL, int};
use crate::figure::Panel;
use crate::words::FigureWords;

/// Space between boxes.
const GAP: i64 = 10;
/// A row with less for each box becomes two rows.
const NARROWEST: i64 = 96;

/// Draws rows of panels; returns the size.
pub(super) fn draw(rows: &[Vec<Panel>], words: &FigureWords, pen: &mut Pen) -> (i64, i64) {
    let frame = Frame { x: 1, y: 1, width: USUAL - 2, height: 0 };
    let (placed, bottom) = place(rows, frame, &Scope { absent: &words.absent, depth: 0, within: false });
    for place in placed.iter().flatten() {
        place.draw(pen);
    }
    let mut height = bottom + 1;
    if rows.iter().flatten().any(any_absent) {
        let entries = [(false, words.included.as_str()), (true, words.absent.as_str())];
        height += 12;
        height += pen.legend(height, USUAL, Sample::Box, &entries);
    }
    (USUAL, height + 1)
}

fn any_absent(panel: &Panel) -> bool {
    !panel.included || panel.rows.iter().flatten().any(any_absent)
}

/// What a panel is within.
#[derive(Clone, Copy)]
struct Scope<'a> {
    /// Word on a panel that the project does not have.
    absent: &'a str,
    /// Panels around.
    depth: i64,
    /// Whether one of them is absent and says so.
    within: bool,
}

impl Scope<'_> {
    /// Space between a panel's frame and what is in it; the innermost of very many have little.
    fn padding(&self) -> i64 {
        if self.depth < 8 { 10 } else { 3 }
    }
}

/// A panel in its place.
struct Placed {
    frame: Frame,
    /// Space between the frame and what is in it.
    padding: i64,
    lines: Vec<Line>,
    included: bool,
    /// Panels within, row by row.
    rows: Vec<Vec<Placed>>,
}

/// Places rows below one another from the frame's top; returns the bottom too.
fn place(rows: &[Vec<Panel>], frame: Frame, scope: &Scope) -> (Vec<Vec<Placed>>, i64) {
    let mut out = Vec::new();
    let mut top = frame.y;
    for row in rows.iter().flat_map(|row| split(row, frame.width)) {
        let shares: Vec<i64> = row.iter().map(|panel| share(panel, frame.width)).collect();
        let whole: i64 = shares.iter().sum();
        let free = frame.width - GAP * (int(row.len()) - 1);
        let mut placed = Vec::new();
        let mut before = 0;
        for (at, (panel, share)) in row.iter().zip(&shares).enumerate() {
            let (from, to) = (free * before / whole, free * (before + share) / whole);
            before += share;
            let frame = Frame { x: frame.x + from + GAP * int(at), y: top, width: (to - from).max(1), height: 0 };
            placed.push(Placed::new(panel, frame, scope));
        }
        let tallest = placed.iter().map(|place| place.frame.height).max().unwrap_or(0);
        for place in &mut placed {
            place.stretch(tallest - place.frame.height);
        }
        top += tallest + GAP;
        out.push(placed);
    }
    let bottom = if out.is_empty() { top } else { top - GAP };
    (out, bottom)
}

/// How many of the narrowest boxes stand side by side.
fn most(room: i64) -> i64 {
    ((room + GAP) / (NARROWEST + GAP)).max(1)
}

/// How many of the narrowest boxes a panel should be as wide as.
fn share(panel: &Panel, room: i64) -> i64 {
    let row = |row: &Vec<Panel>| row.iter().map(|panel| share(panel, room)).sum::<i64>();
    panel.rows.iter().map(row).max().unwrap_or(1).clamp(1, most(room))
}

/// A row in as many rows of about the same width as it needs.
fn split(row: &[Panel], room: i64) -> Vec<&[Panel]> {
    let most = most(room);
    let whole: i64 = row.iter().map(|panel| share(panel, room)).sum();
    let rows = whole.div_euclid(most) + i64::from(whole % most > 0);
    let even = (whole + rows - 1) / rows.max(1);
    let mut out = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (at, panel) in row.iter().enumerate() {
        let share = share(panel, room);
        if at > start && taken + share > even {
            out.push(&row[start..at]);
            (start, taken) = (at, 0);
        }
        taken += share;
    }
    if start < row.len() {
        out.push(&row[start..]);
    }
    out
}

impl Placed {
    fn new(panel: &Panel, mut frame: Frame, scope: &Scope) -> Self {
        let padding = scope.padding();
        let room = (frame.width - 2 * padding).max(1);
        let mut text = lines(&panel.label, Style::Label, room);
        text.extend(lines(&panel.note, Style::Note, room));
        let says_so = !panel.included && !scope.within;
        if says_so {
            text.extend(lines(&format!("[{}]", scope.absent), Style::Small, room));
        }
        let inside = Frame {
            x: frame.x + padding,
            y: frame.y + 8 + height(&text) + if text.is_empty() { 0 } else { 7 },
            width: room,
            height: 0,
        };
        let scope = Scope { depth: scope.depth + 1, within: scope.within || !panel.included, ..*scope };
        let (rows, bottom) = place(&panel.rows, inside, &scope);
        frame.height = bottom - frame.y + if rows.is_empty() { 1 } else { padding };
        Self { frame, padding, lines: text, included: panel.included, rows }
    }

    /// Makes it taller, and with it evenly the rows within.
    fn stretch(&mut self, by: i64) {
        self.frame.height += by;
        let count = int(self.rows.len()).max(1);
        for (at, row) in (0..).zip(&mut self.rows) {
            let (before, after) = (by * at / count, by * (at + 1) / count);
            for place in row {
                place.lower(before);
                place.stretch(after - before);
            }
        }
    }

    /// Moves it down with all that is within.
    fn lower(&mut self, by: i64) {
        self.frame.y += by;
        for place in self.rows.iter_mut().flatten() {
            place.lower(by);
        }
    }

    fn draw(&self, pen: &mut Pen) {
        let Frame { x, y, width, height: tall } = self.frame;
        pen.open("box");
        let is_leaf = self.rows.is_empty();
        pen.frame(self.frame, !self.included, if self.included && !is_leaf { 4 } else { 0 });
        if is_leaf {
            let top = y + (tall - height(&self.lines)) / 2;
            pen.text(x + width / 2, top, Anchor::Middle, &self.lines, !self.included);
        } else {
            pen.text(x + self.padding, y + 8, Anchor::Start, &self.lines, !self.included);
        }
        pen.close();
        for place in self.rows.iter().flatten() {
            place.draw(pen);
        }
    }
}
