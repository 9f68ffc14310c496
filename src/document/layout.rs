//! Requirement → table, by layout data (`templates/layout/*.toml`).

use serde::Deserialize;

use super::{Block, Cell, CellKind, Inline, Requirement, Table};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::words::Words;

/// Rows of a requirement's table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// What people call it; its name where a user's file says nothing.
    #[serde(default)]
    pub title: String,
    /// Column widths, percent; two columns, or three when rows have sub-rows.
    pub widths: Vec<u8>,
    /// Rows, top to bottom.
    #[serde(rename = "row")]
    pub rows: Vec<Row>,
    /// Printed in a row with nothing to say.
    #[serde(skip)]
    pub none: String,
}

/// One row, or a label over sub-rows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Label.
    pub label: String,
    /// What it shows; none when it has sub-rows.
    pub field: Option<Field>,
    /// Name under which the profile switches it on.
    pub optional: Option<String>,
    /// Sub-rows.
    #[serde(default)]
    pub rows: Vec<Row>,
}

/// A field of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Category name.
    Category,
    /// Issued number.
    Number,
    /// Title.
    Title,
    /// 응락수준.
    Level,
    /// 정의.
    Definition,
    /// 세부 내용.
    Details,
    /// 산출 정보.
    Deliverables,
    /// 관련 요구사항.
    Related,
    /// 검수 기준.
    Acceptance,
    /// 요구사항 출처.
    Sources,
}

impl Field {
    /// The fields that are a requirement's text.
    pub const TEXTS: [Self; 5] = [Self::Title, Self::Definition, Self::Details, Self::Deliverables, Self::Acceptance];

    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Number => "number",
            Self::Title => "title",
            Self::Level => "level",
            Self::Definition => "definition",
            Self::Details => "details",
            Self::Deliverables => "deliverables",
            Self::Related => "related",
            Self::Acceptance => "acceptance",
            Self::Sources => "sources",
        }
    }
}

impl Layout {
    /// The names of all layouts.
    pub fn names(assets: &Assets) -> Vec<String> {
        let files = assets.folder("layout").into_iter();
        let names = files.filter_map(|(file, _)| Some(file.strip_prefix("layout/")?.strip_suffix(".toml")?.to_owned()));
        names.filter(|name| name != "words").collect()
    }

    /// Reads a layout by name and keeps the optional rows that are switched on.
    ///
    /// # Errors
    /// When there is no such layout or row, or a user's file is not a layout.
    pub fn read(name: &str, optional: &[String], assets: &Assets, words: &Words) -> Result<Self, Vec<Diagnostic>> {
        let file = format!("layout/{name}.toml");
        let text = assets.text(&file);
        if text.is_empty() || name == "words" {
            return Err(vec![
                Diagnostic::error("unknown-layout", format!("`{name}`: 없는 표 양식입니다"))
                    .hint(format!("쓸 수 있는 양식: {}", Self::names(assets).join(", ")))
                    .field("document.layout"),
            ]);
        }
        let mut layout: Self = toml::from_str(text).map_err(|error| {
            vec![
                Diagnostic::error("layout", format!("표 양식을 읽을 수 없습니다: {}", error.message()))
                    .file(&file)
                    .span(error.span().unwrap_or(0..0)),
            ]
        })?;
        if layout.widths.len() < 2 || (layout.widths.len() < 3 && layout.rows.iter().any(|row| !row.rows.is_empty())) {
            return Err(vec![
                Diagnostic::error("layout", "`widths`의 열 수가 모자랍니다")
                    .hint("이름 열과 내용 열의 너비(%)를 적고, 하위 행(rows)이 있으면 세 열을 적으세요")
                    .file(&file)
                    .span(0..text.find('\n').unwrap_or(text.len())),
            ]);
        }
        let known: Vec<&str> = layout.rows.iter().filter_map(|row| row.optional.as_deref()).collect();
        let faults: Vec<Diagnostic> = optional
            .iter()
            .enumerate()
            .filter(|(_, row)| !known.contains(&row.as_str()) && !["source", "level"].contains(&row.as_str()))
            .map(|(at, row)| {
                Diagnostic::error("unknown-row", format!("`{row}`: 표 양식에 없는 선택 행입니다"))
                    .hint("쓸 수 있는 선택 행: source(출처), level(응락수준)")
                    .field(format!("document.rows[{at}]"))
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        layout.rows.retain(|row| row.optional.as_ref().is_none_or(|name| optional.contains(name)));
        layout.none.clone_from(&words.none);
        Ok(layout)
    }
}

/// Lays a requirement out as a table.
pub fn requirement_table(requirement: &Requirement, layout: &Layout) -> Table {
    let labels = layout.widths.len().saturating_sub(1).max(1);
    let label = |row: &Row, columns, rows| Cell { columns, rows, ..Cell::text(CellKind::RowHeader, row.label.clone()) };
    let mut rows = Vec::new();
    for row in &layout.rows {
        if row.rows.is_empty() {
            rows.push(vec![label(row, labels, 1), content(requirement, row, layout)]);
        }
        for (at, below) in row.rows.iter().enumerate() {
            let mut cells = Vec::new();
            if at == 0 {
                cells.push(label(row, 1, row.rows.len()));
            }
            cells.push(label(below, labels - 1, 1));
            cells.push(content(requirement, below, layout));
            rows.push(cells);
        }
    }
    let mut caption = vec![Inline::Text(format!("{} ", requirement.number))];
    caption.extend(requirement.title.iter().cloned());
    Table { caption, widths: layout.widths.clone(), rows }
}

fn content(requirement: &Requirement, row: &Row, layout: &Layout) -> Cell {
    let text = |text: &str| vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])];
    let list = |items: &[Vec<Inline>]| match items {
        [] => text(&layout.none),
        items => {
            let items = items.iter().map(|item| vec![Block::Paragraph(item.clone())]).collect();
            vec![Block::List { ordered: false, items }]
        }
    };
    let line = |content: &[Inline]| match content {
        [] => text(&layout.none),
        content => vec![Block::Paragraph(content.to_vec())],
    };
    let blocks = match row.field {
        Some(Field::Category) => text(&requirement.category_name),
        Some(Field::Number) => text(&requirement.number),
        Some(Field::Title) => line(&requirement.title),
        Some(Field::Level) => text(&requirement.level),
        Some(Field::Definition) => line(&requirement.definition),
        Some(Field::Details) => list(&requirement.details),
        Some(Field::Deliverables) => list(&requirement.deliverables),
        Some(Field::Related) => line(&requirement.related),
        Some(Field::Acceptance) => list(&requirement.acceptance),
        Some(Field::Sources) => {
            let sources: Vec<Vec<Inline>> =
                requirement.sources.iter().map(|source| vec![Inline::Text(source.clone())]).collect();
            list(&sources)
        }
        None => Vec::new(),
    };
    Cell { kind: CellKind::Data, columns: 1, rows: 1, blocks }
}
