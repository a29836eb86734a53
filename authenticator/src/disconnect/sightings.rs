//! Where clients were seen.

use std::{
    collections::{BTreeSet, HashMap},
    net::IpAddr,
    path::PathBuf,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use netim::identity::Identifier;

use super::{SightingsError, file};
use crate::session::Station;

/// How many places of one client are remembered. A station has few access points, and mostly one address.
const MAX_PLACES: usize = 8;

/// An access point, and what it calls a station.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) nas: IpAddr,
    pub(crate) station: Station,
}

/// Where clients were seen, and who of them is to be disconnected.
#[derive(Debug, Default)]
pub(crate) struct Sightings {
    inner: Mutex<Inner>,
    ordered: Condvar,
    path: Option<PathBuf>,
}

/// Who was seen at a place, and when.
#[derive(Clone, Copy, Debug)]
struct Seen {
    client: Identifier,
    at: Instant,
}

/// Who is to be disconnected where.
#[derive(Clone, Debug)]
pub(crate) struct Ordered {
    pub(crate) client: Identifier,
    pub(crate) place: Place,
    pub(crate) cause: Cause,
}

/// Why somebody is to be disconnected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The client was removed.
    Removed,
    /// The client was seen at so many places since that this one is not remembered any more: when it is removed, nobody
    /// would disconnect it there.
    Forgotten,
}

#[derive(Debug, Default)]
struct Inner {
    /// At one place there is one client at a time.
    places: HashMap<Place, Seen>,
    /// Those to be disconnected, not yet taken up.
    orders: Vec<Ordered>,
    /// The file is older.
    is_changed: bool,
}

impl Sightings {
    /// Reads what was written to a file, if there is one. Nobody knows when it was seen, so it counts as seen now.
    pub(crate) fn open(path: Option<PathBuf>, now: Instant) -> Result<Self, SightingsError> {
        let read = path.as_deref().map_or(Ok(Vec::new()), file::read)?;
        let places = read.into_iter().map(|(client, place)| (place, Seen { client, at: now })).collect();
        let inner = Inner { places, ..Inner::default() };
        Ok(Self { inner: Mutex::new(inner), ordered: Condvar::new(), path })
    }

    /// Notes that a client was let in at a place.
    pub(crate) fn note(&self, client: Identifier, place: Place, now: Instant) {
        let mut inner = self.lock();
        let before = inner.places.insert(place, Seen { client, at: now });
        if before.is_some_and(|before| before.client == client) {
            return;
        }
        inner.is_changed = true;
        let mut places: Vec<(Instant, Place)> =
            inner.of(&client).map(|(place, seen)| (seen.at, place.clone())).collect();
        if places.len() > MAX_PLACES {
            places.sort();
            if let Some((_, oldest)) = places.first() {
                inner.places.remove(oldest);
                let place = oldest.clone();
                inner.orders.push(Ordered { client, place, cause: Cause::Forgotten });
                self.ordered.notify_one();
            }
        }
    }

    /// Has a client disconnected wherever it was seen.
    pub(crate) fn disconnect(&self, client: &Identifier) {
        let mut inner = self.lock();
        let order = |place: &Place| Ordered { client: *client, place: place.clone(), cause: Cause::Removed };
        let orders: Vec<_> = inner.of(client).map(|(place, _)| order(place)).collect();
        inner.orders.extend(orders);
        self.ordered.notify_one();
    }

    /// The same for all but those whom `keep` says yes to, which is asked while nothing here is locked.
    pub(crate) fn disconnect_all_but(&self, keep: impl Fn(&Identifier) -> bool) {
        let seen: BTreeSet<Identifier> = self.lock().places.values().map(|seen| seen.client).collect();
        for client in seen.iter().filter(|client| !keep(client)) {
            self.disconnect(client);
        }
    }

    /// Waits until somebody is to be disconnected, or the time is over, and takes up who is.
    pub(crate) fn orders(&self, timeout: Duration) -> Vec<Ordered> {
        let mut inner = self.lock();
        if inner.orders.is_empty() {
            (inner, _) = self.ordered.wait_timeout(inner, timeout).unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::take(&mut inner.orders)
    }

    /// Whether somebody was seen at a place since it was forgotten.
    pub(super) fn is_known(&self, place: &Place) -> bool {
        self.lock().places.contains_key(place)
    }

    /// A client is not at a place any more, or nothing can be done about it.
    pub(crate) fn forget(&self, client: &Identifier, place: &Place) {
        let mut inner = self.lock();
        if inner.places.get(place).is_some_and(|seen| seen.client == *client) {
            inner.places.remove(place);
            inner.is_changed = true;
        }
    }

    /// Forgets what is so old that the access point has let the station go by itself.
    pub(crate) fn prune(&self, now: Instant, age: Duration) {
        let mut inner = self.lock();
        let before = inner.places.len();
        inner.places.retain(|_, seen| now.saturating_duration_since(seen.at) <= age);
        inner.is_changed |= inner.places.len() != before;
    }

    /// Writes the file if it is older than what is known.
    pub(crate) fn save(&self) -> Result<(), SightingsError> {
        let Some(path) = &self.path else { return Ok(()) };
        let mut inner = self.lock();
        if !std::mem::take(&mut inner.is_changed) {
            return Ok(());
        }
        let mut places: Vec<(Place, Identifier)> =
            inner.places.iter().map(|(place, seen)| (place.clone(), seen.client)).collect();
        // Nobody who lets a client in waits for the disk.
        drop(inner);
        places.sort();
        file::write(path, &places).inspect_err(|_| self.lock().is_changed = true)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn of(&self, client: &Identifier) -> impl Iterator<Item = (&Place, &Seen)> {
        self.places.iter().filter(move |(_, seen)| seen.client == *client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(number: u8) -> Identifier {
        Identifier::from_bytes(&[number; 20])
    }

    fn place(nas: &str, station: &str) -> Place {
        Place { nas: nas.parse().unwrap(), station: Station::new(station.as_bytes()).unwrap() }
    }

    fn orders(sightings: &Sightings) -> Vec<(Identifier, Place)> {
        let orders = sightings.orders(Duration::ZERO).into_iter();
        let mut orders: Vec<_> = orders.map(|order| (order.client, order.place)).collect();
        orders.sort();
        orders
    }

    #[test]
    fn a_client_is_disconnected_wherever_it_was_seen_and_nobody_else() {
        let (sightings, now) = (Sightings::default(), Instant::now());
        sightings.note(client(1), place("192.0.2.1", "02-00-00-00-00-01"), now);
        sightings.note(client(1), place("192.0.2.2", "02-00-00-00-00-01"), now);
        sightings.note(client(2), place("192.0.2.1", "02-00-00-00-00-02"), now);
        // Another client has taken the first one's place.
        sightings.note(client(2), place("192.0.2.2", "02-00-00-00-00-01"), now);
        sightings.disconnect(&client(1));
        assert_eq!(orders(&sightings), [(client(1), place("192.0.2.1", "02-00-00-00-00-01"))]);
        sightings.disconnect_all_but(|identifier| *identifier == client(1));
        assert_eq!(
            orders(&sightings),
            [
                (client(2), place("192.0.2.1", "02-00-00-00-00-02")),
                (client(2), place("192.0.2.2", "02-00-00-00-00-01")),
            ]
        );
        sightings.forget(&client(1), &place("192.0.2.2", "02-00-00-00-00-01"));
        sightings.disconnect(&client(2));
        assert_eq!(orders(&sightings).len(), 2);
    }

    #[test]
    fn only_the_last_places_are_remembered_and_not_for_ever() {
        let (sightings, start) = (Sightings::default(), Instant::now());
        let second = |number: u64| start + Duration::from_secs(number);
        for number in 0..20 {
            sightings.note(client(1), place("192.0.2.1", &number.to_string()), second(number));
        }
        let places = |numbers: std::ops::Range<u64>| {
            numbers.map(|number| (client(1), place("192.0.2.1", &number.to_string()))).collect::<Vec<_>>()
        };
        let mut forgotten = places(0..12);
        forgotten.sort();
        assert_eq!(orders(&sightings), forgotten, "what is forgotten is ended");
        sightings.disconnect(&client(1));
        assert_eq!(orders(&sightings), places(12..20));
        sightings.prune(second(25), Duration::from_secs(10));
        sightings.disconnect(&client(1));
        assert_eq!(orders(&sightings).len(), 5);
    }

    #[test]
    fn they_outlive_the_process() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sightings");
        let now = Instant::now();
        let sightings = Sightings::open(Some(path.clone()), now).unwrap();
        sightings.note(client(1), place("192.0.2.1", "with a space\n"), now);
        sightings.note(client(2), place("2001:db8::1", "02-00-00-00-00-02"), now);
        sightings.save().unwrap();
        let written = std::fs::metadata(&path).unwrap().modified().unwrap();
        sightings.note(client(2), place("2001:db8::1", "02-00-00-00-00-02"), now);
        sightings.save().unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().modified().unwrap(),
            written,
            "nothing new, nothing written"
        );
        let reopened = Sightings::open(Some(path), now).unwrap();
        reopened.disconnect_all_but(|identifier| *identifier == client(2));
        assert_eq!(orders(&reopened), [(client(1), place("192.0.2.1", "with a space\n"))]);
    }
}
