//! Private keys in files.

use std::path::Path;

use p256::{
    SecretKey,
    pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding},
};
use zeroize::Zeroizing;

use super::{
    fault::Fault,
    input::{Content, Input},
    new_file,
};
use crate::crypto::PrivateKey;

const PKCS8: &str = "PRIVATE KEY";
const SEC1: &str = "EC PRIVATE KEY";

/// Writes a private key in PKCS#8 PEM to a new file.
pub(super) fn write(path: &Path, key: &PrivateKey) -> Result<(), Fault> {
    let pem = SecretKey::from_slice(key.expose_secret())
        .ok()
        .and_then(|key| key.to_pkcs8_pem(LineEnding::LF).ok())
        .ok_or_else(|| Fault::new("the private key could not be encoded"))?;
    new_file::write_private(path, pem.as_bytes())
}

/// Reads a private key.
pub(super) fn parse(input: &Input) -> Result<PrivateKey, Fault> {
    let key = match input.content()? {
        Content::Pem { label: PKCS8, bytes, .. } => from_pkcs8(&bytes),
        Content::Pem { label: SEC1, bytes, .. } => from_sec1(&bytes),
        Content::Pem { .. } => None,
        Content::Bytes(_, der) => from_pkcs8(&der).or_else(|| from_sec1(&der)),
    };
    let key = key.ok_or_else(|| {
        input.fault("not a private key of P-256").help(
            "a private key is PKCS#8 (\"PRIVATE KEY\") or SEC1 (\"EC PRIVATE KEY\"), not encrypted, in PEM or DER; \
             `openssl ecparam` writes only the key with -noout",
        )
    })?;
    let bytes = Zeroizing::new(key.to_bytes());
    PrivateKey::from_bytes((&*bytes).into()).map_err(|error| input.fault(error))
}

fn from_pkcs8(der: &[u8]) -> Option<SecretKey> {
    SecretKey::from_pkcs8_der(der).ok()
}

fn from_sec1(der: &[u8]) -> Option<SecretKey> {
    SecretKey::from_sec1_der(der).ok()
}
