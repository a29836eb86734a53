//! Which items there are, and which of them have another name.

use std::collections::BTreeMap;

use super::{Kind, Rename};
use crate::model::{Cluster, Field};

/// What a name belongs to: the cluster itself, or an item and its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner<'m> {
    /// The cluster.
    Cluster,
    /// An item of this kind.
    Item(Kind),
    /// A member of an item of this kind and name.
    Member(Kind, &'m str),
}

/// The items of a cluster that have another name in Rust.
#[derive(Debug, Default)]
pub(crate) struct Renamed<'m>(BTreeMap<(Owner<'m>, &'m str), &'m str>);

impl<'m> Renamed<'m> {
    /// What the renames come to for a cluster.
    pub(crate) fn of(cluster: &'m Cluster, release: Option<&str>, renames: &'m [Rename]) -> Self {
        let concerning = renames.iter().filter(|rename| rename.concerns(release, cluster.id, &cluster.name));
        let names = concerning
            .flat_map(|rename| found(cluster, rename).into_iter().map(|key| (key, rename.to.as_str())));
        Self(names.collect())
    }

    /// The name that counts in Rust.
    pub(crate) fn name<'n>(&'n self, owner: Owner<'n>, name: &'n str) -> &'n str {
        // Few clusters have any.
        if self.0.is_empty() { name } else { self.0.get(&(owner, name)).copied().unwrap_or(name) }
    }
}

/// The items that a rename means.
pub(super) fn found<'m>(cluster: &'m Cluster, rename: &Rename) -> Vec<(Owner<'m>, &'m str)> {
    let Some(item) = &rename.item else {
        return vec![(Owner::Cluster, cluster.name.as_str())];
    };
    let is_meant = |(owner, name): &(Owner<'m>, &'m str)| match owner {
        Owner::Cluster => false,
        Owner::Item(kind) => name == item && rename.kind.is_none_or(|wanted| wanted == *kind),
        Owner::Member(kind, of) => {
            rename.kind.is_none_or(|wanted| wanted == *kind)
                && item.strip_prefix(of).and_then(|rest| rest.strip_prefix('.')) == Some(name)
        }
    };
    all(cluster).into_iter().filter(is_meant).collect()
}

/// Everything in a cluster that has a name.
pub(super) fn all<'m>(cluster: &'m Cluster) -> Vec<(Owner<'m>, &'m str)> {
    let mut all = Vec::new();
    let mut add = |kind, name: &'m str, members: &mut dyn Iterator<Item = &'m str>| {
        all.push((Owner::Item(kind), name));
        all.extend(members.map(|member| (Owner::Member(kind, name), member)));
    };
    for item in &cluster.enums {
        add(Kind::Type, &item.name, &mut item.items.iter().map(|item| item.name.as_str()));
    }
    for item in &cluster.bitmaps {
        add(Kind::Type, &item.name, &mut item.fields.iter().map(|field| field.name.as_str()));
    }
    for item in &cluster.structs {
        add(Kind::Type, &item.name, &mut names(&item.fields));
    }
    for item in &cluster.attributes {
        add(Kind::Attribute, &item.field.name, &mut std::iter::empty());
    }
    for item in &cluster.commands {
        add(Kind::Command, &item.name, &mut names(&item.fields));
    }
    for item in &cluster.events {
        add(Kind::Event, &item.name, &mut names(&item.fields));
    }
    for item in &cluster.features {
        add(Kind::Feature, &item.name, &mut std::iter::empty());
    }
    all
}

fn names(fields: &[Field]) -> impl Iterator<Item = &str> {
    fields.iter().map(|field| field.name.as_str())
}
