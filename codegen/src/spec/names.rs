//! Names as the specification's files write them, and as everybody else calls the same thing.

use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::Access;
use crate::source::{Span, Spanned};

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

/// The name of a type: references to other chapters have a prefix of the document's source, and the heading of a chapter
/// may have a word behind it.
pub(super) fn of_type(name: &str) -> &str {
    let name = name.trim();
    let name = name.strip_prefix("ref_").map_or(name, of_reference);
    let bare = HEADINGS.iter().find_map(|word| name.strip_suffix(word));
    bare.map_or(name, str::trim_end)
}

/// Words that headings have behind the name of a type.
const HEADINGS: &[&str] = &[" type", " Type", " Field", " Attribute"];

/// `DataTypeNodeId` is an anchor in the document of data types.
fn of_reference(anchor: &str) -> &str {
    match anchor.strip_prefix("DataType").unwrap_or(anchor) {
        "SystemTimeUs" => "systime-us",
        "SystemTimeMs" => "systime-ms",
        "TempDiff" => "TemperatureDifference",
        "SemTag" => "semtag",
        "Ipv4Adr" => "ipv4adr",
        "PosixMs" => "posix-ms",
        "" => anchor,
        name => name,
    }
}

/// Changes the text as [`renamed`] does, and says so.
pub(super) fn spelt(
    text: &Spanned<String>,
    rename: fn(&str) -> &str,
    access: &mut Access<'_>,
) -> Spanned<String> {
    let meant = renamed(text, rename);
    if meant.value != text.value.trim() {
        report_odd(&text.value, &meant.value, text.span, access);
    }
    meant
}

/// Says that something is not spelt as it usually is.
pub(super) fn report_odd(written: &str, meant: &str, span: Span, access: &mut Access<'_>) {
    access.report(
        Diagnostic::new(codes::ODD_SPELLING, format!("`{written}` is no usual spelling"))
            .at(span, format!("read as `{meant}`"))
            .with_help(format!("write `{meant}`")),
    );
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
        assert_eq!(of_type("ref_DataTypeNodeId"), "NodeId");
        assert_eq!(of_type("DayOfWeekBitmap type"), "DayOfWeekBitmap");
        assert_eq!(of_type("Hardware Address"), "Hardware Address");
        assert_eq!(of_type("epoch-s"), "epoch-s");
    }
}
