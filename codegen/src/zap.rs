//! The configuration tool's dialect.
//!
//! What is read follows the tool's own loader where the files leave a choice, see the comments beside each choice.

mod attribute;
mod cluster;
mod command;
mod features;
mod field;
#[cfg(test)]
mod tests;
mod types;
mod vocabulary;

use crate::dialect::access::Access;
use crate::dialect::vocabulary::title;
use crate::source::{Dialect, FileId};
use crate::syntax::{Document, Extension};
use crate::xml::Element;
pub(crate) use vocabulary::VOCABULARY;

/// Reads a file with the root `<configurator>`.
pub(crate) fn read(file: FileId, root: &Element, access: &mut Access<'_>) -> Document {
    let mut document = Document::empty(file, Dialect::Zap);
    for child in &root.children {
        access.inside(title(child), |access| match child.name.as_str() {
            "cluster" => document.clusters.extend(cluster::read(child, access)),
            "clusterExtension" => document.extensions.extend(extension(child, access)),
            "enum" => document.types.extend(types::enumeration(child, access)),
            "bitmap" => document.types.extend(types::bitmap(child, access)),
            "struct" => document.types.extend(types::structure(child, access)),
            "typedef" => document.types.extend(types::alias(child, access)),
            _ => {}
        });
    }
    document
}

fn extension(element: &Element, access: &mut Access<'_>) -> Option<Extension> {
    let cluster = access.id(element, "code");
    let attributes = attribute::read_all(element, access);
    let commands = command::read_all(element, access);
    let events = cluster::events(element, access);
    Some(Extension { cluster: cluster?, attributes, commands, events })
}
