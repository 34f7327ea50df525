//! Standard input and output → the messages of one client, an object a line.
//!
//! Lines that are no message of JSON-RPC are answered at once ([`rpc`]) and go no further. Answers to the
//! messages of a list are kept until all are there ([`Lists`]).

use std::io;
use std::sync::Arc;

use rmcp::RoleServer;
use rmcp::service::{RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Stdin, Stdout};
use tokio::sync::{Mutex, mpsc};

use super::lists::Lists;
use super::rpc::{self, Incoming};

/// Bytes of a line at most.
const MAX_LINE: u64 = 16 << 20;

/// Messages that wait to be worked on.
const WAITING: usize = 16;

/// Both ends of a conversation.
pub(super) struct Pipes {
    messages: mpsc::Receiver<RxJsonRpcMessage<RoleServer>>,
    out: Arc<Out>,
}

/// What goes to standard output.
struct Out {
    stdout: Mutex<Stdout>,
    lists: Lists,
}

impl Pipes {
    /// Begins to read; ends when the input does.
    pub(super) fn open() -> Self {
        let out = Arc::new(Out { stdout: Mutex::new(tokio::io::stdout()), lists: Lists::default() });
        let (sender, messages) = mpsc::channel(WAITING);
        let reader = Reader { sender, out: out.clone(), has_begun: false, version: None };
        tokio::spawn(reader.read(BufReader::new(tokio::io::stdin())));
        Pipes { messages, out }
    }
}

impl Transport<RoleServer> for Pipes {
    type Error = io::Error;

    fn send(&mut self, item: TxJsonRpcMessage<RoleServer>) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let out = self.out.clone();
        async move { out.write(out.lists.answer(serde_json::to_value(&item)?)).await }
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        self.messages.recv().await
    }

    async fn close(&mut self) -> io::Result<()> {
        self.messages.close();
        Ok(())
    }
}

impl Out {
    /// Writes what goes out, if anything does, as a line.
    async fn write(&self, answer: Option<Value>) -> io::Result<()> {
        let Some(answer) = answer else { return Ok(()) };
        let mut out = self.stdout.lock().await;
        out.write_all(format!("{answer}\n").as_bytes()).await?;
        out.flush().await
    }
}

/// Reads lines and hands on those that are messages.
struct Reader {
    sender: mpsc::Sender<RxJsonRpcMessage<RoleServer>>,
    out: Arc<Out>,
    /// Whether the client has asked for something.
    has_begun: bool,
    /// The version of the protocol that it asked for.
    version: Option<String>,
}

impl Reader {
    async fn read(mut self, mut input: BufReader<Stdin>) {
        let (mut line, mut is_rest) = (Vec::new(), false);
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
            let done = match rpc::incoming(text, self.version.as_deref()) {
                Ok(Incoming::One(message)) => self.hand_on(message.into_iter().collect()).await,
                Ok(Incoming::List(messages)) => self.hand_on_list(messages).await,
                Err(refused) => self.out.write(Some(refused.json())).await.is_ok(),
            };
            if !done {
                return;
            }
        }
    }

    /// Hands on messages; returns whether there is still somebody who takes them.
    async fn hand_on(&mut self, messages: Vec<Value>) -> bool {
        for message in messages {
            self.has_begun |= is_request(&message);
            // Nobody is answered before there is a conversation; the library would end it.
            if !self.has_begun {
                continue;
            }
            match message["method"].as_str() {
                Some("initialize") => self.version = message["params"]["protocolVersion"].as_str().map(str::to_owned),
                Some("notifications/cancelled") => {
                    let last = self.out.lists.forget(&message["params"]["requestId"]);
                    if self.out.write(last).await.is_err() {
                        return false;
                    }
                }
                _ => {}
            }
            let Ok(message) = serde_json::from_value(message) else { continue };
            if self.sender.send(message).await.is_err() {
                return false;
            }
        }
        true
    }

    async fn hand_on_list(&mut self, list: Vec<rpc::Checked>) -> bool {
        let (mut messages, mut refused) = (Vec::new(), Vec::new());
        for message in list {
            match message {
                Ok(message) => messages.extend(message),
                Err(error) => refused.push(error.json()),
            }
        }
        let waiting = messages.iter().filter(|message| is_request(message)).map(|message| message["id"].clone());
        let answered = self.out.lists.begin(waiting.collect(), refused);
        self.out.write(answered).await.is_ok() && self.hand_on(messages).await
    }
}

/// Tells whether a message asks for an answer.
fn is_request(message: &Value) -> bool {
    message.get("id").is_some() && message.get("method").is_some()
}
