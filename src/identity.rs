//! Identities of clients and networks (Per-Device Credentials).
//!
//! An identity is a P-256 key pair that vouches for itself: its public key and a signature by it over a certificate
//! that holds nothing else. So it has two forms with the same content,
//!
//! - the *compact identity*, 137 bytes of Matter TLV, which the cluster's commands and tables speak, and
//! - the *certificate*, X.509 in DER or PEM, which TLS speaks: a fixed template around the public key.
//!
//! A [`CompactIdentity`] has the right form; a [`ValidIdentity`] has also been verified, and there is no other way
//! to get one. The [`Identifier`] names an identity everywhere else.
//!
//! ```
//! use netim::crypto::{PrivateKey, RustCrypto};
//! use netim::identity::{CompactIdentity, ValidIdentity};
//!
//! // `PrivateKey::generate_from_os` makes a new one.
//! let key = PrivateKey::from_bytes(&[7; 32])?;
//! let identity = ValidIdentity::self_signed(&RustCrypto, &key)?;
//! println!("{} {}", identity.identifier(), identity.identifier().to_eap_identity());
//!
//! // What a client sends is parsed, then verified.
//! let sent = identity.compact().to_bytes();
//! let received = CompactIdentity::parse(&sent)?.validate(&RustCrypto)?;
//! assert_eq!(received, identity);
//!
//! // The same as a certificate and back.
//! let mut buf = [0; CompactIdentity::MAX_DER_LEN];
//! let der = identity.compact().encode_der(&mut buf);
//! assert_eq!(CompactIdentity::decode_der(der)?, *identity.compact());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod armour;
mod certificate;
mod compact;
mod eap;
mod identifier;
pub(crate) mod layout;
mod pem;
mod template;
mod valid;

pub use self::{
    armour::PemError,
    certificate::CertificateError,
    compact::{CompactIdentity, CompactIdentityError},
    eap::{EapIdentity, EapIdentityError},
    identifier::{Identifier, IdentifierError},
    layout::LayoutError,
    pem::CertificatePemError,
    template::{CertificatePart, to_be_signed},
    valid::{SelfSignError, ValidIdentity},
};
pub use crate::crypto::{PrivateKey, PublicKey, PublicKeyError, Signature};
