//! Names as the specification means them, whatever a file adds to them.

use crate::similar::folded;

/// A cluster's name without the word that newer files put behind it.
pub(super) fn cluster_name(name: &str) -> String {
    let name = name.trim();
    let bare = name.strip_suffix(" Clusters").or_else(|| name.strip_suffix(" Cluster"));
    bare.unwrap_or(name).trim().to_owned()
}

/// Whether two names are of one cluster.
pub(super) fn same_cluster(a: &str, b: &str) -> bool {
    folded(&cluster_name(a)) == folded(&cluster_name(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_the_kind_are_no_part_of_the_name() {
        assert_eq!(cluster_name("Resource Monitoring Clusters"), "Resource Monitoring");
        assert!(same_cluster("Mode Base", "ModeBase Cluster"));
        assert!(!same_cluster("Mode Base", "Mode Select"));
    }
}
