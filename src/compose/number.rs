//! Issued numbers: consecutive in a category, in catalog order.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Category};
use crate::diagnostic::Diagnostic;
use crate::profile::DocumentOptions;
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

/// The numbers of each selected entry, by its catalog id: one for each element.
pub(super) fn numbers(
    selection: &Selection<'_>,
    categories: &BTreeMap<String, PrintedCategory>,
    options: &DocumentOptions,
) -> BTreeMap<String, Vec<String>> {
    let digits = usize::from(options.digits.unwrap_or(3));
    let separator = options.separator.as_deref().unwrap_or("-");
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    selection
        .selected()
        .map(|decision| {
            let code = categories.get(&decision.entry.category).map_or("", |category| category.code.as_str());
            let last = last.entry(code).or_default();
            let numbers = decision.elements.iter().map(|_| {
                *last += 1;
                format!("{code}{separator}{last:0digits$}")
            });
            (decision.entry.id.text.clone(), numbers.collect())
        })
        .collect()
}

/// Numbers as a reference prints them: one, or the first and the last.
pub(super) fn range(numbers: &[String]) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first}~{last}"),
    }
}
