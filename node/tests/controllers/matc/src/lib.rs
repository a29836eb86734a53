//! A node under test, and matc as the controller that has commissioned it.
//!
//! Requests are written and answers are read with matc's own TLV code, over the layout 1.6 of cluster 0x0450.
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use matc::certmanager::{CertManager, FileCertManager};
use matc::controller::{Connection, Controller};
use matc::tlv::{TlvBuffer, TlvItem, TlvItemValue};
use matc::transport::Transport;

const CLUSTER: u32 = 0x0450;
const ENDPOINT: u16 = 1;
const ADDRESS: &str = "192.0.2.1:5540";
const PASSCODE: u32 = 20_202_021;
const FABRIC: u64 = 1000;
const OWN_NODE: u64 = 100;
const NODE: u64 = 300;

/// What a command is answered with.
#[derive(Debug)]
pub enum Answer {
    /// A response, with its fields.
    Fields(TlvItem),
    /// A status; 0 is success.
    Status(u64),
}

/// A node and its administrator.
pub struct Commissioned {
    node: Child,
    connection: Connection,
    _folder: tempfile::TempDir,
}

impl Commissioned {
    /// Starts the node that `NETIM_NODE` names and commissions it.
    pub async fn new() -> Result<Self> {
        let program = std::env::var("NETIM_NODE").context("NETIM_NODE must name the program `netim-node`")?;
        let folder = tempfile::tempdir()?;
        let node = start(&program, folder.path())?;
        let keys = folder.path().join("keys").display().to_string();
        let authority = FileCertManager::new(FABRIC, &keys);
        authority.bootstrap()?;
        authority.create_user(OWN_NODE)?;
        let keys: Arc<dyn CertManager> = FileCertManager::load(&keys)?;
        let transport = Transport::new("0.0.0.0:0").await?;
        let controller = Controller::new(&keys, &transport, FABRIC)?;
        let connection = transport.create_connection(ADDRESS).await;
        let connection = controller.commission(&connection, PASSCODE, NODE, OWN_NODE).await?;
        Ok(Self { node, connection, _folder: folder })
    }

    /// Reads an attribute.
    pub async fn read(&self, attribute: u32) -> Result<TlvItemValue> {
        self.connection.read_request2(ENDPOINT, CLUSTER, attribute).await
    }

    /// Reads a list of structures.
    pub async fn read_list(&self, attribute: u32) -> Result<Vec<TlvItem>> {
        match self.read(attribute).await? {
            TlvItemValue::List(items) => Ok(items),
            other => bail!("no list but {other:?}"),
        }
    }

    /// Sends a command, timed or not.
    pub async fn send(&self, command: u32, timed: bool, fields: &[(u8, Field<'_>)]) -> Result<Answer> {
        let mut payload = TlvBuffer::new();
        for (tag, field) in fields {
            match *field {
                Field::Number(number) => payload.write_uint16(*tag, number)?,
                Field::Octets(octets) => payload.write_octetstring(*tag, octets)?,
            }
        }
        let connection = &self.connection;
        let message = if timed {
            connection.invoke_request_timed(ENDPOINT, CLUSTER, command, &payload.data, 5000).await?
        } else {
            connection.invoke_request(ENDPOINT, CLUSTER, command, &payload.data).await?
        };
        let answer = message.tlv;
        if let Some(status) = answer.get_int(&[1, 0, 1, 1, 0]) {
            return Ok(Answer::Status(status));
        }
        let fields = answer.get_item(&[1, 0, 0, 1]).with_context(|| format!("no answer: {answer:?}"))?;
        Ok(Answer::Fields(fields.clone()))
    }

    /// Ends the node with SIGTERM; it must end in order.
    pub fn stop(mut self) -> Result<()> {
        let id = self.node.id().to_string();
        ensure!(Command::new("kill").arg(&id).status()?.success(), "the node is gone");
        let status = self.node.wait()?;
        ensure!(status.success(), "the node ended with {status}");
        Ok(())
    }
}

impl Drop for Commissioned {
    fn drop(&mut self) {
        // A test that failed leaves it running; one that has stopped it, nothing to kill.
        let _ = self.node.kill();
        let _ = self.node.wait();
    }
}

/// A field of a command.
#[derive(Clone, Copy, Debug)]
pub enum Field<'a> {
    /// An unsigned number.
    Number(u16),
    /// An octet string.
    Octets(&'a [u8]),
}

/// Starts a node, and waits until it says that it runs.
fn start(program: &str, folder: &Path) -> Result<Child> {
    let data = folder.join("data");
    let mut node = Command::new(program)
        .arg("--data")
        .arg(&data)
        .args(["--interface", "netim0", "--release", "1.6"])
        .stdin(Stdio::null())
        .spawn()?;
    for _ in 0..200 {
        if let Some(status) = node.try_wait()? {
            bail!("the node ended with {status}");
        }
        let answer = Command::new(program).arg("status").arg("--data").arg(&data).arg("--json").output()?;
        let status: Option<serde_json::Value> = serde_json::from_slice(&answer.stdout).ok();
        if status.is_some_and(|status| status["running"].is_object()) {
            return Ok(node);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let _ = node.kill();
    bail!("the node does not come up")
}
