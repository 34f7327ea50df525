//! Encrypted connections: certificate and key from PEM files, handshakes within limits.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::problem::Problem;

/// Handshakes that run at a time; further ones wait for their turn, within their time.
const MAX_HANDSHAKES: usize = 256;

/// What PEM files of keys with a password hold.
const ENCRYPTED: [&str; 2] = ["ENCRYPTED PRIVATE KEY", "Proc-Type: 4,ENCRYPTED"];

/// A certificate with its key, shown to those who connect. Cheap to clone.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    turns: Arc<Semaphore>,
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls(…)")
    }
}

impl Tls {
    /// Reads a certificate, followed by those that vouch for it, and its key, both in PEM.
    ///
    /// # Errors
    ///
    /// A problem that names the file at fault, where one cannot be read, holds something else,
    /// or where the key is not the certificate's.
    pub fn open(certificate: &Path, key: &Path) -> Result<Self, Problem> {
        let chain = certificates(certificate)?;
        let secret = private_key(key)?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, secret));
        let mut config = config.map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => problem(key, "is not the key of the certificate").with_hint(format!(
                "give the key that {} was made for, and put that certificate first in its file",
                certificate.display()
            )),
            error => problem(certificate, &format!("cannot be used: {error}"))
                .with_hint("make an RSA, ECDSA or Ed25519 certificate for a server"),
        })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Tls { acceptor, turns: Arc::new(Semaphore::new(MAX_HANDSHAKES)) })
    }

    /// Agrees with a client on keys; nothing where it takes too long or speaks something else.
    pub(super) async fn shake_hands<S>(&self, stream: S, patience: Duration) -> Option<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let agree = async {
            let _turn = self.turns.acquire().await.ok()?;
            self.acceptor.accept(stream).await.ok()
        };
        timeout(patience, agree).await.ok().flatten()
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Problem> {
    let bytes = read(path, "--tls-cert")?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let chain = chain.map_err(|error| unreadable(path, &error))?;
    if chain.is_empty() {
        return Err(problem(path, "has no certificate")
            .with_hint("a certificate in PEM begins with -----BEGIN CERTIFICATE-----"));
    }
    Ok(chain)
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, Problem> {
    let bytes = read(path, "--tls-key")?;
    let text = String::from_utf8_lossy(&bytes);
    if ENCRYPTED.iter().any(|mark| text.contains(mark)) {
        return Err(problem(path, "has a key with a password")
            .with_hint("take the password off: openssl pkey -in KEY -out PLAIN"));
    }
    PrivateKeyDer::from_pem_slice(&bytes).map_err(|error| match error {
        pem::Error::NoItemsFound => {
            problem(path, "has no private key").with_hint("a key in PEM begins with -----BEGIN PRIVATE KEY-----")
        }
        error => unreadable(path, &error),
    })
}

fn read(path: &Path, flag: &str) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|error| {
        Problem::new("tls", format!("cannot read {}: {error}", path.display())).with_hint(format!("check {flag}"))
    })
}

fn unreadable(path: &Path, error: &pem::Error) -> Problem {
    problem(path, &format!("is no whole PEM: {error}")).with_hint("copy the file again")
}

fn problem(path: &Path, what: &str) -> Problem {
    Problem::new("tls", format!("{} {what}", path.display()))
}
