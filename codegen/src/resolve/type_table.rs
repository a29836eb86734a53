//! All type definitions of one dialect in one release, and who sees them.

use std::collections::{BTreeMap, BTreeSet};

use super::draft;
use super::groups_split::World;
use crate::source::{Dialect, FileId};
use crate::syntax::{Cluster, Field, TypeDef, TypeKind};

/// The definitions, each with the cluster that it belongs to; without one it is global.
pub(super) struct TypeTable<'a> {
    entries: Vec<Entry<'a>>,
    dialect: Option<Dialect>,
}

/// A definition and the cluster that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The cluster; `None` for all.
    pub(super) owner: Option<u32>,
    /// The definition.
    pub(super) def: &'a TypeDef,
    /// Whether it stands outside of its cluster.
    outside: bool,
}

impl<'a> TypeTable<'a> {
    /// All definitions that there are.
    pub(super) fn new(world: &'a World<'_>) -> Self {
        let mut entries = Vec::new();
        for def in world.documents.iter().flat_map(|document| &document.types) {
            if def.clusters.is_empty() {
                entries.push(Entry { owner: None, def, outside: true });
            }
            entries.extend(def.clusters.iter().map(|id| Entry { owner: Some(id.value), def, outside: true }));
        }
        for cluster in &world.clusters {
            let owner = draft::id(cluster);
            entries.extend(cluster.types.iter().map(|def| Entry { owner, def, outside: false }));
        }
        entries.sort_by(|a, b| {
            (a.owner, &a.def.name.value, a.def.span).cmp(&(b.owner, &b.def.name.value, b.def.span))
        });
        drop_of_second_clusters(&mut entries, &world.clusters);
        Self { entries, dialect: world.documents.first().map(|document| document.dialect) }
    }

    /// The dialect that all of it is written in.
    pub(super) const fn dialect(&self) -> Option<Dialect> {
        self.dialect
    }

    /// What belongs to a cluster and stands outside of it.
    pub(super) fn outside_of(&self, cluster: u32) -> impl Iterator<Item = &'a TypeDef> {
        self.entries
            .iter()
            .filter(move |entry| entry.outside && entry.owner == Some(cluster))
            .map(|entry| entry.def)
    }

    /// All definitions of a name that one cluster, or everybody, sees.
    pub(super) fn visible(&self, owner: Option<u32>, name: &str) -> Vec<Entry<'a>> {
        // They are in this order.
        let key = |entry: &Entry<'a>| (entry.owner, entry.def.name.value.as_str());
        let start = self.entries.partition_point(|entry| key(entry) < (owner, name));
        let behind = self.entries.iter().skip(start);
        behind.take_while(|entry| key(entry) == (owner, name)).copied().collect()
    }

    /// All definitions of a name that belong to some cluster.
    pub(super) fn anywhere(&self, name: &str) -> Vec<Entry<'a>> {
        self.entries
            .iter()
            .filter(|entry| entry.owner.is_some() && entry.def.name.value == name)
            .copied()
            .collect()
    }

    /// The names that a cluster could use, for suggestions.
    pub(super) fn names(&self, cluster: Option<u32>) -> Vec<&'a str> {
        let seen = self.entries.iter().filter(|entry| entry.owner.is_none() || entry.owner == cluster);
        seen.map(|entry| entry.def.name.value.as_str()).collect()
    }
}

/// Of two clusters with one id the second is an error and left out, and so are the types beside it that the first has, too.
fn drop_of_second_clusters(entries: &mut Vec<Entry<'_>>, clusters: &[Cluster]) {
    let mut files: BTreeMap<Option<u32>, Vec<FileId>> = BTreeMap::new();
    for cluster in clusters {
        files.entry(draft::id(cluster)).or_default().push(cluster.span.file);
    }
    files.retain(|id, files| id.is_some() && files.len() > 1);
    let first = |entry: &Entry<'_>| files.get(&entry.owner).and_then(|files| files.first());
    let at_first = entries.iter().filter(|entry| first(entry) == Some(&entry.def.span.file));
    let kept: BTreeSet<_> = at_first.map(|entry| (entry.owner, entry.def.name.value.clone())).collect();
    entries.retain(|entry| {
        let file = entry.def.span.file;
        let of_second = first(entry).is_some_and(|first| *first != file)
            && files.get(&entry.owner).is_some_and(|files| files.contains(&file));
        !(of_second && kept.contains(&(entry.owner, entry.def.name.value.clone())))
    });
}

/// What a definition says, places and prose aside: two definitions with one signature are one.
pub(super) fn signature(def: &TypeDef) -> String {
    let field = |field: &Field| {
        let ty = field.ty.name.as_ref().map(|name| name.value.as_str());
        let id = field.id.map(|id| id.value);
        format!(
            "{id:?} {} {ty:?} {} {} {:?}",
            field.name.value, field.ty.list, field.nullable, field.conformance
        )
    };
    match &def.kind {
        TypeKind::Enum { base, items } => {
            let items: Vec<_> = items.iter().map(|item| (item.value.value, &item.name.value)).collect();
            format!("enum {:?} {items:?}", base.as_ref().map(|base| &base.value))
        }
        TypeKind::Bitmap { base, fields } => {
            let fields: Vec<_> = fields.iter().map(|field| (field.mask.value, &field.name.value)).collect();
            format!("bitmap {:?} {fields:?}", base.as_ref().map(|base| &base.value))
        }
        TypeKind::Struct { fields, fabric_scoped } => {
            format!("struct {fabric_scoped} {:?}", fields.iter().map(field).collect::<Vec<_>>())
        }
        TypeKind::Alias { target } => format!("alias {:?}", target.as_ref().map(|target| &target.value)),
    }
}
