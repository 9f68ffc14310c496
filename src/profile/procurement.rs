//! The steps and terms of the order itself, by the Software Promotion Act and its notices.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The procurement part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Procurement {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Preliminary consultation (전자정부법 §67).
    pub consultation: Review,
    /// Security review of the plan.
    pub security_review: Review,
    /// Software project impact assessment (소프트웨어 진흥법 §43).
    pub impact_assessment: Review,
    /// Review of the project period (소프트웨어 진흥법 §45).
    pub period_review: Review,
    /// Months that the review of the period found to be needed.
    #[schemars(range(min = 1, max = 120))]
    pub reviewed_months: Option<u32>,
    /// Project review committee (소프트웨어 진흥법 §50).
    pub committee_review: Review,
    /// Review that no requirement names or favours one product or maker.
    pub neutrality_review: Review,
    /// Privacy impact assessment (개인정보 보호법 §33).
    pub privacy_assessment: Review,
    /// Information system audit (전자정부법 §57).
    pub audit: Review,
    /// Days for which the specification is published before the notice.
    pub specification_days: Option<u32>,
    /// Share of technical ability in the evaluation of proposals, percent.
    #[schemars(range(min = 0, max = 100))]
    pub technical_percent: Option<u32>,
    /// Which companies may take part.
    pub participation: Option<Participation>,
    /// By what exception all companies may take part.
    pub participation_reason: Option<String>,
    /// Commercial software of the project.
    pub software: Vec<SoftwareItem>,
    /// Whether work may be subcontracted, with approval (소프트웨어 진흥법 §51).
    pub subcontracting: Option<bool>,
    /// Why work may not be subcontracted.
    pub subcontracting_reason: Option<String>,
    /// Points of 100 that a subcontract needs for its approval.
    #[schemars(range(min = 0, max = 100))]
    pub subcontract_points: Option<u32>,
    /// Where the work is done (소프트웨어 진흥법 §49).
    pub workplace: Option<Workplace>,
    /// Security conditions that a place of work must meet, one each.
    pub workplace_conditions: Vec<String>,
    /// Work that is done on the agency's premises.
    pub onsite_work: Vec<OnsiteWork>,
    /// Whether the contractor may use the outputs (소프트웨어 진흥법 §59).
    pub output_use: Option<bool>,
    /// Why the outputs may not be used.
    pub output_use_reason: Option<String>,
    /// Bond for the liability for defects, percent of the contract price.
    #[schemars(range(min = 0, max = 100))]
    pub warranty_bond_percent: Option<f64>,
    /// Whether bidders are paid for the cost of their proposals.
    pub proposal_compensation: Option<bool>,
}

/// How far a step before the order has come.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Review {
    /// Done, planned, or not needed.
    pub state: Option<ReviewState>,
    /// Day it was or will be done.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// Result, or why it is not needed.
    pub note: Option<String>,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Done.
    Done,
    /// Planned.
    Planned,
    /// Not needed.
    NotNeeded,
}

/// Which companies may take part in the bidding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Participation {
    /// Small and medium-sized companies only.
    SmallAndMedium,
    /// All but companies of business groups under limitation on mutual investment.
    NoBusinessGroups,
    /// All, by an exception that has been granted.
    All,
}

/// Commercial software of the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SoftwareItem {
    /// Kind of software, not a product's name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Licences or copies, count.
    #[serde(default)]
    pub quantity: Option<u32>,
    /// Estimated price, won, with VAT.
    #[serde(default)]
    pub amount: Option<u64>,
    /// Whether the agency buys it directly.
    #[serde(default)]
    pub direct_purchase: Option<bool>,
    /// Why it is left out of direct purchase.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Where the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Workplace {
    /// A place the contractor proposes.
    Proposed,
    /// A place the agency provides.
    Provided,
    /// Some of the work at each.
    Both,
}

/// Work that is done on the agency's premises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnsiteWork {
    /// What is done.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Why it has to be done there.
    #[serde(default)]
    pub reason: Option<String>,
}
