//! `eapol_test` of `wpa_supplicant`: a peer on OpenSSL and an access point in one program.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::foreign;
use super::identities::{Device, der, pem};
use super::site::{Network, SECRET, Site};

/// What a peer does, and what may be wrong with it.
pub struct Eapol {
    program: PathBuf,
    folder: TempDir,
    pub server: SocketAddr,
    pub secret: String,
    pub nai: String,
    /// The certificate that the server must have.
    pub trusts: Vec<u8>,
    /// The client's certificate, and what it sends with it.
    pub chain: Vec<Vec<u8>>,
    pub private_key: String,
    pub phase1: String,
    pub ciphersuites: String,
    pub groups: String,
    pub mtu: Option<u16>,
    pub station: String,
    pub seconds: u8,
}

/// How it ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// Let in, with keys that both sides agree about.
    Accepted,
    /// `Access-Reject`.
    Rejected,
    /// No answer.
    TimedOut,
}

/// A peer that offers TLS 1.3 only.
pub const TLS_1_3: &str =
    "tls_disable_tlsv1_0=1,tls_disable_tlsv1_1=1,tls_disable_tlsv1_2=1,tls_disable_tlsv1_3=0";

/// A peer that offers TLS 1.2 only.
pub const TLS_1_2: &str =
    "tls_disable_tlsv1_0=1,tls_disable_tlsv1_1=1,tls_disable_tlsv1_2=0,tls_disable_tlsv1_3=1";

impl Eapol {
    /// A peer that does everything right; `None`, loudly, where the program is not installed.
    pub fn new(site: &Site, network: &Network, device: &Device) -> Option<Self> {
        Some(Self {
            program: foreign::program("eapol_test", "eapoltest")?,
            folder: tempfile::tempdir().unwrap(),
            server: site.v4(),
            secret: SECRET.to_owned(),
            nai: network.nai(),
            trusts: der(&network.identity),
            chain: vec![device.certificate()],
            private_key: device.private_key_pem(),
            phase1: TLS_1_3.to_owned(),
            ciphersuites: "TLS_AES_128_CCM_SHA256".to_owned(),
            groups: "P-256".to_owned(),
            mtu: None,
            station: "02:00:00:00:00:01".to_owned(),
            seconds: 8,
        })
    }

    pub fn run(&self) -> Ended {
        let conf = self.write_files();
        let mut command = Command::new(&self.program);
        command.arg("-c").arg(conf).args(["-a", &self.server.ip().to_string()]);
        command.args(["-p", &self.server.port().to_string(), "-s", &self.secret]);
        command.args(["-t", &self.seconds.to_string(), "-M", &self.station]);
        command.env("OPENSSL_CONF", self.folder.path().join("openssl.conf"));
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        if output.status.success() && text.lines().last() == Some("SUCCESS") {
            assert!(text.contains("MPPE keys OK: 1"), "keys differ:\n{text}");
            return Ended::Accepted;
        }
        let is_rejected = text.contains("code=3 (Access-Reject)");
        if is_rejected { Ended::Rejected } else { Ended::TimedOut }
    }

    /// All that it reads.
    fn write_files(&self) -> PathBuf {
        let folder = self.folder.path();
        let certificates = |chain: &[Vec<u8>]| -> String {
            chain.iter().map(|certificate| pem("CERTIFICATE", certificate)).collect()
        };
        let file = |name: &str, content: String| {
            let path = folder.join(name);
            fs::write(&path, content).unwrap();
            path
        };
        let ca = file("network.pem", certificates(std::slice::from_ref(&self.trusts)));
        let client = file("client.pem", certificates(&self.chain));
        let key = file("key.pem", self.private_key.clone());
        file("openssl.conf", openssl_conf(&self.ciphersuites, &self.groups));
        let mtu = self.mtu.map_or(String::new(), |mtu| format!("  fragment_size={mtu}\n"));
        let name = |path: &Path| path.display().to_string();
        file(
            "peer.conf",
            format!(
                "network={{\n  key_mgmt=WPA-EAP\n  eap=TLS\n  eap_workaround=0\n  identity=\"{}\"\n  phase1=\"{}\"\n  \
                 ca_cert=\"{}\"\n  client_cert=\"{}\"\n  private_key=\"{}\"\n{mtu}}}\n",
                self.nai,
                self.phase1,
                name(&ca),
                name(&client),
                name(&key),
            ),
        )
    }
}

/// OpenSSL leaves CCM off by default, and its cipher option does not take it.
pub fn openssl_conf(ciphersuites: &str, groups: &str) -> String {
    format!(
        "openssl_conf = init\n[init]\nssl_conf = ssl\n[ssl]\nsystem_default = default\n[default]\n\
         MinProtocol = TLSv1.2\nCiphersuites = {ciphersuites}\nGroups = {groups}\n"
    )
}
