//! Connections: taken while there is room, given up where they are too slow, drained at the end.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use super::Options;
use super::metrics::Metrics;
use super::patient::Patient;

/// Headers of one request: so many, and so many bytes with the address.
const MAX_HEADERS: usize = 100;
const MAX_HEAD: usize = 64 << 10;

/// Pause after a connection could not be taken, for want of files or memory.
const PAUSE: Duration = Duration::from_millis(50);

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Answers on `listener` until `shutdown`, then waits for what has begun.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    options: &Options,
    metrics: &Metrics,
    shutdown: impl Future<Output = ()>,
) {
    let open = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(options.max_connections));
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer, place) = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = &mut shutdown => break,
        };
        let connection = Connection { peer, place, router: router.clone(), metrics: metrics.clone() };
        connection.start(stream, options, open.watcher());
    }
    drop(listener);
    tokio::select! {
        () = open.shutdown() => {}
        () = tokio::time::sleep(options.drain) => tracing::warn!("requests were still running at the end"),
    }
}

/// Waits for room, then for a client.
async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { std::future::pending().await };
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            Err(error) => {
                tracing::warn!("cannot take a connection: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

struct Connection {
    peer: SocketAddr,
    place: OwnedSemaphorePermit,
    router: Router,
    metrics: Metrics,
}

impl Connection {
    fn start(self, stream: TcpStream, options: &Options, open: Watcher) {
        // Answers are written whole; waiting to fill packets would only delay them.
        let _ = stream.set_nodelay(true);
        let stream = Patient::new(stream, options.write_patience);
        let patience = options.read_patience;
        #[cfg(feature = "tls")]
        if let Some(tls) = options.tls.clone() {
            tokio::spawn(async move {
                if let Some(stream) = tls.shake_hands(stream, patience).await {
                    self.talk(stream, patience, open).await;
                }
            });
            return;
        }
        tokio::spawn(self.talk(stream, patience, open));
    }

    async fn talk<S>(self, stream: S, patience: Duration, open: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let Connection { peer, place, router, metrics } = self;
        let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request: Request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(Peer(peer));
            let answer = router.clone().oneshot(request);
            async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .max_headers(MAX_HEADERS)
            .max_buf_size(MAX_HEAD)
            .serve_connection(TokioIo::new(stream), service);
        let connection = open.watch(connection);
        metrics.connections.inc();
        // Clients that break off or talk nonsense are no event of ours.
        let _ = connection.await;
        metrics.connections.dec();
        drop(place);
    }
}
