//! What a controller does with the cluster: finds the network's identity, admits clients and sends them away.
//!
//! A [`Registrar`] works over the generated client of either release, with a blocking transport or an asynchronous one
//! (the methods that end in `_async`). It allocates nothing: the caller brings one buffer of [`MIN_BUFFER`] bytes or
//! more.
//!
//! # When the answer is lost
//!
//! A request that got no answer may have been carried out or not, and nobody but the server knows. So
//! [`register`](Registrar::register) and [`unregister`](Registrar::unregister) fail in four ways that are never mixed
//! up, the variants of [`ChangeError`]: nothing was sent; the server refused; it *may have happened*; it has happened,
//! but the answer is unreadable. Whether a request that failed on the way was sent is for the transport to say, by
//! [`TransportError::delivery`]; one that does not know says so.
//!
//! After the last two there are two ways on:
//!
//! - *Do the same again.* By the cluster's rules that is harmless. The same identity gets the same index, and a client
//!   that is gone stays gone. It must be the same identity to the byte, though: one that was signed anew is another, and
//!   is refused as [`RegisterRefusal::OtherSignature`].
//! - *Find out* with [`check`](Registrar::check), which changes nothing.
//!
//! An error speaks of one call. When the first attempt may have happened and the second was not sent, it still may have
//! happened.
//!
//! A request without an answer may even be *on its way*. The two that change something are timed, so it is void once
//! the transport's timeout for timed interactions has passed, counted from the request. Until then `check` may be
//! overtaken by it, and so may the opposite request: settle the one before sending the other.
//!
//! Dropping the future of an asynchronous method is losing the answer.
//!
//! ```
//! use netim::cluster::v1_6_1;
//! use netim::clients::ClientIndex;
//! use netim::identity::CompactIdentity;
//! use netim::registrar::{ChangeError, MIN_BUFFER, RegisterError, Registrar, TransportError};
//! use netim::runtime::{EndpointId, client::Transport};
//!
//! /// Admits a device, if necessary by trying again.
//! fn admit<T, E>(session: T, device: &CompactIdentity) -> Result<ClientIndex, RegisterError<E>>
//! where
//!     T: Transport<Error = E>,
//!     E: TransportError,
//! {
//!     let mut buffer = [0; MIN_BUFFER];
//!     let mut registrar = Registrar::new(v1_6_1::Client::new(session, EndpointId(1)), &mut buffer);
//!     let mut retries = 3;
//!     loop {
//!         match registrar.register(device) {
//!             Err(ChangeError::MayHaveHappened(_)) if retries > 0 => retries -= 1,
//!             outcome => return outcome,
//!         }
//!     }
//! }
//! ```

mod change;
mod current;
mod delivery;
mod query;
mod refusal;
mod release;

pub use self::{
    change::{ChangeError, RegisterError, UnreadableAnswer, UnregisterError, Unregistered},
    current::{CurrentError, CurrentNetworkIdentity, ListFault},
    delivery::{Delivery, TransportError},
    query::QueryError,
    refusal::{Refusal, RegisterRefusal},
    release::Release,
};

/// The size of the smallest buffer that a [`Registrar`] works with.
///
/// Every request fits it together with its answer, even if a server of a later release adds as much again to the
/// answer. So a change never goes unanswered because there is no room for the answer.
pub const MIN_BUFFER: usize = 512;

/// Registers clients with a server of the cluster.
///
/// `C` is the generated client, [`v1_6::Client`](crate::cluster::v1_6::Client) or
/// [`v1_6_1::Client`](crate::cluster::v1_6_1::Client). Which of them a server understands cannot be read from the
/// server: both releases call themselves revision 1. Changes look the same in both, questions do not; the wrong client
/// gets them refused, or [`ListFault::UnknownType`].
///
/// All methods need the privilege Manage.
#[derive(Debug)]
pub struct Registrar<'b, C> {
    client: C,
    buffer: &'b mut [u8],
}

impl<'b, C: Release> Registrar<'b, C> {
    /// A registrar over a client, with a buffer for what goes out and comes back.
    ///
    /// Fails to compile with a buffer smaller than [`MIN_BUFFER`]:
    ///
    /// ```compile_fail
    /// use netim::cluster::v1_6;
    /// use netim::registrar::Registrar;
    /// use netim::runtime::EndpointId;
    ///
    /// let mut buffer = [0; 100];
    /// Registrar::new(v1_6::Client::new((), EndpointId(1)), &mut buffer);
    /// ```
    pub const fn new<const N: usize>(client: C, buffer: &'b mut [u8; N]) -> Self {
        const { assert!(N >= MIN_BUFFER, "a registrar's buffer has at least MIN_BUFFER bytes") };
        Self { client, buffer }
    }

    /// The client, to use it for something else.
    pub const fn client(&mut self) -> &mut C {
        &mut self.client
    }
}
