//! Standard input and output → the messages of one client, an object a line.
//!
//! Lines that are no message of JSON-RPC are answered at once ([`rpc`]) and go no further.

use std::io;
use std::sync::Arc;

use rmcp::RoleServer;
use rmcp::service::{RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Stdin, Stdout};
use tokio::sync::{Mutex, mpsc};

use super::rpc;

/// Bytes of a line at most.
const MAX_LINE: u64 = 16 << 20;

/// Messages that wait to be worked on.
const WAITING: usize = 16;

/// Both ends of a conversation.
pub(super) struct Pipes {
    messages: mpsc::Receiver<RxJsonRpcMessage<RoleServer>>,
    out: Arc<Mutex<Stdout>>,
}

impl Pipes {
    /// Begins to read; ends when the input does.
    pub(super) fn open() -> Self {
        let out = Arc::new(Mutex::new(tokio::io::stdout()));
        let (sender, messages) = mpsc::channel(WAITING);
        tokio::spawn(read(BufReader::new(tokio::io::stdin()), sender, out.clone()));
        Pipes { messages, out }
    }
}

impl Transport<RoleServer> for Pipes {
    type Error = io::Error;

    fn send(&mut self, item: TxJsonRpcMessage<RoleServer>) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let out = self.out.clone();
        async move { write(&out, serde_json::to_vec(&item)?).await }
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        self.messages.recv().await
    }

    async fn close(&mut self) -> io::Result<()> {
        self.messages.close();
        Ok(())
    }
}

async fn write(out: &Mutex<Stdout>, mut line: Vec<u8>) -> io::Result<()> {
    line.push(b'\n');
    let mut out = out.lock().await;
    out.write_all(&line).await?;
    out.flush().await
}

/// Reads lines and hands on those that are messages.
async fn read(
    mut input: BufReader<Stdin>,
    messages: mpsc::Sender<RxJsonRpcMessage<RoleServer>>,
    out: Arc<Mutex<Stdout>>,
) {
    let (mut line, mut has_begun, mut is_rest) = (Vec::new(), false, false);
    loop {
        line.clear();
        match (&mut input).take(MAX_LINE).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        // What follows the longest line that is read belongs to it: its beginning was refused.
        let was_rest = std::mem::replace(&mut is_rest, !line.ends_with(b"\n") && line.len() as u64 == MAX_LINE);
        let text = line.trim_ascii();
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if was_rest || text.is_empty() {
            continue;
        }
        let answer = match rpc::message(text) {
            Ok(Some(message)) => {
                has_begun |= is_request(&message);
                // Nobody is answered before there is a conversation; the library would end it.
                let Some(message) = Some(message).filter(|_| has_begun) else { continue };
                let Ok(message) = serde_json::from_value(message) else { continue };
                match messages.send(message).await {
                    Ok(()) => continue,
                    Err(_) => return,
                }
            }
            Ok(None) => continue,
            Err(refused) => refused.json(),
        };
        if write(&out, answer.to_string().into_bytes()).await.is_err() {
            return;
        }
    }
}

/// Tells whether a message asks for an answer.
fn is_request(message: &Value) -> bool {
    message.get("id").is_some() && message.get("method").is_some()
}
