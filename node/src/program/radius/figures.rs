//! What a RADIUS server has done, in numbers.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    net::SocketAddr,
    time::Duration,
};

use netim_authenticator::Counters;
use serde::{Deserialize, Serialize};

/// What a RADIUS server has done since the program started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::program) struct Figures {
    addresses: Vec<SocketAddr>,
    accepts: u64,
    /// By reason.
    rejects: BTreeMap<String, u64>,
    /// By reason: what was not even answered.
    discards: BTreeMap<String, u64>,
    /// Requests that came again.
    repeated: u64,
    /// Of those that were let in.
    handshake: Option<HandshakeTime>,
    disconnects_sent: u64,
    disconnects_acknowledged: u64,
    open_sessions: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct HandshakeTime {
    mean_microseconds: u64,
    max_microseconds: u64,
}

impl Figures {
    pub(super) fn new(addresses: &[SocketAddr], counters: &Counters) -> Self {
        let microseconds = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let named = |counts: &BTreeMap<&'static str, u64>| {
            counts.iter().map(|(&name, &count)| (name.to_owned(), count)).collect()
        };
        Self {
            addresses: addresses.to_owned(),
            accepts: counters.accepts,
            rejects: named(&counters.rejects),
            discards: named(&counters.discards),
            repeated: counters.repeated,
            handshake: counters.mean_handshake().map(|mean| HandshakeTime {
                mean_microseconds: microseconds(mean),
                max_microseconds: microseconds(counters.handshake.max),
            }),
            disconnects_sent: counters.disconnects_sent,
            disconnects_acknowledged: counters.disconnects_acknowledged,
            open_sessions: counters.sessions,
        }
    }

    /// For people: a name and a value on each line, the names as wide as those of the rest of the status.
    pub(in crate::program) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let addresses: Vec<String> = self.addresses.iter().map(ToString::to_string).collect();
        let handshake = self.handshake.map_or("none yet".to_owned(), |time| {
            let [mean, max] = [time.mean_microseconds, time.max_microseconds].map(Milliseconds);
            format!("{mean} on average, {max} at most")
        });
        let Self { disconnects_sent, disconnects_acknowledged, .. } = self;
        writeln!(out)?;
        for (name, value) in [
            ("RADIUS", addresses.join(", ")),
            ("let in", self.accepts.to_string()),
            ("not let in", by_reason(&self.rejects)),
            ("not answered", by_reason(&self.discards)),
            ("asked again", self.repeated.to_string()),
            ("handshake", handshake),
            ("told to disconnect", format!("{disconnects_sent}, acknowledged {disconnects_acknowledged}")),
            ("open sessions", self.open_sessions.to_string()),
        ] {
            writeln!(out, "{name:<24}  {value}")?;
        }
        Ok(())
    }
}

/// A number of microseconds.
struct Milliseconds(u64);

impl std::fmt::Display for Milliseconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{} ms", self.0 / 1000, self.0 % 1000 / 100)
    }
}

/// `3: expired 1, unknown-client 2`
fn by_reason(counts: &BTreeMap<String, u64>) -> String {
    let all: u64 = counts.values().sum();
    let each: Vec<String> = counts.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    if each.is_empty() { all.to_string() } else { format!("{all}: {}", each.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_is_told_to_people_and_to_programs() {
        let mut counters = Counters::default();
        counters.accepts = 2;
        counters.handshake.total = Duration::from_micros(24_690);
        counters.handshake.max = Duration::from_millis(13);
        counters.rejects.extend([("unknown-client", 2), ("expired", 1)]);
        counters.discards.insert("unknown-nas", 7);
        counters.disconnects_sent = 4;
        counters.disconnects_acknowledged = 3;
        counters.repeated = 5;
        counters.sessions = 6;
        let figures = Figures::new(&["[2001:db8::10]:1812".parse().unwrap()], &counters);
        let mut printed = Vec::new();
        figures.print(&mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        let values: Vec<&str> = printed.lines().filter_map(|line| line.get(26..)).collect();
        assert_eq!(
            values,
            [
                "[2001:db8::10]:1812",
                "2",
                "3: expired 1, unknown-client 2",
                "7: unknown-nas 7",
                "5",
                "12.3 ms on average, 13.0 ms at most",
                "4, acknowledged 3",
                "6",
            ]
        );
        let json = serde_json::to_string(&figures).unwrap();
        assert_eq!(serde_json::from_str::<Figures>(&json).unwrap(), figures);
    }
}
