//! A server with the tables in memory.

use core::convert::Infallible;

use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::NoClock,
    crypto::RustCrypto,
    key_store::{SoftwareKeyStore, Volatile},
    manager::{Manager, Parts},
    runtime::{
        AttributeId, CommandId, Context, Status,
        serve::{Answer, AttributeWriter, CommandWriter, EntryKey},
        tlv::{Tag, Writer},
    },
    secret::on_wiped_stack,
    storage::Memory,
    tables::Tables,
    wire::{self, Release},
};
use rand_core::{TryCryptoRng, TryRng};

/// The least number of clients that a server has room for.
pub const FEWEST: usize = 500;
/// The most clients that a server can have.
pub const MOST: usize = 2047;

/// How much stack a command may take, in KiB; what it leaves there is wiped.
const STACK: usize = 8;

/// A device's source of randomness.
pub struct Randomness(
    /// Gives 32 bits of it.
    pub fn() -> u32,
);

impl TryRng for Randomness {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.0)())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from((self.0)()) << 32 | u64::from((self.0)()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            for (to, from) in chunk.iter_mut().zip((self.0)().to_ne_bytes()) {
                *to = from;
            }
        }
        Ok(())
    }
}

impl TryCryptoRng for Randomness {}

/// A device puts its flash in the place of `Memory` and `Volatile`.
type Platform<const MAX: usize> =
    (&'static mut Memory<MAX>, SoftwareKeyStore<Volatile, Randomness>, RustCrypto, NoAuthenticator, NoClock);

/// A server with room for `MAX` clients.
pub type Server<const MAX: usize> = Manager<Platform<MAX>, &'static mut Tables<MAX>, MAX>;

/// Everything that is too large for a stack. It is made at compile time, so it can be in a `static`.
pub struct Static<const MAX: usize> {
    storage: Memory<MAX>,
    tables: Tables<MAX>,
}

impl<const MAX: usize> Static<MAX> {
    /// Nothing yet; `seed` is the device's own.
    #[must_use]
    pub const fn new(seed: HashSeed) -> Self {
        Self { storage: Memory::new(), tables: Tables::new(seed) }
    }

    fn start(&'static mut self, randomness: Randomness) -> Option<Server<MAX>> {
        let key_store = SoftwareKeyStore::with_parts(Volatile::new(), randomness, RustCrypto).ok()?;
        let parts = Parts {
            storage: &mut self.storage,
            key_store,
            verifier: RustCrypto,
            authenticator: NoAuthenticator,
            clock: NoClock,
        };
        Manager::start(parts, &mut self.tables).ok()
    }
}

/// Starts the smallest server.
pub fn start_smallest(memory: &'static mut Static<FEWEST>, randomness: Randomness) -> Option<Server<FEWEST>> {
    memory.start(randomness)
}

/// Starts the largest server.
pub fn start_largest(memory: &'static mut Static<MOST>, randomness: Randomness) -> Option<Server<MOST>> {
    memory.start(randomness)
}

/// Answers a read in the layout of either release; says where a list was cut.
///
/// # Errors
///
/// The status to answer with.
pub fn read(
    server: &Server<FEWEST>,
    release: Release,
    requester: &Context,
    attribute: AttributeId,
    message: &mut Writer<'_>,
) -> Result<Option<EntryKey>, Status> {
    let mut out = AttributeWriter::new(message, Tag::Context(2));
    wire::read(release, server, requester, attribute, &mut out)?;
    Ok(out.rest())
}

/// Answers a command in the layout of either release.
///
/// # Errors
///
/// The status to answer with.
pub fn invoke(
    server: &mut Server<FEWEST>,
    release: Release,
    requester: &Context,
    command: CommandId,
    fields: &[u8],
    message: &mut Writer<'_>,
) -> Result<Answer, Status> {
    let mut out = CommandWriter::new(message, Tag::Context(1));
    // Secrets are imported and exported, and how much stack there is only the device knows.
    let invoked =
        on_wiped_stack::<STACK, _>(|| wire::invoke(release, server, requester, command, fields, &mut out));
    Ok(invoked?.answer)
}
