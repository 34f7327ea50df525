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
mod trend;
mod write;

use std::future::Future;
use std::time::Duration;

use tokio::net::TcpListener;

pub use engine::Engine;
pub use options::Options;
use state::{App, Reloads};
pub use write::{Token, Writing};

use crate::problem::Problem;

/// Serves `engine` on `listener` until `shutdown` is done, then finishes the requests that
/// have begun. Newer generations of the index are opened as they come.
///
/// # Errors
///
/// Where the inbox of posted articles cannot be opened.
pub async fn run(listener: TcpListener, engine: Engine, shutdown: impl Future<Output = ()>) -> Result<(), Problem> {
    let app = App::new(engine)?;
    let options = app.engine.options();
    let reloads = tokio::spawn(keep_current(app.reloads(), options.reload_every));
    let watch = app.engine.writing().and_then(|writing| writing.watch_every);
    let watch = watch.map(|every| tokio::spawn(keep_mirrored(app.clone(), every)));
    let leaving = async {
        shutdown.await;
        app.start_draining();
    };
    let router = router::router(app.clone());
    connections::serve(listener, router, options, &app.metrics, leaving).await;
    reloads.abort();
    if let Some(watch) = watch {
        watch.abort();
    }
    Ok(())
}

/// Looks for changed files from time to time.
async fn keep_mirrored(app: App, every: Duration) {
    let mut times = tokio::time::interval(every);
    // A run that takes longer than the pause is followed by a pause.
    times.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        // What goes wrong is told by the writer.
        if let Ok(done) = app.writer().and_then(|writer| writer.order(write::Extent::Everything)) {
            let _ = done.await;
        }
    }
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
