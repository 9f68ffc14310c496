//! The cloud: deployment model, certification, traffic split, cost, exit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The cloud part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Cloud {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Private, public, hybrid or multi-cloud.
    pub deployment: Option<DeploymentModel>,
    /// Service models in use.
    pub service_models: Vec<ServiceModel>,
    /// Grade of the cloud security certification.
    pub certification_grade: Option<CertificationGrade>,
    /// How requests are split over clouds; weights add up to 100.
    pub traffic: Vec<TrafficTarget>,
    /// Seconds until requests are taken away from a failed cloud.
    pub traffic_failover_seconds: Option<u32>,
    /// Seconds between two health checks of a traffic target.
    pub health_check_seconds: Option<u32>,
    /// Failed health checks in a row after which a target counts as failed.
    pub health_check_failures: Option<u32>,
    /// Seconds until changed traffic weights are in force.
    pub traffic_change_seconds: Option<u32>,
    /// Difference between a target's weight and its share of requests, percentage points.
    #[schemars(range(min = 0, max = 100))]
    pub traffic_tolerance_percent: Option<f64>,
    /// Seconds by which data may lag between clouds.
    pub data_lag_seconds: Option<u32>,
    /// Hours until a granted permission to change production is taken back.
    pub privilege_hours: Option<u32>,
    /// Months between two reviews of accounts and permissions.
    pub access_review_months: Option<u32>,
    /// Hours from learning of a change of staff to the removal of the permissions.
    pub access_removal_hours: Option<u32>,
    /// Failure zones, apart in power and network, over which production runs.
    pub zones: Option<u32>,
    /// Seconds from the failure of a zone until the others take new requests.
    pub zone_failover_seconds: Option<u32>,
    /// Share of the monthly budget in percent at which a cost alert is raised.
    #[schemars(range(min = 0, max = 100))]
    pub budget_alert_percent: Option<f64>,
    /// Hours from reaching that share to the cost alert.
    pub cost_alert_hours: Option<u32>,
    /// Share of resources with cost tags, percent.
    #[schemars(range(min = 0, max = 100))]
    pub tagged_percent: Option<f64>,
    /// Day of the month by which the usage report is due.
    #[schemars(range(min = 1, max = 31))]
    pub cost_report_day: Option<u32>,
    /// Days without requests after which a resource is listed as unused.
    pub idle_resource_days: Option<u32>,
    /// Days in which the agency answers a request for resources beyond the budget.
    pub scale_approval_days: Option<u32>,
    /// Minutes from detecting an incident of a cloud service to the notice.
    pub incident_notice_minutes: Option<u32>,
    /// Days from recovery to the report on the cause of an incident.
    pub incident_report_days: Option<u32>,
    /// Days' notice before planned work that affects the service.
    pub maintenance_notice_days: Option<u32>,
    /// Days' notice before a cloud service changes or ends.
    pub notice_days: Option<u32>,
    /// Days after the end in which data is returned.
    pub return_days: Option<u32>,
    /// Days after the return in which the agency checks the data.
    pub return_check_days: Option<u32>,
    /// Days after the checked return in which data is destroyed.
    pub destruction_days: Option<u32>,
    /// Hours in which the system runs on another cloud in the exit rehearsal.
    pub exit_rehearsal_hours: Option<u32>,
    /// Days from the start until the agency hands over material on the running system.
    pub asis_material_days: Option<u32>,
    /// Days over which the running system is measured before the transition.
    pub baseline_days: Option<u32>,
    /// Days in which the agency answers the list of what is moved.
    pub target_review_days: Option<u32>,
    /// Days the pilot of the transition runs.
    pub pilot_days: Option<u32>,
    /// Days in which the agency answers the result of the pilot.
    pub pilot_review_days: Option<u32>,
    /// Minutes until requests for a moved function go back to the old application.
    pub route_back_minutes: Option<u32>,
    /// Days before the cutover from which the running system is not changed.
    pub freeze_days: Option<u32>,
    /// Test cases of each function compared between the old and the new system.
    pub equivalence_cases: Option<u32>,
    /// Days from the end of parallel running to the removal of accounts used for the transition only.
    pub transition_access_days: Option<u32>,
    /// Rehearsals of the cutover.
    pub cutover_rehearsals: Option<u32>,
    /// Days the old system is kept ready after the cutover.
    pub parallel_days: Option<u32>,
    /// Minutes in which the agency decides to fall back to the old system.
    pub fallback_decision_minutes: Option<u32>,
    /// Days of close checks after the cutover.
    pub intensive_check_days: Option<u32>,
    /// Working hours from a question after the cutover to the first answer.
    pub inquiry_answer_hours: Option<u32>,
    /// Days without access before an old component is stopped.
    pub retire_idle_days: Option<u32>,
    /// Days before first use by which cloud resources are allotted.
    pub resource_ready_days: Option<u32>,
}

/// Where the system runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentModel {
    /// The government's or the agency's own cloud.
    Private,
    /// A commercial cloud.
    Public,
    /// Private and public together.
    Hybrid,
    /// Several clouds.
    Multi,
}

/// Service models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServiceModel {
    /// Infrastructure as a service.
    Iaas,
    /// Platform as a service.
    Paas,
    /// Software as a service.
    Saas,
    /// Desktop as a service.
    Daas,
}

/// Grades of the cloud security certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CertificationGrade {
    /// Grade high.
    High,
    /// Grade medium.
    Medium,
    /// Grade low.
    Low,
}

/// A cloud that takes a share of the requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrafficTarget {
    /// Name of the cloud or centre.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Share of the requests, percent.
    #[schemars(range(min = 0, max = 100))]
    pub weight: u32,
}
