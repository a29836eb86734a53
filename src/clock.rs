//! What time it is.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Tells the time, if it knows it.
pub trait Clock {
    /// Seconds since 2000-01-01T00:00:00Z, Matter's epoch; `None` as long as the clock is not synchronised.
    fn now(&self) -> Option<u32>;
}

impl<C: Clock + ?Sized> Clock for &C {
    fn now(&self) -> Option<u32> {
        (**self).now()
    }
}

/// A clock that is never synchronised, for devices without one.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoClock;

impl Clock for NoClock {
    fn now(&self) -> Option<u32> {
        None
    }
}

/// A clock that is set by hand.
#[derive(Debug)]
pub struct ManualClock {
    // Apart, because not every processor can load 64 bits at once; whoever sets it while another looks may show that
    // one the new time with the old synchronisation, which `set` makes harmless by its order.
    synchronised: AtomicBool,
    seconds: AtomicU32,
}

impl ManualClock {
    /// A clock that stands still; `None` if it is not synchronised.
    pub const fn new(seconds: Option<u32>) -> Self {
        match seconds {
            Some(seconds) => Self { synchronised: AtomicBool::new(true), seconds: AtomicU32::new(seconds) },
            None => Self { synchronised: AtomicBool::new(false), seconds: AtomicU32::new(0) },
        }
    }

    /// Sets the clock.
    pub fn set(&self, seconds: Option<u32>) {
        if let Some(seconds) = seconds {
            self.seconds.store(seconds, Ordering::Release);
        }
        self.synchronised.store(seconds.is_some(), Ordering::Release);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Option<u32> {
        self.synchronised.load(Ordering::Acquire).then(|| self.seconds.load(Ordering::Acquire))
    }
}

/// The clock of the operating system.
///
/// It counts as synchronised until it is told otherwise.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct SystemClock {
    synchronised: AtomicBool,
}

#[cfg(feature = "std")]
impl SystemClock {
    /// The clock, synchronised.
    pub const fn new() -> Self {
        Self { synchronised: AtomicBool::new(true) }
    }

    /// Says whether the operating system's clock can be trusted, as its NTP client knows.
    pub fn set_synchronised(&self, synchronised: bool) {
        self.synchronised.store(synchronised, Ordering::Release);
    }
}

#[cfg(feature = "std")]
impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

/// `None` before 2000 and after 2136 too: such a clock is wrong.
#[cfg(feature = "std")]
impl Clock for SystemClock {
    fn now(&self) -> Option<u32> {
        /// From 1970 to 2000, in seconds.
        const MATTER_EPOCH: u64 = 946_684_800;
        if !self.synchronised.load(Ordering::Acquire) {
            return None;
        }
        let since_1970 = std::time::SystemTime::UNIX_EPOCH.elapsed().ok()?.as_secs();
        u32::try_from(since_1970.checked_sub(MATTER_EPOCH)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_shows_what_it_is_set_to() {
        let clock = ManualClock::new(None);
        assert_eq!(clock.now(), None);
        clock.set(Some(5));
        assert_eq!(Clock::now(&&clock), Some(5));
        clock.set(None);
        assert_eq!(clock.now(), None);
    }

    #[cfg(feature = "std")]
    #[test]
    fn the_system_clock_counts_from_2000_and_can_be_distrusted() {
        let clock = SystemClock::new();
        // 2025 to 2100.
        assert!((788_918_400..3_155_760_000).contains(&clock.now().unwrap()));
        clock.set_synchronised(false);
        assert_eq!(clock.now(), None);
    }
}
