//! Identities: what the specification says of each form, without a look at how the crate does it.

use ring::digest::{SHA256, digest};

use super::tlv::{self, Node};
use matter_tlv::Tag;

/// The public key and the signature of a compact identity.
pub fn compact(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    const SHORT_OCTETS: u8 = 0x10;
    let item = tlv::one(bytes)?;
    let (Tag::Anonymous, Node::Structure(fields)) = (item.tag, item.node) else { return None };
    let [public_key, signature] = fields.as_slice() else { return None };
    let is_right = public_key.tag == Tag::Context(9)
        && signature.tag == Tag::Context(11)
        && [public_key, signature].iter().all(|field| field.ty == SHORT_OCTETS);
    match (&public_key.node, &signature.node) {
        (Node::Octets(public_key), Node::Octets(signature)) if is_right => {
            let is_right = public_key.len() == 65 && public_key[0] == 4 && signature.len() == 64;
            is_right.then(|| (public_key.clone(), signature.clone()))
        }
        _ => None,
    }
}

/// The identifier of a public key.
pub fn identifier(public_key: &[u8]) -> [u8; 20] {
    let digest = digest(&SHA256, public_key);
    digest.as_ref()[..20].try_into().expect("it has 32 bytes")
}

/// The two integers of an ECDSA signature in DER, 32 bytes each.
pub fn integers(der: &[u8]) -> Option<[u8; 64]> {
    let [0x30, len, content @ ..] = der else { return None };
    let (r, rest) = integer(content)?;
    let (s, rest) = integer(rest)?;
    (usize::from(*len) == content.len() && rest.is_empty()).then(|| {
        let mut both = [0; 64];
        both[32 - r.len()..32].copy_from_slice(r);
        both[64 - s.len()..].copy_from_slice(s);
        both
    })
}

/// A non-negative integer of at most 32 bytes in its shortest form, and what follows it.
fn integer(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let [0x02, len, content @ ..] = der else { return None };
    let (value, rest) = content.split_at_checked(usize::from(*len))?;
    match value {
        [0] => Some((&[], rest)),
        [0, number @ ..] if number[0] >= 0x80 && number.len() <= 32 => Some((number, rest)),
        [1..=0x7f, ..] if value.len() <= 32 => Some((value, rest)),
        _ => None,
    }
}
