//! Encrypted connections: a certificate made here, clients that trust it, and those that do not.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use onrecord::server::Tls;
use rcgen::CertifiedKey;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::{Answer, Home, Server};

/// A certificate for `localhost` and its key, as PEM files.
struct Pair {
    folder: tempfile::TempDir,
}

impl Pair {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        std::fs::write(folder.path().join("cert.pem"), cert.pem()).expect("written");
        std::fs::write(folder.path().join("key.pem"), signing_key.serialize_pem()).expect("written");
        Pair { folder }
    }

    fn certificate(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    fn tls(&self) -> Tls {
        Tls::open(&self.certificate(), &self.key()).expect("a certificate with its key")
    }

    /// Asks by a client that trusts this certificate and no other.
    fn ask(&self, stream: TcpStream, request: &str) -> (Answer, Option<Vec<u8>>) {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(self.certificate()).expect("PEM")).expect("a certificate");
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("protocols")
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let client =
            ClientConnection::new(Arc::new(config), "localhost".try_into().expect("a name")).expect("a client");
        let mut stream = StreamOwned::new(client, stream);
        // A client that does not trust the server says nothing.
        let _ = stream.write_all(request.as_bytes());
        let answer = Answer::read(&mut stream);
        (answer, stream.conn.alpn_protocol().map(<[u8]>::to_vec))
    }
}

const SEARCH: &str = "GET /api/v1/search?q=recusal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[test]
fn whoever_trusts_the_certificate_is_answered() {
    let pair = Pair::new();
    let server = Server::with(|options| options.tls = Some(pair.tls()));
    let (answer, protocol) = pair.ask(server.connect(), SEARCH);
    assert_eq!((answer.status, answer.json()["total"].as_u64()), (200, Some(3)));
    assert_eq!(protocol.as_deref(), Some(b"http/1.1".as_slice()));
    let (refused, _) = Pair::new().ask(server.connect(), SEARCH);
    assert_eq!(refused.status, 0);
    let plain = server.get("/api/v1/search?q=recusal");
    assert!(plain.status == 0 && !String::from_utf8_lossy(&plain.raw).contains("total"));
    assert_eq!(pair.ask(server.connect(), SEARCH).0.status, 200);
}

#[test]
fn who_is_silent_is_not_waited_for() {
    let pair = Pair::new();
    let server = Server::with(|options| {
        options.tls = Some(pair.tls());
        options.read_patience = Duration::from_millis(200);
        options.max_connections = 2;
    });
    let mut silent: Vec<TcpStream> = (0..2).map(|_| server.connect()).collect();
    // There is room again once they have been given up.
    assert_eq!(pair.ask(server.connect(), SEARCH).0.status, 200);
    for stream in &mut silent {
        assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
    }
}

#[test]
fn wrong_files_are_named() {
    let (pair, other) = (Pair::new(), Pair::new());
    let (certificate, key) = (pair.certificate(), pair.key());
    let refused = |certificate: &Path, key: &Path, path: &Path, what: &str| {
        let problem = Tls::open(certificate, key).expect_err(what);
        assert!(problem.message.contains(what) && problem.message.contains(&*path.to_string_lossy()), "{problem}");
        assert!(problem.code == "tls" && problem.hint.is_some_and(|hint| !hint.is_empty()));
    };
    let missing = pair.folder.path().join("nowhere.pem");
    refused(&missing, &key, &missing, "cannot read");
    refused(&certificate, &missing, &missing, "cannot read");
    refused(&key, &key, &key, "has no certificate");
    refused(&certificate, &certificate, &certificate, "has no private key");
    refused(&certificate, &other.key(), &other.key(), "is not the key of the certificate");
    let locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let locked = pair.file("locked.pem", locked);
    refused(&certificate, &locked, &locked, "has a key with a password");
    let broken = pair.file("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n");
    refused(&broken, &key, &broken, "is no whole PEM");
    let hollow = pair.file("hollow.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    refused(&hollow, &key, &hollow, "cannot be used");
}

#[test]
fn the_program_takes_both_files_or_none() {
    let (home, pair) = (Home::new(), Pair::new());
    let start = |arguments: &[&Path]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_search"));
        program.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments).current_dir(home.path());
        program.stderr(Stdio::piped()).spawn().expect("starts")
    };
    let (certificate, key) = (pair.certificate(), pair.key());
    let alone = start(&[Path::new("--tls-cert"), &certificate]).wait_with_output().expect("ends");
    let told = String::from_utf8_lossy(&alone.stderr).into_owned();
    assert!(alone.status.code() == Some(2) && told.contains("--tls-key"), "{told}");
    let mut program = start(&[Path::new("--tls-cert"), &certificate, Path::new("--tls-key"), &key]);
    let address = crate::support::address_told(&mut program, "https://");
    let (answer, _) = pair.ask(TcpStream::connect(&address).expect("a connection"), SEARCH);
    assert_eq!(answer.status, 200);
    program.kill().expect("ended");
    program.wait().expect("ended");
}
