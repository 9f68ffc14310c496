//! Telemetry: metrics, logs, traces.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The telemetry part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Telemetry {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Metrics are collected.
    pub metrics: Option<bool>,
    /// Logs are collected.
    pub logs: Option<bool>,
    /// Calls are traced over services.
    pub traces: Option<bool>,
    /// Seconds between two readings of a metric.
    pub metric_interval_seconds: Option<u32>,
    /// Days metrics are kept.
    pub metric_days: Option<u32>,
    /// Minutes from crossing a threshold to the alert.
    pub alert_minutes: Option<u32>,
    /// Seconds until a written log line can be searched.
    pub log_delay_seconds: Option<u32>,
    /// Days application logs are kept.
    pub log_days: Option<u32>,
    /// Seconds a search over one day's logs may take.
    pub log_search_seconds: Option<u32>,
    /// Minutes of log lines that are buffered while the log store is down.
    pub log_buffer_minutes: Option<u32>,
    /// Share of calls traced, percent.
    #[schemars(range(min = 0, max = 100))]
    pub trace_percent: Option<f64>,
    /// Days traces are kept.
    pub trace_days: Option<u32>,
    /// Growth of the 95th percentile response time that tracing may cause, percent.
    #[schemars(range(min = 0, max = 100))]
    pub trace_overhead_percent: Option<f64>,
}
