//! The secret of the hash table.

use core::fmt;

use crate::identity::Identifier;

/// What makes the places of the hash table unpredictable.
///
/// Identifiers are pieces of SHA-256, spread evenly by themselves, but whoever registers clients chooses the keys and
/// can try a few thousand of them for each that lands in a certain place. With a seed nobody knows which those are, so
/// that a lookup takes constant time for any set of clients. The default seed is no secret: with it, such an
/// administrator could make a lookup as slow as a walk through the whole table, some microseconds, and no slower.
#[derive(Clone, Copy)]
pub struct HashSeed {
    key: [u64; 2],
}

impl HashSeed {
    /// A seed that everybody knows.
    pub const FIXED: Self = Self { key: [0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03] };

    /// A seed from random bytes.
    pub const fn from_bytes(bytes: &[u8; 16]) -> Self {
        let key = u128::from_le_bytes(*bytes);
        #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
        Self { key: [key as u64, (key >> 64) as u64] }
    }

    /// A seed from the operating system.
    ///
    /// # Errors
    ///
    /// That of the operating system, which has no randomness.
    #[cfg(feature = "std")]
    pub fn from_os() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self::from_bytes(&bytes))
    }

    /// A number below `places` for an identifier.
    ///
    /// Both halves of 16 bytes, which are enough, are mixed with the key and multiplied; the halves of the product are
    /// folded. That takes two nanoseconds where a hash made for the purpose takes twenty.
    pub(super) fn place(&self, identifier: &Identifier, places: usize) -> usize {
        let (first, rest) = identifier.as_bytes().split_first_chunk().unwrap_or((&[0; 8], &[]));
        let second = rest.first_chunk().unwrap_or(&[0; 8]);
        let [a, b] = self.key;
        let product =
            u128::from(u64::from_le_bytes(*first) ^ a) * u128::from(u64::from_le_bytes(*second) ^ b);
        // The other way round too, so that a factor that is 0 by chance does not stand for all of the other.
        let other = u128::from(u64::from_le_bytes(*first) ^ b.rotate_left(32)) * u128::from(a | 1);
        let mixed = product ^ (product >> 64) ^ other ^ (other >> 64);
        let scaled = (mixed & 0xffff_ffff) * (places as u128);
        usize::try_from(scaled >> 32).unwrap_or(0)
    }
}

/// Does not show the seed.
impl fmt::Debug for HashSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HashSeed").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identifier(n: u64) -> Identifier {
        use sha2::{Digest as _, Sha256};
        let hash: [u8; 32] = Sha256::digest(n.to_le_bytes()).into();
        Identifier::from_bytes(hash.first_chunk().unwrap())
    }

    #[test]
    fn places_are_spread() {
        let mut counts = [0; 64];
        for n in 0..6400 {
            counts[HashSeed::FIXED.place(&identifier(n), 64)] += 1;
        }
        assert!(counts.iter().all(|count| (50..=160).contains(count)), "{counts:?}");
    }

    #[test]
    fn what_falls_on_one_place_with_one_seed_spreads_with_another() {
        let other = HashSeed::from_bytes(&[7; 16]);
        let mut places = [0; 64];
        let colliding = (0..).map(identifier).filter(|id| HashSeed::FIXED.place(id, 64) == 3);
        for id in colliding.take(640) {
            places[other.place(&id, 64)] += 1;
        }
        assert!(places.iter().all(|count| *count < 40), "{places:?}");
    }
}
