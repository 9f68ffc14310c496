//! Which words of a text changed, set in bold: it is read in black and white too.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::block::Inline;

/// Two texts, each with the words that the other does not have in bold.
pub(super) fn marked(old: &str, new: &str) -> (Vec<Inline>, Vec<Inline>) {
    let words = |text: &'_ str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (before, after) = (words(old), words(new));
    let (mut left, mut right) = (Marked::default(), Marked::default());
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (_, old_range, new_range) = op.as_tag_tuple();
        let changed = !matches!(op, DiffOp::Equal { .. });
        left.add(&before[old_range], changed);
        right.add(&after[new_range], changed);
    }
    (left.out, right.out)
}

#[derive(Default)]
struct Marked {
    out: Vec<Inline>,
}

impl Marked {
    fn add(&mut self, words: &[String], changed: bool) {
        if words.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push(Inline::Text(" ".to_owned()));
        }
        let text = Inline::Text(words.join(" "));
        self.out.push(if changed { Inline::Strong(vec![text]) } else { text });
    }
}
