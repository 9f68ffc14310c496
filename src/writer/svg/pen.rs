//! Writes the elements of a drawing.

use super::text::{Line, Style, escaped, height, lines, widest};

/// Room that a legend's sample takes.
const SAMPLE: i64 = 34;
/// How round a corner of an arrow is.
const ROUND: i64 = 5;

/// A place: right of the left and below the top.
pub(super) type Point = (i64, i64);

/// A rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// Left.
    pub(super) x: i64,
    /// Top.
    pub(super) y: i64,
    /// Width.
    pub(super) width: i64,
    /// Height.
    pub(super) height: i64,
}

/// Where a text stands to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// To the right of it.
    Start,
    /// On both sides.
    Middle,
    /// To the left of it.
    End,
}

/// What a legend shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A box.
    Box,
    /// An arrow.
    Arrow,
    /// A bar.
    Bar,
}

/// Collects the elements of a drawing.
#[derive(Debug, Default)]
pub(super) struct Pen {
    out: String,
}

impl Pen {
    /// What was drawn.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Begins a group: what follows belongs together.
    pub(super) fn open(&mut self, class: &str) {
        self.out.push_str(&format!("<g class=\"{class}\">\n"));
    }

    /// Ends a group.
    pub(super) fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// A box; a dashed one is pale. The tint is a share of the ink in percent.
    pub(super) fn frame(&mut self, frame: Frame, dashed: bool, tint: i64) {
        let Frame { x, y, width, height } = frame;
        let fill = match tint {
            0 => "fill=\"none\"".to_owned(),
            tint => format!("fill-opacity=\"0.{tint:02}\""),
        };
        let stroke = if dashed { " stroke-dasharray=\"5 4\" stroke-opacity=\"0.75\"" } else { "" };
        self.out.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\" {fill} stroke=\"currentColor\"{stroke}/>\n"
        ));
    }

    /// Lines of text from a top on.
    pub(super) fn text(&mut self, x: i64, mut top: i64, anchor: Anchor, lines: &[Line], pale: bool) {
        for line in lines {
            let size = line.style.size();
            let baseline = top + (line.style.height() * 50 + size * 36) / 100;
            top += line.style.height();
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let bold = if line.style == Style::Label { " font-weight=\"600\"" } else { "" };
            let pale = if pale { " fill-opacity=\"0.8\"" } else { "" };
            self.out.push_str(&format!(
                "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{size}\"{anchor}{bold}{pale}>{}</text>\n",
                escaped(&line.text)
            ));
        }
    }

    /// Thin pale lines.
    pub(super) fn rule(&mut self, lines: &[(Point, Point)]) {
        let mut path = String::new();
        for (a, b) in lines {
            path.push_str(&format!("M{} {}L{} {}", a.0, a.1, b.0, b.1));
        }
        self.out.push_str(&format!(
            "<path class=\"rule\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n"
        ));
    }

    /// Arrows along points; a way that they share from their beginning is drawn once.
    pub(super) fn arrows(&mut self, arrows: &[Vec<Point>], dashed: bool) {
        let (mut ways, mut heads) = (String::new(), String::new());
        for (at, points) in arrows.iter().enumerate() {
            let branches = arrows[..at].iter().map(|other| branch(points, other));
            let shortest = branches.min_by_key(|rest| length(rest));
            ways.push_str(&way(&shortest.unwrap_or_else(|| points.clone())));
            heads.push_str(&head(points));
        }
        let dash = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        self.out.push_str(&format!(
            "<path class=\"edge\" d=\"{ways}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.25\"{dash}/>\n\
             <path class=\"head\" d=\"{heads}\"/>\n"
        ));
    }

    /// Says what solid and dashed mean, from a top on; returns the height taken.
    pub(super) fn legend(&mut self, top: i64, room: i64, sample: Sample, entries: &[(bool, &str)]) -> i64 {
        let (mut x, mut y, mut tallest) = (1, top, 0);
        for (dashed, text) in entries {
            let lines = lines(text, Style::Note, room - SAMPLE - 2);
            let wide = SAMPLE + widest(&lines) + 18;
            if x > 1 && x + wide > room {
                (x, y, tallest) = (1, y + tallest + 4, 0);
            }
            self.open("legend");
            match sample {
                Sample::Box => self.frame(Frame { x, y: y + 2, width: 24, height: 13 }, *dashed, 0),
                Sample::Bar => {
                    let tint = if *dashed { 0 } else { 25 };
                    self.frame(Frame { x, y: y + 3, width: 24, height: 11 }, *dashed, tint);
                }
                Sample::Arrow => self.arrows(&[vec![(x, y + 9), (x + 28, y + 9)]], *dashed),
            }
            self.text(x + SAMPLE, y, Anchor::Start, &lines, false);
            self.close();
            x += wide;
            tallest = tallest.max(height(&lines));
        }
        y + tallest - top
    }

    /// Room that a legend's entries take side by side.
    pub(super) fn legend_width(entries: &[(bool, &str)]) -> i64 {
        entries.iter().map(|(_, text)| SAMPLE + super::text::width(text, Style::Note) + 18).sum()
    }
}

/// What is left of an arrow where it parts from another, from just before its turn.
fn branch(points: &[Point], other: &[Point]) -> Vec<Point> {
    let same = points.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (Some(&from), Some(&own), Some(&its)) = (points.get(same.wrapping_sub(1)), points.get(same), other.get(same))
    else {
        return points.to_vec();
    };
    // They part at a corner, or where one of them turns and the other goes on.
    let (start, parting) = if toward(from, own) == toward(from, its) {
        (from, if apart(from, own) < apart(from, its) { own } else { its })
    } else if same > 1 {
        (points[same - 2], from)
    } else {
        return points.to_vec();
    };
    let (dx, dy) = toward(start, parting);
    let back = ROUND.min(apart(start, parting) / 2);
    let mut rest = vec![(parting.0 - dx * back, parting.1 - dy * back)];
    rest.extend((parting == from).then_some(from));
    rest.extend(&points[same..]);
    rest
}

fn length(points: &[Point]) -> i64 {
    points.windows(2).map(|two| apart(two[0], two[1])).sum()
}

/// The distance of two places on an upright or level line.
fn apart(a: Point, b: Point) -> i64 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

/// The direction from a place to another.
fn toward(a: Point, b: Point) -> Point {
    ((b.0 - a.0).signum(), (b.1 - a.1).signum())
}

/// The line of an arrow; its corners are round, so that a branch is told from a crossing.
fn way(points: &[Point]) -> String {
    let [first, ..] = points else { return String::new() };
    let mut path = format!("M{} {}", first.0, first.1);
    for (at, three) in points.windows(3).enumerate() {
        let [a, b, c] = [three[0], three[1], three[2]];
        // Two corners share what is between them.
        let before = if at == 0 { apart(a, b) } else { apart(a, b) / 2 };
        let round = ROUND.min(before).min(apart(b, c) / 2);
        let (inward, outward) = (toward(b, a), toward(b, c));
        path.push_str(&format!(
            "L{} {}Q{} {} {} {}",
            b.0 + inward.0 * round,
            b.1 + inward.1 * round,
            b.0,
            b.1,
            b.0 + outward.0 * round,
            b.1 + outward.1 * round
        ));
    }
    if let Some((tip, (dx, dy))) = tip(points) {
        path.push_str(&format!("L{} {}", tip.0 - dx * 6, tip.1 - dy * 6));
    }
    path
}

/// The head of an arrow.
fn head(points: &[Point]) -> String {
    let Some(((x, y), (dx, dy))) = tip(points) else { return String::new() };
    let (back_x, back_y) = (x - dx * 8, y - dy * 8);
    format!("M{x} {y}L{} {}L{} {}Z", back_x + dy * 4, back_y + dx * 4, back_x - dy * 4, back_y - dx * 4)
}

/// Where an arrow ends, and in which direction.
fn tip(points: &[Point]) -> Option<(Point, Point)> {
    let [.., before, tip] = points else { return None };
    Some((*tip, toward(*before, *tip)))
}
