//! `netim identity`.

mod answer;
mod verify;

use std::{format, io, path::Path, string::ToString as _};

use super::{
    Exit,
    arguments::{
        Encoding, Form, IdentityConvert, IdentityNew, IdentityVerb, InputFile, KeyFile, OptionalForm,
    },
    encoding::Bytes,
    fault::{Fault, Stop, UsageFault},
    input::{Content, Input},
    private_key,
    report::Report,
};
use crate::{
    crypto::{PrivateKey, RustCrypto},
    identity::{CompactIdentity, ValidIdentity},
    secret::Nass,
};
use answer::{ConvertedAnswer, IdentityAnswer};

pub(super) fn carry_out(verb: IdentityVerb, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    match verb {
        IdentityVerb::New(arguments) => new(&arguments, report),
        IdentityVerb::Show(arguments) => show(&arguments, report),
        IdentityVerb::Verify(arguments) => verify::verify(&arguments, report),
        IdentityVerb::Convert(arguments) => convert(&arguments, report),
    }
}

fn new(arguments: &IdentityNew, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let output = arguments.output.settle(report)?;
    let KeyFile { key_out, key } = &arguments.key;
    let key = match key {
        Some(file) => private_key::parse(&Input::read(Some(file), report)?)?,
        None => PrivateKey::generate_from_os().map_err(|error| Fault::new(error.to_string()))?,
    };
    let identity =
        ValidIdentity::self_signed(&RustCrypto, &key).map_err(|error| Fault::new(error.to_string()))?;
    if let Some(path) = key_out {
        private_key::write(path, &key)?;
    }
    print_made(identity.compact(), output, key_out.as_deref(), report)?;
    Ok(Exit::Success)
}

fn show(arguments: &InputFile, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let input = Input::read(arguments.file.as_deref(), report)?;
    let (identity, form) = parse(&input, &input.content()?)?;
    report.answer(&IdentityAnswer::read_in(form, &identity))?;
    Ok(Exit::Success)
}

fn convert(arguments: &IdentityConvert, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let output = Output::settle(arguments.to, arguments.encoding, report)?;
    let input = Input::read(arguments.input.file.as_deref(), report)?;
    let (identity, _) = parse(&input, &input.content()?)?;
    if let Err(error) = identity.validate(&RustCrypto) {
        report.warning(format!("the identity is converted, but it is not valid: {error}"))?;
    }
    print(&identity, output, report)?;
    Ok(Exit::Success)
}

/// A form, and how to print it.
#[derive(Clone, Copy)]
pub(super) struct Output {
    form: Form,
    encoding: Encoding,
}

impl Output {
    fn settle(form: Form, encoding: Option<Encoding>, report: &Report<'_, '_>) -> Result<Self, UsageFault> {
        match encoding {
            Some(_) if form == Form::Pem => Err(UsageFault::conflict(
                "--encoding goes with --to compact and --to der: PEM is text already",
            )),
            Some(Encoding::Binary) if report.json() => {
                Err(UsageFault::conflict("--encoding binary does not go with --json"))
            }
            _ => Ok(Self { form, encoding: encoding.unwrap_or(Encoding::Hex) }),
        }
    }

    /// What to print for an identity; text ends its line.
    fn encode(self, identity: &CompactIdentity) -> Bytes {
        match self.form {
            Form::Compact => self.encoding.encode_to_print(&identity.to_bytes()),
            Form::Der => {
                let mut der = [0; CompactIdentity::MAX_DER_LEN];
                self.encoding.encode_to_print(identity.encode_der(&mut der))
            }
            Form::Pem => {
                Encoding::Binary.encode(pem(identity, &mut [0; CompactIdentity::MAX_PEM_LEN]).as_bytes())
            }
        }
    }
}

/// The buffer is as long as it has to be.
fn pem<'b>(identity: &CompactIdentity, buf: &'b mut [u8; CompactIdentity::MAX_PEM_LEN]) -> &'b str {
    identity.encode_pem(buf).unwrap_or_default()
}

impl OptionalForm {
    /// What is asked for, if a form is.
    pub(super) fn settle(&self, report: &Report<'_, '_>) -> Result<Option<Output>, UsageFault> {
        self.to.map(|form| Output::settle(form, self.encoding, report)).transpose()
    }
}

/// Prints an identity that was made, in one form or all that is known about it.
pub(super) fn print_made(
    identity: &CompactIdentity,
    output: Option<Output>,
    key_file: Option<&Path>,
    report: &mut Report<'_, '_>,
) -> io::Result<()> {
    match output {
        None => report.answer(&IdentityAnswer::made(identity, key_file)),
        Some(output) => print(identity, output, report),
    }
}

fn print(identity: &CompactIdentity, output: Output, report: &mut Report<'_, '_>) -> io::Result<()> {
    if report.json() {
        return report.answer(&ConvertedAnswer::new(identity, output));
    }
    report.bytes(&output.encode(identity))
}

/// Parses an identity, and says in which form it was.
fn parse(input: &Input, content: &Content<'_>) -> Result<(CompactIdentity, &'static str), Fault> {
    let not_one = |error: &dyn std::fmt::Display| input.fault(error).help(what_else(content));
    match content {
        Content::Pem { text, .. } => {
            let identity = CompactIdentity::decode_pem(text).map_err(|error| not_one(&error))?;
            Ok((identity, "certificate in PEM"))
        }
        // SEQUENCE
        Content::Bytes(encoding, der) if der.starts_with(&[0x30]) => {
            let identity = CompactIdentity::decode_der(der).map_err(|error| not_one(&error))?;
            Ok((
                identity,
                match encoding {
                    Encoding::Hex => "certificate in DER, hexadecimal",
                    Encoding::Base64 => "certificate in DER, base64",
                    Encoding::Binary => "certificate in DER, binary",
                },
            ))
        }
        Content::Bytes(encoding, tlv) => {
            let identity = CompactIdentity::parse(tlv).map_err(|error| not_one(&error))?;
            Ok((
                identity,
                match encoding {
                    Encoding::Hex => "compact, hexadecimal",
                    Encoding::Base64 => "compact, base64",
                    Encoding::Binary => "compact, binary",
                },
            ))
        }
    }
}

/// What an input that is no identity may be instead.
fn what_else(content: &Content<'_>) -> &'static str {
    const SECRET: &str = "this is an administrator secret: see `netim secret show`";
    match content {
        Content::Pem { text, .. } if Nass::decode_pem(text).is_ok() => SECRET,
        Content::Bytes(_, tlv) if Nass::decode(tlv).is_ok() => SECRET,
        Content::Pem { label, .. } if label.contains("PRIVATE KEY") => {
            "this is a private key: `netim identity new --key` gives its identity"
        }
        _ => {
            "an identity is Matter TLV of 137 bytes that begins with 0x15, or its certificate in PEM or DER, which \
             begins with 0x30"
        }
    }
}
