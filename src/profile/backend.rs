//! Back-end services: databases, queues, caches, storage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The back-end service part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Backend {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Databases, each owned by one service.
    pub database: Option<bool>,
    /// Message queue or event stream.
    pub message_queue: Option<bool>,
    /// Cache or session store.
    pub cache: Option<bool>,
    /// Persistent volumes.
    pub persistent_storage: Option<bool>,
    /// Object storage.
    pub object_storage: Option<bool>,
    /// Seconds until a standby database takes over.
    pub database_failover_seconds: Option<u32>,
    /// Hours an unprocessed message is kept.
    pub message_retention_hours: Option<u32>,
    /// Deliveries of a message before it is set aside.
    pub message_deliveries: Option<u32>,
    /// Messages waiting at which an alert is raised.
    pub message_backlog: Option<u32>,
    /// Seconds until a standby cache node takes over.
    pub cache_failover_seconds: Option<u32>,
    /// Minutes an idle session is kept.
    pub session_minutes: Option<u32>,
    /// Use of a volume in percent at which an alert is raised.
    #[schemars(range(min = 0, max = 100))]
    pub storage_alert_percent: Option<f64>,
    /// Days an overwritten or deleted object can be restored.
    pub object_restore_days: Option<u32>,
    /// Seconds a database query may run before it is recorded as slow.
    pub slow_query_seconds: Option<f64>,
    /// Messages a second at peak.
    pub message_peak: Option<u32>,
    /// Milliseconds from publishing a message to its receipt, 95th percentile.
    pub message_delay_ms: Option<u32>,
    /// Milliseconds a read from the cache takes, 95th percentile.
    pub cache_latency_ms: Option<u32>,
    /// Seconds until a changed value is read through the cache.
    pub cache_stale_seconds: Option<u32>,
    /// Capacity of persistent volumes in production, gigabytes.
    pub volume_gb: Option<u64>,
    /// Capacity of object storage in production, gigabytes.
    pub object_gb: Option<u64>,
}
