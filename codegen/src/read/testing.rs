//! What the tests of the readers share.

use super::read;
use crate::diagnostics::{Diagnostics, one_line};
use crate::source::SourceMap;
use crate::syntax::Document;

/// Reads a text, and returns what is wrong with it: `2:7: error[E0201]: ...`.
pub(crate) fn read_text(text: &str) -> (Option<Document>, Vec<String>) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("", text);
    let document = read(file, &sources, &mut diagnostics);
    let lines = diagnostics.sorted().into_iter().map(|diagnostic| {
        assert!(diagnostic.help.is_some(), "every diagnostic says what to do: {diagnostic:?}");
        one_line(diagnostic, &sources).trim_start_matches(':').to_owned()
    });
    (document, lines.collect())
}

/// Reads a text that has no faults.
pub(crate) fn spotless(text: &str) -> Document {
    let (document, faults) = read_text(text);
    assert_eq!(faults, [""; 0]);
    document.unwrap()
}

/// Only what is wrong with a text.
pub(crate) fn faults(text: &str) -> Vec<String> {
    read_text(text).1
}

/// A text in the configuration tool's dialect with these items in a cluster, from the second line on.
pub(crate) fn zap_cluster(items: &str) -> String {
    format!(
        "<configurator><cluster><name>Ex</name><code>0xFFF1FC00</code>\n{items}\n</cluster></configurator>"
    )
}

/// A text in the specification's dialect with these sections in a cluster, from the second line on.
pub(crate) fn spec_cluster(sections: &str) -> String {
    format!("<cluster id=\"0xFFF1FC00\" name=\"Ex Cluster\">\n{sections}\n</cluster>")
}
