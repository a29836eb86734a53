//! What the name of a type stands for, through all aliases.

use super::builtin::{self, Builtin};
use crate::syntax::{Cluster, TypeDef, TypeKind};

/// What a name stands for.
pub(super) enum Target<'a> {
    /// An enumeration, a bitmap or a structure of the cluster.
    Defined(&'a TypeDef),
    /// A type of the specification itself.
    Builtin(Builtin),
}

/// The type that a name stands for, aliases dissolved.
pub(super) fn resolved<'a>(cluster: &'a Cluster, name: &str) -> Option<Target<'a>> {
    let mut name = name;
    // An alias of an alias is rare, and a ring of them is a mistake: there are no more steps than types.
    for _ in 0..=cluster.types.len() {
        match defined(cluster, name) {
            None => return builtin::find(name).map(Target::Builtin),
            Some(def) => match &def.kind {
                TypeKind::Alias { target: Some(target) } if target.value != name => name = &target.value,
                // An old file leaves the base of `SignedTemperature` and the like unsaid.
                TypeKind::Alias { .. } => return builtin::find(name).map(Target::Builtin),
                _ => return Some(Target::Defined(def)),
            },
        }
    }
    None
}

/// The cluster's own definition of a name.
pub(super) fn defined<'a>(cluster: &'a Cluster, name: &str) -> Option<&'a TypeDef> {
    spellings(name)
        .into_iter()
        .flatten()
        .find_map(|name| cluster.types.iter().find(|def| def.name.value == name))
}

/// The names under which a type may be defined: a semantic tag is a builtin by one name and a structure by another.
pub(super) fn spellings(name: &str) -> [Option<&str>; 2] {
    [Some(name), name.eq_ignore_ascii_case("semtag").then_some(builtin::SEMANTIC_TAG)]
}
