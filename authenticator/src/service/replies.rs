//! Requests that come again (RFC 5080, section 2.2.2).

use std::{
    collections::{HashMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use netim::identity::Identifier;

/// How long a reply is kept: access points repeat a request for a few seconds.
const KEPT: Duration = Duration::from_secs(10);

/// How many are kept at most; the oldest go first.
const MAX: usize = 16_384;

/// Which request: where from, and its identifier.
pub(super) type Key = (SocketAddr, u8);

/// What was replied to the last requests.
#[derive(Debug, Default)]
pub(super) struct Replies(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    entries: HashMap<Key, Entry>,
    /// Oldest first. Some are outdated: their entry is gone, or belongs to a newer request.
    order: VecDeque<(Instant, Key)>,
}

#[derive(Debug)]
struct Entry {
    authenticator: [u8; 16],
    /// `None` while it is worked on.
    reply: Option<Arc<[u8]>>,
    /// Who is let in by it.
    admitted: Option<Identifier>,
    at: Instant,
}

/// What [`Replies::begin`] finds.
#[derive(Debug)]
pub(super) enum Begun {
    /// Work on it.
    New,
    /// Somebody does.
    InProgress,
    /// It was replied to; with the client that the reply lets in, if it does.
    Repeated(Arc<[u8]>, Option<Identifier>),
}

impl Replies {
    /// A request has come.
    pub(super) fn begin(&self, key: Key, authenticator: &[u8; 16], now: Instant) -> Begun {
        let mut inner = self.lock();
        if let Some(entry) = inner.entries.get(&key).filter(|entry| entry.authenticator == *authenticator) {
            let repeated = |reply| Begun::Repeated(reply, entry.admitted);
            return entry.reply.clone().map_or(Begun::InProgress, repeated);
        }
        if inner.order.len() >= MAX {
            inner.drop_oldest();
        }
        let entry = Entry { authenticator: *authenticator, reply: None, admitted: None, at: now };
        inner.entries.insert(key, entry);
        inner.order.push_back((now, key));
        Begun::New
    }

    /// It was replied to, which lets somebody in, perhaps, or was not; in that case it may come again.
    pub(super) fn finish(
        &self,
        key: Key,
        authenticator: &[u8; 16],
        reply: Option<&Arc<[u8]>>,
        admitted: Option<Identifier>,
    ) {
        let mut inner = self.lock();
        let Some(entry) = inner.entries.get_mut(&key).filter(|entry| entry.authenticator == *authenticator)
        else {
            return;
        };
        match reply {
            Some(reply) => (entry.reply, entry.admitted) = (Some(Arc::clone(reply)), admitted),
            None => drop(inner.entries.remove(&key)),
        }
    }

    /// Forgets what is too old.
    pub(super) fn expire(&self, now: Instant) {
        let mut inner = self.lock();
        while inner.order.front().is_some_and(|(at, _)| now.saturating_duration_since(*at) > KEPT) {
            inner.drop_oldest();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn drop_oldest(&mut self) {
        if let Some((at, key)) = self.order.pop_front()
            && self.entries.get(&key).is_some_and(|entry| entry.at == at)
        {
            self.entries.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(identifier: u8) -> Key {
        (([192, 0, 2, 1], 1812).into(), identifier)
    }

    #[test]
    fn the_same_request_gets_the_same_reply() {
        let (replies, now) = (Replies::default(), Instant::now());
        let reply: Arc<[u8]> = Arc::from(&b"reply"[..]);
        assert!(matches!(replies.begin(key(1), &[1; 16], now), Begun::New));
        assert!(matches!(replies.begin(key(1), &[1; 16], now), Begun::InProgress));
        replies.finish(key(1), &[1; 16], Some(&reply), None);
        assert!(matches!(replies.begin(key(1), &[1; 16], now), Begun::Repeated(same, None) if same == reply));
        // The identifier was used again.
        assert!(matches!(replies.begin(key(1), &[2; 16], now), Begun::New));
        replies.finish(key(1), &[1; 16], Some(&reply), None);
        assert!(matches!(replies.begin(key(1), &[2; 16], now), Begun::InProgress));
        replies.finish(key(1), &[2; 16], None, None);
        assert!(matches!(replies.begin(key(1), &[2; 16], now), Begun::New));
    }

    #[test]
    fn neither_for_ever_nor_without_end() {
        let (replies, now) = (Replies::default(), Instant::now());
        assert!(matches!(replies.begin(key(1), &[1; 16], now), Begun::New));
        replies.expire(now + KEPT);
        assert!(matches!(replies.begin(key(1), &[1; 16], now), Begun::InProgress));
        replies.expire(now + KEPT + Duration::from_secs(1));
        assert!(matches!(replies.begin(key(1), &[1; 16], now), Begun::New));
        for number in 0..u32::try_from(MAX).unwrap() {
            let from = (std::net::Ipv4Addr::from(number), 1812).into();
            assert!(matches!(replies.begin((from, 0), &[0; 16], now), Begun::New));
        }
        let inner = replies.lock();
        assert_eq!((inner.entries.len(), inner.order.len()), (MAX, MAX));
    }
}
