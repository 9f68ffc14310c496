//! How much the server takes at once, and how long it waits for it.

use tokio::time::Duration;

/// How much the server takes at once, and how long it waits for it.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body: usize,
    /// Bytes of all bodies that are being read or worked on.
    pub bodies: usize,
    /// Fields of a form, or parts of a file upload.
    pub fields: usize,
    /// Bytes of a request's line and headers.
    pub header: usize,
    /// Headers of a request.
    pub headers: usize,
    /// Time for a request's headers, and for a connection to stay without one.
    pub header_time: Duration,
    /// Time for a request's body.
    pub body_time: Duration,
    /// Time after which a connection ends with the request it is at.
    pub life: Duration,
    /// Time that is left to what is being answered when connection or server end.
    pub grace: Duration,
    /// Connections; the next one waits.
    pub connections: usize,
    /// Requests that wait for a core; the next one is told to come again.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: usize = 1024 * 1024;
        Self {
            body: 16 * MIB,
            bodies: 128 * MIB,
            fields: 20_000,
            header: 16 * 1024,
            headers: 64,
            header_time: Duration::from_secs(30),
            body_time: Duration::from_secs(30),
            life: Duration::from_mins(10),
            grace: Duration::from_secs(5),
            connections: 128,
            waiting: 96,
        }
    }
}
