//! A child process, as the parent has it.

use std::{
    fs::File,
    os::fd::OwnedFd,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{
    channel::{self, MAX_LEN, Order},
    image::{Image, Trace},
    secret_support::secrets::Secret,
};

/// What tells the child that it is one, and where it keeps things: `files` or `memory`.
pub(crate) const KIND: &str = "NETIM_TEST_MEMORY_CHILD";
/// Its folder.
pub(crate) const FOLDER: &str = "NETIM_TEST_MEMORY_FOLDER";

const IMPORT_ADMIN_SECRET: u8 = 0x40;
const EXPORT_ADMIN_SECRET: u8 = 0x41;

/// A process that is a server.
pub(crate) struct Life {
    child: Child,
    to: File,
    from: File,
    _folder: TempDir,
}

impl Life {
    /// Starts a process of one kind, with a server.
    pub(crate) fn new(kind: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
        command.env(KIND, kind).env(FOLDER, folder.path()).env_remove("RUST_TEST_THREADS");
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let to = File::from(OwnedFd::from(child.stdin.take().unwrap()));
        let from = File::from(OwnedFd::from(child.stderr.take().unwrap()));
        let mut life = Self { child, to, from, _folder: folder };
        life.order(Order::Start, &[]);
        life
    }

    /// Has something done. When this returns, the child waits for the next order.
    pub(crate) fn order(&mut self, order: Order, content: &[u8]) -> (u8, Vec<u8>) {
        channel::send(&mut self.to, order as u8, content).unwrap();
        let mut buffer = [0; MAX_LEN];
        let mut receive = || {
            let (status, answer) = channel::receive(&mut self.from, &mut buffer).unwrap().unwrap();
            (status, answer.to_vec())
        };
        let answer = receive();
        assert_eq!(receive(), (0, vec![]), "{}", String::from_utf8_lossy(&answer.1));
        answer
    }

    /// Imports a secret and returns the status.
    pub(crate) fn import(&mut self, secret: &Secret, created: u32) -> u8 {
        self.import_bytes(Order::Invoke, &secret.nass(created))
    }

    /// The same with an encoding that may be wrong.
    pub(crate) fn import_bytes(&mut self, order: Order, nass: &[u8]) -> u8 {
        let len = u8::try_from(nass.len()).unwrap();
        let request = [&[IMPORT_ADMIN_SECRET, 0x35, 1, 0x30, 0, len], nass, &[0x18]].concat();
        self.order(order, &request).0
    }

    /// Exports the secret and returns the fields of the response.
    pub(crate) fn export(&mut self) -> Vec<u8> {
        let (status, answer) = self.order(Order::Invoke, &[EXPORT_ADMIN_SECRET]);
        assert_eq!(status, 0);
        answer
    }

    /// What is there of these secrets in the memory of the process.
    pub(crate) fn traces(&self, secrets: &[&Secret]) -> Vec<Trace> {
        Image::of(self.child.id()).traces(secrets)
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
