//! What lets clients into the network: a RADIUS server, an access point.
//!
//! The tables and their storage are the truth; an [`Authenticator`] follows. When the server starts it
//! [reconciles](Authenticator::reconcile) with the tables, and from then on hears of each change after it is durable.
//! It cannot prevent one any more, and one that it misses it finds at the next reconciliation. Before a change it is
//! asked whether it could follow at all, and may refuse.
//!
//! In the other direction it [reports](ReportAuthentication) who has authenticated.

mod contract;
mod none;
mod recorder;

pub use self::{
    contract::{Authenticator, Event, NotReady, ReportAuthentication},
    none::NoAuthenticator,
    recorder::{Recorded, Recorder},
};
