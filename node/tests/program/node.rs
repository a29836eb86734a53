//! A node in a process of its own.

use std::{
    ffi::OsStr,
    fs::File,
    io::Read as _,
    net::UdpSocket,
    os::unix::net::UnixDatagram,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

/// Longer than a loaded machine takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A place for one test.
#[derive(Debug)]
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The data folder, which is not there yet.
    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A running node; killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Node {
    process: Child,
    log: PathBuf,
    pub(crate) port: u16,
}

impl Node {
    /// Starts a node on the loopback interface, and waits until it can be reached.
    pub(crate) fn start(place: &Place, arguments: &[&str]) -> Self {
        Self::start_on(place, &place.data(), arguments)
    }

    pub(crate) fn start_on(place: &Place, data: &Path, arguments: &[&str]) -> Self {
        Self::start_as(command(), place, data, arguments)
    }

    /// The same with a umask that lets everybody do everything.
    pub(crate) fn start_generously(place: &Place, arguments: &[&str]) -> Self {
        Self::start_as(generous_command(), place, &place.data(), arguments)
    }

    fn start_as(mut command: Command, place: &Place, data: &Path, arguments: &[&str]) -> Self {
        let port = free_port();
        // The node says when it is ready, as it would say to systemd.
        let notify = place.path("notify");
        let _ = std::fs::remove_file(&notify);
        let listener = UnixDatagram::bind(&notify).unwrap();
        listener.set_read_timeout(Some(PATIENCE)).unwrap();
        let log = place.path("log");
        let file = File::create(&log).unwrap();
        let process = command
            .args([OsStr::new("--data"), data.as_os_str()])
            .args(["--interface", "lo", "--port", &port.to_string()])
            .args(arguments)
            .env("NOTIFY_SOCKET", &notify)
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        let mut node = Self { process, log, port };
        let mut message = [0; 64];
        let len = listener.recv(&mut message).unwrap_or_else(|error| {
            node.process.kill().unwrap();
            panic!("the node did not get ready ({error}): {}", node.log())
        });
        assert_eq!(message.get(..len), Some(&b"READY=1"[..]));
        node
    }

    /// What it has printed and logged.
    pub(crate) fn log(&self) -> String {
        let mut log = String::new();
        File::open(&self.log).unwrap().read_to_string(&mut log).unwrap();
        log
    }

    /// Waits until something is in the log.
    pub(crate) fn wait_for(&self, text: &str) {
        let since = Instant::now();
        while !self.log().contains(text) {
            assert!(since.elapsed() < PATIENCE, "`{text}` did not come: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Sends a signal, and waits for the end.
    pub(crate) fn end(mut self, signal: &str) -> (ExitStatus, String) {
        let kill = Command::new("kill").args(["-s", signal, &self.id().to_string()]).status().unwrap();
        assert!(kill.success());
        let status = self.process.wait().unwrap();
        (status, self.log())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netim-node"));
    command.env_remove("NOTIFY_SOCKET").stdin(Stdio::null());
    command
}

/// The program under `umask 000`: its arguments go on behind these.
pub(crate) fn generous_command() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_netim-node")]);
    command.env_remove("NOTIFY_SOCKET").stdin(Stdio::null());
    command
}

/// A port that nobody uses now.
fn free_port() -> u16 {
    UdpSocket::bind("[::]:0").unwrap().local_addr().unwrap().port()
}

/// Runs the program to its end.
pub(crate) fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    command().args(arguments).output().unwrap()
}

/// Runs a verb on a data folder, which succeeds, and returns what it prints.
pub(crate) fn verb(verb: &str, data: &Path, arguments: &[&OsStr]) -> String {
    let output = run([&[OsStr::new(verb), OsStr::new("--data"), data.as_os_str()], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the program, which fails, and returns what it says about it.
pub(crate) fn refused<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// Tries to start a node, which fails, and returns what it says about it.
pub(crate) fn start_refused(data: &Path, arguments: &[&str]) -> String {
    let arguments = arguments.iter().map(OsStr::new);
    refused([OsStr::new("--data"), data.as_os_str()].into_iter().chain(arguments))
}

/// The status in JSON.
pub(crate) fn status(data: &Path) -> Value {
    serde_json::from_str(&verb("status", data, &[OsStr::new("--json")])).unwrap()
}
