//! What the script searches in.

use serde_json::json;

use super::book::Book;
use super::places;

/// A script that names all places: `[what, name, id, cluster, anchor]`, and `[name, page]` for each cluster.
///
/// It is a script and not JSON because a page that is opened from the disk may load nothing else.
pub(super) fn index(book: &Book<'_>) -> String {
    let cluster = |entry: &super::book::Entry<'_>| json!([entry.name(), entry.file]).to_string();
    let clusters: Vec<_> = book.entries.iter().map(cluster).collect();
    let place = |place: places::Place| {
        json!([place.what, place.name, place.id, place.cluster, place.anchor]).to_string()
    };
    let places: Vec<_> = places::all(book).into_iter().map(place).collect();
    format!(
        "globalThis.clustergen = {{\n\"clusters\": [\n{}\n],\n\"places\": [\n{}\n]}};\n",
        clusters.join(",\n"),
        places.join(",\n")
    )
}
