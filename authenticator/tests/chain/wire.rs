//! The two ends of the wire.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::guide;
use crate::support::eapol_test::{TLS_1_3, openssl_conf};
use crate::support::foreign::{Process, program};
use crate::support::identities::{Device, der, pem};
use crate::support::site::{Network, SECRET};

/// What a program says.
struct Output {
    path: PathBuf,
    /// Up to where it was looked at.
    seen: std::cell::Cell<usize>,
}

impl Output {
    fn new(path: PathBuf) -> Self {
        fs::write(&path, "").unwrap();
        Self { path, seen: std::cell::Cell::new(0) }
    }

    fn file(&self) -> fs::File {
        fs::File::options().append(true).open(&self.path).unwrap()
    }

    /// Waits until it says something that it has not said before.
    fn wait_for(&self, what: &str) {
        let deadline = Instant::now() + Duration::from_mins(1);
        loop {
            let said = String::from_utf8_lossy(&fs::read(&self.path).unwrap()).into_owned();
            let rest = said.get(self.seen.get()..).unwrap_or_default();
            if let Some(at) = rest.find(what) {
                self.seen.set(self.seen.get() + at + what.len());
                return;
            }
            assert!(Instant::now() < deadline, "no {what} in:\n{said}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The access point: a switch, since there is no radio.
pub(crate) struct Hostapd {
    output: Output,
    _process: Process,
}

impl Hostapd {
    pub(crate) fn start(folder: &Path, port: u16) -> Self {
        let conf = folder.join("hostapd.conf");
        fs::write(&conf, guide::hostapd_conf("ap", port, SECRET)).unwrap();
        let output = Output::new(folder.join("hostapd.log"));
        let mut command = Command::new(program("hostapd", "hostapd").unwrap());
        command.arg(conf).stdout(output.file()).stderr(output.file());
        let process = Process::spawn(&mut command);
        output.wait_for("AP-ENABLED");
        Self { output, _process: process }
    }

    pub(crate) fn wait_for(&self, what: &str) {
        self.output.wait_for(what);
    }
}

/// The client.
pub(crate) struct Supplicant {
    control: PathBuf,
    output: Output,
    _process: Process,
}

impl Supplicant {
    pub(crate) fn start(folder: &Path, network: &Network, device: &Device) -> Self {
        let control = folder.join("control");
        let file = |name: &str, content: &str| {
            let path = folder.join(name);
            fs::write(&path, content).unwrap();
            path.display().to_string()
        };
        let ca = file("network.pem", &pem("CERTIFICATE", &der(&network.identity)));
        let certificate = file("client.pem", &pem("CERTIFICATE", &device.certificate()));
        let key = file("key.pem", &device.private_key_pem());
        let openssl = file("openssl.conf", &openssl_conf("TLS_AES_128_CCM_SHA256", "P-256"));
        let conf = file(
            "supplicant.conf",
            &format!(
                "ctrl_interface={}\nap_scan=0\nnetwork={{\n  key_mgmt=IEEE8021X\n  eapol_flags=0\n  eap=TLS\n  \
                 identity=\"{}\"\n  phase1=\"{TLS_1_3}\"\n  ca_cert=\"{ca}\"\n  \
                 client_cert=\"{certificate}\"\n  private_key=\"{key}\"\n}}\n",
                control.display(),
                network.nai(),
            ),
        );
        let output = Output::new(folder.join("supplicant.log"));
        let mut command = Command::new(program("wpa_supplicant", "wpasupplicant").unwrap());
        command.args(["-D", "wired", "-i", "sta", "-c", &conf]).env("OPENSSL_CONF", openssl);
        command.stdout(output.file()).stderr(output.file());
        Self { control, _process: Process::spawn(&mut command), output }
    }

    pub(crate) fn wait_for(&self, what: &str) {
        self.output.wait_for(what);
    }

    /// A wire does not tell when it is cut, so somebody has to.
    pub(crate) fn log_on_again(&self) {
        for word in ["logoff", "logon"] {
            let mut command = Command::new(program("wpa_cli", "wpasupplicant").unwrap());
            let status = command.arg("-p").arg(&self.control).args(["-i", "sta", word]).status().unwrap();
            assert!(status.success());
        }
    }
}
