//! The application: architecture, domains down to services, resilience.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The application part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Application {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Microservices, macro services or a monolith.
    pub architecture: Option<Architecture>,
    /// Environments of the e-government standard framework in use.
    pub egov_framework: Vec<EgovEnvironment>,
    /// Domains, down to services.
    pub domains: Vec<Domain>,
    /// Stateless processes by the twelve factors are demanded.
    pub twelve_factor: Option<bool>,
    /// A business transaction spans several services.
    pub distributed_transactions: Option<bool>,
    /// Days an old API version stays in service after its successor.
    pub api_deprecation_days: Option<u32>,
    /// Seconds a call between services may take before it is given up.
    pub call_timeout_seconds: Option<f64>,
    /// Retries of a failed call between services.
    pub call_retries: Option<u32>,
    /// Failure rate in percent at which a circuit opens.
    #[schemars(range(min = 0, max = 100))]
    pub circuit_failure_percent: Option<f64>,
    /// Seconds a circuit stays open before it is tried again.
    pub circuit_open_seconds: Option<u32>,
    /// Minutes until a failed distributed transaction is compensated.
    pub compensation_minutes: Option<u32>,
    /// Seconds from the return of a called service to the first successful call.
    pub reconnect_seconds: Option<u32>,
    /// Seconds until a confirmed change is seen by services that hold a copy, 95th percentile.
    pub consistency_seconds: Option<u32>,
    /// Hours in which a repeated request is recognised and carried out once.
    pub idempotency_hours: Option<u32>,
    /// Hours between two comparisons of data held by several services.
    pub reconciliation_hours: Option<u32>,
    /// Days in which the agency answers a submitted decomposition design.
    pub design_review_days: Option<u32>,
    /// Seconds from process start to the first accepted request.
    pub startup_seconds: Option<u32>,
    /// Seconds in which a stopping process ends the requests it has accepted.
    pub shutdown_seconds: Option<u32>,
    /// Seconds between two saves of a form that is being filled in.
    pub autosave_seconds: Option<u32>,
    /// Hours until a change in the staff register is seen in accounts.
    pub staff_sync_hours: Option<u32>,
    /// Days without sign-in after which an account is suspended.
    pub dormant_days: Option<u32>,
    /// Minutes until changed data is found by the search.
    pub search_delay_minutes: Option<u32>,
    /// Hours between two runs of the statistics.
    pub statistics_hours: Option<u32>,
    /// Minutes from a business event to the handover of its notification.
    pub notification_minutes: Option<u32>,
    /// Retries of a failed notification.
    pub notification_retries: Option<u32>,
    /// Seconds a call to an external system may take before it is given up.
    pub link_timeout_seconds: Option<u32>,
    /// Retries of a failed exchange with an external system.
    pub link_retries: Option<u32>,
    /// Hours data is kept for an external system that is down.
    pub link_hold_hours: Option<u32>,
    /// Hours between two comparisons of counts sent and received.
    pub link_check_hours: Option<u32>,
    /// Persons with disabilities in the accessibility test.
    pub accessibility_testers: Option<u32>,
    /// Fixed test defects that appear again, percent.
    #[schemars(range(min = 0, max = 100))]
    pub reopened_defect_percent: Option<f64>,
    /// Tasks finished without help in the usability test, percent.
    #[schemars(range(min = 0, max = 100))]
    pub task_success_percent: Option<f64>,
    /// Score of the usability questionnaire, out of 100.
    pub usability_score: Option<u32>,
    /// Users in the usability test, persons.
    pub usability_testers: Option<u32>,
    /// Cyclomatic complexity of one function, paths.
    pub complexity: Option<u32>,
    /// Duplicated lines of source code, percent.
    #[schemars(range(min = 0, max = 100))]
    pub duplication_percent: Option<f64>,
    /// Hours to install the application by its guide.
    pub install_hours: Option<u32>,
}

/// How the application is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Architecture {
    /// Microservices.
    Msa,
    /// A few larger services.
    MacroServices,
    /// One deployable unit.
    Monolith,
}

/// Environments of the e-government standard framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EgovEnvironment {
    /// Runtime environment.
    Runtime,
    /// Development environment.
    Development,
    /// Operation environment.
    Operation,
    /// Management environment.
    Management,
}

/// A problem area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Name of the domain.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Its subdomains.
    #[serde(default)]
    pub subdomains: Vec<Subdomain>,
}

/// A part of a domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subdomain {
    /// Name of the subdomain.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Core, supporting or generic.
    #[serde(default)]
    pub kind: Option<SubdomainKind>,
    /// Bounded contexts; ideally one.
    #[serde(default)]
    pub contexts: Vec<BoundedContext>,
}

/// Kinds of subdomain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubdomainKind {
    /// The business that sets the system apart.
    Core,
    /// Supports the core.
    Supporting,
    /// Needed anywhere.
    Generic,
}

/// A boundary in which one domain model holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundedContext {
    /// Name of the context.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Services it is split into.
    #[serde(default)]
    pub services: Vec<Service>,
}

/// An independently deployable service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Name of the service.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What it does, one phrase.
    #[serde(default)]
    pub description: Option<String>,
    /// The data store it owns.
    #[serde(default)]
    pub data_store: Option<String>,
    /// Its size in functions.
    #[serde(default)]
    pub size: ServiceSize,
    /// Services it calls.
    #[serde(default)]
    pub calls: Vec<Call>,
}

/// Size of a service, so that a bidder can size the work (function point method).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceSize {
    /// Data functions (ILF and EIF), count.
    pub data_functions: Option<u32>,
    /// Transaction functions (EI, EO and EQ), count.
    pub transaction_functions: Option<u32>,
}

/// A call from one service to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Name of the called service.
    #[schemars(length(min = 1))]
    pub to: String,
    /// Synchronous or asynchronous.
    #[serde(default)]
    pub mode: Option<CallMode>,
}

/// Message pattern of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallMode {
    /// The caller waits.
    Synchronous,
    /// The caller does not wait.
    Asynchronous,
}
