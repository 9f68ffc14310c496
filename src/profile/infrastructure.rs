//! Infrastructure as virtualisation and automation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The infrastructure part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Infrastructure {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Servers are virtualised and clustered.
    pub virtualization: Option<bool>,
    /// Automated service management processes.
    pub automation: Vec<AutomatedProcess>,
    /// Free capacity of a node kept in reserve, percent.
    #[schemars(range(min = 0, max = 100))]
    pub headroom_percent: Option<f64>,
    /// Minutes from an approved request to the resource in use.
    pub provisioning_minutes: Option<u32>,
    /// Use of a node in percent at which capacity is reviewed.
    #[schemars(range(min = 0, max = 100))]
    pub capacity_alert_percent: Option<f64>,
    /// Virtual processors of all production nodes together.
    pub vcpus: Option<u32>,
    /// Memory of all production nodes together, gigabytes.
    pub memory_gb: Option<u64>,
    /// Months ahead for which the use of capacity is forecast.
    pub forecast_months: Option<u32>,
}

/// Service management processes that are automated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AutomatedProcess {
    /// Service request management.
    ServiceRequest,
    /// Demand management.
    Demand,
    /// Change management.
    Change,
}
