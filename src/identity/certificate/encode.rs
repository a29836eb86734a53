//! From the compact form to DER.

use super::super::{
    CompactIdentity,
    template::{BEFORE_SIGNATURE, TBS_LEN},
    to_be_signed,
};
use crate::crypto::Signature;

/// SEQUENCE with two bytes of length, the first of which is always 1.
pub(super) const HEADER: [u8; 3] = [0x30, 0x82, 0x01];

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;

/// 33 bytes of content for a number with its highest bit set.
const MAX_INTEGER_LEN: usize = 2 + 33;

impl CompactIdentity {
    /// The length of the shortest certificate in bytes: `r` and `s` take one byte each.
    pub const MIN_DER_LEN: usize = 271;

    /// The length of the longest certificate in bytes; nearly all are this long, or one or two bytes shorter.
    pub const MAX_DER_LEN: usize = 335;

    /// Writes the identity's certificate in DER to `buf` and returns the part of it that is used.
    ///
    /// Also for an identity that is not valid, so that one can be looked at with other tools.
    pub fn encode_der<'b>(&self, buf: &'b mut [u8; Self::MAX_DER_LEN]) -> &'b [u8] {
        let (signature, signature_len) = signature_value(self.signature());
        let algorithm = BEFORE_SIGNATURE.iter().flat_map(|(_, bytes)| *bytes);
        let algorithm_len = algorithm.clone().count();
        // From 267 to 331, so `HEADER` holds the upper byte.
        let [_, low] =
            u16::try_from(TBS_LEN + algorithm_len + signature_len).unwrap_or_default().to_be_bytes();
        let tbs = to_be_signed(self.public_key());
        let content = HEADER.iter().chain([&low]).chain(&tbs).chain(algorithm);
        let mut len = 0;
        for (to, from) in buf.iter_mut().zip(content.chain(signature.iter().take(signature_len))) {
            *to = *from;
            len += 1;
        }
        buf.get(..len).unwrap_or_default()
    }
}

/// BIT STRING { SEQUENCE { INTEGER r, INTEGER s } }, and its length.
fn signature_value(signature: &Signature) -> ([u8; 5 + 2 * MAX_INTEGER_LEN], usize) {
    let (r, s) = signature.halves();
    let (r, s) = (significant(r), significant(s));
    let (r_len, s_len) = (integer_len(r), integer_len(s));
    let len = 2 + r_len + 2 + s_len;
    let [bits, sequence] = [len + 3, len].map(low_byte);
    let head = [BIT_STRING, bits, 0, SEQUENCE, sequence];
    let r_head = [INTEGER, low_byte(r_len), 0];
    let s_head = [INTEGER, low_byte(s_len), 0];
    // The zero keeps a number positive whose highest bit is set; a number without it goes without.
    let r_head = r_head.iter().take(2 + r_len - r.len());
    let s_head = s_head.iter().take(2 + s_len - s.len());
    let mut value = [0; 5 + 2 * MAX_INTEGER_LEN];
    let content = head.iter().chain(r_head).chain(r).chain(s_head).chain(s);
    for (to, from) in value.iter_mut().zip(content) {
        *to = *from;
    }
    (value, head.len() + len)
}

/// The number without leading zeros.
fn significant(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

/// The length of a number as the content of an INTEGER: one more if its highest bit is set, and if it is 0.
fn integer_len(significant: &[u8]) -> usize {
    match significant {
        [0x01..=0x7f, ..] => significant.len(),
        _ => significant.len() + 1,
    }
}

/// A length below 128, which none here reaches.
fn low_byte(len: usize) -> u8 {
    u8::try_from(len).unwrap_or_default()
}
