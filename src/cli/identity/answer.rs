//! What is told about an identity.

use std::{
    fmt::Display,
    format,
    io::{self, Write},
    path::Path,
    string::{String, ToString as _},
    vec,
    vec::Vec,
};

use serde::Serialize;

use super::{Form, Output, pem};
use crate::{
    cli::{
        encoding::hex,
        report::{Answer, print_fields},
    },
    crypto::RustCrypto,
    identity::CompactIdentity,
};

/// All that is known.
#[derive(Serialize)]
pub(super) struct IdentityAnswer {
    identifier: String,
    eap_identity: String,
    public_key: String,
    signature: String,
    valid: bool,
    problem: Option<String>,
    compact: String,
    der: String,
    pem: String,
    /// Where its private key was written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    key_file: Option<String>,
    /// In which it was read.
    #[serde(skip)]
    form: Option<&'static str>,
}

impl IdentityAnswer {
    pub(super) fn read_in(form: &'static str, identity: &CompactIdentity) -> Self {
        Self { form: Some(form), ..Self::new(identity) }
    }

    pub(super) fn made(identity: &CompactIdentity, key_file: Option<&Path>) -> Self {
        Self { key_file: key_file.map(|path| path.display().to_string()), ..Self::new(identity) }
    }

    fn new(identity: &CompactIdentity) -> Self {
        let identifier = identity.identifier();
        let problem = identity.validate(&RustCrypto).err();
        Self {
            identifier: identifier.to_string(),
            eap_identity: identifier.to_eap_identity().to_string(),
            public_key: hex(identity.public_key().as_bytes()),
            signature: hex(identity.signature().as_bytes()),
            valid: problem.is_none(),
            problem: problem.map(|problem| problem.to_string()),
            compact: hex(&identity.to_bytes()),
            der: hex(identity.encode_der(&mut [0; CompactIdentity::MAX_DER_LEN])),
            pem: pem(identity, &mut [0; CompactIdentity::MAX_PEM_LEN]).to_string(),
            key_file: None,
            form: None,
        }
    }
}

impl Answer for IdentityAnswer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let valid = self.problem.as_ref().map_or("yes".to_string(), |problem| format!("no: {problem}"));
        let mut fields: Vec<(&str, &dyn Display)> = vec![
            ("identifier", &self.identifier),
            ("EAP identity", &self.eap_identity),
            ("public key", &self.public_key),
            ("signature", &self.signature),
            ("valid", &valid),
            ("compact", &self.compact),
        ];
        if let Some(form) = &self.form {
            fields.insert(0, ("form", form));
        }
        if let Some(file) = &self.key_file {
            fields.push(("private key", file));
        }
        print_fields(out, &fields)
    }
}

/// One form.
#[derive(Serialize)]
pub(super) struct ConvertedAnswer {
    identifier: String,
    valid: bool,
    form: &'static str,
    encoding: &'static str,
    identity: String,
}

impl ConvertedAnswer {
    pub(super) fn new(identity: &CompactIdentity, output: Output) -> Self {
        let text = String::from_utf8_lossy(&output.encode(identity)).into_owned();
        let (form, encoding, identity_text) = match output.form {
            Form::Compact => ("compact", output.encoding.name(), text.trim_end()),
            Form::Der => ("der", output.encoding.name(), text.trim_end()),
            Form::Pem => ("pem", "pem", text.as_str()),
        };
        Self {
            identifier: identity.identifier().to_string(),
            valid: identity.validate(&RustCrypto).is_ok(),
            form,
            encoding,
            identity: identity_text.to_string(),
        }
    }
}

/// Printed as it is by [`super::print`], unless it is JSON.
impl Answer for ConvertedAnswer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.identity)
    }
}
