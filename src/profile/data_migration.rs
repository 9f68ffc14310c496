//! Data migration: what moves, how it is checked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The data migration part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DataMigration {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Data stores to move.
    pub stores: Vec<MigrationStore>,
    /// Records that must match after the move, percent.
    #[schemars(range(min = 0, max = 100))]
    pub match_percent: Option<f64>,
    /// Trial runs before the move.
    pub rehearsals: Option<u32>,
    /// Hours the service may stand still for the move.
    pub downtime_hours: Option<u32>,
    /// Hours to fall back to the old system.
    pub fallback_hours: Option<u32>,
    /// Records of each store compared by hand after the move.
    pub sample_records: Option<u32>,
    /// Days from acceptance of the move until temporary files are destroyed.
    pub temporary_data_days: Option<u32>,
    /// Days the old data is kept after the move.
    pub source_keep_days: Option<u32>,
    /// Minutes by which the other store may lag while data moves in steps.
    pub sync_lag_minutes: Option<u32>,
    /// Values that may break a rule of the data quality check, percent.
    #[schemars(range(min = 0, max = 100))]
    pub quality_error_percent: Option<f64>,
    /// Days from a confirmed data error to its correction.
    pub quality_fix_days: Option<u32>,
    /// Data sets offered to the public.
    pub open_datasets: Option<u32>,
}

/// A data store to move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MigrationStore {
    /// Name of the data store.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Size, gigabytes.
    #[serde(default)]
    pub volume_gb: Option<u64>,
    /// Number of records.
    #[serde(default)]
    pub records: Option<u64>,
    /// The service that owns the data afterwards.
    #[serde(default)]
    pub service: Option<String>,
}
