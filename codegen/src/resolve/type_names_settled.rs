//! Afterwards: a use of a type spells its name as the definition does, where there is no doubt which one is meant.

use std::collections::BTreeMap;

use super::type_table::TypeTable;
use super::{aliases, builtin, draft, walk};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::similar::folded;
use crate::source::Spanned;
use crate::syntax::Cluster;

/// What the name of a definition may have behind what it is used by: some files leave the kind out.
const KINDS: [&str; 4] = ["enum", "bitmap", "struct", "type"];

/// Mends the names of types that are defined under nearly the same name, and nowhere under their own.
pub(super) fn settle(cluster: &mut Cluster, table: &TypeTable<'_>, diagnostics: &mut Diagnostics) {
    let own = cluster.types.iter().map(|def| def.name.value.as_str());
    let names: Vec<&str> = own.chain(table.names(draft::id(cluster))).collect();
    let mut settled = BTreeMap::new();
    for (path, field) in walk::fields(cluster) {
        if let Some(written) = &field.ty.name
            && let Some(meant) = meant(&written.value, &names, table)
        {
            diagnostics.push(report(written, meant).within(path));
            settled.insert(written.span, meant.to_owned());
        }
    }
    walk::each(cluster, |field| {
        if let Some(written) = &mut field.ty.name
            && let Some(meant) = settled.get(&written.span)
        {
            written.value.clone_from(meant);
        }
    });
}

/// The one name that is meant by another spelling.
fn meant<'n>(written: &str, names: &[&'n str], table: &TypeTable<'_>) -> Option<&'n str> {
    let is_known = aliases::spellings(written).into_iter().flatten().any(|name| names.contains(&name))
        || builtin::find(written).is_some()
        || !table.anywhere(written).is_empty();
    if is_known {
        return None;
    }
    let wanted = folded(written);
    let is_kind_of = |name: &str| {
        let name = folded(name);
        KINDS.iter().any(|kind| name.strip_suffix(kind) == Some(wanted.as_str()))
    };
    only(names, |name| folded(name) == wanted).or_else(|| only(names, is_kind_of))
}

/// The name of which this is true, if it is the only one.
fn only<'n>(names: &[&'n str], is_meant: impl Fn(&str) -> bool) -> Option<&'n str> {
    let mut found = names.iter().copied().filter(|name| is_meant(name));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn report(written: &Spanned<String>, meant: &str) -> Diagnostic {
    let message = format!("no type is called `{}`, but one is called `{meant}`", written.value);
    Diagnostic::new(codes::ODD_TYPE, message)
        .at(written.span, format!("read as `{meant}`"))
        .with_help(format!("write `{meant}`"))
}
