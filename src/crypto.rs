//! P-256, behind two small traits.
//!
//! What is public, checking points and signatures, is a [`Verifier`]'s business; what takes a private key is a
//! [`Signer`]'s. A server needs the first for every client that is added, the second once for each administrator
//! secret.
//!
//! | implementation | verifies with | signs with | needs |
//! |---|---|---|---|
//! | [`RustCrypto`] | the crate p256 | the crate p256 | nothing, not even `std` |
//! | `Ring` | the crate ring, about five times as fast | the crate p256 | feature `ring`, a C compiler |
//!
//! Signing is deterministic (RFC 6979) with both: one secret must always give the same network identity, and ring
//! signs with random nonces only. ring was chosen over aws-lc-rs because it verifies as fast, takes a sixth of the
//! time to compile, never asks for `CMake`, and is `no_std` too.

mod contract;
mod private_key;
mod public_key;
#[cfg(feature = "ring")]
mod ring;
mod rust_crypto;
mod signature;

#[cfg(feature = "ring")]
pub use self::ring::Ring;
pub use self::{
    contract::{CryptoError, Signer, Verifier, VerifyError},
    private_key::{GenerateError, InvalidPrivateKey, PrivateKey},
    public_key::{PublicKey, PublicKeyError},
    rust_crypto::RustCrypto,
    signature::Signature,
};
