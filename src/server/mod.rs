//! The index as a service: HTTP requests → the library → JSON.
//!
//! [`run`] serves an [`Engine`] on a listener until it is told to stop; a test binds port 0.
//! Handlers are thin: parameters become the requests of the library, searching is done off
//! the async threads by a bounded pool, problems become `application/problem+json`. No search
//! logic lives here.

mod annotate;
mod around;
mod articles;
mod body;
mod cache;
mod connections;
mod docs;
mod engine;
mod export;
mod filters;
mod limit;
mod list;
#[cfg(feature = "mcp")]
pub mod mcp;
mod metrics;
mod names;
mod openapi;
mod options;
mod page;
mod params;
mod patient;
mod pool;
mod problem;
mod quotes;
mod router;
mod schema;
mod search;
mod state;
mod status;
mod stream;
#[cfg(feature = "tls")]
mod tls;
mod trend;
mod write;

use std::future::Future;
use std::time::Duration;

use tokio::net::TcpListener;

pub use engine::Engine;
pub use options::Options;
use state::{App, Reloads};
#[cfg(feature = "tls")]
pub use tls::Tls;
pub use write::{Token, Writing};

use crate::index::watch::{self, Watch};
use crate::problem::Problem;

/// Serves `engine` on `listener` until `shutdown` is done, then finishes the requests that
/// have begun. Newer generations of the index are opened as they come.
///
/// # Errors
///
/// Where the inbox of posted articles cannot be opened, or files cannot be watched.
pub async fn run(listener: TcpListener, engine: Engine, shutdown: impl Future<Output = ()>) -> Result<(), Problem> {
    let app = App::new(engine)?;
    let options = app.engine.options();
    let reloads = tokio::spawn(keep_current(app.reloads(), options.reload_every));
    let watch = app.engine.writing().filter(|writing| writing.watch).map(|_| keep_mirrored(&app)).transpose()?;
    let leaving = async {
        shutdown.await;
        app.start_draining();
    };
    let router = router::router(app.clone());
    connections::serve(listener, router, options, &app.metrics, leaving).await;
    reloads.abort();
    // Ends the thread that waits for changes.
    drop(watch);
    Ok(())
}

/// Takes in the files as they are, and again whenever they have changed, until the watch ends.
fn keep_mirrored(app: &App) -> Result<Watch, Problem> {
    let writer = app.writer()?.clone();
    let paths = app.engine.writing().map(|writing| writing.paths.as_slice()).unwrap_or_default();
    let (watch, changes) = watch::watch(paths, app.engine.dir())?;
    let follow = move || {
        loop {
            // What goes wrong is told by the writer.
            let done = writer.order(write::Extent::Everything);
            let has_failed = !done.is_ok_and(|done| done.blocking_recv().is_ok_and(|report| report.is_ok()));
            match changes.wait(has_failed) {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => return tracing::error!("files are no longer watched: {error}"),
            }
        }
    };
    let thread = std::thread::Builder::new().name("watch".into()).spawn(follow);
    thread.map_err(|e| Problem::new("threads", format!("cannot start the watch: {e}")))?;
    Ok(watch)
}

/// Looks for a newer generation from time to time.
async fn keep_current(reloads: Reloads, every: Duration) {
    let mut times = tokio::time::interval(every);
    loop {
        times.tick().await;
        let reloads = reloads.clone();
        // A panic there would be a defect; the next look may go better.
        let _ = tokio::task::spawn_blocking(move || reloads.reload()).await;
    }
}
