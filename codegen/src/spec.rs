//! The specification's dialect, the "data model" files.

mod anonymous;
mod bound;
mod cluster;
mod constraint;
mod field;
mod items;
mod names;
#[cfg(test)]
mod tests;
mod types;
mod vocabulary;

use crate::dialect::access::Access;
use crate::source::{Dialect, FileId};
use crate::syntax::Document;
use crate::xml::Element;
pub(crate) use vocabulary::VOCABULARY;

/// Reads a file with the root `<cluster>`, or with the root of a file of global types.
pub(crate) fn read(file: FileId, root: &Element, access: &mut Access<'_>) -> Document {
    let mut document = Document::empty(file, Dialect::Spec);
    if root.name == "cluster" {
        document.clusters.extend(cluster::read(root, access));
    } else {
        let mut anonymous = anonymous::Anonymous::new(root);
        document.types = types::read_all(root, &mut anonymous, access);
        document.commands = items::global_commands(root, &mut anonymous, access);
        document.types.extend(anonymous.into_types());
    }
    document
}
