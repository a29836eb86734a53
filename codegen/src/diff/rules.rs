//! How changes are judged: all rules in one place.
//!
//! Two meetings are looked at. *An old client meets a new server*: what was there must still be there, what the client may
//! send must be accepted and mean the same, and what it gets it must be able to read. *A new client meets an old server*:
//! what it gets it must be able to read; what it sends it can suit to the server's `ClusterRevision`, `FeatureMap` and lists
//! of attributes and commands.
//!
//! So a rule has two sides: for values that a client sends (fields of requests, writable attributes) and for values that a
//! server sends (attributes, fields of responses and events). A type that both send is judged by both.

use super::change::Judgement;
use super::flow::Flow;

/// How one kind of change is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The change in words.
    pub change: &'static str,
    /// Why it breaks values that clients send; `None` if it does not.
    pub sent_by_client: Option<&'static str>,
    /// Why it breaks values that servers send; `None` if it does not.
    pub sent_by_server: Option<&'static str>,
    /// Why it is no harm otherwise.
    pub harmless: &'static str,
}

impl Rule {
    const fn harmless(change: &'static str, reason: &'static str) -> Self {
        Self { change, sent_by_client: None, sent_by_server: None, harmless: reason }
    }

    const fn breaking(change: &'static str, reason: &'static str) -> Self {
        Self { change, sent_by_client: Some(reason), sent_by_server: Some(reason), harmless: "" }
    }

    /// Judges a change of something that goes these ways.
    pub(super) fn judge(&self, flow: Flow) -> (Judgement, String) {
        let from_client = self.sent_by_client.filter(|_| flow.to_server);
        let from_server = self.sent_by_server.filter(|reason| flow.to_client && Some(*reason) != from_client);
        match (from_client, from_server) {
            (None, None) => (Judgement::Compatible, self.harmless.to_owned()),
            (Some(reason), None) | (None, Some(reason)) => (Judgement::Breaking, reason.to_owned()),
            (Some(first), Some(second)) => (Judgement::Breaking, format!("{first}; {second}")),
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $rule:expr;)*) => {
        $($(#[$doc])* pub(super) const $name: Rule = $rule;)*

        /// All rules.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    ADDED = Rule::harmless("something is added", "who does not know it does not use it");
    REMOVED = Rule::breaking("something is removed or deprecated", "who uses it finds it gone");
    TYPE_LISTED = Rule::harmless("a type is added or removed", "only what uses the type is on the wire, and is judged by itself");
    MANDATORY_FIELD_ADDED = Rule {
        change: "a mandatory field is added",
        sent_by_client: Some("an old client does not send it, and a new server refuses what lacks it"),
        sent_by_server: Some("an old server does not send it, and a new client expects it"),
        harmless: "",
    };
    RENAMED = Rule::harmless("something is renamed", "names are not on the wire");
    NOW_OPTIONAL = Rule::breaking("an attribute, command, event or feature is no longer mandatory", "an old client may rely on it");
    NOW_MANDATORY = Rule::harmless("an attribute, command, event or feature becomes mandatory", "ClusterRevision tells who may rely on it");
    FIELD_NOW_OPTIONAL = Rule {
        change: "a field is no longer mandatory",
        sent_by_client: None,
        sent_by_server: Some("a new server may leave it out, and an old client expects it"),
        harmless: "a client goes on sending it",
    };
    FIELD_NOW_MANDATORY = Rule {
        change: "a field becomes mandatory",
        sent_by_client: Some("an old client may leave it out, and a new server expects it"),
        sent_by_server: Some("an old server may leave it out, and a new client expects it"),
        harmless: "",
    };
    OTHER_CONFORMANCE = Rule::harmless("the conformance of something optional differs", "whoever uses it has to look whether it is there");
    STILL_MANDATORY = Rule::harmless(
        "something mandatory becomes provisional, or no longer is",
        "it is there as before",
    );
    OTHER_TYPE = Rule::breaking("the type is another kind of value", "the bytes are not understood");
    WIDER = Rule {
        change: "a number gets more bits",
        sent_by_client: None,
        sent_by_server: Some("a new server may send more than an old client can hold"),
        harmless: "what an old client sends still fits",
    };
    NARROWER = Rule {
        change: "a number gets fewer bits",
        sent_by_client: Some("an old client may send more than a new server can hold"),
        sent_by_server: Some("an old server may send more than a new client can hold"),
        harmless: "",
    };
    OTHER_NAMED_TYPE = Rule::breaking("the type is another enumeration, bitmap or structure", "the same bytes may mean something else");
    TYPE_NAME = Rule::harmless("the type is called something else", "the bytes are the same");
    NOW_NULLABLE = Rule {
        change: "null becomes a value",
        sent_by_client: None,
        sent_by_server: Some("a new server may send null, which an old client does not expect"),
        harmless: "an old client does not send it",
    };
    NOT_NULLABLE = Rule {
        change: "null is no value any more",
        sent_by_client: Some("an old client may send null, which a new server refuses"),
        sent_by_server: Some("an old server may send null, which a new client does not expect"),
        harmless: "",
    };
    WIDER_LIMITS = Rule::harmless("limits get wider", "a server accepts all that it accepted");
    NARROWER_LIMITS = Rule {
        change: "limits get narrower",
        sent_by_client: Some("a new server refuses what an old client may send"),
        sent_by_server: None,
        harmless: "only servers check limits, of what they are sent",
    };
    OTHER_LIMITS = Rule {
        change: "limits are others, and cannot be compared",
        sent_by_client: Some("a new server may refuse what an old client may send"),
        sent_by_server: None,
        harmless: "only servers check limits, of what they are sent",
    };
    EXACT_LENGTH = Rule {
        change: "octets that only servers send get an exact length, another one, or lose it",
        sent_by_client: None,
        sent_by_server: Some("who expects that many octets cannot read more or fewer"),
        harmless: "only servers check limits, of what they are sent",
    };
    DEFAULT = Rule::harmless("the default is another", "defaults are not on the wire");
    MORE_ACCESS = Rule::harmless("less privilege is needed, or reading or writing becomes possible", "who had access still has it");
    LESS_ACCESS = Rule::breaking("more privilege is needed, or reading or writing becomes impossible", "an old client may be refused");
    NOW_TIMED = Rule::breaking("a write or an invoke must be timed", "an old client that does not time it is refused");
    NOT_TIMED = Rule::harmless("a write or an invoke need not be timed any more", "a timed one is accepted, too");
    FABRIC_SCOPED = Rule::breaking("fabric-scoped or not", "who sees what is another, and so is whether FabricIndex is there");
    NOW_SENSITIVE = Rule::breaking("fabric-sensitive", "clients of other fabrics do not see it any more");
    NOT_SENSITIVE = Rule::harmless("fabric-sensitive no more", "more clients see it");
    NOT_FIXED = Rule::breaking("the quality fixed is lost", "a client that read it once misses changes");
    CHANGES_OMITTED = Rule::breaking("changes are no longer reported", "a client that subscribed misses changes");
    ATOMIC_WRITE = Rule::breaking("writing needs an atomic request", "an old client that writes without one is refused");
    LARGE_MESSAGE = Rule::breaking("large messages may be needed", "a client without a transport for them is shut out");
    CASE_ONLY = Rule::breaking("a CASE session is needed", "a client on another session is refused");
    QUALITY = Rule::harmless("any other quality", "it changes no message");
    OTHER_RESPONSE = Rule::breaking("a request is answered otherwise", "a client waits for the other answer");
    PRIORITY = Rule::harmless("the priority of an event is another", "the event is read the same way");
    OTHER_BITS = Rule::breaking("a field of a bitmap has other bits", "the value is read from the wrong bits");
    REVISION_UP = Rule::harmless("ClusterRevision is higher", "it tells the states apart");
    REVISION_DOWN = Rule::breaking("ClusterRevision is lower", "who goes by ClusterRevision takes the new state for the older one");
    REVISION_SAME = Rule::breaking("ClusterRevision is the same, with something breaking or reused", "nobody can tell the states apart by ClusterRevision");
    REVISION_SAME_HARMLESS = Rule::harmless("ClusterRevision is the same, and all else is compatible", "nobody needs to tell the states apart");
    REVISION_SAID = Rule::harmless("only one input says ClusterRevision", "the input says more or less about the cluster");
    CLASSIFICATION = Rule::harmless("PICS code, role, scope, or whether it is provisional", "it is not on the wire");
}

/// Why an id that stands for something else is judged as reused.
pub(super) const REUSED: &str = "the same id means one thing to the one and another to the other";
/// Why another unit is judged as reused.
pub(super) const OTHER_UNIT: &str = "the same bytes are another quantity";
