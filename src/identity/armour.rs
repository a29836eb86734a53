//! PEM by the strict grammar of RFC 7468.

use thiserror::Error;

const BEGIN: &str = "-----BEGIN ";

/// Decodes the one message that `pem` is into `buf`.
///
/// Lines of 64 digits; they may end in a line feed, a carriage return or both, the last one also in neither. No text
/// before, between or behind, no headers, no padding left out, no bits set that mean nothing.
pub(crate) fn decode_pem<'b>(
    label: &'static str,
    pem: &str,
    buf: &'b mut [u8],
) -> Result<&'b [u8], PemError> {
    // Parsers may skip text in front of a message; the strict grammar has none.
    if !pem.starts_with(BEGIN) {
        return Err(PemError::NoBegin);
    }
    let found = pem_rfc7468::decode_label(pem.as_bytes())?;
    if found != label {
        return Err(PemError::Label { expected: label });
    }
    let (_, decoded) = pem_rfc7468::decode(pem.as_bytes(), buf)?;
    Ok(decoded)
}

/// Why a text is not the PEM that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PemError {
    /// It does not start with a `BEGIN` line.
    #[error("PEM starts with \"{BEGIN}\"")]
    NoBegin,
    /// It is the PEM of something else.
    #[error("PEM of something else, not \"{expected}\"")]
    Label {
        /// The label that was expected.
        expected: &'static str,
    },
    /// It is not strict PEM, or too long for what was expected, or the buffer to write to is too short.
    #[error("{0}")]
    Syntax(pem_rfc7468::Error),
}

impl From<pem_rfc7468::Error> for PemError {
    fn from(error: pem_rfc7468::Error) -> Self {
        Self::Syntax(error)
    }
}
