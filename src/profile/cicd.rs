//! CI/CD: pipeline, quality gates, deployment, infrastructure as code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The CI/CD part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Cicd {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Source control is part of the project.
    pub source_control: Option<bool>,
    /// Builds are automated.
    pub build_automation: Option<bool>,
    /// Deployments are automated.
    pub deployment_automation: Option<bool>,
    /// Deployment strategy.
    pub strategy: Option<DeploymentStrategy>,
    /// A person approves each deployment to production.
    pub approval: Option<bool>,
    /// Conditions a build must meet.
    pub quality_gate: QualityGate,
    /// Minutes from detecting a fault to the previous version in service.
    pub rollback_minutes: Option<u32>,
    /// Minutes from commit to an image ready for deployment.
    pub pipeline_minutes: Option<u32>,
    /// Share of successful production deployments in a month, percent.
    #[schemars(range(min = 0, max = 100))]
    pub deployment_success_percent: Option<f64>,
    /// Request error rate in percent at which a deployment is stopped.
    #[schemars(range(min = 0, max = 100))]
    pub abort_error_percent: Option<f64>,
    /// Share of traffic the first step of a canary deployment takes, percent.
    #[schemars(range(min = 0, max = 100))]
    pub canary_percent: Option<f64>,
    /// Share of requests that may fail while a new version is deployed, percent.
    #[schemars(range(min = 0, max = 100))]
    pub deployment_error_percent: Option<f64>,
    /// Minutes a new version is watched before its deployment is complete.
    pub observation_minutes: Option<u32>,
    /// Production deployments of one service that can be carried out in a day.
    pub deployments_per_day: Option<u32>,
    /// Days records of pipeline runs are kept.
    pub pipeline_log_days: Option<u32>,
    /// Infrastructure is declared as code.
    pub infrastructure_as_code: Option<bool>,
    /// Minutes to rebuild an environment from code.
    pub rebuild_minutes: Option<u32>,
    /// Hours until a difference between code and environment is reported.
    pub drift_report_hours: Option<u32>,
}

/// How a new version replaces the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentStrategy {
    /// Instance by instance.
    Rolling,
    /// Two environments, switched.
    BlueGreen,
    /// A growing share of the traffic.
    Canary,
}

/// Conditions a build must meet before it may be deployed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QualityGate {
    /// Whether builds are gated.
    pub enabled: Option<bool>,
    /// Line coverage of unit tests, percent.
    #[schemars(range(min = 0, max = 100))]
    pub coverage_percent: Option<f64>,
    /// A software bill of materials is made of each build.
    pub sbom: Option<bool>,
    /// Format of the bill of materials.
    pub sbom_format: Option<SbomFormat>,
}

/// Open formats of a software bill of materials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SbomFormat {
    /// SPDX (ISO/IEC 5962).
    Spdx,
    /// CycloneDX (ECMA-424).
    Cyclonedx,
}
