//! Afterwards: every field has a type, and it exists.

use std::collections::BTreeSet;

use super::aliases::{self, Target};
use super::type_table::TypeTable;
use super::{builtin, draft, walk};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::similar;
use crate::source::Spanned;
use crate::syntax::{Cluster, Field};

/// Reports fields and attributes without a known type, and takes them out.
pub(super) fn check(cluster: &mut Cluster, table: &TypeTable<'_>, diagnostics: &mut Diagnostics) {
    let faults: BTreeSet<_> = walk::fields(cluster)
        .into_iter()
        .filter_map(|(path, field)| fault(cluster, table, field, path, diagnostics).then_some(field.span))
        .collect();
    walk::retain(cluster, |_, field| !faults.contains(&field.span));
}

fn fault(
    cluster: &Cluster,
    table: &TypeTable<'_>,
    field: &Field,
    path: String,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(name) = &field.ty.name else {
        diagnostics.push(missing(field).within(path));
        return true;
    };
    let Some(target) = aliases::resolved(cluster, &name.value) else {
        diagnostics.push(unknown(cluster, table, name).within(path));
        return true;
    };
    if let Some(odd) = odd(name, &target) {
        diagnostics.push(odd.within(path));
    }
    false
}

fn missing(field: &Field) -> Diagnostic {
    Diagnostic::new(codes::MISSING_TYPE, format!("`{}` has no type", field.name.value))
        .at(field.span, "no type here")
        .with_help("write its type; only an item of a derived cluster can take it from the base")
}

fn odd(name: &Spanned<String>, target: &Target<'_>) -> Option<Diagnostic> {
    let Target::Builtin(builtin) = target else { return None };
    let meant = builtin.odd.then_some(builtin.name)?;
    let diagnostic = Diagnostic::new(codes::ODD_TYPE, format!("`{}` is no usual name of a type", name.value));
    Some(diagnostic.at(name.span, format!("read as `{meant}`")).with_help(format!("write `{meant}`")))
}

fn unknown(cluster: &Cluster, table: &TypeTable<'_>, name: &Spanned<String>) -> Diagnostic {
    let message = format!("no type `{}` in cluster `{}`", name.value, cluster.name.value);
    let diagnostic = Diagnostic::new(codes::UNKNOWN_TYPE, message).at(name.span, "not defined");
    if let Some(def) = aliases::defined(cluster, &name.value) {
        let diagnostic = diagnostic.with_related(def.span, "defined here, but not as what");
        return diagnostic.with_help("write the type that it is another name of");
    }
    let elsewhere = table.anywhere(&name.value);
    if let Some(first) = elsewhere.first() {
        let owners: Vec<_> =
            elsewhere.iter().filter_map(|entry| entry.owner).map(|id| format!("0x{id:04X}")).collect();
        return diagnostic.with_related(first.def.name.span, "one of the definitions").with_help(format!(
            "clusters {} have different types of this name; define it here",
            owners.join(", ")
        ));
    }
    let mut names: Vec<&str> = cluster.types.iter().map(|def| def.name.value.as_str()).collect();
    names.extend(table.names(draft::id(cluster)));
    names.extend(builtin::names());
    diagnostic.with_help(similar::help(&name.value, names))
}
