//! Cluster XML of all standard clusters, derived from the interface definition that `rs-matter-codegen` ships and reads.
//!
//! The XML that the specification's tools ship must not be in this repository. Whoever has `rs-matter-codegen` has the same
//! facts, though: this writes them down in the ZAP dialect, one file for each cluster and one for the types that clusters
//! share. What the definition does not say is not there: limits of numbers, which commands are optional, conformance.
//! So both generators can be given the same clusters, and anybody can repeat what is measured on a whole folder.

mod cluster;
mod types;
mod xml;

use std::path::Path;
use std::{fs, io};

use inside::parser::{Cluster, Idl};

use xml::Element;

/// The interface definition, as text.
///
/// # Errors
///
/// If it cannot be read.
pub fn definition() -> io::Result<String> {
    let folder = inside::folder("rs-matter-codegen").join("src/idl/parser");
    fs::read_to_string(folder.join("controller-clusters-V1.6.1.0.matter"))
}

/// The interface definition, read by the peer's own parser.
///
/// # Errors
///
/// If it has an error, or is not to be read.
pub fn parsed() -> io::Result<Idl> {
    Idl::parse(definition()?.as_str().into()).map_err(|error| io::Error::other(error.to_string()))
}

/// Writes the XML of all clusters into a folder, which is made, and says how many files it wrote.
///
/// # Errors
///
/// What there is to say about the folder or the definition.
pub fn write_all(folder: &Path) -> io::Result<usize> {
    let idl = parsed()?;
    fs::create_dir_all(folder)?;
    let shared = xml::document(|root| types::types(root, &idl.globals, None))?;
    fs::write(folder.join("shared-types.xml"), shared)?;
    for cluster in &idl.clusters {
        fs::write(folder.join(file_name(cluster)), xml::document(|root| file(root, cluster))?)?;
    }
    Ok(idl.clusters.len() + 1)
}

/// The name of the file that has this cluster.
#[must_use]
pub fn file_name(cluster: &Cluster) -> String {
    format!("{}.xml", cluster.id)
}

fn file(root: &mut Element<'_>, cluster: &Cluster) -> io::Result<()> {
    types::types(root, &cluster.entities, Some(cluster.code))?;
    cluster::cluster(root, cluster)
}
