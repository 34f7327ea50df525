//! `search serve`: the index over HTTP.

use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onrecord::server::{self, Engine, Options, Token, Writing};
use tracing_subscriber::filter::LevelFilter;

use super::settings::Settings;
use super::terminal::Talk;
use super::{Failure, Outcome, Terminal, index, opened};

/// The environment variable that holds the token for writing.
const TOKEN: &str = "ONRECORD_TOKEN";

const EXAMPLES: &str = "\
Examples:
  search serve                                      http://127.0.0.1:8080/
  curl 'http://127.0.0.1:8080/api/v1/search?q=recusal&limit=3'
  search serve --token-file token --listen 127.0.0.1:9000";

/// The index over HTTP: an interface for programs and a page for people
///
/// Builds the index of PATH first if there is none. A newer index in the same folder is
/// picked up without a break. Ends on SIGTERM or Ctrl-C when the requests that have begun are
/// answered. The interface is described at /api/v1/docs.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ServeArgs {
    /// Files and folders that the index mirrors: what it is built of where there is none, and
    /// for --watch and POST /api/v1/reindex [default: ./corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Take in files whenever they change
    #[arg(long)]
    watch: bool,
    /// Address and port to listen at; a port alone is one of this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = address)]
    listen: SocketAddr,
    /// Searches that run at a time [default: one a processor core]
    #[arg(long, value_name = "N")]
    workers: Option<usize>,
    /// File with the token that lets clients write [env: ONRECORD_TOKEN, the token itself]
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Folder of the articles that clients post [default: inbox beside the index]
    #[arg(long, value_name = "DIR")]
    inbox: Option<PathBuf>,
    /// Megabytes of answers kept for those who ask again
    #[arg(long, value_name = "MB", default_value_t = 64)]
    cache: u64,
    /// Let pages of this origin read answers; may be repeated
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Requests a second that one address may send [default: no limit]
    #[arg(long, value_name = "N")]
    rate: Option<f64>,
    /// Take the client's address from X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// Encrypt connections with this certificate: a PEM file, those that vouch for it after it
    #[cfg(feature = "tls")]
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate: a PEM file without a password
    #[cfg(feature = "tls")]
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Serve assistants under /mcp (Model Context Protocol) too
    #[cfg(feature = "mcp")]
    #[arg(long)]
    mcp: bool,
    /// A host name by which clients reach /mcp; may be repeated [default: this machine only]
    #[cfg(feature = "mcp")]
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// How the log on standard error is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    log: LogFormat,
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

impl ServeArgs {
    fn options(&self, settings: &Settings) -> Result<Options, Failure> {
        let mut options = options(settings)?;
        if let Some(workers) = self.workers {
            options.workers = workers.max(1);
        }
        if let Some(rate) = self.rate.filter(|rate| !(rate.is_finite() && *rate > 0.0)) {
            return Err(Failure::new("usage", format!("--rate is {rate}")).with_hint("it must be above 0"));
        }
        options.rate = self.rate;
        options.cache_bytes = self.cache.saturating_mul(1 << 20);
        options.behind_proxy = self.behind_proxy;
        #[cfg(feature = "tls")]
        if let (Some(certificate), Some(key)) = (&self.tls_cert, &self.tls_key) {
            options.tls = Some(server::Tls::open(certificate, key)?);
        }
        #[cfg(feature = "mcp")]
        {
            options.mcp = self.mcp;
            options.hosts = self.host.clone();
        }
        for origin in &self.allow_origin {
            if !origin.starts_with("http://") && !origin.starts_with("https://") || !origin.is_ascii() {
                return Err(Failure::new("usage", format!("--allow-origin is {origin}"))
                    .with_hint("write scheme, host and port, as in https://desk.example"));
            }
        }
        options.origins = self.allow_origin.clone();
        Ok(options)
    }

    /// Returns how addresses of the server begin.
    fn scheme(&self) -> &'static str {
        #[cfg(feature = "tls")]
        if self.tls_cert.is_some() {
            return "https";
        }
        "http"
    }

    /// Returns what writing needs, where anything is to be written.
    fn writing(&self, settings: &Settings) -> Result<Option<Writing>, Failure> {
        let token = self.token()?;
        if token.is_none() && !self.watch {
            return Ok(None);
        }
        let beside = settings.index.value.parent().unwrap_or(Path::new("")).join("inbox");
        let inbox = self.inbox.clone().unwrap_or(beside);
        let mut writing = Writing::new(inbox, index::builder(settings)?);
        writing.token = token;
        writing.watch = self.watch;
        writing.paths = self.mirrored(settings);
        Ok(Some(writing))
    }

    /// Returns the paths that the index mirrors.
    fn mirrored(&self, settings: &Settings) -> Vec<PathBuf> {
        if self.paths.is_empty() { vec![settings.corpus.value.clone()] } else { self.paths.clone() }
    }

    fn token(&self) -> Result<Option<Token>, Failure> {
        let (text, origin) = match &self.token_file {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|e| {
                    Failure::new("settings", format!("cannot read the token file {}: {e}", path.display()))
                        .with_hint("check --token-file")
                })?;
                (text, path.display().to_string())
            }
            None => match std::env::var(TOKEN) {
                Ok(text) if !text.is_empty() => (text, TOKEN.to_owned()),
                _ => return Ok(None),
            },
        };
        let short = || {
            Failure::new("settings", format!("the token in {origin} has fewer than 16 characters"))
                .with_hint("make a long one, as with `openssl rand -hex 32`")
        };
        Token::new(&text).map(Some).ok_or_else(short)
    }
}

/// Returns how the settings have an index served.
pub(super) fn options(settings: &Settings) -> Result<Options, Failure> {
    let mut options = Options::default();
    options.annotator = settings.annotator();
    options.rank = settings.rank_params();
    options.synonyms = settings.read_synonyms()?.map(Arc::new);
    options.min_confidence = settings.min_confidence.value;
    Ok(options)
}

/// Reads an address to listen at: `127.0.0.1:8080`, `localhost:8080`, `:8080`, `8080`.
fn address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.strip_prefix(':').unwrap_or(text).parse::<u16>() {
        return Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    let known: Vec<SocketAddr> = text.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    let first = known.iter().find(|address| address.is_ipv4()).or(known.first());
    first
        .copied()
        .ok_or_else(|| format!("no address and port; write {}", SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))))
}

pub(super) fn run(args: &ServeArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (options, writing) = (args.options(settings)?, args.writing(settings)?);
    start_log(args.log, terminal.talk());
    // Builds the index first where only what it mirrors is there.
    drop(opened::searcher_or_build_from(&args.mirrored(settings), settings, terminal)?);
    let mut engine = Engine::open(&settings.index.value, options)?;
    if let Some(writing) = writing {
        engine = engine.with_writing(writing);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(args.listen).await.map_err(|e| {
            Failure::new("listen", format!("cannot listen at {}: {e}", args.listen))
                .with_hint("give another address and port with --listen")
        })?;
        let at = listener.local_addr().map_err(failed)?;
        // Who has read the address may ask it to end.
        let stopped = stopped();
        terminal.notice(&format!("serving at {}://{at}/", args.scheme()));
        server::run(listener, engine, stopped).await.map_err(Failure::from)
    })?;
    Ok(Outcome::Found)
}

fn start_log(format: LogFormat, talk: Talk) {
    let level = match talk {
        Talk::Quiet => LevelFilter::ERROR,
        Talk::Normal => LevelFilter::INFO,
        Talk::Verbose => LevelFilter::DEBUG,
    };
    let log = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false);
    // The program starts its log once; there is none to be in the way.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

fn failed(error: std::io::Error) -> Failure {
    Failure::new("server", format!("the server failed: {error}")).with_hint("check the limits of the system")
}

/// Listens from now on for who asks the program to end; what is returned waits for that.
fn stopped() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        // Without its own signals the program still ends, only less politely.
        let (Ok(mut terminate), Ok(mut interrupt)) = signals else { return std::future::pending().await };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}
