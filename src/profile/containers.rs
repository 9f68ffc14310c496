//! Containers: orchestration, environments, autoscaling, images.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The container part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Containers {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Containers are orchestrated over several servers.
    pub orchestration: Option<bool>,
    /// Number of clusters.
    pub clusters: Option<u32>,
    /// Environments kept apart.
    pub environments: Vec<Environment>,
    /// A service mesh is in use.
    pub service_mesh: Option<bool>,
    /// Automatic scaling.
    pub autoscaling: Autoscaling,
    /// An image registry is part of the project.
    pub registry: Option<bool>,
    /// Rules for base images.
    pub base_image: BaseImage,
    /// Control nodes of the production cluster, servers.
    pub control_nodes: Option<u32>,
    /// Seconds until a container on a failed server runs elsewhere.
    pub reschedule_seconds: Option<u32>,
    /// Seconds until a changed container address is found by discovery.
    pub discovery_seconds: Option<u32>,
    /// Seconds until a container that stopped answering is started again.
    pub restart_seconds: Option<u32>,
    /// Seconds until a container that is not ready gets no new request.
    pub unready_seconds: Option<u32>,
    /// Months for which security fixes of the platform are still published at acceptance.
    pub support_months: Option<u32>,
    /// Milliseconds by which a node's clock may differ from the reference clock.
    pub clock_offset_ms: Option<u32>,
    /// Critical vulnerabilities allowed in an image to be deployed.
    pub max_critical_vulnerabilities: Option<u32>,
    /// High vulnerabilities allowed in an image to be deployed.
    pub max_high_vulnerabilities: Option<u32>,
    /// Deployed image versions the registry keeps.
    pub image_versions_kept: Option<u32>,
}

/// Environments kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Development.
    Development,
    /// Verification.
    Verification,
    /// Production.
    Production,
}

/// Automatic scaling of a service.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Autoscaling {
    /// Whether services scale by themselves.
    pub enabled: Option<bool>,
    /// Least number of instances.
    pub minimum: Option<u32>,
    /// Largest number of instances.
    pub maximum: Option<u32>,
    /// Average CPU use in percent that triggers scaling.
    #[schemars(range(min = 0, max = 100))]
    pub cpu_percent: Option<f64>,
    /// Seconds from the trigger to new instances taking requests.
    pub scale_out_seconds: Option<u32>,
    /// Minutes from a container waiting for a server to the server added.
    pub node_minutes: Option<u32>,
    /// Use of a volume in percent at which it is enlarged.
    #[schemars(range(min = 0, max = 100))]
    pub volume_percent: Option<f64>,
    /// Minutes without need after which added resources are taken back.
    pub scale_in_minutes: Option<u32>,
    /// Seconds a new instance warms up before it takes requests.
    pub warm_up_seconds: Option<u32>,
}

/// Rules for base images.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BaseImage {
    /// Containers run as an ordinary user.
    pub non_root: Option<bool>,
    /// Images are signed and the signature is checked at deployment.
    pub signed: Option<bool>,
    /// Days from a base image's security fix to the rebuilt image.
    pub rebuild_days: Option<u32>,
}
