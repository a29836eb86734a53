//! The client's side: typed requests over a transport that somebody else provides.
//!
//! A generated client has one method for each attribute and command. It returns a [`Read`], a [`Write`] or an
//! [`Invoke`], which goes out when it is sent: with `send` over a [`Transport`], with `send_async` over an
//! [`AsyncTransport`]. So one client serves both worlds, and neither pays for the other.
//!
//! What all clusters have in common (`FeatureMap`, `AttributeList`, ...) is read with the trait [`ClusterClient`].
//!
//! Answers borrow from a buffer that the caller brings: nothing here allocates.

mod error;
mod globals;
mod operation;
mod transport;

pub use error::ClientError;
pub use globals::{
    AcceptedCommandList, AttributeList, ClusterClient, ClusterRevision, FeatureMap, GeneratedCommandList,
};
pub use operation::{Answer, Invoke, Read, Request, Write};
pub use transport::{AsyncTransport, AttributePath, CommandPath, InvokeReply, Transport};
