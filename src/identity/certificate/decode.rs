//! From DER to the compact form.

use der::{
    Decode as _, Reader as _, SliceReader,
    asn1::{BitStringRef, UintRef},
};

use super::{
    super::{
        CertificatePart, CompactIdentity,
        template::{AFTER_KEY, BEFORE_KEY, BEFORE_SIGNATURE, Piece},
    },
    CertificateError,
    encode::HEADER,
};
use crate::crypto::{PublicKey, Signature};

impl CompactIdentity {
    /// Reads an identity from its certificate in DER.
    ///
    /// Accepts exactly what [`encode_der`](Self::encode_der) writes: the template around the public key, and a
    /// signature in strict DER. Verifies nothing, as [`parse`](Self::parse).
    ///
    /// # Errors
    ///
    /// [`CertificateError`] says which part is different, and where.
    pub fn decode_der(der: &[u8]) -> Result<Self, CertificateError> {
        let mut input = Input { der, offset: 0 };
        input.expect((CertificatePart::Header, &HEADER))?;
        let [length] = *input.take(CertificatePart::Header)?;
        let expected = HEADER.len() + 1 + 256 + usize::from(length);
        if expected != der.len() {
            return Err(CertificateError::Length { expected, found: der.len() });
        }
        input.expect_all(BEFORE_KEY)?;
        let public_key = input.take(CertificatePart::SubjectPublicKeyInfo)?;
        input.expect_all(AFTER_KEY)?;
        input.expect_all(BEFORE_SIGNATURE)?;
        let signature = input.signature()?;
        Ok(Self::new(PublicKey::from_bytes(public_key)?, signature))
    }
}

struct Input<'a> {
    der: &'a [u8],
    offset: usize,
}

impl<'a> Input<'a> {
    fn expect_all(&mut self, pieces: &[Piece]) -> Result<(), CertificateError> {
        pieces.iter().try_for_each(|piece| self.expect(*piece))
    }

    /// Passes a piece of the template.
    fn expect(&mut self, (part, expected): (CertificatePart, &[u8])) -> Result<(), CertificateError> {
        for expected in expected {
            let [found] = self.take(part)?;
            if found != expected {
                let offset = self.offset - 1;
                return Err(CertificateError::Template { part, offset, expected: *expected, found: *found });
            }
        }
        Ok(())
    }

    fn take<const N: usize>(&mut self, part: CertificatePart) -> Result<&'a [u8; N], CertificateError> {
        let truncated = CertificateError::Truncated { len: self.der.len(), part };
        let (taken, _) = self.rest().split_first_chunk().ok_or(truncated)?;
        self.offset += N;
        Ok(taken)
    }

    fn rest(&self) -> &'a [u8] {
        self.der.get(self.offset..).unwrap_or_default()
    }

    /// The signature, which is all the rest.
    fn signature(&self) -> Result<Signature, CertificateError> {
        let offset = self.offset;
        let not_der = |error| CertificateError::Signature { offset, error };
        let bits = BitStringRef::from_der(self.rest()).map_err(not_der)?;
        let unused = CertificateError::SignatureBits { offset, unused: bits.unused_bits() };
        let numbers = bits.as_bytes().ok_or(unused)?;
        let (r, s) = two_numbers(numbers).map_err(not_der)?;
        let mut bytes = [0; Signature::LEN];
        let (r_half, s_half) = bytes.split_at_mut(Signature::LEN / 2);
        put_number(r_half, r.as_bytes())?;
        put_number(s_half, s.as_bytes())?;
        Ok(Signature::from_bytes(&bytes))
    }
}

fn two_numbers(der: &[u8]) -> der::Result<(UintRef<'_>, UintRef<'_>)> {
    let mut reader = SliceReader::new(der)?;
    let numbers = reader.sequence(|fields| Ok::<_, der::Error>((fields.decode()?, fields.decode()?)))?;
    reader.finish()?;
    Ok(numbers)
}

/// Puts a number without leading zeros at the end of its place.
fn put_number(place: &mut [u8], number: &[u8]) -> Result<(), CertificateError> {
    if number.len() > place.len() {
        return Err(CertificateError::SignatureNumber { len: number.len() });
    }
    for (to, from) in place.iter_mut().rev().zip(number.iter().rev()) {
        *to = *from;
    }
    Ok(())
}
