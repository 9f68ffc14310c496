//! Two documents → what changed, requirement by requirement, and the 신구대조표 of it.

mod marks;
mod page;

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::block::plain;
use crate::compose::in_counting_order;
use crate::document::{Document, Field, Requirement};

pub use page::{Ground, PART, compared, section};

/// What became of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text is another.
    Changed,
    /// Its number is another, its text the same.
    Moved,
}

/// A requirement that is not what it was.
#[derive(Debug, Clone)]
pub struct Change<'d> {
    /// What became of it.
    pub kind: ChangeKind,
    /// The requirement as it is; as it was, when it is gone.
    pub requirement: &'d Requirement,
    /// As it was; none for a new one.
    pub old: Option<&'d Requirement>,
    /// As it is; none for one that is gone.
    pub new: Option<&'d Requirement>,
    /// Texts that differ, in the order of the requirement's fields.
    pub texts: Vec<TextChange>,
}

/// A text that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Field of the requirement.
    pub field: Field,
    /// Place in the field's list as it was, from 0.
    pub old_at: usize,
    /// Place in the field's list as it is, from 0.
    pub new_at: usize,
    /// As it was.
    pub old: Option<String>,
    /// As it is.
    pub new: Option<String>,
}

/// What changed between two documents.
#[derive(Debug, Clone, Default)]
pub struct Comparison<'d> {
    /// Changes by category and number.
    pub changes: Vec<Change<'d>>,
    /// Requirements that are what they were.
    pub unchanged: usize,
}

impl Comparison<'_> {
    /// How many changes of a kind there are.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}

/// Compares two documents. Requirements are the same by catalog id and instance where both documents
/// have them, else by number, else by title.
pub fn diff<'d>(old: &'d Document, new: &'d Document) -> Comparison<'d> {
    let partners = partners(&old.requirements, &new.requirements);
    let taken: BTreeSet<usize> = partners.values().copied().collect();
    let mut comparison = Comparison::default();
    for (at, requirement) in new.requirements.iter().enumerate() {
        let before = partners.get(&at).map(|at| &old.requirements[*at]);
        let texts = texts(before, Some(requirement));
        let kind = match before {
            None => ChangeKind::Added,
            Some(_) if !texts.is_empty() => ChangeKind::Changed,
            Some(before) if before.number != requirement.number => ChangeKind::Moved,
            Some(_) => {
                comparison.unchanged += 1;
                continue;
            }
        };
        comparison.changes.push(Change { kind, requirement, old: before, new: Some(requirement), texts });
    }
    for (_, requirement) in old.requirements.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        let texts = texts(Some(requirement), None);
        comparison.changes.push(Change {
            kind: ChangeKind::Removed,
            requirement,
            old: Some(requirement),
            new: None,
            texts,
        });
    }
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    for requirement in new.requirements.iter().chain(&old.requirements) {
        let next = ranks.len();
        ranks.entry(&requirement.category).or_insert(next);
    }
    comparison.changes.sort_by_cached_key(|change| {
        let Requirement { category, number, .. } = change.requirement;
        (ranks.get(category.as_str()).copied(), in_counting_order(number), change.kind)
    });
    comparison
}

/// For each requirement of the new document, by place, the one of the old document that it was.
fn partners(old: &[Requirement], new: &[Requirement]) -> BTreeMap<usize, usize> {
    let mut partners = BTreeMap::new();
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    let mut pair = |same: &dyn Fn(&Requirement) -> Option<String>, may: &dyn Fn(&Requirement, &Requirement) -> bool| {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for at in &free {
            if let Some(key) = same(&old[*at]) {
                places.entry(key).or_insert(*at);
            }
        }
        for (at, requirement) in new.iter().enumerate() {
            if partners.contains_key(&at) {
                continue;
            }
            let found = same(requirement).and_then(|key| places.get(&key).copied());
            if let Some(before) = found.filter(|before| may(&old[*before], requirement))
                && free.remove(&before)
            {
                partners.insert(at, before);
            }
        }
    };
    let identity = |one: &Requirement| (!one.id.is_empty()).then(|| format!("{}\n{}", one.id, one.instance));
    pair(&identity, &|_, _| true);
    // Where one side does not know the catalog, the number tells; two ids under one number are two requirements.
    let unknown = |a: &Requirement, b: &Requirement| a.id.is_empty() || b.id.is_empty();
    pair(&|one| (!one.number.is_empty()).then(|| one.number.clone()), &unknown);
    pair(&|one| Some(plain(&one.title)).filter(|title| !title.trim().is_empty()), &unknown);
    partners
}

/// The texts in which two requirements differ; all of one where the other is not there.
fn texts(old: Option<&Requirement>, new: Option<&Requirement>) -> Vec<TextChange> {
    let mut changes = Vec::new();
    for field in [Field::Title, Field::Definition, Field::Details, Field::Deliverables, Field::Acceptance] {
        let lines = |one: Option<&Requirement>| one.map(|one| one.lines(field)).unwrap_or_default();
        let (before, after) = (lines(old), lines(new));
        if before == after {
            continue;
        }
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            let (_, old_range, new_range) = op.as_tag_tuple();
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            for step in 0..old_range.len().max(new_range.len()) {
                let (old_at, new_at) = (old_range.start + step, new_range.start + step);
                let text = |lines: &[String], range: &std::ops::Range<usize>, at: usize| {
                    range.contains(&at).then(|| lines[at].clone())
                };
                let (old, new) = (text(&before, &old_range, old_at), text(&after, &new_range, new_at));
                changes.push(TextChange { field, old_at, new_at, old, new });
            }
        }
    }
    changes
}
