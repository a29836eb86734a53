//! Names as the specification's files write them, and as everybody else calls the same thing.

use crate::source::Spanned;

/// The name of a cluster: the root element's name ends in "Cluster".
pub(super) fn of_cluster(name: &str) -> &str {
    let name = name.trim();
    name.strip_suffix(" Clusters").or_else(|| name.strip_suffix(" Cluster")).unwrap_or(name).trim_end()
}

/// The name of a command: some files write `KeySetRead Command`.
pub(super) fn of_command(name: &str) -> &str {
    let name = name.trim();
    name.strip_suffix(" Command").unwrap_or(name).trim_end()
}

/// The name of a type: references to other chapters have a prefix of the document's source.
pub(super) fn of_type(name: &str) -> &str {
    let name = name.trim();
    match name.strip_prefix("ref_") {
        Some("DataTypeSystemTimeUs") => "systime-us",
        Some("DataTypePosixMs") => "posix-ms",
        Some("TempDiff") => "TemperatureDifference",
        Some("SemTag") => "semtag",
        Some("Ipv4Adr") => "ipv4adr",
        Some(name) => name,
        None => name,
    }
}

/// Changes the text and keeps the place.
pub(super) fn renamed(text: &Spanned<String>, rename: fn(&str) -> &str) -> Spanned<String> {
    Spanned::new(rename(&text.value).to_owned(), text.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_suffixes() {
        assert_eq!(of_cluster("Example Cluster"), "Example");
        assert_eq!(of_cluster("Concentration Measurement Clusters"), "Concentration Measurement");
        assert_eq!(of_cluster("Cluster"), "Cluster");
        assert_eq!(of_command("KeySetRead Command"), "KeySetRead");
        assert_eq!(of_type("ref_SlotStruct"), "SlotStruct");
        assert_eq!(of_type("ref_DataTypePosixMs"), "posix-ms");
        assert_eq!(of_type("epoch-s"), "epoch-s");
    }
}
