//! Numbers.

use std::{collections::BTreeMap, time::Duration};

/// What has been counted since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// How many clients were let in.
    pub accepts: u64,
    /// How many were not, by [`Reason::name`](super::Reason::name).
    pub rejects: BTreeMap<&'static str, u64>,
    /// How many datagrams were not answered, by [`Discard::name`](super::Discard::name).
    pub discards: BTreeMap<&'static str, u64>,
    /// How many requests came again and got the same answer again.
    pub repeated: u64,
    /// How long those took that were let in.
    pub handshake: HandshakeTime,
    /// How many `Disconnect-Request`s were sent.
    pub disconnects_sent: u64,
    /// How many of them were acknowledged.
    pub disconnects_acknowledged: u64,
    /// How many sessions are open now.
    pub sessions: usize,
}

/// How long handshakes took, from the first request to the last answer: mostly the peer and the way to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HandshakeTime {
    /// All together.
    pub total: Duration,
    /// The longest.
    pub max: Duration,
}

impl Counters {
    /// How many were not let in, for whatever reason.
    pub fn rejected(&self) -> u64 {
        self.rejects.values().sum()
    }

    /// How long a handshake took on average, if there was any.
    pub fn mean_handshake(&self) -> Option<Duration> {
        let accepts = u32::try_from(self.accepts).ok()?;
        self.handshake.total.checked_div(accepts)
    }
}
