//! Afterwards: every field has a type, and it exists.

use std::collections::BTreeSet;

use super::aliases::{self, Target};
use super::type_table::TypeTable;
use super::{builtin, draft, walk};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::similar;
use crate::source::{Dialect, Spanned};
use crate::syntax::{Cluster, Faults, Field, TypeKind};

/// Reports fields and attributes without a known type, and takes them out.
pub(super) fn check(
    cluster: &mut Cluster,
    table: &TypeTable<'_>,
    faults: &mut Faults,
    diagnostics: &mut Diagnostics,
) {
    let mut untyped = BTreeSet::new();
    for (path, field) in walk::fields(cluster) {
        // A type that is faulty itself has been reported where it is.
        let lost = |name: &Spanned<String>| {
            faults.have_named(&name.value) && aliases::resolved(cluster, &name.value).is_none()
        };
        if field.ty.name.as_ref().is_some_and(lost) || fault(cluster, table, field, path, diagnostics) {
            untyped.insert(field.span);
        }
    }
    walk::take_out(cluster, &untyped, faults);
}

fn fault(
    cluster: &Cluster,
    table: &TypeTable<'_>,
    field: &Field,
    path: walk::Path<'_>,
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
    if let Some(odd) = odd(name, &target, table.dialect()).or_else(|| by_its_name(cluster, name, &target)) {
        diagnostics.push(odd.within(path));
    }
    false
}

fn missing(field: &Field) -> Diagnostic {
    Diagnostic::new(codes::MISSING_TYPE, format!("`{}` has no type", field.name.value))
        .at(field.span, "no type here")
        .with_help("write its type; only an item of a derived cluster can take it from the base")
}

fn odd(name: &Spanned<String>, target: &Target<'_>, dialect: Option<Dialect>) -> Option<Diagnostic> {
    let Target::Builtin(builtin) = target else { return None };
    let is_of_the_other = match dialect {
        Some(Dialect::Spec) => builtin::is_of_zap(&name.value),
        Some(Dialect::Zap) => builtin::leaves_sign_out(&name.value),
        None => false,
    };
    let meant = (builtin.odd || is_of_the_other).then_some(builtin.name)?;
    let meant = if dialect == Some(Dialect::Zap) { builtin::in_zap(meant) } else { meant.to_owned() };
    let diagnostic = Diagnostic::new(codes::ODD_TYPE, format!("`{}` is no usual name of a type", name.value));
    Some(diagnostic.at(name.span, format!("read as `{meant}`")).with_help(format!("write `{meant}`")))
}

/// An old file leaves open what `SignedTemperature` and the like are.
fn by_its_name(cluster: &Cluster, name: &Spanned<String>, target: &Target<'_>) -> Option<Diagnostic> {
    let Target::Builtin(builtin) = target else { return None };
    let def = aliases::defined(cluster, &name.value)?;
    if !matches!(def.kind, TypeKind::Alias { target: None }) {
        return None;
    }
    let diagnostic =
        Diagnostic::new(codes::LEFT_UNSAID, format!("type `{}` is said to be nothing", name.value));
    let diagnostic = diagnostic.at(name.span, format!("read as `{}`, because of its name", builtin.name));
    Some(
        diagnostic
            .with_related(def.span, "defined here")
            .with_help("write the type that it is another name of"),
    )
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
    let is_zap = table.dialect() == Some(Dialect::Zap);
    let spelt = |name: &str| if is_zap { builtin::in_zap(name) } else { name.to_owned() };
    let builtins: Vec<_> = builtin::names().map(spelt).collect();
    names.extend(builtins.iter().map(String::as_str));
    let like = similar::help(&name.value, names.iter().copied());
    let is_near = similar::closest(&name.value, names.into_iter()).is_some();
    // What is like nothing here is seldom a slip of the pen: shared types stand in files of their own.
    let elsewhere = "; if another file defines it, add that file to the inputs";
    diagnostic.with_help(if is_near { like } else { like + elsewhere })
}
