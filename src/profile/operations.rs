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
    /// Working days of the acceptance test by the agency's staff.
    pub acceptance_test_days: Option<u32>,
    /// Rehearsals of the deployment to production before opening.
    pub opening_rehearsals: Option<u32>,
    /// Months of liability for defects after acceptance.
    pub warranty_months: Option<u32>,
    /// Use of processor and memory of the servers under load, percent.
    #[schemars(range(min = 0, max = 100))]
    pub server_use_percent: Option<f64>,
    /// Use of the database's processor under load, percent.
    #[schemars(range(min = 0, max = 100))]
    pub database_use_percent: Option<f64>,
    /// Use of the database connections under load, percent.
    #[schemars(range(min = 0, max = 100))]
    pub connection_use_percent: Option<f64>,
    /// Difference of requests between instances under load, percent.
    #[schemars(range(min = 0, max = 100))]
    pub instance_spread_percent: Option<f64>,
    /// Hours the daily batch run may take.
    pub batch_hours: Option<u32>,
    /// Minutes from a batch failure until it is resumed.
    pub batch_restart_minutes: Option<u32>,
    /// Growth of response time during a batch run, percent.
    #[schemars(range(min = 0, max = 100))]
    pub batch_slowdown_percent: Option<f64>,
    /// Gain in throughput per added instance, percent of the ideal.
    #[schemars(range(min = 0, max = 100))]
    pub scale_efficiency_percent: Option<f64>,
    /// Years of data growth with which performance is tested.
    pub growth_years: Option<u32>,
    /// Growth of response time with the grown data, percent.
    #[schemars(range(min = 0, max = 100))]
    pub growth_slowdown_percent: Option<f64>,
    /// Minutes to work off the messages of one hour.
    pub backlog_drain_minutes: Option<u32>,
    /// Minutes to make a file of 100,000 records.
    pub export_minutes: Option<u32>,
    /// Largest file a user may upload, megabytes.
    pub upload_mb: Option<u32>,
    /// Seconds to store a file of the largest size.
    pub upload_seconds: Option<u32>,
    /// Seconds until the main content of a screen is shown, 95th percentile.
    pub screen_seconds: Option<u32>,
    /// Data transferred to show a screen for the first time, kilobytes.
    pub screen_kb: Option<u32>,
    /// Days in which a returned deliverable is corrected.
    pub document_fix_days: Option<u32>,
    /// Inquiries a month the contractor takes, count.
    pub monthly_inquiries: Option<u32>,
    /// Working hours from an inquiry to the first answer.
    pub first_answer_hours: Option<u32>,
    /// Working days from an inquiry to its end.
    pub inquiry_days: Option<u32>,
    /// Months between two regular checks.
    pub check_months: Option<u32>,
    /// Working days before a change by which its plan is due.
    pub change_plan_days: Option<u32>,
    /// Size of small changes a quarter within the maintenance fee, function points.
    pub change_points: Option<u32>,
    /// Days of joint operation with the successor before the contract ends.
    pub transition_days: Option<u32>,
}
