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
    /// Months for which security fixes of the operating system are still published at acceptance.
    pub os_support_months: Option<u32>,
    /// Virtual processors given out per physical cores, percent.
    pub cpu_overcommit_percent: Option<u32>,
    /// Reads and writes a second of the database's storage.
    pub storage_iops: Option<u32>,
    /// Milliseconds a read or write of the database's storage takes, 95th percentile.
    pub storage_latency_ms: Option<f64>,
    /// Seconds until a standby network device or line takes over.
    pub network_failover_seconds: Option<u32>,
    /// Days from the delivery of commercial software to its tested integration.
    pub integration_days: Option<u32>,
    /// Server size of the verification environment against production, percent.
    pub verification_percent: Option<u32>,
    /// Days from the start until the agency provides its resources for development.
    pub environment_days: Option<u32>,
    /// Days in which the agency answers a request to inspect installed goods.
    pub acceptance_days: Option<u32>,
    /// Days from a failed inspection to the replacement.
    pub replacement_days: Option<u32>,
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
