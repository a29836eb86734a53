//! What every emitter needs to know of the cluster that is being emitted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proc_macro2::{Ident, TokenStream};

use super::Options;
use super::imports::runtime_path;
use super::taken;
use crate::model::{Cluster, DataType, Field, Shape, Struct};
use crate::naming::{Case, Scope};
use crate::renames::{Kind, Owner, Renamed};

/// The cluster, and what is decided once for all of it.
pub(super) struct Context<'m> {
    /// The cluster.
    pub(super) cluster: &'m Cluster,
    /// What is asked for.
    pub(super) options: &'m Options,
    /// The path of the runtime crate.
    pub(super) runtime: TokenStream,
    /// The items that have another name in Rust.
    renamed: Renamed<'m>,
    /// The identifiers of its enumerations, bitmaps and structures.
    types: BTreeMap<&'m str, Ident>,
    /// The structures that borrow.
    borrowing: BTreeSet<&'m str>,
    /// The structures that hold lists whose entries borrow.
    holding_borrowers: BTreeSet<&'m str>,
    /// The structures that hold floating-point numbers.
    fractional: BTreeSet<&'m str>,
    /// The structures that lists have for entries.
    entries: BTreeSet<&'m str>,
}

impl<'m> Context<'m> {
    pub(super) fn new(cluster: &'m Cluster, release: Option<&str>, options: &'m Options) -> Self {
        let renamed = Renamed::of(cluster, release, &options.renames);
        let names = type_names(cluster);
        let mut scope = type_scope();
        if !cluster.features.is_empty() {
            scope.add(FEATURES, "");
        }
        let renamed_type = |name| renamed.name(Owner::Item(Kind::Type), name);
        let types = names.map(|(name, kind)| (name, scope.add(renamed_type(name), kind))).collect();
        let runtime = runtime_path(&options.runtime);
        let borrowing = with_field(cluster, is_borrowed);
        let holds_borrowers = |ty: &DataType| match &ty.shape {
            Shape::List { entry, .. } => borrows(entry, &borrowing),
            _ => false,
        };
        Self {
            cluster,
            options,
            runtime,
            renamed,
            types,
            holding_borrowers: with_field(cluster, holds_borrowers),
            borrowing,
            fractional: with_field(cluster, is_fraction),
            entries: entries(cluster),
        }
    }

    /// The identifier of a type of the cluster.
    pub(super) fn type_ident(&self, name: &str) -> Ident {
        // The model has no name that it does not define; a Pascal name is what it would be called.
        self.types.get(name).cloned().unwrap_or_else(|| crate::naming::ident(name, Case::Pascal))
    }

    /// The name of an item that counts in Rust.
    pub(super) fn name<'n>(&'n self, owner: Owner<'n>, name: &'n str) -> &'n str {
        self.renamed.name(owner, name)
    }

    /// Whether a value of this type borrows from the bytes it was decoded from.
    pub(super) fn borrows(&self, ty: &DataType) -> bool {
        borrows(ty, &self.borrowing)
    }

    /// Whether a value that owns what is in it can be lent without further memory: lists are lent as they are, and those of
    /// values that borrow would have to be made.
    pub(super) fn is_lendable(&self, ty: &DataType) -> bool {
        match &ty.shape {
            Shape::List { entry, .. } => !self.borrows(entry),
            Shape::Struct(name) => !self.holding_borrowers.contains(name.as_str()),
            _ => true,
        }
    }

    /// Whether values of a type can be compared for full equality.
    pub(super) fn is_eq(&self, ty: &DataType) -> bool {
        !is_fraction(ty) && structure(ty).is_none_or(|name| !self.fractional.contains(name))
    }

    /// Whether a structure is an entry of lists, and has no structures and no lists in it.
    pub(super) fn is_entry(&self, item: &Struct) -> bool {
        let is_flat = |field: &Field| !matches!(field.ty.shape, Shape::Struct(_) | Shape::List { .. });
        self.entries.contains(item.name.as_str()) && item.fields.iter().all(is_flat)
    }

    /// Whether any of the fields borrows.
    pub(super) fn any_borrows(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.borrows(&field.ty))
    }
}

/// The bitmap of a cluster's features.
pub(super) const FEATURES: &str = "Features";

/// The enumeration of a cluster's events.
pub(super) const ANY_EVENT: &str = "AnyEvent";

/// A scope for types: what generated modules import is taken.
pub(super) fn type_scope() -> Scope<'static> {
    static TAKEN: LazyLock<Vec<&str>> =
        LazyLock::new(|| taken::types().filter(|name| *name != FEATURES).collect());
    Scope::new(Case::Pascal, &TAKEN)
}

/// What generated code takes from the prelude.
pub(super) const PRELUDE: [&str; 6] = ["Err", "None", "Ok", "Option", "Result", "Some"];

/// All names of types, with what tells apart a name that is taken: a type called `Option` becomes `OptionEnum`.
fn type_names(cluster: &Cluster) -> impl Iterator<Item = (&str, &str)> {
    let enums = cluster.enums.iter().map(|item| (item.name.as_str(), "Enum"));
    let bitmaps = cluster.bitmaps.iter().map(|item| (item.name.as_str(), "Bitmap"));
    let structs = cluster.structs.iter().map(|item| (item.name.as_str(), "Struct"));
    enums.chain(bitmaps).chain(structs)
}

/// Structures with a field of such a type, directly or through others.
fn with_field(cluster: &Cluster, is_such: impl Fn(&DataType) -> bool) -> BTreeSet<&str> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for item in &cluster.structs {
        for field in &item.fields {
            waiting.extend(is_such(&field.ty).then_some(item.name.as_str()));
            users.entry(structure(&field.ty).unwrap_or_default()).or_default().push(&item.name);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if found.insert(name) {
            waiting.extend(users.get(name).into_iter().flatten());
        }
    }
    found
}

/// The structure that a value is, or that the entries of a list are.
fn structure(ty: &DataType) -> Option<&str> {
    match &ty.shape {
        Shape::Struct(name) => Some(name),
        Shape::List { entry, .. } => structure(entry),
        _ => None,
    }
}

/// Structures that lists have for entries, wherever the lists are.
fn entries(cluster: &Cluster) -> BTreeSet<&str> {
    let attributes = cluster.attributes.iter().map(|attribute| &attribute.field);
    let structs = cluster.structs.iter().flat_map(|item| &item.fields);
    let commands = cluster.commands.iter().flat_map(|item| &item.fields);
    let events = cluster.events.iter().flat_map(|item| &item.fields);
    let fields = attributes.chain(structs).chain(commands).chain(events);
    fields.filter_map(|field| entry(&field.ty)).collect()
}

fn entry(ty: &DataType) -> Option<&str> {
    let Shape::List { entry, .. } = &ty.shape else { return None };
    structure(entry)
}

fn borrows(ty: &DataType, borrowing: &BTreeSet<&str>) -> bool {
    is_borrowed(ty) || structure(ty).is_some_and(|name| borrowing.contains(name))
}

/// Whether a value borrows whatever the structures do.
const fn is_borrowed(ty: &DataType) -> bool {
    matches!(ty.shape, Shape::Text | Shape::Octets | Shape::List { .. })
}

/// Whether a value is a floating-point number, or a list of such.
fn is_fraction(ty: &DataType) -> bool {
    match &ty.shape {
        Shape::Single | Shape::Double => true,
        Shape::List { entry, .. } => is_fraction(entry),
        _ => false,
    }
}
