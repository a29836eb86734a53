//! Where everything is reported.

use std::{
    collections::BTreeMap,
    fmt,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{Authentication, Counters, Discard, Outcome};

/// Hears of each attempt that ends.
pub(crate) type Listener = Box<dyn Fn(&Authentication) + Send + Sync>;

/// Anybody can send datagrams that are discarded, so of each kind only one is logged in this time.
const QUIET: Duration = Duration::from_secs(1);

/// Where everything is reported.
#[derive(Default)]
pub(crate) struct Reports {
    inner: Mutex<Inner>,
    listener: Option<Listener>,
}

#[derive(Default)]
struct Inner {
    counters: Counters,
    /// When a kind of discard was logged last.
    logged: BTreeMap<&'static str, Instant>,
}

impl Reports {
    pub(crate) fn new(listener: Option<Listener>) -> Self {
        Self { inner: Mutex::default(), listener }
    }

    pub(crate) fn authentication(&self, authentication: &Authentication) {
        self.count(|counters| match &authentication.outcome {
            Outcome::Accepted => {
                counters.accepts += 1;
                counters.handshake.total += authentication.duration;
                counters.handshake.max = counters.handshake.max.max(authentication.duration);
            }
            Outcome::Rejected(reason) => *counters.rejects.entry(reason.name()).or_default() += 1,
        });
        authentication.log();
        if let Some(listener) = &self.listener {
            listener(authentication);
        }
    }

    pub(crate) fn discard(&self, discard: Discard, nas: IpAddr) {
        let mut inner = self.lock();
        *inner.counters.discards.entry(discard.name()).or_default() += 1;
        let now = Instant::now();
        let is_due =
            inner.logged.get(discard.name()).is_none_or(|logged| now.duration_since(*logged) >= QUIET);
        if is_due {
            inner.logged.insert(discard.name(), now);
            drop(inner);
            tracing::warn!(%nas, reason = discard.name(), explanation = %discard, "discarded");
        }
    }

    pub(crate) fn count(&self, count: impl FnOnce(&mut Counters)) {
        count(&mut self.lock().counters);
    }

    pub(crate) fn counters(&self) -> Counters {
        self.lock().counters.clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        // Counters are never half changed.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Reports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reports").field("counters", &self.counters()).finish_non_exhaustive()
    }
}
