//! What the project is: name, orderer, users, money, period.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The project itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Project {
    /// Official name of the project.
    pub name: Option<String>,
    /// Ordering agency.
    pub agency: Option<String>,
    /// Name of the system to be built or changed.
    pub system: Option<String>,
    /// What the system is for, one phrase.
    pub purpose: Option<String>,
    /// Why the project is needed, one sentence each.
    pub background: Vec<String>,
    /// What is expected of it, one sentence each.
    pub effects: Vec<String>,
    /// Phases of the project, in order.
    pub phases: Vec<Phase>,
    /// Who uses it.
    pub users: Users,
    /// Information system grade, 1 (highest) to 4.
    #[schemars(range(min = 1, max = 4))]
    pub grade: Option<u8>,
    /// Budget in won, with VAT.
    pub budget: Budget,
    /// How the contractor is chosen.
    pub contract: Option<ContractMethod>,
    /// When it runs.
    pub period: Period,
    /// How the work is paid for.
    pub payment: Vec<PaymentMethod>,
    /// New system, transition, enhancement or operation.
    pub work: Option<WorkKind>,
    /// The profile's date; every date in the document comes from here.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// Days from the start to the submission of the execution plan.
    pub plan_days: Option<u32>,
    /// Days between two progress reports.
    pub report_days: Option<u32>,
    /// Progress behind the plan, in percentage points, at which a recovery plan is due.
    #[schemars(range(min = 0, max = 100))]
    pub delay_percent: Option<f64>,
    /// Weeks of one iteration of development.
    pub iteration_weeks: Option<u32>,
    /// Days in which the agency decides a change that leaves the scope as it is.
    pub change_review_days: Option<u32>,
    /// Days in which the agency answers a submitted deliverable.
    pub deliverable_review_days: Option<u32>,
    /// Days in which the agency inspects the finished work.
    pub inspection_days: Option<u32>,
}

/// Users of the system.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Users {
    /// The public, the agency's own staff, or both.
    pub audience: Option<Audience>,
    /// Registered or expected users, persons.
    pub total: Option<u64>,
    /// Users at once at peak, persons.
    pub peak_concurrent: Option<u64>,
}

/// Who the users are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The public.
    Public,
    /// Staff of the agency.
    Internal,
    /// Both.
    Both,
}

/// Budget in won, VAT included.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Budget {
    /// Total.
    pub total: Option<u64>,
    /// Software development.
    pub development: Option<u64>,
    /// Cloud usage charges.
    pub cloud_usage: Option<u64>,
    /// Commercial software.
    pub commercial_software: Option<u64>,
    /// Equipment.
    pub equipment: Option<u64>,
    /// Data migration.
    pub data_migration: Option<u64>,
    /// Information system audit.
    pub audit: Option<u64>,
}

/// How the contractor is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContractMethod {
    /// Contract by negotiation.
    Negotiation,
    /// Two-stage bidding, specification then price.
    TwoStage,
    /// Open bidding.
    Open,
    /// Restricted bidding.
    Restricted,
    /// Private contract.
    Private,
    /// Catalogue contract for digital services.
    DigitalService,
}

/// Project period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Period {
    /// Months from the contract.
    #[schemars(range(min = 1, max = 120))]
    pub months: Option<u32>,
    /// First day, if fixed.
    #[schemars(extend("format" = "date"))]
    pub start: Option<String>,
    /// Last day, if fixed.
    #[schemars(extend("format" = "date"))]
    pub end: Option<String>,
}

/// A phase of the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Name of the phase.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Month of the project in which it begins, from 1.
    #[schemars(range(min = 1, max = 120))]
    pub start_month: u32,
    /// Months it takes.
    #[schemars(range(min = 1, max = 120))]
    pub months: u32,
    /// What is done in it.
    #[serde(default)]
    pub work: Vec<String>,
}

/// How the work is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// By function points.
    FunctionPoint,
    /// By effort.
    Effort,
    /// By rate on the development cost.
    Rate,
    /// By measured use.
    Usage,
    /// By service level.
    Sla,
}

/// Kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// A new system.
    New,
    /// Transition of a running system to cloud-native.
    Transition,
    /// Enhancement of a running system.
    Enhancement,
    /// Operation of a running system.
    Operation,
}
