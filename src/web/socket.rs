//! The server at its socket: so many connections, so much of each, so long.

use std::sync::Arc;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Duration, sleep, timeout};

use super::desk::Desk;
use super::limits::Limits;
use super::router;

/// How long the server rests when the system gives it no connection.
const REST: Duration = Duration::from_millis(100);

/// Serves until told to stop; what is being answered then is finished.
pub async fn serve(socket: TcpListener, desk: Arc<Desk>, until: impl Future<Output = ()>) {
    let limits = desk.setup.limits.clone();
    let router = router(desk);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let seats = Arc::new(Semaphore::new(limits.connections));
    let (stop, stopped) = watch::channel(());
    tokio::pin!(until);
    loop {
        let next = async {
            let seat = Arc::clone(&seats).acquire_owned().await;
            (seat, socket.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            () = &mut until => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, _)) => {
                let held = hold(stream, router.clone(), limits.clone(), stopped.clone());
                tokio::spawn(async move {
                    held.await;
                    drop(seat);
                });
            }
            Err(_) => sleep(REST).await, // no more files, or the client has gone
        }
    }
    drop((socket, stop));
    let _ = timeout(limits.grace, seats.acquire_many(all)).await;
}

/// Answers the requests of a connection.
async fn hold(stream: TcpStream, router: Router, limits: Limits, mut stopped: watch::Receiver<()>) {
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_header_size(limits.header)
        .max_headers(limits.headers)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = sleep(limits.life) => {}
        _ = stopped.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.grace, connection).await;
}
