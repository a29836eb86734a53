//! Programs of others.

use std::path::PathBuf;
use std::process::{Child, Command};

/// Where a program is; `None`, loudly, if it is not installed. Where `NETIM_REQUIRE_PEERS` is 1, it must be.
pub fn program(name: &str, package: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        let told = format!("{name} is not installed; run: apt-get install {package}");
        assert!(std::env::var_os("NETIM_REQUIRE_PEERS").is_none_or(|value| value != "1"), "{told}");
        eprintln!("SKIPPED: {told} (with NETIM_REQUIRE_PEERS=1 this fails)");
    }
    found
}

/// A process that ends with the test.
pub struct Process(pub Child);

impl Process {
    pub fn spawn(command: &mut Command) -> Self {
        Self(command.spawn().unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
