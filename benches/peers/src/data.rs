//! What everybody encodes and decodes, as values and as bytes.

pub(crate) mod hostile;
mod shuffled;
mod wire;

use crate::contestants::by_hand;

/// As many clients as layout 1.6.1 allows.
pub(crate) const ENTRIES: u16 = 2047;
/// A client identity, an ECDSA certificate without what both sides know, is about as long.
const IDENTITY_LENGTH: usize = 137;

/// A client as a server has it in its table: what the encoders start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) index: u16,
    pub(crate) identifier: [u8; 20],
    pub(crate) identity_type: u8,
    pub(crate) network_identity_index: Option<u16>,
}

impl Record {
    /// The record as a perfect decoder hands it over.
    pub(crate) fn as_client(&self) -> Client<'_> {
        let Self { index, identifier, identity_type, network_identity_index } = self;
        Client {
            index: *index,
            identifier,
            identity_type: *identity_type,
            network_identity_index: *network_identity_index,
        }
    }
}

/// A client as a decoder hands it over, whatever it keeps it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Client<'a> {
    pub(crate) index: u16,
    pub(crate) identifier: &'a [u8],
    pub(crate) identity_type: u8,
    pub(crate) network_identity_index: Option<u16>,
}

impl Client<'_> {
    /// A number that needs every field, so that no decoder gets away without one.
    #[inline]
    pub(crate) fn digest(&self) -> u64 {
        let identifier = self.identifier.last().map_or(0, |byte| u64::from(*byte));
        u64::from(self.index)
            + identifier
            + u64::from(self.identity_type)
            + self.network_identity_index.map_or(0, u64::from)
    }
}

/// All of it.
pub(crate) struct Data {
    pub(crate) records: Vec<Record>,
    /// The records as the value of the attribute `Clients`.
    pub(crate) list: Vec<u8>,
    /// The same clients, fields in reverse and unknown ones between them.
    pub(crate) shuffled: Vec<u8>,
    pub(crate) identity: Vec<u8>,
    /// The fields of `AddClient` with that identity.
    pub(crate) add_client: Vec<u8>,
}

impl Data {
    /// Makes it all. The bytes are written by hand; whoever encodes has to arrive at the same.
    pub(crate) fn new() -> Option<Self> {
        let mut random = Random(0x0450);
        let records: Vec<Record> = (1..=ENTRIES).map(|index| record(index, &mut random)).collect();
        let identity = random.bytes::<IDENTITY_LENGTH>().to_vec();
        let mut buffer = vec![0; 1 << 17];
        let length = by_hand::encode_clients(&records, &mut buffer)?;
        let list = buffer.get(..length)?.to_vec();
        let length = by_hand::encode_add_client(&identity, &mut buffer)?;
        let add_client = buffer.get(..length)?.to_vec();
        Some(Self { shuffled: shuffled::list(&records), records, list, identity, add_client })
    }
}

/// Every fourth client came without a network identity.
fn record(index: u16, random: &mut Random) -> Record {
    Record {
        index,
        identifier: random.bytes(),
        identity_type: 1,
        network_identity_index: (!index.is_multiple_of(4)).then_some(index % 3 + 1),
    }
}

/// `SplitMix64`: the same bytes in every run and on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        core::array::from_fn(|_| self.next().to_le_bytes()[0])
    }
}
