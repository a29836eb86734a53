//! The secret with its version and its age.

use matter_tlv::{Encode, Error, Tag, Writer};
use subtle::{Choice, ConstantTimeEq};
use thiserror::Error;
use zeroize::ZeroizeOnDrop;

use super::RawSecret;
use crate::identity::{LayoutError, layout::Layout};

const VERSION: u8 = 1;
const CREATED: u8 = 2;
const RAW_SECRET: u8 = 3;

/// The only version there is.
const VERSION_0: u64 = 0;

/// A Network Administrator Shared Secret: a secret, and when it was made.
///
/// Two are equal, in constant time, if both time and secret are.
#[derive(Clone, Debug)]
pub struct Nass {
    created: u32,
    secret: RawSecret,
}

impl Nass {
    /// The length of the longest encoding in bytes. It has two bytes less for times below 2¹⁶, three below 2⁸.
    pub const MAX_LEN: usize = 46;

    /// Puts a secret together; `created` is in seconds since 2000-01-01T00:00:00Z.
    pub const fn new(created: u32, secret: RawSecret) -> Self {
        Self { created, secret }
    }

    /// When the secret was made, in seconds since 2000-01-01T00:00:00Z.
    pub const fn created(&self) -> u32 {
        self.created
    }

    /// The secret itself.
    pub const fn secret(&self) -> &RawSecret {
        &self.secret
    }

    /// Decodes an anonymous structure of exactly three fields, in order: version (0), time and secret. Integers may
    /// be wider than they need to be.
    ///
    /// # Errors
    ///
    /// [`NassError`] says what is different, and where.
    pub fn decode(tlv: &[u8]) -> Result<Self, NassError> {
        let mut layout = Layout::new(tlv)?;
        let version = layout.uint(VERSION)?;
        if version != VERSION_0 {
            return Err(NassError::Version { found: version });
        }
        let created = layout.uint(CREATED)?;
        let created = u32::try_from(created).map_err(|_| NassError::Created { found: created })?;
        let secret = layout.octets(RAW_SECRET)?;
        layout.end()?;
        Ok(Self { created, secret: RawSecret::from_bytes(secret) })
    }

    /// Encodes into `buf`, for which [`MAX_LEN`](Self::MAX_LEN) bytes are enough, and returns the part that is used.
    /// Integers are as narrow as possible.
    ///
    /// # Errors
    ///
    /// `BufferFull` if `buf` is too short; then it may hold a part of the encoding.
    pub fn encode<'b>(&self, buf: &'b mut [u8]) -> Result<&'b [u8], Error> {
        matter_tlv::encode(self, Tag::Anonymous, buf)
    }
}

/// The secret zeroizes itself; the time is none.
impl ZeroizeOnDrop for Nass {}

impl Encode for Nass {
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        let mut out = out.structure(tag)?;
        out.uint(Tag::Context(VERSION), VERSION_0)?;
        out.uint(Tag::Context(CREATED), self.created.into())?;
        out.octets(Tag::Context(RAW_SECRET), self.secret.expose_secret())?;
        out.end()
    }
}

impl ConstantTimeEq for Nass {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.created.ct_eq(&other.created) & self.secret.ct_eq(&other.secret)
    }
}

/// Why bytes are no Network Administrator Shared Secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum NassError {
    /// Another layout.
    #[error("not an administrator secret: {0}")]
    Layout(#[from] LayoutError),
    /// A version that this crate does not know.
    #[error("an administrator secret of version {found}; only version {VERSION_0} is known")]
    Version {
        /// The version.
        found: u64,
    },
    /// A time that does not fit 32 bits.
    #[error("not an administrator secret: its time, {found}, does not fit 32 bits")]
    Created {
        /// The time in seconds.
        found: u64,
    },
}
