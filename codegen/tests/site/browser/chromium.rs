//! Chromium without a window, spoken to in its own protocol over a pair of pipes: no driver, no port, no library.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long the browser may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long it may take to end.
const FAREWELL: Duration = Duration::from_secs(5);
/// What it is called where nobody says where it is.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/// The browser reads descriptor 3 and writes descriptor 4; of a process that Rust starts, only the first three can be set.
const ADAPTER: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#;

/// The browser that the environment variable `CLUSTERGEN_BROWSER` names, or one that is in the path. A browser that is
/// named must work; where none is named or found, that is said.
pub(crate) fn program() -> Option<OsString> {
    if let Some(program) = std::env::var_os("CLUSTERGEN_BROWSER").filter(|name| !name.is_empty()) {
        return Some(program);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut candidates = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = candidates.find(|candidate| candidate.is_file());
    if found.is_none() {
        eprintln!(
            "SKIPPED: there is no browser, the pages were not tried in one: install Chromium (Debian: apt-get install \
             chromium) or name it in CLUSTERGEN_BROWSER"
        );
    }
    found.map(PathBuf::into_os_string)
}

/// A running browser; it ends with this.
pub(crate) struct Chromium {
    process: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    /// What it told, and how much of that somebody has waited for.
    events: Vec<Value>,
    awaited: usize,
    next: u64,
    _profile: TempDir,
}

impl Chromium {
    /// Starts it, with a profile of its own.
    pub(crate) fn start(program: &OsString) -> Self {
        let profile = TempDir::new().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", ADAPTER]).arg(program).args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-pipe",
        ]);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("sh runs");
        let (to, from) = (process.stdin.take(), listen(process.stdout.take().unwrap()));
        Self { process, to, from, events: Vec::new(), awaited: 0, next: 0, _profile: profile }
    }

    /// Calls a method and waits for the answer.
    pub(crate) fn call(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        self.try_call(session, method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The same, where the browser may have a reason to refuse.
    pub(crate) fn try_call(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: &Value,
    ) -> Result<Value, Value> {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.as_mut().unwrap().write_all(&bytes).expect("the browser runs: is CLUSTERGEN_BROWSER right?");
        loop {
            let answer = self.receive(method);
            if answer["id"] == json!(id) {
                let error = answer.get("error").cloned();
                return error.map_or_else(|| Ok(answer["result"].clone()), Err);
            }
            self.events.push(answer);
        }
    }

    /// Waits for an event that nobody has waited for yet.
    pub(crate) fn wait(&mut self, event: &str) {
        loop {
            let rest = &self.events[self.awaited..];
            if let Some(found) = rest.iter().position(|told| told["method"] == event) {
                self.awaited += found + 1;
                return;
            }
            self.awaited = self.events.len();
            let told = self.receive(event);
            self.events.push(told);
        }
    }

    /// Takes out all that it told.
    pub(crate) fn told(&mut self) -> Vec<Value> {
        self.awaited = 0;
        std::mem::take(&mut self.events)
    }

    fn receive(&self, what: &str) -> Value {
        self.from.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("no answer to {what}: {error}"))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Without its pipe it ends by itself, and with it what it has started; killed it is if it does not.
        drop(self.to.take());
        let begin = Instant::now();
        while self.process.try_wait().is_ok_and(|status| status.is_none()) && begin.elapsed() < FAREWELL {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads messages, each of which ends with a zero, until there are no more.
fn listen(mut stream: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut buffer, mut chunk) = (Vec::new(), vec![0; 1 << 16]);
        while let Ok(count @ 1..) = stream.read(&mut chunk) {
            buffer.extend_from_slice(&chunk[..count]);
            while let Some(end) = buffer.iter().position(|byte| *byte == 0) {
                let message: Vec<u8> = buffer.drain(..=end).collect();
                let value = serde_json::from_slice(&message[..end]).expect("the browser speaks JSON");
                if sender.send(value).is_err() {
                    return;
                }
            }
        }
    });
    receiver
}
