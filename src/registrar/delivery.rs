//! What a transport knows about a request that got no answer.

use core::convert::Infallible;

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// It certainly does not reach the server, now or later, so the server does nothing about it.
    NotSent,
    /// Nobody knows.
    Unknown,
}

/// The error of a transport, which may know that a request was not sent.
///
/// Of a timed command the request proper counts, not what announces it: if the announcement fails, nothing was sent.
pub trait TransportError {
    /// How far the request came that failed with this error.
    ///
    /// Unless a transport is certain, it is unknown, which is what this says if it is not overridden. To call a request
    /// unsent that was sent makes a registrar lie; the other way round costs no more than a retry.
    fn delivery(&self) -> Delivery {
        Delivery::Unknown
    }
}

impl TransportError for Infallible {}

impl<E: TransportError + ?Sized> TransportError for &E {
    fn delivery(&self) -> Delivery {
        (**self).delivery()
    }
}
