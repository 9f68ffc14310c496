//! Numbers: consecutive in a category, in catalog order; those that were issued stay.

use std::collections::{BTreeMap, BTreeSet};

use super::appendix::in_counting_order;
use crate::catalog::{Catalog, Category};
use crate::diagnostic::Diagnostic;
use crate::document::{Requirement, Withdrawn};
use crate::profile::{DocumentOptions, Issued};
use crate::select::Selection;

/// A category as the profile wants it printed.
#[derive(Debug, Clone)]
pub(super) struct PrintedCategory {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) definition: String,
}

/// Categories as printed, by catalog code.
///
/// # Errors
/// Two categories under one code: their counts and numbers could not be told apart.
pub(super) fn categories(
    catalog: &Catalog,
    options: &DocumentOptions,
) -> Result<BTreeMap<String, PrintedCategory>, Vec<Diagnostic>> {
    let printed = |category: &Category| {
        let changed = options.categories.get(&category.code).cloned().unwrap_or_default();
        PrintedCategory {
            code: changed.code.unwrap_or_else(|| category.code.clone()),
            name: changed.name.unwrap_or_else(|| category.name.clone()),
            definition: category.definition.clone(),
        }
    };
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut out = BTreeMap::new();
    for category in &catalog.categories {
        let shown = printed(category);
        if let Some(other) = first.insert(shown.code.clone(), &category.code) {
            let changed = if options.categories.contains_key(&category.code) { &category.code } else { other };
            let what = format!("`{}`: 분류 {other}, {}의 코드가 같습니다", shown.code, category.code);
            faults.push(
                Diagnostic::error("duplicate-category-code", what)
                    .hint("분류마다 다른 코드를 쓰세요")
                    .field(format!("document.categories.{changed}.code")),
            );
        }
        out.insert(category.code.clone(), shown);
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// The numbers of each selected entry, by its catalog id: one for each element. A number that was
/// issued stays; new ones follow after every number that its category ever had.
pub(super) fn numbers(
    selection: &Selection<'_>,
    categories: &BTreeMap<String, PrintedCategory>,
    options: &DocumentOptions,
    issued: Option<&Issued>,
) -> BTreeMap<String, Vec<String>> {
    let digits = usize::from(options.digits.unwrap_or(3));
    let separator = options.separator.as_deref().unwrap_or("-");
    let given: BTreeMap<(&str, &str), &str> = issued
        .iter()
        .flat_map(|issued| &issued.requirements)
        .map(|one| ((one.id.as_str(), one.instance.as_deref().unwrap_or_default()), one.number.as_str()))
        .collect();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    selection
        .selected()
        .map(|decision| {
            let id = decision.entry.id.text.as_str();
            let code = categories.get(&decision.entry.category).map_or("", |category| category.code.as_str());
            let prefix = format!("{code}{separator}");
            let last = last.entry(code).or_insert_with(|| highest(code, given.values().copied()));
            let numbers = decision.elements.iter().map(|element| {
                if let Some(number) = given.get(&(id, element.key.as_str())) {
                    return (*number).to_owned();
                }
                *last += 1;
                format!("{prefix}{last:0digits$}")
            });
            (id.to_owned(), numbers.collect())
        })
        .collect()
}

/// The highest counter among numbers of a category, whatever separates the two.
fn highest<'n>(code: &str, numbers: impl Iterator<Item = &'n str>) -> usize {
    let counter = |number: &'n str| -> Option<u32> {
        let rest = number.strip_prefix(code)?;
        rest.trim_start_matches(|c: char| !c.is_alphanumeric()).parse().ok()
    };
    numbers.filter_map(counter).max().map_or(0, |highest| highest as usize)
}

/// Orders by number within a category, as a reader looks them up: what was issued later stands later.
pub(super) fn sort(requirements: &mut [Requirement]) {
    // Categories stay where they are: requirements of one follow one another.
    for group in requirements.chunk_by_mut(|a, b| a.category == b.category) {
        group.sort_by_cached_key(|requirement| in_counting_order(&requirement.number));
    }
}

/// Requirements that were issued and are not selected any more, in order of number.
pub(super) fn withdrawn(
    issued: &Issued,
    numbers: &BTreeMap<String, Vec<String>>,
    catalog: &Catalog,
    categories: &BTreeMap<String, PrintedCategory>,
) -> Vec<Withdrawn> {
    let kept: BTreeSet<&str> = numbers.values().flatten().map(String::as_str).collect();
    let gone = issued.requirements.iter().filter(|one| !kept.contains(one.number.as_str()));
    let mut out: Vec<Withdrawn> = gone
        .map(|one| {
            let own = catalog.entry(&one.id).and_then(|entry| categories.get(&entry.category));
            // A requirement that the catalog no longer has is known by its number.
            let by_prefix = || categories.values().find(|category| one.number.starts_with(&category.code));
            let category = own.or_else(by_prefix);
            Withdrawn {
                number: one.number.clone(),
                title: one.title.clone(),
                category: category.map(|category| category.code.clone()).unwrap_or_default(),
                category_name: category.map(|category| category.name.clone()).unwrap_or_default(),
            }
        })
        .collect();
    out.sort_by_cached_key(|one| in_counting_order(&one.number));
    out
}

/// Numbers as a reference prints them: one, or the first and the last of those that follow one another.
pub(super) fn range(numbers: &[String]) -> String {
    let counter =
        |number: &str| number[number.trim_end_matches(|c: char| c.is_ascii_digit()).len()..].parse::<u64>().ok();
    let follows = |a: &String, b: &String| counter(a).zip(counter(b)).is_some_and(|(a, b)| a + 1 == b);
    let mut numbers = numbers.to_vec();
    numbers.sort_by_cached_key(|number| in_counting_order(number));
    let runs = numbers.chunk_by(follows).map(|run| match run {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first}~{last}"),
    });
    runs.collect::<Vec<_>>().join(", ")
}
