//! `netim secret`.

use std::{
    format,
    io::{self, Write},
    string::{String, ToString as _},
    vec,
};

use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    Exit,
    arguments::{Encoding, SecretDerive, SecretEncoding, SecretNew, SecretShow, SecretVerb},
    encoding::Bytes,
    fault::{Fault, Stop, UsageFault},
    identity,
    input::{Content, Input},
    new_file, private_key,
    report::{Answer, Report, print_fields},
    time,
};
use crate::{
    clock::{Clock as _, SystemClock},
    crypto::RustCrypto,
    identity::{CompactIdentity, ValidIdentity},
    secret::{Nass, NassTextError, RawSecret},
};

pub(super) fn carry_out(verb: SecretVerb, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    match verb {
        SecretVerb::New(arguments) => new(&arguments, report),
        SecretVerb::Show(arguments) => show(&arguments, report),
        SecretVerb::Derive(arguments) => derive(&arguments, report),
    }
}

fn new(arguments: &SecretNew, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    if report.json() && arguments.destination.reveal && arguments.encoding.is_some() {
        return Err(
            UsageFault::conflict("--encoding is for text; JSON has its own fields for the secret").into()
        );
    }
    let encoding = arguments.encoding.unwrap_or(SecretEncoding::Pem);
    let nass = generate(arguments.created)?;
    let mut answer = SecretAnswer::new(&nass)?;
    match &arguments.destination.out {
        Some(path) => {
            new_file::write_private(path, &encoding.encode(&nass)?)?;
            answer.file = Some(path.display().to_string());
            report.answer(&answer)?;
        }
        None if report.json() => report.answer(&answer.reveal(&nass)?)?,
        None => report.bytes(&encoding.encode(&nass)?)?,
    }
    Ok(Exit::Success)
}

fn generate(created: Option<u32>) -> Result<Nass, Fault> {
    let created = created.or_else(|| SystemClock::new().now()).ok_or_else(|| {
        Fault::new("the system's clock is wrong: it is not between 2000 and 2136")
            .help("set the clock, or say with --created when the secret was made")
    })?;
    let secret = RawSecret::generate_from_os()
        .map_err(|error| Fault::new(format!("the operating system gives no randomness: {error}")))?;
    Ok(Nass::new(created, secret))
}

fn show(arguments: &SecretShow, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let nass = parse(&Input::read(arguments.input.file.as_deref(), report)?)?;
    let answer = SecretAnswer::new(&nass)?;
    report.answer(&if arguments.reveal { answer.reveal(&nass)? } else { answer })?;
    Ok(Exit::Success)
}

fn derive(arguments: &SecretDerive, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let output = arguments.output.settle(report)?;
    let nass = parse(&Input::read(arguments.input.file.as_deref(), report)?)?;
    let identity = network_identity(&nass)?;
    if let Some(path) = &arguments.key_out {
        let key = nass.secret().network_key(&RustCrypto).map_err(|error| Fault::new(error.to_string()))?;
        private_key::write(path, &key)?;
    }
    identity::print_made(identity.compact(), output, arguments.key_out.as_deref(), report)?;
    Ok(Exit::Success)
}

fn network_identity(nass: &Nass) -> Result<ValidIdentity, Fault> {
    nass.secret().network_identity(&RustCrypto).map_err(|error| Fault::new(error.to_string()))
}

fn parse(input: &Input) -> Result<Nass, Fault> {
    let content = input.content()?;
    let parsed = match &content {
        Content::Pem { text, .. } => Nass::decode_pem(text),
        Content::Bytes(_, tlv) => Nass::decode(tlv).map_err(NassTextError::from),
    };
    parsed.map_err(|error| input.fault(error).help(what_else(&content)))
}

/// What an input that is no secret may be instead.
fn what_else(content: &Content<'_>) -> &'static str {
    match content {
        Content::Bytes(_, bytes) if bytes.len() == RawSecret::LEN => {
            "32 bytes may be the raw secret; the administrator secret around it, which also tells its time, is expected"
        }
        Content::Bytes(_, bytes)
            if CompactIdentity::parse(bytes).is_ok() || CompactIdentity::decode_der(bytes).is_ok() =>
        {
            "this is an identity: see `netim identity show`"
        }
        Content::Pem { text, .. } if CompactIdentity::decode_pem(text).is_ok() => {
            "this is an identity: see `netim identity show`"
        }
        _ => {
            "an administrator secret is Matter TLV: a structure of version (0), time and 32 bytes; as PEM its label is \
             \"MATTER NETWORK ADMINISTRATOR SHARED SECRET\""
        }
    }
}

impl SecretEncoding {
    fn encode(self, nass: &Nass) -> Result<Bytes, Fault> {
        let encoding = match self {
            Self::Pem => {
                let mut buf = Zeroizing::new(vec![0; Nass::MAX_PEM_LEN]);
                let len = nass.encode_pem(&mut buf).map_err(unencodable)?.len();
                buf.truncate(len);
                return Ok(buf);
            }
            Self::Hex => Encoding::Hex,
            Self::Base64 => Encoding::Base64,
            Self::Binary => Encoding::Binary,
        };
        let mut tlv = Zeroizing::new([0; Nass::MAX_LEN]);
        Ok(encoding.encode_to_print(nass.encode(&mut *tlv).map_err(|error| unencodable(error.into()))?))
    }
}

fn unencodable(error: NassTextError) -> Fault {
    Fault::new(error.to_string())
}

/// What is told about a secret.
#[derive(Serialize)]
struct SecretAnswer {
    created: String,
    created_seconds: u32,
    identifier: String,
    eap_identity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(flatten)]
    revealed: Option<Revealed>,
}

/// Text that is zeroized.
#[derive(Serialize)]
#[serde(transparent)]
struct SecretText(#[serde(serialize_with = "as_text")] Bytes);

fn as_text<S: serde::Serializer>(text: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(std::str::from_utf8(text).unwrap_or_default())
}

/// Only for who asked for it.
#[derive(Serialize)]
struct Revealed {
    secret: SecretText,
    raw_secret: SecretText,
}

impl SecretAnswer {
    fn new(nass: &Nass) -> Result<Self, Fault> {
        let identifier = *network_identity(nass)?.identifier();
        Ok(Self {
            created: time::iso(nass.created()),
            created_seconds: nass.created(),
            identifier: identifier.to_string(),
            eap_identity: identifier.to_eap_identity().to_string(),
            file: None,
            revealed: None,
        })
    }

    fn reveal(mut self, nass: &Nass) -> Result<Self, Fault> {
        let mut tlv = Zeroizing::new([0; Nass::MAX_LEN]);
        let tlv = nass.encode(&mut *tlv).map_err(|error| unencodable(error.into()))?;
        let raw_secret = nass.secret().expose_secret();
        self.revealed = Some(Revealed {
            secret: SecretText(Encoding::Base64.encode(tlv)),
            raw_secret: SecretText(Encoding::Hex.encode(raw_secret)),
        });
        Ok(self)
    }
}

impl Answer for SecretAnswer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let created = format!("{} ({})", self.created, self.created_seconds);
        print_fields(
            out,
            &[
                ("created", &created),
                ("network identifier", &self.identifier),
                ("EAP identity", &self.eap_identity),
            ],
        )?;
        match (&self.file, &self.revealed) {
            (Some(file), _) => writeln!(out, "written to:         {file}"),
            (None, Some(Revealed { secret, raw_secret })) => {
                for (name, SecretText(text)) in
                    [("secret (base64):    ", secret), ("raw secret (hex):   ", raw_secret)]
                {
                    out.write_all(name.as_bytes())?;
                    out.write_all(text)?;
                    writeln!(out)?;
                }
                Ok(())
            }
            (None, None) => writeln!(out, "secret:             not shown; --reveal shows it"),
        }
    }
}
