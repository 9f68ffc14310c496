//! Goals of operation: availability, recovery, load, support.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The operation part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Operations {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Availability in a month, percent.
    #[schemars(range(min = 0, max = 100))]
    pub availability_percent: Option<f64>,
    /// Recovery time objective, minutes.
    pub rto_minutes: Option<u32>,
    /// Recovery point objective, minutes.
    pub rpo_minutes: Option<u32>,
    /// Response time of a screen, seconds, 95th percentile.
    pub response_seconds: Option<f64>,
    /// Users at once in the load test.
    pub concurrent_users: Option<u64>,
    /// Transactions a second in the load test.
    pub throughput_tps: Option<u32>,
    /// Planned maintenance in a month, hours; not counted as failure.
    pub maintenance_hours: Option<u32>,
    /// Recovery drills a year.
    pub drills_per_year: Option<u32>,
    /// Days backups are kept.
    pub backup_days: Option<u32>,
    /// Minutes from a report of an incident to the first action.
    pub incident_response_minutes: Option<u32>,
    /// Hours from a report of a grade 1 incident to recovery.
    pub incident_recovery_hours: Option<u32>,
    /// Day of the month by which the service level report is due.
    #[schemars(range(min = 1, max = 31))]
    pub report_day: Option<u32>,
    /// Hours of training for the agency's staff.
    pub training_hours: Option<u32>,
    /// Training sessions held in all; each of the three courses needs one.
    pub training_times: Option<u32>,
    /// Months of stabilisation after opening.
    pub stabilization_months: Option<u32>,
    /// Defects found per test cases in percent at which a test is repeated.
    #[schemars(range(min = 0, max = 100))]
    pub retest_defect_percent: Option<f64>,
    /// Hours of the endurance test.
    pub endurance_test_hours: Option<u32>,
    /// Response time of a query over many records, seconds, 95th percentile.
    pub bulk_response_seconds: Option<f64>,
    /// Failed requests allowed in the load test, percent.
    #[schemars(range(min = 0, max = 100))]
    pub load_error_percent: Option<f64>,
    /// Load of the stress test, percent of the users at once.
    pub stress_percent: Option<u32>,
    /// Growth of response time and memory use allowed in the endurance test, percent.
    #[schemars(range(min = 0, max = 100))]
    pub endurance_drift_percent: Option<f64>,
    /// Failed requests allowed in the ten minutes after an injected fault, percent.
    #[schemars(range(min = 0, max = 100))]
    pub fault_error_percent: Option<f64>,
    /// Minutes from an injected fault to the normal request error rate.
    pub fault_recovery_minutes: Option<u32>,
    /// Days from a recorded test defect to its fix.
    pub defect_fix_days: Option<u32>,
    /// Days in which the agency answers a test report.
    pub review_days: Option<u32>,
    /// Days a backup cannot be changed or deleted.
    pub backup_lock_days: Option<u32>,
    /// Restore tests of backups a year.
    pub restore_tests_per_year: Option<u32>,
    /// Hours from a report of a grade 2 incident to recovery.
    pub minor_recovery_hours: Option<u32>,
    /// Days from a recovery drill to its report.
    pub drill_report_days: Option<u32>,
    /// Staff of the agency to be trained, persons.
    pub trainees: Option<u32>,
    /// Trainees who must pass the practical task of a course, percent.
    #[schemars(range(min = 0, max = 100))]
    pub training_pass_percent: Option<f64>,
    /// Days without a grade 1 incident at the end of stabilisation.
    pub stabilization_clear_days: Option<u32>,
}
