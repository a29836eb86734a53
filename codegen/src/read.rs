//! Reads a file in whichever dialect it is written.

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::dialect::access::Access;
use crate::source::{Dialect, FileId, SourceMap};
use crate::syntax::{Document, Faults};
use crate::xml::Element;
use crate::{spec, xml, zap};

/// Reads a file. What is wrong with it is reported, and the rest is read nevertheless.
///
/// `None` means that the file as a whole is of no use: it is not well-formed, or not a cluster file.
pub fn read(file: FileId, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Option<Document> {
    let root = xml::parse(file, sources.text(file), diagnostics)?;
    let mut access = Access::new(diagnostics);
    match root.name.as_str() {
        "configurator" | "zap" => {
            let document = zap::read(file, &root, &mut access);
            zap::VOCABULARY.check(&root, &mut access);
            Some(Document { faults: access.into_faults(), ..document })
        }
        "cluster" | "bitmaps" | "enums" | "structs" | "typeDefs" | "commands" => {
            let document = spec::read(file, &root, &mut access);
            spec::VOCABULARY.check(&root, &mut access);
            Some(Document { faults: access.into_faults(), ..document })
        }
        // A sound file of the specification in which there is nothing to generate code from, like the same element of
        // the other dialect: someone who names the whole data model wants no word about each of its device types.
        "deviceType" => Some(Document::empty(file, Dialect::Spec)),
        _ => {
            refuse(&root, &mut access);
            None
        }
    }
}

/// Says why a root element cannot be read. Kinds of files that lie beside cluster files only warn.
fn refuse(root: &Element, access: &mut Access<'_>) {
    let about = match root.name.as_str() {
        "all" => Some("a list of files to include"),
        "map" => Some("a table of manufacturer codes"),
        "zcl:cluster" => Some("a Zigbee cluster"),
        _ => None,
    };
    access.report(match about {
        Some(about) => Diagnostic::new(codes::NO_CLUSTERS, format!("a file with the root `<{}>` is passed over", root.name))
            .at(root.span, format!("this is {about}"))
            .with_help("name the cluster files or their folder instead; nothing is read from this file"),
        None => Diagnostic::new(codes::UNKNOWN_ROOT, format!("`<{}>` is not the root of a cluster file", root.name))
            .at(root.span, "an unknown root element")
            .with_help(
                "cluster files begin with `<configurator>` or `<zap>` (ZAP dialect), or with `<cluster>`, `<enums>`, \
                 `<bitmaps>`, `<structs>`, `<typeDefs>` or `<commands>` (specification's dialect)",
            ),
    });
}

impl Document {
    /// A file in which nothing has been found yet.
    pub(crate) const fn empty(file: FileId, dialect: Dialect) -> Self {
        Self {
            file,
            dialect,
            clusters: Vec::new(),
            extensions: Vec::new(),
            types: Vec::new(),
            commands: Vec::new(),
            faults: Faults::none(),
        }
    }

    /// What is known of a file that cannot be read: what it may have defined.
    pub(crate) fn unreadable(file: FileId, dialect: Dialect, text: &str) -> Self {
        Self { faults: Faults::of_unreadable(text), ..Self::empty(file, dialect) }
    }
}
