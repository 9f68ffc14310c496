//! A drawing read back as shapes, and what holds for every drawing.

use std::collections::BTreeMap;

type Point = (f64, f64);

/// A rectangle: left, top, right, bottom.
pub(super) type Rect = [f64; 4];

pub(super) struct Shape {
    pub(super) rect: Rect,
    /// Class and number of the group around it.
    pub(super) group: (String, usize),
    pub(super) dashed: bool,
    pub(super) text: String,
}

/// The shapes of a drawing.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) view: Rect,
    pub(super) rects: Vec<Shape>,
    pub(super) texts: Vec<Shape>,
    /// Straight parts of arrows, with the number of their path.
    lines: Vec<(usize, Point, Point)>,
    paths: usize,
    pub(super) tips: Vec<Point>,
}

impl Sheet {
    /// Reads a drawing; panics at whatever is not one of its few elements.
    pub(super) fn read(svg: &str) -> Self {
        let mut out = Self::default();
        let mut groups: Vec<(String, usize)> = Vec::new();
        let mut count = 0;
        for part in svg.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap();
            let (name, inside) = tag.split_once(' ').unwrap_or((tag, ""));
            let values: BTreeMap<&str, &str> =
                inside.split("\" ").filter_map(|pair| pair.trim_end_matches(['/', '"']).split_once("=\"")).collect();
            let number = |key: &str| values.get(key).map_or(0.0, |value| value.parse::<f64>().unwrap());
            let group = groups.last().cloned().unwrap_or_default();
            match name {
                "svg" => {
                    let view: Vec<f64> = values["viewBox"].split(' ').map(|n| n.parse().unwrap()).collect();
                    out.view = [view[0], view[1], view[2], view[3]];
                }
                "g" => {
                    count += 1;
                    groups.push((values["class"].to_owned(), count));
                }
                "/g" => {
                    groups.pop().unwrap();
                }
                "rect" => {
                    let (x, y) = (number("x"), number("y"));
                    let rect = [x, y, x + number("width"), y + number("height")];
                    let dashed = values.contains_key("stroke-dasharray");
                    out.rects.push(Shape { rect, group, dashed, text: String::new() });
                }
                "text" => {
                    let text = unescaped(text);
                    let size = number("font-size");
                    assert!(size >= 11.0, "{text} is too small");
                    let width = text.chars().map(em).sum::<f64>() * size;
                    let left = match values.get("text-anchor") {
                        Some(&"middle") => number("x") - width / 2.0,
                        Some(_) => number("x") - width,
                        None => number("x"),
                    };
                    let base = number("y");
                    let rect = [left, base - size * 0.8, left + width, base + size * 0.2];
                    out.texts.push(Shape { rect, group, dashed: false, text });
                }
                "path" if values["class"] == "edge" => out.read_lines(values["d"]),
                "path" if values["class"] == "head" => {
                    for head in values["d"].split('M').skip(1) {
                        out.tips.push(point(head.split('L').next().unwrap()));
                    }
                }
                "path" | "title" | "desc" | "/svg" | "/text" | "/title" | "/desc" => {}
                other => panic!("what is <{other}>?"),
            }
        }
        assert!(groups.is_empty());
        out
    }

    fn read_lines(&mut self, path: &str) {
        self.paths += 1;
        for way in path.split('M').skip(1) {
            let mut at = None;
            for step in way.split(['L', 'Q']) {
                // A curve lies within the corner of its three points.
                let numbers: Vec<&str> = step.split(' ').collect();
                for pair in numbers.chunks(2) {
                    let to = point(&pair.join(" "));
                    if let Some(from) = at {
                        self.lines.push((self.paths, from, to));
                    }
                    at = Some(to);
                }
            }
        }
    }

    pub(super) fn boxes(&self) -> impl Iterator<Item = &Shape> {
        self.rects.iter().filter(|rect| rect.group.0 == "box")
    }

    pub(super) fn all_text(&self) -> String {
        self.texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What holds for every drawing.
    pub(super) fn check(&self) {
        let inside = |outer: &Rect, inner: &Rect, by: f64| {
            inner[0] >= outer[0] + by && inner[1] >= outer[1] && inner[2] <= outer[2] - by && inner[3] <= outer[3]
        };
        for shape in self.rects.iter().chain(&self.texts) {
            assert!(inside(&self.view, &shape.rect, 0.0), "{:?} {} leaves {:?}", shape.rect, shape.text, self.view);
        }
        for (_, (x, y), _) in &self.lines {
            assert!(inside(&self.view, &[*x, *y, *x, *y], 0.0), "an arrow leaves the drawing at {x} {y}");
        }
        for text in self.texts.iter().filter(|text| text.group.0 == "box") {
            let own = self.rects.iter().find(|rect| rect.group == text.group).unwrap();
            assert!(inside(&own.rect, &text.rect, 2.0), "{} leaves its box", text.text);
        }
    }

    /// What holds for things and arrows.
    pub(super) fn check_graph(&self) {
        self.check();
        let boxes: Vec<&Shape> = self.boxes().collect();
        for (at, one) in boxes.iter().enumerate() {
            assert!(!boxes[at + 1..].iter().any(|other| meet(&one.rect, &other.rect)), "boxes overlap");
            for (_, from, to) in &self.lines {
                assert!(!meet(&one.rect, &wide(*from, *to)), "an arrow crosses a box: {from:?} {to:?} {:?}", one.rect);
            }
            for label in self.texts.iter().filter(|text| text.group.0 == "label") {
                assert!(!meet(&one.rect, &label.rect), "{} lies on a box", label.text);
            }
        }
        for (at, (path, from, to)) in self.lines.iter().enumerate() {
            for (other, a, b) in self.lines[at + 1..].iter().filter(|line| line.0 != *path) {
                let upright = same(from.0, to.0) && same(a.0, b.0);
                let level = same(from.1, to.1) && same(a.1, b.1);
                let both = meet(&wide(*from, *to), &wide(*a, *b));
                assert!(
                    !(upright || level) || !both,
                    "{path} and {other} lie on one another: {from:?} {to:?} {a:?} {b:?}"
                );
            }
        }
        let legend = |y: f64| self.rects.iter().all(|rect| rect.rect[3] < y);
        for (x, y) in self.tips.iter().filter(|tip| !legend(tip.1)) {
            let touches = |rect: &Rect| {
                let within = *x >= rect[0] && *x <= rect[2] && *y >= rect[1] && *y <= rect[3];
                let on = [x - rect[0], x - rect[2], y - rect[1], y - rect[3]].iter().any(|gap| gap.abs() < 0.5);
                within && on
            };
            assert!(boxes.iter().any(|one| touches(&one.rect)), "an arrow ends nowhere: {x} {y}");
        }
    }
}

/// Whether two rectangles have an inner point in common.
pub(super) fn meet(a: &Rect, b: &Rect) -> bool {
    a[0] + 0.5 < b[2] && b[0] + 0.5 < a[2] && a[1] + 0.5 < b[3] && b[1] + 0.5 < a[3]
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.5
}

/// A line with some room on its sides, none at its ends.
fn wide(from: Point, to: Point) -> Rect {
    let (x, y) = if same(from.0, to.0) { (2.0, 0.0) } else { (0.0, 2.0) };
    [from.0.min(to.0) - x, from.1.min(to.1) - y, from.0.max(to.0) + x, from.1.max(to.1) + y]
}

fn point(text: &str) -> Point {
    let (x, y) = text.split_once(' ').unwrap();
    (x.parse().unwrap(), y.parse().unwrap())
}

/// Width of a character as usual fonts have it.
fn em(c: char) -> f64 {
    match c {
        'W' | 'M' | '@' | '%' | 'm' | 'w' => 0.95,
        'A'..='Z' => 0.7,
        c if c.is_ascii() => 0.55,
        _ => 1.0,
    }
}

fn unescaped(text: &str) -> String {
    let text = text.trim_end_matches('\n');
    assert!(!text.replace("&amp;", "").contains("& "), "{text}");
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
