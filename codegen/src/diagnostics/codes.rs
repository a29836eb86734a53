//! Every code that a diagnostic can carry. A code never changes its meaning and is never used again.
//!
//! `E01..` files and XML, `E02..` reading a dialect, `E03..` resolving, `E04..` configuration, `E05..` output; `W..` the
//! same for what is only suspicious; `L..` what only [`crate::lint`] looks for.
//!
//! A new code is a line here and a file `explain/<code>.md`; without the file nothing compiles.

use super::Severity;
use crate::similar;

/// A stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// `E0101`.
    pub id: &'static str,
    /// Whether it stops the generator.
    pub severity: Severity,
    /// What is wrong, in general.
    pub title: &'static str,
    /// What it means, an example of what is wrong, and how to mend it.
    pub explanation: &'static str,
}

impl Code {
    /// The code with this id, in any case.
    ///
    /// # Errors
    ///
    /// If there is none: what to look at instead.
    pub fn find(id: &str) -> Result<Self, String> {
        let found = ALL.iter().find(|code| code.id.eq_ignore_ascii_case(id.trim()));
        found.copied().ok_or_else(|| {
            let help = similar::help(id.trim(), ALL.iter().map(|code| code.id));
            format!("there is no such code; {help}")
        })
    }
}

macro_rules! codes {
    ($($name:ident = $severity:ident $id:literal $title:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title, ".")]
            pub const $name: Code = Code {
                id: $id,
                severity: Severity::$severity,
                title: $title,
                explanation: include_str!(concat!("explain/", $id, ".md")),
            };
        )*

        /// All of them.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    // Files and XML.
    UNREADABLE = Error "E0101" "a file or folder cannot be read";
    NOT_XML = Error "E0102" "a file is not well-formed XML";
    UNKNOWN_ROOT = Error "E0103" "the root element belongs to neither dialect";
    NO_INPUT = Error "E0104" "there is nothing to read";
    NOT_UTF8 = Error "E0105" "a file is not UTF-8 text";
    TOO_DEEP = Error "E0106" "elements are nested too deep";

    // Reading a dialect.
    MISSING_ID = Error "E0201" "an item has no id";
    NOT_A_NUMBER = Error "E0202" "a number is expected";
    MISSING_NAME = Error "E0203" "an item has no name";
    NUMBER_OUT_OF_RANGE = Error "E0204" "a number is too large for its place";
    UNKNOWN_WORD = Error "E0205" "a word is expected to be one of a few";

    // Resolving.
    UNKNOWN_TYPE = Error "E0301" "a type is defined nowhere";
    DUPLICATE_ID = Error "E0302" "two items have one id";
    DUPLICATE_NAME = Error "E0303" "two items have one name";
    DUPLICATE_FIELD = Error "E0304" "two fields have one number";
    UNKNOWN_RESPONSE = Error "E0307" "a response command is defined nowhere";
    RECURSIVE_TYPE = Error "E0308" "a structure contains itself";
    MISSING_TYPE = Error "E0309" "an item has no type";

    // Configuration.
    BAD_CONFIG = Error "E0401" "the configuration cannot be read";
    NO_SUCH_CLUSTER = Error "E0402" "a selected cluster is in no input";
    NO_SUCH_RELEASE = Error "E0403" "a selected release is in no input";
    OVERRIDE_MATCHES_NOTHING = Error "E0404" "an override names an item that does not exist";
    OVERRIDE_DOES_NOT_FIT = Error "E0405" "an override sets what its item does not have";
    NOT_FLAT = Error "E0406" "the layout is flat and there are several clusters";
    RENAME_MATCHES_NOTHING = Error "E0407" "a rename names an item that does not exist";
    RENAME_DOES_NOT_FIT = Error "E0408" "a rename gives a name that cannot be had";
    BAD_SURVEY = Error "E0451" "a survey of devices cannot be read";

    // Output.
    FOREIGN_FILE = Error "E0501" "a file that clustergen did not write stands in the way";
    UNWRITABLE = Error "E0502" "a file cannot be written";

    // Suspicious.
    NO_CLUSTERS = Warning "W0101" "a file is known not to hold clusters and is passed over";
    NOTHING_TO_GENERATE = Warning "W0102" "there is no cluster in the inputs";
    UNKNOWN_ELEMENT = Warning "W0201" "an element is not part of the dialect";
    UNKNOWN_ATTRIBUTE = Warning "W0202" "an attribute is not part of the dialect";
    STRAY_TEXT = Warning "W0203" "text stands between elements";
    ODD_SPELLING = Warning "W0204" "something is spelt in a way that is not the usual one";
    UNREAD_LIMIT = Warning "W0205" "a limit is of a kind that nobody knows";
    LIMIT_OUTSIDE_TYPE = Warning "W0301" "a limit lies outside its type";
    OVERRIDE_CHANGES_NOTHING = Warning "W0302" "an override says what the input says already";
    STATUS_ASSUMED = Warning "W0303" "a response command is defined nowhere and a status is assumed";
    DEFINED_TWICE = Warning "W0304" "one item is defined twice";
    TWO_NAMES = Warning "W0305" "one value has two names";
    SHARED_NAME = Warning "W0306" "two values have one name";
    FOREIGN_TYPE = Warning "W0307" "a type belongs to another cluster";
    ODD_TYPE = Warning "W0308" "a type is spelt in a way that is not the usual one";
    CLUSTER_WITHOUT_ID = Warning "W0309" "a cluster has no id and nothing is derived from it";
    UNKNOWN_BASE = Warning "W0310" "the base of a derived cluster is in no input";
    EXTENDS_NOTHING = Warning "W0311" "an extension is of a cluster that is in no input";
    LEFT_UNSAID = Warning "W0312" "something is not said and the usual is assumed";
    WIDTH_TOO_SMALL = Warning "W0313" "a value needs more bits than its type has";
    LIMIT_OF_ANOTHER_KIND = Warning "W0314" "a limit is of a kind that its type does not have";
    NUMBER_USED_AGAIN = Warning "W0315" "the number of a removed item is used again";
    EMPTY_RANGE = Warning "W0316" "a minimum is over its maximum";
    DIALECTS_DISAGREE = Warning "W0317" "the two dialects of a cluster say different things";

    // What only lint looks for.
    UNSENT_RESPONSE = Warning "L0101" "no request asks for a response";
    ANSWER_UNSAID = Warning "L0102" "a request does not name the response that seems to be its own";
    DEFAULT_OUTSIDE_LIMITS = Warning "L0201" "a default lies outside the limits";
    DEFAULT_OF_ANOTHER_KIND = Warning "L0202" "a default is no value of its type";
    NEARLY_ONE_NAME = Warning "L0301" "two names differ only in how they are spelt";
    SHARED_BITS = Warning "L0302" "two fields of a bitmap share bits";
    STALE_DEFINE = Warning "L0303" "the only `define` that is not that of its attribute";
    UNKNOWN_CONDITION = Warning "L0401" "a condition names something that the cluster does not have";
    UNKNOWN_LIMIT = Warning "L0402" "a limit refers to an attribute that the cluster does not have";
    TYPE_OF_NO_CLUSTER = Warning "L0403" "a type belongs to clusters that are in no input";
    UNUSED_TYPE = Warning "L0404" "a structure is used by nothing";
    NO_REVISION = Warning "L0501" "a cluster does not say its revision";
    CONTRADICTION = Warning "L0502" "what is said of an attribute contradicts itself";
}
