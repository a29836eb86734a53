//! Every code that a diagnostic can carry. A code never changes its meaning and is never used again.
//!
//! `E01..` files and XML, `E02..` reading a dialect, `E03..` resolving, `E04..` configuration, `E05..` output; `W..` the
//! same for what is only suspicious.

use super::Severity;

/// A stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// `E0101`.
    pub id: &'static str,
    /// Whether it stops the generator.
    pub severity: Severity,
    /// What is wrong, in general.
    pub title: &'static str,
}

const fn error(id: &'static str, title: &'static str) -> Code {
    Code { id, severity: Severity::Error, title }
}

const fn warning(id: &'static str, title: &'static str) -> Code {
    Code { id, severity: Severity::Warning, title }
}

// Files and XML.
/// `E0101`.
pub const UNREADABLE: Code = error("E0101", "a file or folder cannot be read");
/// `E0102`.
pub const NOT_XML: Code = error("E0102", "a file is not well-formed XML");
/// `E0103`.
pub const UNKNOWN_ROOT: Code = error("E0103", "the root element belongs to neither dialect");
/// `E0104`.
pub const NO_INPUT: Code = error("E0104", "there is nothing to read");
/// `E0105`.
pub const NOT_UTF8: Code = error("E0105", "a file is not UTF-8 text");
/// `E0106`.
pub const TOO_DEEP: Code = error("E0106", "elements are nested too deep");

// Reading a dialect.
/// `E0201`.
pub const MISSING_ID: Code = error("E0201", "an item has no id");
/// `E0202`.
pub const NOT_A_NUMBER: Code = error("E0202", "a number is expected");
/// `E0203`.
pub const MISSING_NAME: Code = error("E0203", "an item has no name");
/// `E0204`.
pub const NUMBER_OUT_OF_RANGE: Code = error("E0204", "a number is too large for its place");
/// `E0205`.
pub const UNKNOWN_WORD: Code = error("E0205", "a word is expected to be one of a few");

// Resolving.
/// `E0301`.
pub const UNKNOWN_TYPE: Code = error("E0301", "a type is defined nowhere");
/// `E0302`.
pub const DUPLICATE_ID: Code = error("E0302", "two items have one id");
/// `E0303`.
pub const DUPLICATE_NAME: Code = error("E0303", "two items have one name");
/// `E0304`.
pub const DUPLICATE_FIELD: Code = error("E0304", "two fields have one number");
/// `E0305`.
pub const EMPTY_RANGE: Code = error("E0305", "a minimum is over its maximum");
/// `E0306`.
pub const DIALECTS_DISAGREE: Code = error("E0306", "the two dialects of a cluster say different things");
/// `E0307`.
pub const UNKNOWN_RESPONSE: Code = error("E0307", "a response command is defined nowhere");
/// `E0308`.
pub const RECURSIVE_TYPE: Code = error("E0308", "a structure contains itself");
/// `E0309`.
pub const MISSING_TYPE: Code = error("E0309", "an item has no type");

// Configuration.
/// `E0401`.
pub const BAD_CONFIG: Code = error("E0401", "the configuration cannot be read");
/// `E0402`.
pub const NO_SUCH_CLUSTER: Code = error("E0402", "a selected cluster is in no input");
/// `E0403`.
pub const NO_SUCH_RELEASE: Code = error("E0403", "a selected release is in no input");
/// `E0404`.
pub const OVERRIDE_MATCHES_NOTHING: Code = error("E0404", "an override names an item that does not exist");
/// `E0405`.
pub const OVERRIDE_DOES_NOT_FIT: Code = error("E0405", "an override sets what its item does not have");
/// `E0406`.
pub const NOT_FLAT: Code = error("E0406", "the layout is flat and there are several clusters");

// Output.
/// `E0501`.
pub const FOREIGN_FILE: Code = error("E0501", "a file that clustergen did not write stands in the way");
/// `E0502`.
pub const UNWRITABLE: Code = error("E0502", "a file cannot be written");

// Suspicious.
/// `W0101`.
pub const NO_CLUSTERS: Code = warning("W0101", "a file is known not to hold clusters and is passed over");
/// `W0201`.
pub const UNKNOWN_ELEMENT: Code = warning("W0201", "an element is not part of the dialect");
/// `W0202`.
pub const UNKNOWN_ATTRIBUTE: Code = warning("W0202", "an attribute is not part of the dialect");
/// `W0203`.
pub const STRAY_TEXT: Code = warning("W0203", "text stands between elements");
/// `W0301`.
pub const LIMIT_OUTSIDE_TYPE: Code = warning("W0301", "a limit lies outside its type");
/// `W0302`.
pub const OVERRIDE_CHANGES_NOTHING: Code = warning("W0302", "an override says what the input says already");
/// `W0303`.
pub const STATUS_ASSUMED: Code =
    warning("W0303", "a response command is defined nowhere and a status is assumed");
/// `W0304`.
pub const DEFINED_TWICE: Code = warning("W0304", "one item is defined twice");
/// `W0305`.
pub const TWO_NAMES: Code = warning("W0305", "one value has two names");
/// `W0306`.
pub const SHARED_NAME: Code = warning("W0306", "two values have one name");
/// `W0307`.
pub const FOREIGN_TYPE: Code = warning("W0307", "a type belongs to another cluster");
/// `W0308`.
pub const ODD_TYPE: Code = warning("W0308", "a type is spelt in a way that is not the usual one");
/// `W0309`.
pub const CLUSTER_WITHOUT_ID: Code = warning("W0309", "a cluster has no id and nothing is derived from it");
/// `W0310`.
pub const UNKNOWN_BASE: Code = warning("W0310", "the base of a derived cluster is in no input");
/// `W0311`.
pub const EXTENDS_NOTHING: Code = warning("W0311", "an extension is of a cluster that is in no input");
/// `W0312`.
pub const LEFT_UNSAID: Code = warning("W0312", "something is not said and the usual is assumed");
/// `W0313`.
pub const WIDTH_TOO_SMALL: Code = warning("W0313", "a value needs more bits than its type has");
/// `W0314`.
pub const LIMIT_OF_ANOTHER_KIND: Code = warning("W0314", "a limit is of a kind that its type does not have");
