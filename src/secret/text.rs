//! Base64 and PEM.

use base64ct::{Base64, Encoding as _};
use pem_rfc7468::LineEnding;
use thiserror::Error;
use zeroize::Zeroizing;

use super::{Nass, NassError};
use crate::identity::{PemError, armour::decode_pem};

/// No standard names one.
const LABEL: &str = "MATTER NETWORK ADMINISTRATOR SHARED SECRET";

/// Both forms are encoded and decoded in constant time.
impl Nass {
    /// The length of the longest base64 form in bytes.
    pub const MAX_BASE64_LEN: usize = Self::MAX_LEN.div_ceil(3) * 4;

    /// The length of the longest PEM form in bytes: one line of base64 between two lines with the label.
    pub const MAX_PEM_LEN: usize = 17 + LABEL.len() + Self::MAX_BASE64_LEN + 1 + 15 + LABEL.len();

    /// Writes the secret in base64 (standard alphabet, padded) to `buf` and returns the part of it that is used.
    /// [`MAX_BASE64_LEN`](Self::MAX_BASE64_LEN) bytes are enough for every secret.
    ///
    /// # Errors
    ///
    /// [`NassTextError::Base64`] if `buf` is too short.
    pub fn encode_base64<'b>(&self, buf: &'b mut [u8]) -> Result<&'b str, NassTextError> {
        let mut tlv = Zeroizing::new([0; Self::MAX_LEN]);
        let tlv = self.encode(&mut *tlv)?;
        Base64::encode(tlv, buf).map_err(|_| NassTextError::Base64(base64ct::Error::InvalidLength))
    }

    /// Reads a secret from base64: standard alphabet, padded, nothing around it.
    ///
    /// # Errors
    ///
    /// [`NassTextError`] says what is wrong with the text or with the secret in it.
    pub fn decode_base64(text: &str) -> Result<Self, NassTextError> {
        let mut tlv = Zeroizing::new([0; MAX_INPUT_LEN]);
        Ok(Self::decode(Base64::decode(text, &mut *tlv)?)?)
    }

    /// Writes the secret in PEM to `buf`, every line ended by a line feed, and returns the part of it that is used.
    /// [`MAX_PEM_LEN`](Self::MAX_PEM_LEN) bytes are enough for every secret. The label is
    /// `MATTER NETWORK ADMINISTRATOR SHARED SECRET`.
    ///
    /// # Errors
    ///
    /// [`NassTextError::Pem`] if `buf` is too short.
    pub fn encode_pem<'b>(&self, buf: &'b mut [u8]) -> Result<&'b str, NassTextError> {
        let mut tlv = Zeroizing::new([0; Self::MAX_LEN]);
        let tlv = self.encode(&mut *tlv)?;
        pem_rfc7468::encode(LABEL, LineEnding::LF, tlv, buf).map_err(|error| NassTextError::Pem(error.into()))
    }

    /// Reads a secret from PEM: one message with the right label and nothing else, by the strict grammar of RFC 7468.
    ///
    /// # Errors
    ///
    /// [`NassTextError`] says what is wrong with the text or with the secret in it.
    pub fn decode_pem(pem: &str) -> Result<Self, NassTextError> {
        let mut tlv = Zeroizing::new([0; MAX_INPUT_LEN]);
        Ok(Self::decode(decode_pem(LABEL, pem, &mut *tlv)?)?)
    }
}

/// The length of the longest encoding that is accepted: both integers 8 bytes wide.
const MAX_INPUT_LEN: usize = Nass::MAX_LEN + 7 + 4;

/// Why a text is no Network Administrator Shared Secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NassTextError {
    /// It is not base64 or too long, or the buffer to write to is too short.
    #[error("not an administrator secret in base64: {0}")]
    Base64(base64ct::Error),
    /// It is not the PEM of a secret.
    #[error(transparent)]
    Pem(#[from] PemError),
    /// What is in it is not a secret.
    #[error(transparent)]
    Nass(#[from] NassError),
    /// The secret could not be encoded.
    #[error("the administrator secret could not be encoded: {0}")]
    Encode(#[from] matter_tlv::Error),
}

impl From<base64ct::Error> for NassTextError {
    fn from(error: base64ct::Error) -> Self {
        Self::Base64(error)
    }
}
