//! All sessions that are open.

use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::Session;

/// What names a session to an access point.
pub(crate) type State = [u8; 16];

/// How many sessions there may be, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many at once. One more ends the one that has been quiet for longest.
    pub sessions: usize,
    /// How long one may be quiet.
    pub quiet: Duration,
    /// How long one may take in all.
    pub lifetime: Duration,
}

impl Default for Limits {
    /// 4,096 sessions, 20 seconds, a minute.
    fn default() -> Self {
        Self { sessions: 4096, quiet: Duration::from_secs(20), lifetime: Duration::from_mins(1) }
    }
}

/// All sessions that are open.
#[derive(Debug)]
pub(crate) struct Sessions {
    limits: Limits,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    by_state: HashMap<State, Slot>,
    /// Quiet for longest first.
    order: BTreeMap<u64, State>,
    next: u64,
}

#[derive(Debug)]
struct Slot {
    /// `None` while it is worked on.
    session: Option<Box<Session>>,
    nas: IpAddr,
    started: Instant,
    touched: Instant,
    place: u64,
}

/// What [`Sessions::take`] finds.
#[derive(Debug)]
pub(crate) enum Taken {
    Session(Box<Session>),
    Busy,
    Unknown,
}

impl Sessions {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, inner: Mutex::default() }
    }

    /// Adds a session, and returns the one that had to go for it.
    pub(crate) fn add(&self, state: State, session: Box<Session>, now: Instant) -> Option<Box<Session>> {
        let mut inner = self.lock();
        let evicted = if inner.by_state.len() >= self.limits.sessions.max(1) { inner.evict() } else { None };
        let (nas, started) = (session.nas, session.started);
        let place = inner.place(state);
        inner.by_state.insert(state, Slot { session: Some(session), nas, started, touched: now, place });
        evicted
    }

    /// Takes a session out to work on it. It must be given back or removed.
    pub(crate) fn take(&self, state: &State, nas: IpAddr) -> Taken {
        let mut inner = self.lock();
        match inner.by_state.get_mut(state) {
            Some(slot) if slot.nas == nas => slot.session.take().map_or(Taken::Busy, Taken::Session),
            _ => Taken::Unknown,
        }
    }

    /// Gives a session back. `touched` tells whether its peer has said something that counts.
    pub(crate) fn give_back(&self, state: &State, session: Box<Session>, touched: Option<Instant>) {
        let mut inner = self.lock();
        let place = touched.map(|_| inner.place(*state));
        // It is not there any more if it had to go while it was worked on.
        let Some(slot) = inner.by_state.get_mut(state) else {
            if let Some(place) = place {
                inner.order.remove(&place);
            }
            return;
        };
        slot.session = Some(session);
        if let (Some(now), Some(place)) = (touched, place) {
            slot.touched = now;
            let before = std::mem::replace(&mut slot.place, place);
            inner.order.remove(&before);
        }
    }

    /// Ends a session.
    pub(crate) fn remove(&self, state: &State) {
        self.lock().remove(state);
    }

    /// Ends those that have been quiet for too long, or take too long, and returns them.
    pub(crate) fn expire(&self, now: Instant) -> Vec<Session> {
        let mut inner = self.lock();
        let is_over = |slot: &Slot| {
            now.saturating_duration_since(slot.touched) > self.limits.quiet
                || now.saturating_duration_since(slot.started) > self.limits.lifetime
        };
        let over = inner.by_state.iter().filter(|(_, slot)| is_over(slot)).map(|(state, _)| *state);
        let over: Vec<State> = over.collect();
        over.iter().filter_map(|state| inner.remove(state)).map(|session| *session).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.lock().by_state.len()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing in here panics between two steps that belong together.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn place(&mut self, state: State) -> u64 {
        let place = self.next;
        self.next += 1;
        self.order.insert(place, state);
        place
    }

    fn remove(&mut self, state: &State) -> Option<Box<Session>> {
        let slot = self.by_state.remove(state)?;
        self.order.remove(&slot.place);
        slot.session
    }

    /// Ends the one that has been quiet for longest.
    fn evict(&mut self) -> Option<Box<Session>> {
        let (_, state) = self.order.pop_first()?;
        self.by_state.remove(&state)?.session
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use netim::network_identities::NetworkIdentityIndex;
    use rustls::{ServerConfig, server::ResolvesServerCertUsingSni, version::TLS13};

    use super::*;
    use crate::{
        session::Opening,
        tls::{CipherSuites, crypto_provider},
    };

    const NAS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn session(now: Instant) -> Session {
        let config = ServerConfig::builder_with_provider(Arc::new(crypto_provider(CipherSuites::default())))
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(ResolvesServerCertUsingSni::new()));
        let opening = Opening {
            nas: NAS,
            station: None,
            now,
            network: NetworkIdentityIndex::MIN,
            config: Arc::new(config),
            fragment_size: 1000,
        };
        Session::open(opening, 0).0
    }

    fn sessions(limit: usize) -> (Sessions, Instant) {
        (Sessions::new(Limits { sessions: limit, ..Limits::default() }), Instant::now())
    }

    #[test]
    fn one_works_on_a_session_at_a_time() {
        let (sessions, now) = sessions(2);
        assert!(sessions.add([1; 16], Box::new(session(now)), now).is_none());
        assert!(matches!(sessions.take(&[1; 16], [192, 0, 2, 1].into()), Taken::Unknown), "another's");
        let Taken::Session(taken) = sessions.take(&[1; 16], NAS) else { panic!("not there") };
        assert!(matches!(sessions.take(&[1; 16], NAS), Taken::Busy));
        sessions.give_back(&[1; 16], taken, Some(now));
        assert!(matches!(sessions.take(&[1; 16], NAS), Taken::Session(_)));
        sessions.remove(&[1; 16]);
        assert!(matches!(sessions.take(&[1; 16], NAS), Taken::Unknown));
        assert_eq!(sessions.len(), 0);
    }

    #[test]
    fn the_one_that_was_quiet_for_longest_goes_first() {
        let (sessions, now) = sessions(2);
        sessions.add([1; 16], Box::new(session(now)), now);
        sessions.add([2; 16], Box::new(session(now)), now);
        let Taken::Session(taken) = sessions.take(&[1; 16], NAS) else { panic!("not there") };
        sessions.give_back(&[1; 16], taken, Some(now));
        assert!(sessions.add([3; 16], Box::new(session(now)), now).is_some());
        assert!(matches!(sessions.take(&[2; 16], NAS), Taken::Unknown));
        // One that is worked on can go too, and does not come back.
        let Taken::Session(taken) = sessions.take(&[1; 16], NAS) else { panic!("not there") };
        assert!(sessions.add([4; 16], Box::new(session(now)), now).is_none());
        sessions.give_back(&[1; 16], taken, Some(now));
        assert!(matches!(sessions.take(&[1; 16], NAS), Taken::Unknown));
        assert_eq!(sessions.len(), 2);
        assert_eq!(sessions.lock().order.len(), 2);
    }

    #[test]
    fn only_what_counts_keeps_a_session_open() {
        let (sessions, start) = sessions(3);
        let second = |number| start + Duration::from_secs(number);
        for state in 1..=3 {
            sessions.add([state; 16], Box::new(session(start)), start);
        }
        for (state, touched) in [(1, Some(second(15))), (2, None)] {
            let Taken::Session(taken) = sessions.take(&[state; 16], NAS) else { panic!("not there") };
            sessions.give_back(&[state; 16], taken, touched);
        }
        assert_eq!(sessions.expire(second(20)).len(), 0);
        assert_eq!(sessions.expire(second(21)).len(), 2);
        assert!(matches!(sessions.take(&[1; 16], NAS), Taken::Session(_)));
        sessions.expire(second(61));
        assert_eq!((sessions.len(), sessions.lock().order.len()), (0, 0), "not for ever, worked on or not");
    }
}
