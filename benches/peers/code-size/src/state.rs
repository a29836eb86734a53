//! A small table of clients. What it does is beside the point, but it is done.

/// How many clients there is room for.
const ROOM: usize = 16;

/// The most bytes of an identity.
const IDENTITY: usize = 140;

/// The bytes of the administrator secret.
const SECRET: usize = 64;

/// A client.
#[derive(Clone, Copy)]
pub struct Client {
    /// Its number.
    pub index: u16,
    /// What it is found by.
    pub identifier: [u8; 20],
    identity: [u8; IDENTITY],
    length: usize,
}

impl Client {
    /// Its certificate.
    pub fn identity(&self) -> &[u8] {
        self.identity.get(..self.length).unwrap_or_default()
    }
}

/// All there is.
pub struct State {
    clients: [Option<Client>; ROOM],
    secret: [u8; SECRET],
}

impl State {
    /// The number of the only network.
    pub const NETWORK: u16 = 1;
    /// What `ClientTableSize` says, at least what the specification wants.
    pub const TABLE_SIZE: u16 = 500;

    /// No clients yet.
    #[expect(clippy::new_without_default, reason = "there is only one")]
    pub const fn new() -> Self {
        Self { clients: [None; ROOM], secret: [0; SECRET] }
    }

    /// All clients.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.clients.iter().flatten()
    }

    /// The identifier of the only network.
    pub fn network(&self) -> [u8; 20] {
        fingerprint(&self.secret)
    }

    /// Adds a client and says its number, unless there is no room or the identity is too long.
    pub fn add(&mut self, identity: &[u8]) -> Option<u16> {
        let mut bytes = [0; IDENTITY];
        bytes.get_mut(..identity.len())?.copy_from_slice(identity);
        let identifier = fingerprint(identity);
        if let Some(known) = self.find(&identifier) {
            return Some(known.index);
        }
        let (slot, index) = self.clients.iter_mut().zip(1..).find(|(slot, _)| slot.is_none())?;
        *slot = Some(Client { index, identifier, identity: bytes, length: identity.len() });
        Some(index)
    }

    /// Removes a client, if it is there.
    pub fn remove(&mut self, index: Option<u16>, identifier: Option<&[u8]>) -> Option<()> {
        let is_meant =
            |client: &Client| Some(client.index) == index || Some(client.identifier.as_slice()) == identifier;
        self.clients.iter_mut().find(|slot| slot.as_ref().is_some_and(is_meant))?.take().map(|_| ())
    }

    /// The identity of a client or, by its number or type, of the network.
    pub fn query(
        &self,
        network: Option<u16>,
        kind: Option<u8>,
        client: Option<u16>,
        identifier: Option<&[u8]>,
    ) -> Option<&[u8]> {
        if network == Some(Self::NETWORK) || kind == Some(1) {
            return Some(&self.secret);
        }
        let is_meant =
            |known: &&Client| Some(known.index) == client || Some(known.identifier.as_slice()) == identifier;
        self.clients().find(is_meant).map(Client::identity)
    }

    /// Takes another secret.
    pub fn import(&mut self, secret: &[u8]) -> Option<()> {
        self.secret = secret.try_into().ok()?;
        Some(())
    }

    /// The secret.
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }

    fn find(&self, identifier: &[u8]) -> Option<&Client> {
        self.clients().find(|client| client.identifier == identifier)
    }
}

/// Twenty bytes that depend on all of the others. No hash that anybody should use.
fn fingerprint(bytes: &[u8]) -> [u8; 20] {
    let mut out = [0_u8; 20];
    for (at, byte) in bytes.iter().enumerate() {
        if let Some(to) = out.get_mut(at % 20) {
            *to = to.wrapping_mul(31) ^ byte;
        }
    }
    out
}
