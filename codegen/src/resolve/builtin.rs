//! The types that need no definition, in the spellings of both dialects.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{Shape, Width};

use Width::{W8, W16, W24, W32, W40, W48, W56, W64};

/// A type of the specification itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Builtin {
    /// The specification's spelling.
    pub(super) name: &'static str,
    /// What it is on the wire.
    pub(super) shape: Shape,
    /// Whether this spelling is a leftover with one sensible reading.
    pub(super) odd: bool,
}

/// The spellings beside the specification's, where more than the case and `_` for `-` differs.
const ALIASES: &[(&str, &str)] = &[
    ("boolean", "bool"),
    ("charstring", "string"),
    ("longcharstring", "string"),
    ("octetstring", "octstr"),
    ("longoctetstring", "octstr"),
    ("attributeid", "attrib-id"),
    ("endpointid", "endpoint-no"),
    ("subjectid", "subject-id"),
    ("systemtimeus", "systime-us"),
    ("systemtimems", "systime-ms"),
    ("utc", "epoch-s"),
];

/// Leftovers of other standards and of the writers' templates.
const ODD: &[(&str, &str)] = &[
    ("utctime", "epoch-s"),
    ("ieeeaddress", "EUI64"),
    ("hardwareaddress", "hwadr"),
    ("timeofday", "tod"),
    ("floatsingle", "single"),
    ("floatdouble", "double"),
    ("data8", "map8"),
    ("data16", "map16"),
    ("data24", "map24"),
    ("data32", "map32"),
    ("data40", "map40"),
    ("data48", "map48"),
    ("data56", "map56"),
    ("data64", "map64"),
    ("bacnetoid", "uint32"),
    ("securitykey", "octstr"),
];

/// Finds a builtin by either dialect's name, in any case.
pub(super) fn find(name: &str) -> Option<Builtin> {
    let folded: String = crate::similar::folded(name);
    let alias =
        |table: &[(&str, &'static str)]| table.iter().find(|(from, _)| *from == folded).map(|(_, to)| *to);
    let odd = alias(ODD);
    let usual = alias(ALIASES).or(odd).map_or_else(|| integer_spelling(&folded), crate::similar::folded);
    let (name, shape) = BY_FOLDED_NAME.get(&usual)?;
    Some(Builtin { name, shape: shape.clone(), odd: odd.is_some() })
}

/// Whether a name is spelt as only the configuration tool's dialect does it.
pub(super) fn is_of_zap(name: &str) -> bool {
    const WORDS: [&str; 5] = ["boolean", "charstring", "longcharstring", "octetstring", "longoctetstring"];
    let folded = crate::similar::folded(name);
    name.contains('_') || WORDS.contains(&folded.as_str()) || integer_spelling(&folded) != folded
}

/// Whether an integer does not say if it is signed, as `INT8` in the configuration tool's dialect.
pub(super) fn leaves_sign_out(name: &str) -> bool {
    let folded = crate::similar::folded(name);
    let bits = folded.strip_prefix("int");
    bits.is_some_and(|bits| !bits.is_empty() && bits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A builtin's name as the configuration tool's dialect spells it.
pub(super) fn in_zap(name: &str) -> String {
    let bits = |prefix: &str| {
        let bits = name.strip_prefix(prefix)?;
        bits.bytes().all(|byte| byte.is_ascii_digit()).then_some(bits)
    };
    match name {
        "bool" => "boolean".to_owned(),
        "string" => "char_string".to_owned(),
        "octstr" => "octet_string".to_owned(),
        _ => match (bits("uint"), bits("int"), bits("map")) {
            (Some(bits), ..) => format!("int{bits}u"),
            (_, Some(bits), _) => format!("int{bits}s"),
            (.., Some(bits)) => format!("bitmap{bits}"),
            _ => name.replace('-', "_"),
        },
    }
}

/// `int16u` and `bitmap8` of one dialect as `uint16` and `map8` of the other.
fn integer_spelling(folded: &str) -> String {
    let bits = |text: Option<&str>| {
        text.filter(|bits| bits.bytes().all(|byte| byte.is_ascii_digit())).map(str::to_owned)
    };
    if let Some(bits) = bits(folded.strip_prefix("bitmap")) {
        return format!("map{bits}");
    }
    let digits = folded.strip_prefix("int");
    if let Some(bits) = bits(digits.and_then(|digits| digits.strip_suffix('u'))) {
        return format!("uint{bits}");
    }
    if let Some(bits) = bits(digits.and_then(|digits| digits.strip_suffix('s'))) {
        return format!("int{bits}");
    }
    folded.to_owned()
}

/// All names, for suggestions.
pub(super) fn names<'a>() -> impl Iterator<Item = &'a str> {
    NAMED.iter().map(|(name, _)| *name)
}

/// The type that a structure of semantic tags has, where it is defined.
pub(super) const SEMANTIC_TAG: &str = "SemanticTagStruct";

/// [`NAMED`] by what is left of a name without regard to case and separators: it is asked for every use of a type.
static BY_FOLDED_NAME: LazyLock<HashMap<String, &(&str, Shape)>> =
    LazyLock::new(|| NAMED.iter().map(|named| (crate::similar::folded(named.0), named)).collect());

/// Every builtin in the specification's spelling, and its shape.
const NAMED: &[(&str, Shape)] = &[
    ("bool", Shape::Bool),
    ("uint8", Shape::Unsigned(W8)),
    ("uint16", Shape::Unsigned(W16)),
    ("uint24", Shape::Unsigned(W24)),
    ("uint32", Shape::Unsigned(W32)),
    ("uint40", Shape::Unsigned(W40)),
    ("uint48", Shape::Unsigned(W48)),
    ("uint56", Shape::Unsigned(W56)),
    ("uint64", Shape::Unsigned(W64)),
    ("int8", Shape::Signed(W8)),
    ("int16", Shape::Signed(W16)),
    ("int24", Shape::Signed(W24)),
    ("int32", Shape::Signed(W32)),
    ("int40", Shape::Signed(W40)),
    ("int48", Shape::Signed(W48)),
    ("int56", Shape::Signed(W56)),
    ("int64", Shape::Signed(W64)),
    ("single", Shape::Single),
    ("double", Shape::Double),
    ("enum8", Shape::Unsigned(W8)),
    ("enum16", Shape::Unsigned(W16)),
    ("enum32", Shape::Unsigned(W32)),
    ("map8", Shape::Unsigned(W8)),
    ("map16", Shape::Unsigned(W16)),
    ("map24", Shape::Unsigned(W24)),
    ("map32", Shape::Unsigned(W32)),
    // Of widths that only other standards have.
    ("map40", Shape::Unsigned(W40)),
    ("map48", Shape::Unsigned(W48)),
    ("map56", Shape::Unsigned(W56)),
    ("map64", Shape::Unsigned(W64)),
    ("string", Shape::Text),
    ("octstr", Shape::Octets),
    ("percent", Shape::Unsigned(W8)),
    ("percent100ths", Shape::Unsigned(W16)),
    ("temperature", Shape::Signed(W16)),
    ("TemperatureDifference", Shape::Signed(W16)),
    ("UnsignedTemperature", Shape::Unsigned(W8)),
    ("SignedTemperature", Shape::Signed(W8)),
    ("amperage-mA", Shape::Signed(W64)),
    ("voltage-mV", Shape::Signed(W64)),
    ("power-mW", Shape::Signed(W64)),
    ("power-mVA", Shape::Signed(W64)),
    ("power-mVAR", Shape::Signed(W64)),
    ("energy-mWh", Shape::Signed(W64)),
    ("energy-mVAh", Shape::Signed(W64)),
    ("energy-mVARh", Shape::Signed(W64)),
    ("money", Shape::Signed(W64)),
    ("epoch-s", Shape::Unsigned(W32)),
    ("elapsed-s", Shape::Unsigned(W32)),
    ("epoch-us", Shape::Unsigned(W64)),
    ("systime-us", Shape::Unsigned(W64)),
    ("systime-ms", Shape::Unsigned(W64)),
    ("posix-ms", Shape::Unsigned(W64)),
    ("cluster-id", Shape::Unsigned(W32)),
    ("attrib-id", Shape::Unsigned(W32)),
    ("field-id", Shape::Unsigned(W32)),
    ("event-id", Shape::Unsigned(W32)),
    ("command-id", Shape::Unsigned(W32)),
    ("trans-id", Shape::Unsigned(W32)),
    ("devtype-id", Shape::Unsigned(W32)),
    ("data-ver", Shape::Unsigned(W32)),
    ("group-id", Shape::Unsigned(W16)),
    ("endpoint-no", Shape::Unsigned(W16)),
    ("vendor-id", Shape::Unsigned(W16)),
    ("entry-idx", Shape::Unsigned(W16)),
    ("node-id", Shape::Unsigned(W64)),
    ("fabric-id", Shape::Unsigned(W64)),
    ("event-no", Shape::Unsigned(W64)),
    ("subject-id", Shape::Unsigned(W64)),
    ("EUI64", Shape::Unsigned(W64)),
    ("fabric-idx", Shape::Unsigned(W8)),
    ("action-id", Shape::Unsigned(W8)),
    ("status", Shape::Unsigned(W8)),
    ("priority", Shape::Unsigned(W8)),
    ("namespace", Shape::Unsigned(W8)),
    ("tag", Shape::Unsigned(W8)),
    ("medium-type", Shape::Unsigned(W8)),
    ("ipadr", Shape::Octets),
    ("ipv4adr", Shape::Octets),
    ("ipv6adr", Shape::Octets),
    ("ipv6pre", Shape::Octets),
    ("hwadr", Shape::Octets),
    ("message-id", Shape::Octets),
    // Structures in the data model that no cluster uses; the configuration tool gives them four bytes.
    ("tod", Shape::Unsigned(W32)),
    ("date", Shape::Unsigned(W32)),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str) -> (&'static str, Shape) {
        let builtin = find(name).unwrap_or_else(|| panic!("{name} is builtin"));
        (builtin.name, builtin.shape)
    }

    #[test]
    fn both_spellings_are_one_type_in_any_case() {
        assert_eq!(found("INT16U"), ("uint16", Shape::Unsigned(W16)));
        assert_eq!(found("Int64u"), ("uint64", Shape::Unsigned(W64)));
        assert_eq!(found("int8s"), ("int8", Shape::Signed(W8)));
        assert_eq!(found("long_octet_string"), ("octstr", Shape::Octets));
        assert_eq!(found("group_Id"), ("group-id", Shape::Unsigned(W16)));
        assert_eq!(found("Percent100ths"), ("percent100ths", Shape::Unsigned(W16)));
        assert_eq!(found("BITMAP8"), ("map8", Shape::Unsigned(W8)));
        assert_eq!(found("power_mvar"), ("power-mVAR", Shape::Signed(W64)));
        assert_eq!(found("attribute-id"), ("attrib-id", Shape::Unsigned(W32)));
        assert_eq!(found("SubjectID"), ("subject-id", Shape::Unsigned(W64)));
    }

    #[test]
    fn every_name_finds_itself() {
        for name in names() {
            assert_eq!(found(name).0, name);
            assert_eq!(found(&in_zap(name)).0, name, "{}", in_zap(name));
        }
    }

    #[test]
    fn leftovers_have_a_reading_and_are_marked() {
        assert!(find("UTC_TIME").is_some_and(|found| found.odd && found.name == "epoch-s"));
        assert!(find("uint8").is_some_and(|found| !found.odd));
    }

    #[test]
    fn what_is_no_type_is_none() {
        for name in [
            "INT9", "INT8", "NOTYPE", "unknown", "no_data", "array", "struct", "TODO", "max 254", "int7u", "",
        ] {
            // `INT8` is written for a signed integer in one dialect and is nonsense in the other: it has a reading.
            assert_eq!(find(name).is_some(), name == "INT8", "{name}");
        }
    }
}
