//! What can happen to a server.

use arbitrary::Arbitrary;
use clustergen_runtime::{AuthMode, Context, Privilege};

/// A server, and what happens to it.
#[derive(Arbitrary, Clone, Debug)]
pub struct Run {
    /// Release 1.6.1 rather than 1.6.
    pub later_release: bool,
    pub start: Start,
    pub steps: Vec<Step>,
}

/// What is in the tables before the first step.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Start {
    pub clients: Filling,
    /// Where the search for the next client's index starts.
    pub next_client: Edge,
    /// The same for network identities.
    pub next_network_identity: Edge,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Filling {
    Nobody,
    One,
    AllButTwo,
    Full,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Edge {
    First,
    LastButOne,
    Last,
}

#[derive(Arbitrary, Clone, Debug)]
pub enum Step {
    /// What an administrator does every day, and in the right way.
    Usual(Usual),
    /// The authenticator reports a client.
    Authenticated(Pick, Pick),
    /// Anybody sends anything.
    Invoke {
        who: Who,
        command: Command,
        payload: Payload,
        /// How many bytes the answer may have; `None` for enough.
        room: Option<u8>,
    },
    Read {
        who: Who,
        attribute: Attribute,
        part: Part,
        room: Option<u8>,
    },
    Write {
        who: Who,
        attribute: Attribute,
        data: Vec<u8>,
    },
    /// The clock is set so many seconds after the stored secret was made, or is not synchronised.
    Clock(Option<u8>),
    /// The authenticator is ready, or is not.
    Ready(bool),
    /// The storage fails from now on, or does not.
    StorageFails(bool),
    Restart,
    FactoryReset,
}

/// A command that has what it needs.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Usual {
    AddClient(u8),
    /// One that is there, perhaps with its other signature.
    AddAgain(Pick, bool),
    RemoveClient(Pick),
    RemoveIdentifier(Pick),
    QueryNetworkIdentity(Pick),
    QueryType(bool),
    QueryClient(Pick),
    QueryIdentifier(Pick),
    Import {
        number: u8,
        later: u8,
    },
    Export,
}

impl Usual {
    pub const fn request(self) -> (Command, Payload) {
        let (command, field) = match self {
            Self::AddClient(number) => {
                (Command::AddClient, Field::Identity { number, change: Change::Nothing })
            }
            Self::AddAgain(pick, other_signature) => {
                (Command::AddClient, Field::Known { pick, other_signature })
            }
            Self::RemoveClient(pick) => (Command::RemoveClient, Field::Client(pick)),
            Self::RemoveIdentifier(pick) => (Command::RemoveClient, Field::ClientIdentifier(pick)),
            Self::QueryNetworkIdentity(pick) => (Command::QueryIdentity, Field::NetworkIdentity(pick)),
            Self::QueryType(one) => (Command::QueryIdentity, Field::Type(one as u8)),
            Self::QueryClient(pick) => (Command::QueryIdentity, Field::Client(pick)),
            Self::QueryIdentifier(pick) => (Command::QueryIdentity, Field::ClientIdentifier(pick)),
            Self::Import { number, later } => (
                Command::ImportAdminSecret,
                Field::Secret { number, later, wide: false, change: Change::Nothing },
            ),
            Self::Export => return (Command::ExportAdminSecret, Payload::Absent),
        };
        (command, Payload::Right(field))
    }
}

/// Who asks.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Who {
    /// May do everything.
    Administrator,
    Somebody {
        privilege: u8,
        auth_mode: u8,
        fabric_index: u8,
        subject: u64,
        timed: bool,
        fabric_filtered: bool,
    },
}

impl Who {
    pub fn context(self) -> Context {
        match self {
            Self::Administrator => Context::case(std::num::NonZeroU8::MIN, 1, Privilege::Administer).timed(),
            Self::Somebody { privilege, auth_mode, fabric_index, subject, timed, fabric_filtered } => {
                Context {
                    fabric_index: std::num::NonZeroU8::new(fabric_index),
                    auth_mode: [AuthMode::Pase, AuthMode::Case, AuthMode::Group][usize::from(auth_mode % 3)],
                    subject,
                    privilege: [
                        Privilege::View,
                        Privilege::ProxyView,
                        Privilege::Operate,
                        Privilege::Manage,
                        Privilege::Administer,
                    ][usize::from(privilege % 5)],
                    timed,
                    fabric_filtered,
                }
            }
        }
    }
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Command {
    AddClient,
    RemoveClient,
    QueryIdentity,
    ImportAdminSecret,
    ExportAdminSecret,
    Other(u32),
}

impl Command {
    pub const fn id(self) -> u32 {
        match self {
            Self::AddClient => 0x00,
            Self::RemoveClient => 0x02,
            Self::QueryIdentity => 0x03,
            Self::ImportAdminSecret => 0x40,
            Self::ExportAdminSecret => 0x41,
            Self::Other(id) => id,
        }
    }
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Attribute {
    ActiveNetworkIdentities,
    Clients,
    ClientTableSize,
    /// One of those that every cluster has.
    Global(u8),
    Other(u32),
}

impl Attribute {
    pub const fn id(self) -> u32 {
        match self {
            Self::ActiveNetworkIdentities => 0,
            Self::Clients => 1,
            Self::ClientTableSize => 2,
            Self::Global(number) => 0xfff8 + number as u32 % 8,
            Self::Other(id) => id,
        }
    }
}

/// Which part of a list is wanted.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Part {
    Whole,
    /// What is behind the entry with this key.
    After(u16),
    /// A single entry: the first, or the first behind another.
    Entry(Option<u16>),
}

/// The fields of a command.
#[derive(Arbitrary, Clone, Debug)]
pub enum Payload {
    /// Nothing at all.
    Absent,
    /// The one field that the command wants, or one of several.
    Right(Field),
    /// Any fields.
    Fields(Vec<(u8, Field)>),
    /// Any bytes.
    Bytes(Vec<u8>),
}

#[derive(Arbitrary, Clone, Debug)]
pub enum Field {
    Uint {
        value: u64,
        width: u8,
    },
    /// The index of an entry.
    Client(Pick),
    NetworkIdentity(Pick),
    /// The type of an identity.
    Type(u8),
    /// The identity of a client, or something like it.
    Identity {
        number: u8,
        change: Change,
    },
    /// The identity of a client in the table, the other signature by its key if wanted.
    Known {
        pick: Pick,
        other_signature: bool,
    },
    ClientIdentifier(Pick),
    NetworkIdentifier(Pick),
    CandidateIdentifier(u8),
    /// A secret, so many seconds after the stored one, with numbers as wide as may be.
    Secret {
        number: u8,
        later: u8,
        wide: bool,
        change: Change,
    },
    Octets {
        content: Vec<u8>,
        width: u8,
    },
    Bool(bool),
    Null,
}

/// How bytes are made wrong.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Change {
    Nothing,
    /// Another signature that is right.
    OtherSignature,
    /// A byte.
    Byte {
        at: u8,
        mask: u8,
    },
    /// Some bytes less.
    Cut(u8),
    /// A byte more.
    Appended(u8),
}

/// An entry: mostly the one at a position, from the first again behind the last; else the one with an index.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Pick(u16);

impl Pick {
    pub const fn position(self) -> Option<usize> {
        if self.0 % 4 == 0 { None } else { Some((self.0 / 4) as usize) }
    }

    pub const fn index(self) -> u16 {
        self.0 / 4
    }
}
