//! `balju catalog check`: what a catalog promises and does not keep.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;

use super::scan::{comparisons, literals, locals, paths, sample, tags};
use super::{Audience, Catalog, Parameter, Part, Piece, split_citation};
use crate::diagnostic::Diagnostic;
use crate::mark;
use crate::markup;
use crate::profile::{Labels, Repeated, enum_values, known_path};
use crate::template::Templates;

/// Names that templates may use beside the profile's fields.
const EXTRA: [&str; 13] = [
    "selected",
    "draft",
    "catalog_edition",
    "outline",
    "outline_title",
    "internal",
    "assessment",
    "components",
    "policies",
    "records_by_step",
    "scale",
    "sources",
    "stage",
];

/// Of these, what a template may print although no parameter declares it: it is made by the program.
const PRINTED: [&str; 9] = [
    "catalog_edition",
    "outline_title",
    "assessment",
    "components",
    "policies",
    "records_by_step",
    "scale",
    "sources",
    "stage",
];

/// Every fault of the catalog's files, in order of file and place.
pub fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let ids = catalog.entries.iter().map(|entry| &entry.id.text).chain(&catalog.removed);
    let ids: BTreeSet<&str> = ids.map(String::as_str).collect();
    let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &catalog.entries {
        let templates: Vec<&Piece> = entry.templates().collect();
        let repeated = entry.for_each.map(Repeated::fields).unwrap_or_default();
        let mut file = File { name: &entry.file, parameters: &entry.parameters, repeated, faults: &mut faults };
        file.conditions(&entry.when);
        file.templates(&templates, &ids);
        file.parameters(&templates);
        file.citations(&entry.citations, catalog);
        for related in &entry.related {
            if !ids.contains(related.text.as_str()) {
                file.fault(
                    "dangling-relation",
                    format!("`{}`: 카탈로그에 없는 관련 요구사항입니다", related.text),
                    related,
                    None,
                );
            }
        }
        if let Some(component) = &entry.component
            && !catalog.components.iter().any(|known| known.id == component.text)
        {
            file.fault("unknown-component", unknown_component(&component.text), component, None);
        }
        if entry.verification.is_empty() {
            file.fault("no-verification", "검수 기준(verification)이 없습니다".to_owned(), &entry.title, None);
        }
        for parameter in &entry.parameters {
            if let Some(home) = homes.insert(&parameter.field, &entry.id.text) {
                faults.push(
                    Diagnostic::error("two-homes", format!("`{}`: `{home}`에서도 정하는 값입니다", parameter.field))
                        .hint("한 값은 한 요구사항에서만 정하고, 다른 곳에서는 ref(id=\"…\")로 가리키세요")
                        .file(&entry.file)
                        .span(parameter.field_span.clone()),
                );
            }
        }
    }
    for part in &catalog.parts {
        let templates: Vec<&Piece> = part.title.iter().chain([&part.body]).collect();
        let mut file =
            File { name: &part.file, parameters: &part.parameters, repeated: Vec::new(), faults: &mut faults };
        file.conditions(&part.when);
        file.templates(&templates, &ids);
        file.parameters(&templates);
        file.citations(&part.citations, catalog);
        file.part(part);
    }
    components(catalog, &ids, &mut faults);
    faults
        .sort_by(|a, b| (&a.file, a.span.as_ref().map(|s| s.start)).cmp(&(&b.file, b.span.as_ref().map(|s| s.start))));
    faults
}

fn unknown_component(id: &str) -> String {
    format!("`{id}`: component.toml에 없는 구성요소입니다")
}

/// Components, and the categories that name them.
fn components(catalog: &Catalog, ids: &BTreeSet<&str>, faults: &mut Vec<Diagnostic>) {
    for category in &catalog.categories {
        let unknown = category.component.iter().filter(|id| !catalog.components.iter().any(|known| known.id == **id));
        faults.extend(unknown.map(|id| {
            let message = format!("분류 {}의 {}", category.code, unknown_component(id));
            Diagnostic::error("unknown-component", message).file("categories.toml").span(0..0)
        }));
    }
    for entry in &catalog.components {
        let mut file = File { name: &entry.file, parameters: &[], repeated: Vec::new(), faults };
        let of_functions = entry.functions.iter().filter_map(|function| function.when.as_ref());
        let clauses: Vec<Piece> = entry.when.iter().chain(of_functions).cloned().collect();
        file.conditions(&clauses);
        for shared in entry.shares.iter().filter(|shared| !ids.contains(shared.text.as_str())) {
            let message = format!("`{}`: 카탈로그에 없는 요구사항입니다", shared.text);
            file.fault("dangling-relation", message, shared, None);
        }
    }
}

/// A file under inspection.
struct File<'a> {
    name: &'a str,
    parameters: &'a [Parameter],
    /// Fields of `it` in an entry that repeats.
    repeated: Vec<String>,
    faults: &'a mut Vec<Diagnostic>,
}

impl File<'_> {
    /// A parameter, or a field of the element the entry repeats over.
    fn is_own(&self, path: &str) -> bool {
        self.parameters.iter().any(|parameter| parameter.name == path)
            || path.strip_prefix("it.").is_some_and(|field| self.repeated.iter().any(|known| known == field))
    }

    fn fault(&mut self, code: &'static str, message: String, piece: &Piece, range: Option<Range<usize>>) {
        self.faults.push(Diagnostic::error(code, message).file(self.name).span(piece.span(range)));
    }

    fn conditions(&mut self, clauses: &[Piece]) {
        for clause in clauses {
            if clause.text.contains("{%") || clause.text.contains("%}") {
                self.fault("condition", "조건에는 `{%`, `%}`를 쓸 수 없습니다".to_owned(), clause, None);
                continue;
            }
            let source = format!("{{% if {} %}}{{% endif %}}", clause.text);
            if let Err(error) = Templates::prose([(self.name, source.as_str())]) {
                let range = error.span.map(|s| s.start.saturating_sub(6)..s.end.saturating_sub(6));
                self.fault("condition", format!("조건식 오류: {}", error.message), clause, range);
            }
            self.expression(clause, 0..clause.text.len(), &[]);
        }
    }

    fn templates(&mut self, pieces: &[&Piece], ids: &BTreeSet<&str>) {
        for piece in pieces {
            if let Some(at) = piece.text.find(mark::is_private_use) {
                self.fault(
                    "private-use-character",
                    "사용자 정의 영역 글자는 쓸 수 없습니다".to_owned(),
                    piece,
                    Some(at..at + 3),
                );
            }
            if let Err(error) = Templates::prose([(self.name, piece.text.as_str())]) {
                self.fault("template", format!("템플릿 오류: {}", error.message), piece, error.span);
                continue;
            }
            self.markup(piece);
            let tags = tags(&piece.text);
            let mut names: Vec<&str> = Vec::new();
            for tag in &tags {
                let inside = &piece.text[tag.span.clone()];
                names.extend(locals(inside));
                if tag.prints {
                    self.printed(piece, tag.span.clone(), &names);
                    if let Some(id) =
                        inside.trim().strip_prefix("ref(").and_then(|_| literals(inside).into_iter().next())
                        && !ids.contains(id.0)
                    {
                        let range = tag.span.start + id.1.start..tag.span.start + id.1.end;
                        self.fault(
                            "dangling-relation",
                            format!("`{}`: 카탈로그에 없는 요구사항입니다", id.0),
                            piece,
                            Some(range),
                        );
                    }
                } else {
                    self.expression(piece, tag.span.clone(), &names);
                }
            }
        }
    }

    /// Raw HTML and forbidden elements, seen with a word in place of each tag.
    fn markup(&mut self, piece: &Piece) {
        let mut text = piece.text.clone().into_bytes();
        for tag in tags(&piece.text) {
            for byte in &mut text[tag.span.start - 2..tag.span.end + 2] {
                if *byte != b'\n' {
                    *byte = b'x';
                }
            }
        }
        // Whole tags were overwritten, so what is left is whole characters.
        let text = String::from_utf8_lossy(&text);
        for error in markup::parse(&text).err().unwrap_or_default() {
            self.fault("markup", error.message, piece, Some(error.span));
        }
    }

    /// What is printed must be a parameter, so that a value nobody gave is never silently empty.
    fn printed(&mut self, piece: &Piece, span: Range<usize>, locals: &[&str]) {
        for (path, range) in paths(&piece.text[span.clone()]) {
            let root = path.split('.').next().unwrap_or(path);
            let known = self.is_own(path) || locals.contains(&root) || PRINTED.contains(&root);
            if !known {
                let range = span.start + range.start..span.start + range.end;
                self.faults.push(
                    Diagnostic::error("undeclared-parameter", format!("`{path}`: 선언하지 않은 기준값을 인쇄합니다"))
                        .hint("머리말에 [parameters.이름]을 두고 그 이름으로 인쇄하세요")
                        .file(self.name)
                        .span(piece.span(Some(range))),
                );
            }
        }
    }

    /// Fields must exist in the profile, literals among the values of the fields they are compared with.
    fn expression(&mut self, piece: &Piece, span: Range<usize>, locals: &[&str]) {
        for (part, start) in comparisons(&piece.text[span.clone()]) {
            let place = |range: Range<usize>| Some(span.start + start + range.start..span.start + start + range.end);
            let mut allowed: Option<Vec<String>> = None;
            for (path, range) in paths(part) {
                let root = path.split('.').next().unwrap_or(path);
                if locals.contains(&root) || EXTRA.contains(&root) || self.is_own(path) {
                    continue;
                }
                if known_path(path) {
                    if let Some(values) = enum_values(path) {
                        allowed.get_or_insert_default().extend(values);
                    }
                } else {
                    self.fault("unknown-field", format!("`{path}`: 프로필에 없는 필드입니다"), piece, place(range));
                }
            }
            for (literal, range) in literals(part) {
                if let Some(values) = allowed.as_ref().filter(|values| !values.iter().any(|value| value == literal)) {
                    let message = format!("`{literal}`: 이 필드에 없는 값입니다 (있는 값: {})", values.join(", "));
                    self.fault("unknown-value", message, piece, place(range));
                }
            }
        }
    }

    fn parameters(&mut self, pieces: &[&Piece]) {
        let printed: BTreeSet<String> = pieces
            .iter()
            .flat_map(|piece| tags(&piece.text).into_iter().map(|tag| &piece.text[tag.span]))
            .flat_map(|inside| paths(inside).into_iter().map(|(path, _)| path.to_owned()))
            .collect();
        for parameter in self.parameters {
            let mut fault = |code, message: String, span: &Range<usize>| {
                self.faults.push(Diagnostic::error(code, message).file(self.name).span(span.clone()));
            };
            let Parameter { name, field, .. } = parameter;
            if !printed.contains(name) {
                fault("unused-parameter", format!("`{name}`: 선언했으나 쓰지 않는 기준값입니다"), &parameter.span);
            }
            if known_path(name) {
                fault("parameter-name", format!("`{name}`: 프로필 항목과 같은 이름은 쓸 수 없습니다"), &parameter.span);
            }
            if !known_path(field) {
                fault("unknown-field", format!("`{field}`: 프로필에 없는 필드입니다"), &parameter.field_span);
            }
            let default = parameter.default.as_ref().and_then(Value::as_f64);
            let outside = |d: f64| parameter.min.is_some_and(|min| d < min) || parameter.max.is_some_and(|max| d > max);
            if default.is_some_and(outside) || parameter.min.zip(parameter.max).is_some_and(|(min, max)| min > max) {
                fault(
                    "default-out-of-bounds",
                    format!("`{name}`: 기본값이 허용 범위(min–max)를 벗어납니다"),
                    &parameter.span,
                );
            }
        }
    }

    /// What a part promises beside its text.
    fn part(&mut self, part: &Part) {
        let at = &part.body;
        for widths in &part.widths {
            if widths.iter().map(|width| u32::from(*width)).sum::<u32>() != 100 {
                self.fault("widths", format!("열 너비(widths)의 합이 100이 아닙니다: {widths:?}"), at, Some(0..0));
            }
        }
        let labels = Labels::builtin();
        let internal = self.parameters.iter().filter(|parameter| labels.is_internal(&parameter.field));
        if part.audience == Audience::Public {
            self.faults.extend(internal.map(|parameter| {
                let message = format!("`{}`: 공개 부분에 인쇄할 수 없는 내부용 값입니다", parameter.field);
                Diagnostic::error("internal-value", message)
                    .hint("머리말에 audience = \"internal\"을 적거나 이 값을 빼세요")
                    .file(self.name)
                    .span(parameter.field_span.clone())
            }));
        }
    }

    fn citations(&mut self, citations: &[Piece], catalog: &Catalog) {
        for reference in citations {
            // A condition around it decides whether it is printed, not what it names.
            let bare = sample(&reference.text);
            let (id, article) = split_citation(bare.trim());
            match (catalog.citations.get(id), article) {
                (None, _) => {
                    self.fault(
                        "dangling-citation",
                        format!("`{id}`: 없는 법령 기록입니다"),
                        reference,
                        reference.text.find(id).map(|at| at..at + id.len()),
                    );
                }
                (Some(citation), Some(article)) if !citation.articles.contains_key(article) => {
                    let message = format!("`{article}`: 「{}」 기록에 없는 조항입니다", citation.name);
                    let range = reference.text.find(article).map(|at| at..at + article.len());
                    self.fault("dangling-citation", message, reference, range);
                }
                _ => {}
            }
        }
    }
}
