//! Security: classification, personal data, deadlines.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The security part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Grade in the national network security framework (N2SF).
    pub n2sf_grade: Option<N2sfGrade>,
    /// Personal data is processed.
    pub personal_data: Option<bool>,
    /// Persons whose data is processed.
    pub data_subjects: Option<u64>,
    /// Administrators sign in with two or more factors.
    pub multi_factor: Option<bool>,
    /// Days from notice of a critical vulnerability to its fix.
    pub critical_fix_days: Option<u32>,
    /// Days from notice of a high vulnerability to its fix.
    pub high_fix_days: Option<u32>,
    /// Months access logs are kept.
    pub access_log_months: Option<u32>,
    /// Days after which a secret is replaced.
    pub secret_rotation_days: Option<u32>,
    /// Minutes after which an idle administrator session ends.
    pub idle_minutes: Option<u32>,
    /// Security strength of cryptography, bits.
    pub crypto_strength_bits: Option<u32>,
    /// Failed sign-ins in a row after which an administrator account is locked.
    pub login_attempts: Option<u32>,
    /// Days from notice of a medium vulnerability to its fix.
    pub medium_fix_days: Option<u32>,
    /// Months between two vulnerability checks.
    pub scan_months: Option<u32>,
    /// Days from notice of a weakness in the source code to its removal.
    pub weakness_fix_days: Option<u32>,
    /// Months after which an encryption key is replaced.
    pub key_rotation_months: Option<u32>,
    /// Days before a certificate expires at which an alert is raised.
    pub certificate_alert_days: Option<u32>,
    /// Minutes from a reported leak until the secret is revoked.
    pub secret_revoke_minutes: Option<u32>,
    /// Months between two reviews of access logs.
    pub log_review_months: Option<u32>,
    /// Days from the end of the holding period until personal data is destroyed.
    pub erase_days: Option<u32>,
    /// Hours from learning of a personal data breach to the notice to the agency.
    pub breach_notice_hours: Option<u32>,
    /// Days from the start to the plan of security management.
    pub plan_days: Option<u32>,
    /// Months between two checks of the contractor's own security management.
    pub self_check_months: Option<u32>,
    /// Months between two security courses for those who work on the project.
    pub staff_training_months: Option<u32>,
    /// Months between two reviews of the permitted network connections.
    pub network_review_months: Option<u32>,
    /// Minutes from an unregistered process or changed file on a server to the alert.
    pub runtime_alert_minutes: Option<u32>,
    /// Minutes from learning of a security incident to the notice to the agency.
    pub incident_notice_minutes: Option<u32>,
    /// Minutes from the approval to the isolation of what was breached.
    pub incident_contain_minutes: Option<u32>,
    /// Days from the end of an incident's containment to the report on its cause.
    pub incident_report_days: Option<u32>,
    /// Seconds until a security record reaches the security monitoring centre.
    pub monitoring_delay_seconds: Option<u32>,
    /// Hours of security records kept while the monitoring link is down.
    pub monitoring_buffer_hours: Option<u32>,
    /// Working hours from a notice of the monitoring centre to the answer.
    pub monitoring_answer_hours: Option<u32>,
    /// Hours from learning of a supplier's breach to the notice on its effect.
    pub supply_notice_hours: Option<u32>,
    /// Months for which security fixes of commercial software are still published at acceptance.
    pub support_months: Option<u32>,
    /// Days from notice of a finding of a security audit to its fix.
    pub audit_fix_days: Option<u32>,
    /// Records in one export of closed data from which an approval is needed.
    pub export_records: Option<u32>,
    /// Hours after which a remote work session is cut.
    pub remote_session_hours: Option<u32>,
}

/// Grades of the national network security framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum N2sfGrade {
    /// C, confidential.
    Confidential,
    /// S, sensitive.
    Sensitive,
    /// O, open.
    Open,
}
