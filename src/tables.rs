//! The state of a server: both tables and the secret of administrators, in step with each other and with storage.
//!
//! A change takes two steps, so that storage comes between them. First a method of [`Tables`] says what would change,
//! or why nothing can: a [`Plan`]. Then the plan is committed to a [`Storage`](crate::storage::Storage), and only when
//! that has succeeded it is applied to memory, which cannot fail:
//!
//! ```
//! use netim::clients::HashSeed;
//! use netim::crypto::{PrivateKey, RustCrypto};
//! use netim::identity::CompactIdentity;
//! use netim::storage::Memory;
//! use netim::tables::{Plan, Tables};
//!
//! let mut storage = Memory::<500>::new();
//! let mut tables = Tables::<500>::new(HashSeed::from_os()?);
//! tables.load(&mut storage)?;
//!
//! let identity = CompactIdentity::self_signed(&RustCrypto, &PrivateKey::generate_from_os()?)?;
//! let index = tables.plan_add_client(identity)?.commit(&mut storage)?;
//! assert_eq!(tables.clients().by_identifier(&identity.identifier()).map(|client| client.index()), Some(index));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A plan borrows the tables, so nothing can change between the two steps. One that is dropped changes nothing.

mod add_client;
mod authenticate;
mod directory;
mod forget;
mod import;
mod load;
mod plan;
mod remove_client;
mod state;

pub use self::{
    add_client::{AddClient, AddClientError},
    authenticate::{Authenticate, AuthenticateError},
    directory::Directory,
    forget::Forget,
    import::{Import, ImportError, Imported, NewNetworkIdentity},
    load::{Inconsistency, LoadError},
    plan::{Changes, Plan},
    remove_client::RemoveClient,
    state::Tables,
};
