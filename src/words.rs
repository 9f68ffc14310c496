//! The few words that the program itself puts into documents: data, in
//! `templates/layout/words.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;

const FILE: &str = "layout/words.toml";
const GLOSSARY: &str = "glossary.toml";

/// Words and labels of the document's own parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Stands for a value nobody has said.
    pub missing: String,
    /// Stands beside a default nobody has decided.
    pub default: String,
    /// Content of a row with nothing to say.
    pub none: String,
    /// A yes/no field that is true.
    pub yes: String,
    /// A yes/no field that is false.
    pub no: String,
    /// A field nobody has said, in reasons.
    pub unset: String,
    /// Counter for things in a list, after the number.
    pub items: String,
    /// Reason of a requirement without conditions.
    pub always: String,
    /// Reason of a requirement whose conditions all stay within the agency.
    pub withheld: String,
    /// Reason prefix of a requirement taken in by hand.
    pub taken_in: String,
    /// Reason prefix of a requirement left out by hand.
    pub left_out: String,
    /// Before the title of a requirement that was issued and is gone.
    pub withdrawn: String,
    /// Before the day on which a citation was checked.
    pub as_of: String,
    /// Beside a citation that a person must check.
    pub unconfirmed: String,
    /// Heading of the list of contents.
    pub contents: String,
    /// Link over the list of contents.
    pub skip: String,
    /// Headings and captions of the tables over all requirements.
    pub summary: SummaryWords,
    /// Headings and caption of the list of requirements.
    pub list: ListWords,
    /// Words of the table of laws.
    pub laws: LawWords,
    /// Words of the list of deliverables.
    pub deliverables: DeliverableWords,
    /// Words of the traceability table.
    pub traceability: TraceabilityWords,
    /// Words of the bidder's matrix.
    pub compliance: ComplianceWords,
    /// Words of the 신구대조표.
    pub changes: ChangeWords,
    /// Names of the fields of a requirement, for programs that read them.
    pub fields: FieldWords,
    /// Words of the workbook.
    pub workbook: WorkbookWords,
    /// Words of the table of terms.
    pub glossary: GlossaryWords,
    /// Words of figures.
    pub figure: FigureWords,
    /// Words of figures that are printed as tables.
    pub figure_table: FigureTableWords,
    /// Terms and their meanings.
    #[serde(skip)]
    pub terms: BTreeMap<String, String>,
}

/// Words of the 신구대조표.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeWords {
    /// Title and caption.
    pub title: String,
    /// Counts of what changed; `{changed}`, `{added}`, `{removed}`, `{moved}`, `{unchanged}` stand for them.
    pub summary: String,
    /// Column of the number.
    pub number: String,
    /// Column of what was.
    pub old: String,
    /// Column of what is.
    pub new: String,
    /// Column of the reason.
    pub reason: String,
    /// Column of who said so.
    pub source: String,
    /// Column of price and period.
    pub effect: String,
    /// In place of what was, where something is new.
    pub added: String,
    /// In place of what is, where something is gone.
    pub removed: String,
    /// Where only the number is another.
    pub moved: String,
    /// Where no record says anything.
    pub unstated: String,
    /// After an amount of money.
    pub won: String,
    /// After a number of days.
    pub days: String,
}

/// Words of the table of categories.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryWords {
    /// Caption.
    pub caption: String,
    /// Column of the category.
    pub category: String,
    /// Column of its definition.
    pub definition: String,
    /// Column of the count.
    pub count: String,
    /// Label of the total.
    pub total: String,
}

/// Words of the list of requirements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    /// Caption.
    pub caption: String,
    /// Column of the category.
    pub category: String,
    /// Column of the number.
    pub number: String,
    /// Column of the title.
    pub title: String,
}

/// Words of the table of laws.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawWords {
    /// Caption.
    pub caption: String,
    /// Column of the law or notice.
    pub source: String,
    /// Column of the requirements it is the ground of.
    pub requirements: String,
}

/// Words of the list of deliverables.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliverableWords {
    /// Caption.
    pub caption: String,
    /// Column of the phase.
    pub phase: String,
    /// Column of the deliverable.
    pub name: String,
    /// Column of the requirements that ask for it.
    pub requirements: String,
    /// Phases; the first of which a word is in the deliverable's name takes it, else the last.
    pub phases: Vec<Phase>,
}

/// A phase of the project.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Name.
    pub name: String,
    /// Place in the project's life.
    pub order: i64,
    /// Words in the names of its deliverables.
    pub words: Vec<String>,
}

/// Words of the traceability table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraceabilityWords {
    /// Caption.
    pub caption: String,
    /// Column of the number.
    pub number: String,
    /// Column of the title.
    pub title: String,
    /// Column of the component.
    pub component: String,
    /// Column of the deliverables.
    pub deliverables: String,
    /// Column of the acceptance criteria.
    pub acceptance: String,
    /// Counter of acceptance criteria.
    pub items: String,
}

/// Words of the bidder's matrix.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplianceWords {
    /// Caption.
    pub caption: String,
    /// Column of the number.
    pub number: String,
    /// Column of the title.
    pub title: String,
    /// Column of the answer.
    pub answer: String,
    /// Column of the response.
    pub response: String,
    /// Column of the reason for a partial answer.
    pub reason: String,
    /// Column of the proposal's page.
    pub page: String,
    /// Hidden column of the fingerprint of the text that is answered.
    #[serde(default)]
    pub text: String,
    /// Answer: accepted.
    pub accepted: String,
    /// Answer: accepted in part.
    pub partial: String,
    /// Answer: refused.
    pub refused: String,
}

/// Names of the fields of a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// Category.
    pub category: String,
    /// Number.
    pub number: String,
    /// Title.
    pub title: String,
    /// 응락수준.
    pub level: String,
    /// Components it belongs to.
    pub component: String,
    /// 정의.
    pub definition: String,
    /// 세부 내용.
    pub details: String,
    /// 산출 정보.
    pub deliverables: String,
    /// 관련 요구사항.
    pub related: String,
    /// 검수 기준.
    pub acceptance: String,
    /// 요구사항 출처.
    pub sources: String,
}

/// Words of the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkbookWords {
    /// Name of the sheet that states all requirements.
    pub details: String,
    /// In a row that continues the one above.
    pub continued: String,
    /// Name of the sheet of values that nobody has decided.
    pub open: String,
    /// Column of such a value's name.
    pub label: String,
    /// Column of whether it is a default.
    pub origin: String,
    /// Column of what the document prints.
    pub value: String,
    /// Column of where it is printed.
    pub used_in: String,
    /// Column of the profile's field.
    pub field: String,
}

/// Words of the table of terms.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryWords {
    /// Caption.
    pub caption: String,
    /// Column of the term.
    pub term: String,
    /// Column of its meaning.
    pub meaning: String,
}

/// Words of figures: what their lines mean, and units.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureWords {
    /// A box that the project has.
    pub included: String,
    /// A box that it has not.
    pub absent: String,
    /// A bar that somebody has decided.
    pub decided: String,
    /// A bar that nobody has decided.
    pub proposed: String,
    /// Unit of a period, after its number.
    pub months: String,
    /// What a month of a period is called, after its number.
    pub nth_month: String,
}

/// Words of figures that are printed as tables.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureTableWords {
    /// Column of the outermost box.
    pub area: String,
    /// Column of a box.
    pub component: String,
    /// Column of what it holds.
    pub contents: String,
    /// Column of whether the project has it.
    pub scope: String,
    /// Column of where an arrow begins.
    pub from: String,
    /// Column of where it leads.
    pub to: String,
    /// Column of what stands on it.
    pub label: String,
    /// Column of how it calls.
    pub mode: String,
    /// Column of what a bar stands for.
    pub phase: String,
    /// Column of its months.
    pub period: String,
    /// In a cell with nothing to say.
    pub nothing: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Glossary {
    terms: BTreeMap<String, String>,
}

impl Words {
    /// Reads the words.
    ///
    /// # Errors
    /// When a user's file in place of the built-in one is not what it should be.
    pub fn read(assets: &Assets) -> Result<Self, Diagnostic> {
        let mut words: Self = toml_file(assets, FILE)?;
        words.terms = toml_file::<Glossary>(assets, GLOSSARY)?.terms;
        Ok(words)
    }
}

fn toml_file<T: serde::de::DeserializeOwned>(assets: &Assets, file: &str) -> Result<T, Diagnostic> {
    toml::from_str(assets.text(file)).map_err(|error| {
        Diagnostic::error("words", format!("{file} 파일을 읽을 수 없습니다: {}", error.message()))
            .hint("내장 파일과 같은 항목이 모두 있어야 합니다")
            .file(file)
            .span(error.span().unwrap_or(0..0))
    })
}
