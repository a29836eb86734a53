//! `netim identity verify`.

use std::{
    format,
    io::{self, Write},
    string::{String, ToString as _},
};

use p256::NonZeroScalar;
use serde::Serialize;

use super::parse;
use crate::{
    cli::{
        Exit,
        arguments::InputFile,
        fault::{Fault, Stop},
        input::Input,
        report::{Answer, Report},
    },
    crypto::{RustCrypto, Signature, Verifier as _},
    identity::{CompactIdentity, to_be_signed},
};

pub(super) fn verify(arguments: &InputFile, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let input = Input::read(arguments.file.as_deref(), report)?;
    let wrong = match examine(&input) {
        Ok(identity) => {
            let identifier = Some(identity.identifier().to_string());
            report.answer(&VerifyAnswer { valid: true, identifier, stage: None, problem: None })?;
            return Ok(Exit::Success);
        }
        Err(wrong) => wrong,
    };
    if !report.json() {
        return Err(wrong.fault.into());
    }
    let Wrong { stage, identifier, fault } = wrong;
    report.answer(&VerifyAnswer {
        valid: false,
        identifier,
        stage: Some(stage),
        problem: Some(fault.message),
    })?;
    Ok(Exit::Failure)
}

/// How far an examination came.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    /// Hexadecimal, base64, PEM.
    Encoding,
    /// The compact form or the certificate.
    Form,
    /// The point.
    PublicKey,
    /// The signature.
    Signature,
}

/// What is wrong with an identity.
struct Wrong {
    stage: Stage,
    identifier: Option<String>,
    fault: Fault,
}

fn examine(input: &Input) -> Result<CompactIdentity, Wrong> {
    let wrong = |stage| move |fault| Wrong { stage, identifier: None, fault };
    let content = input.content().map_err(wrong(Stage::Encoding))?;
    let (identity, _) = parse(input, &content).map_err(wrong(Stage::Form))?;
    let identifier = Some(identity.identifier().to_string());
    let (key, signature) = (identity.public_key(), identity.signature());
    if let Err(error) = RustCrypto.check_public_key(key) {
        let fault = input.fault(error);
        return Err(Wrong { stage: Stage::PublicKey, identifier, fault });
    }
    if let Err(error) = RustCrypto.verify(key, &to_be_signed(key), signature) {
        let problem = out_of_range(signature).unwrap_or_else(|| error.to_string());
        let fault = input.fault(problem).help(
            "the key pair's owner signs the certificate around the public key; one of the two was altered, or \
             something else was signed",
        );
        return Err(Wrong { stage: Stage::Signature, identifier, fault });
    }
    Ok(identity)
}

/// What makes a signature none, whatever was signed.
fn out_of_range(signature: &Signature) -> Option<String> {
    let (r, s) = signature.as_bytes().split_first_chunk::<32>()?;
    [("r", &r[..]), ("s", s)].into_iter().find_map(|(name, number)| {
        if number.iter().all(|byte| *byte == 0) {
            return Some(format!("the signature is none: {name} is 0"));
        }
        let number: [u8; 32] = number.try_into().ok()?;
        let is_scalar = bool::from(NonZeroScalar::from_repr(number.into()).is_some());
        (!is_scalar).then(|| format!("the signature is none: {name} is not less than the order of the curve"))
    })
}

#[derive(Serialize)]
struct VerifyAnswer {
    valid: bool,
    identifier: Option<String>,
    stage: Option<Stage>,
    problem: Option<String>,
}

impl Answer for VerifyAnswer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let identifier = self.identifier.as_deref().unwrap_or_default();
        writeln!(out, "valid: the identity {identifier} has the right form, and its key has signed it")
    }
}
