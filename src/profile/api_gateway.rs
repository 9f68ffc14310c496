//! API gateway: who may call what, how often, in which protocol.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The API gateway part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ApiGateway {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// How callers prove who they are.
    pub authentication: Vec<Authentication>,
    /// How it is decided what a caller may do.
    pub authorization: Vec<Authorization>,
    /// One API is routed to several end points.
    pub routing: Option<bool>,
    /// Protocols converted into one another.
    pub protocols: Vec<Protocol>,
    /// Message patterns converted into one another.
    pub message_patterns: Vec<MessagePattern>,
    /// Service level of each consumer.
    pub qos: Qos,
    /// API calls are logged.
    pub logging: Option<bool>,
    /// Number of APIs.
    pub apis: Option<u32>,
    /// Number of consuming systems.
    pub consumers: Option<u32>,
    /// Calls a second at peak.
    pub peak_calls: Option<u32>,
    /// Minutes an access token is valid.
    pub token_minutes: Option<u32>,
    /// Seconds until a changed access policy is in force.
    pub policy_seconds: Option<u32>,
    /// Milliseconds the gateway adds to a call, 95th percentile.
    pub latency_ms: Option<u32>,
    /// Days API call logs are kept.
    pub log_days: Option<u32>,
}

/// How a caller proves who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// OAuth 2.0 (RFC 6749).
    Oauth2,
    /// OpenID Connect.
    OpenidConnect,
    /// Signed tokens (RFC 7519).
    Jwt,
    /// A key for each consumer.
    ApiKey,
    /// Certificates on both sides.
    MutualTls,
}

/// How it is decided what a caller may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Authorization {
    /// By role.
    Role,
    /// By scope of the token.
    Scope,
    /// By network address.
    Network,
    /// By time.
    Time,
}

/// Protocols a gateway converts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// REST over HTTP.
    Rest,
    /// SOAP web service.
    Soap,
    /// XML over HTTP.
    Xml,
    /// gRPC.
    Grpc,
    /// WebSocket (RFC 6455).
    Websocket,
}

/// Message patterns a gateway converts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessagePattern {
    /// The caller waits.
    Synchronous,
    /// The caller does not wait.
    Asynchronous,
}

/// Limits for each consumer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Qos {
    /// Calls a minute for a consumer.
    pub limit: Option<u32>,
    /// Volume a day for a consumer, megabytes.
    pub volume_mb: Option<u32>,
    /// Bandwidth for a consumer, megabits a second.
    pub bandwidth_mbps: Option<u32>,
}
