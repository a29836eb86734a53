//! Afterwards: a cluster has every type that it uses, wherever that was defined.
//!
//! A name is looked for in the cluster itself, among what belongs to the cluster, among what is global, among the
//! builtins, and last among what belongs to other clusters: some clusters use each other's types without a word.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::type_table::{Entry, TypeTable, signature};
use super::{aliases, builtin, draft, gone_removed, walk};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Conformance;
use crate::source::{Span, Spanned};
use crate::syntax::{Cluster, Constraint, Field, Limits, TypeDef, TypeKind, TypeUse};

/// A name that has to be found, and in whose eyes.
struct Wanted {
    name: Spanned<String>,
    /// The cluster that defines what uses the name; `None` if that is global.
    scope: Option<u32>,
}

/// Adds to the cluster what belongs to it and what it uses. What is found nowhere is left for `types_found` to report.
pub(super) fn gather(cluster: &mut Cluster, table: &TypeTable<'_>, diagnostics: &mut Diagnostics) {
    let own = draft::id(cluster);
    for def in own.into_iter().flat_map(|id| table.outside_of(id)) {
        adopt(cluster, def);
    }
    let mut wanted: VecDeque<_> = uses(cluster).into_iter().map(|name| Wanted { name, scope: own }).collect();
    let mut scopes: BTreeMap<String, Option<u32>> = BTreeMap::new();
    let mut looked_for: BTreeSet<(Option<u32>, String)> = BTreeSet::new();
    while let Some(next) = wanted.pop_front() {
        // The same name in the same eyes is the same type.
        if !looked_for.insert((next.scope, next.name.value.clone())) {
            continue;
        }
        let known = aliases::spellings(&next.name.value)
            .into_iter()
            .flatten()
            .find(|name| scopes.contains_key(*name));
        if known.is_some() || aliases::defined(cluster, &next.name.value).is_some() {
            continue;
        }
        for entry in find(&next, table) {
            if entry.owner.is_some() && entry.owner != next.scope {
                report_foreign(cluster, &next, entry, diagnostics);
            }
            scopes.insert(entry.def.name.value.clone(), entry.owner);
            adopt(cluster, entry.def);
            wanted.extend(type_uses(entry.def).into_iter().map(|name| Wanted { name, scope: entry.owner }));
        }
        if aliases::spellings(&next.name.value).contains(&Some(builtin::SEMANTIC_TAG))
            && aliases::defined(cluster, &next.name.value).is_none()
        {
            cluster.types.push(semantic_tag(next.name.span));
        }
    }
}

/// Adds a definition unless it is there already, word for word.
fn adopt(cluster: &mut Cluster, def: &TypeDef) {
    let same = |known: &TypeDef| known.name.value == def.name.value && signature(known) == signature(def);
    // By place as well: an override may have changed what was adopted before.
    if !cluster.types.iter().any(|known| known.span == def.span || same(known)) {
        cluster.types.push(def.clone());
    }
}

/// The definitions that a name may mean; more than one if they contradict each other in one scope.
fn find<'a>(wanted: &Wanted, table: &TypeTable<'a>) -> Vec<Entry<'a>> {
    let spellings: Vec<_> = aliases::spellings(&wanted.name.value).into_iter().flatten().collect();
    for scope in [wanted.scope, None] {
        for name in &spellings {
            let found = table.visible(scope, name);
            if !found.is_empty() {
                return found;
            }
        }
    }
    if builtin::find(&wanted.name.value).is_some() {
        return Vec::new();
    }
    let foreign: Vec<_> = spellings.iter().flat_map(|name| table.anywhere(name)).collect();
    // Several clusters may share one definition; if they have different ones nobody can tell which is meant.
    let meanings: BTreeSet<_> = foreign.iter().map(|entry| signature(entry.def)).collect();
    if meanings.len() == 1 { foreign.into_iter().take(1).collect() } else { Vec::new() }
}

fn report_foreign(cluster: &Cluster, wanted: &Wanted, entry: Entry<'_>, diagnostics: &mut Diagnostics) {
    let owner = entry.owner.unwrap_or_default();
    diagnostics.push(
        Diagnostic::new(
            codes::FOREIGN_TYPE,
            format!("`{}` belongs to cluster 0x{owner:04X}", wanted.name.value),
        )
        .at(wanted.name.span, "used here")
        .with_related(entry.def.name.span, "defined here")
        .within(cluster.name.value.clone())
        .with_help(format!(
            "let the definition name cluster 0x{:04X}, too, or make it global",
            draft::id(cluster).unwrap_or_default()
        )),
    );
}

/// The names of all types that a cluster uses.
fn uses(cluster: &Cluster) -> Vec<Spanned<String>> {
    let fields = walk::fields(cluster).into_iter().map(|(_, field)| field);
    let aliases = cluster.types.iter().filter_map(alias_target);
    fields.filter_map(field_use).chain(aliases).collect()
}

/// The names of all types that a definition uses.
fn type_uses(def: &TypeDef) -> Vec<Spanned<String>> {
    match &def.kind {
        TypeKind::Struct { fields, .. } => fields.iter().filter_map(field_use).collect(),
        _ => alias_target(def).into_iter().collect(),
    }
}

fn field_use(field: &Field) -> Option<Spanned<String>> {
    if gone_removed::is_gone(field.conformance.as_ref()) { None } else { field.ty.name.clone() }
}

fn alias_target(def: &TypeDef) -> Option<Spanned<String>> {
    let TypeKind::Alias { target } = &def.kind else {
        return None;
    };
    target.clone()
}

/// The structure of a semantic tag, for inputs without the file that defines it.
fn semantic_tag(span: Span) -> TypeDef {
    let field = |id: u32, name: &str, ty: &str| Field {
        span,
        id: Some(Spanned::new(id, span)),
        name: Spanned::new(name.to_owned(), span),
        ty: TypeUse { name: Some(Spanned::new(ty.to_owned(), span)), ..TypeUse::default() },
        nullable: false,
        conformance: Some(Conformance::MANDATORY),
        constraints: Vec::new(),
        default: None,
        fabric_sensitive: false,
        summary: None,
    };
    let max = Some(crate::syntax::Bound::Number { value: 64, hex: false });
    let label = Field {
        nullable: true,
        conformance: Some(Conformance::OPTIONAL),
        constraints: vec![Spanned::new(Constraint::Size(Limits { min: None, max }), span)],
        ..field(3, "Label", "string")
    };
    let vendor = Field { nullable: true, ..field(0, "MfgCode", "vendor-id") };
    let fields = vec![vendor, field(1, "NamespaceID", "namespace"), field(2, "Tag", "tag"), label];
    TypeDef {
        span,
        name: Spanned::new(builtin::SEMANTIC_TAG.to_owned(), span),
        clusters: Vec::new(),
        summary: None,
        kind: TypeKind::Struct { fields, fabric_scoped: false },
    }
}
