//! Lines and counters.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Mutex, Once, OnceLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::access_point::AccessPoint;
use crate::support::identities::Device;
use crate::support::peer::Peer;
use crate::support::site::Site;

pub(crate) type Line = BTreeMap<String, String>;

/// All lines of all tests of this program, at all levels and of all crates.
#[derive(Default)]
pub(crate) struct Lines(Mutex<Vec<Line>>);

impl Lines {
    /// Listens, from the first call on.
    pub(crate) fn listen() -> &'static Self {
        static LINES: OnceLock<Lines> = OnceLock::new();
        static SET: Once = Once::new();
        let lines = LINES.get_or_init(Self::default);
        SET.call_once(|| tracing::subscriber::set_global_default(lines).unwrap());
        lines
    }

    pub(crate) fn so_far(&self) -> Vec<Line> {
        self.0.lock().unwrap().clone()
    }

    fn note(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(Line::from([("level".to_owned(), metadata.level().to_string())]));
        record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }
}

impl Subscriber for &'static Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.note(span.metadata(), |fields| span.record(fields));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note(event.metadata(), |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(Line);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

#[test]
fn each_attempt_is_a_structured_line_and_a_step_of_a_counter() {
    let lines = Lines::listen();
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    let mut nas = AccessPoint::new(site.v4(), "of the\nlines");
    Peer::new(&network, &device).authenticate(&mut nas);
    let index = site.add(&device);
    Peer::new(&network, &device).authenticate(&mut nas);
    site.outcomes.next();
    site.outcomes.next();

    let lines = lines.so_far();
    let mine = |line: &&Line| line.get("station").is_some_and(|station| station == "of the\\nlines");
    let [rejected, accepted] = lines.iter().filter(mine).collect::<Vec<_>>()[..] else { panic!("{lines:?}") };
    let common = [
        ("message", "authentication".to_owned()),
        ("identifier", device.identifier().to_string()),
        ("network_identity", network.index.to_string()),
        ("nas", "127.0.0.1".to_owned()),
    ];
    for (field, value) in &common {
        assert_eq!((rejected.get(*field), accepted.get(*field)), (Some(value), Some(value)), "{field}");
    }
    assert_eq!(accepted["outcome"], "accepted");
    assert_eq!(accepted["client"], index.to_string());
    assert!(accepted["milliseconds"].parse::<f64>().unwrap() > 0.0);
    assert_eq!(rejected["outcome"], "rejected");
    assert_eq!(rejected["reason"], "unknown-client");
    assert_eq!(rejected["explanation"], "the client is not in the table");
    assert_eq!(rejected.get("client"), None);

    let counters = site.radius.counters();
    assert_eq!((counters.accepts, counters.rejected()), (1, 1));
    assert_eq!(counters.rejects, BTreeMap::from([("unknown-client", 1)]));
    assert_eq!(counters.mean_handshake(), Some(counters.handshake.max));
    assert!(!counters.handshake.max.is_zero());
}
