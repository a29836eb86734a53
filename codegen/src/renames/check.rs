//! Whether the renames can be carried out.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{Owner, Renamed, all, found};
use super::{Kind, Rename};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::emit::taken;
use crate::model::{Cluster, Direction, Model};
use crate::naming::{Case, spell};
use crate::selector::ClusterSelector;
use crate::similar;

/// Reports everything that is wrong with the renames. A rename for a cluster that was not selected waits for another run.
pub(crate) fn check(
    model: &Model,
    renames: &[Rename],
    selected: &[ClusterSelector],
    diagnostics: &mut Diagnostics,
) {
    for rename in renames {
        let waits = !selected.is_empty() && concerned(model, rename).next().is_none();
        let fault =
            not_an_identifier(rename).or_else(|| if waits { None } else { without_effect(model, rename) });
        if let Some(diagnostic) = fault.or_else(|| clash(model, renames, rename)) {
            let diagnostic = diagnostic.within(rename.path());
            diagnostics.push(match rename.place {
                Some(span) => diagnostic.at(span, "this rename"),
                None => diagnostic,
            });
        }
    }
}

fn not_an_identifier(rename: &Rename) -> Option<Diagnostic> {
    let to = &rename.to;
    let is_ascii = to.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_ascii && syn::parse_str::<syn::Ident>(to).is_ok() {
        return None;
    }
    let message = format!("`{to}` is no identifier of Rust");
    let help = "letters, digits and `_`, no digit first, and no keyword";
    Some(Diagnostic::new(codes::RENAME_DOES_NOT_FIT, message).with_help(help))
}

fn without_effect(model: &Model, rename: &Rename) -> Option<Diagnostic> {
    let clusters: Vec<_> = concerned(model, rename).map(|(_, cluster)| cluster).collect();
    if clusters.is_empty() {
        let all = model.releases.iter().flat_map(|release| &release.clusters);
        let message = format!("there is no cluster `{}` to rename something in", rename.cluster);
        let help = similar::help(&rename.cluster.to_string(), all.map(|cluster| cluster.name.as_str()));
        return Some(Diagnostic::new(codes::RENAME_MATCHES_NOTHING, message).with_help(help));
    }
    if clusters.iter().any(|cluster| !found(cluster, rename).is_empty()) {
        return None;
    }
    let item = rename.item.as_deref().unwrap_or_default();
    let names: BTreeSet<_> = clusters.iter().flat_map(|cluster| all(cluster)).map(full_name).collect();
    let message = format!("there is no `{item}` in cluster `{}`", rename.cluster);
    let help = similar::help(item, names.iter().map(String::as_str));
    Some(Diagnostic::new(codes::RENAME_MATCHES_NOTHING, message).with_help(help))
}

fn concerned<'m>(model: &'m Model, rename: &Rename) -> impl Iterator<Item = (Option<&'m str>, &'m Cluster)> {
    let clusters = model
        .releases
        .iter()
        .flat_map(|release| release.clusters.iter().map(move |cluster| (release.name.as_deref(), cluster)));
    clusters.filter(|(release, cluster)| rename.concerns(*release, cluster.id, &cluster.name))
}

fn full_name((owner, name): (Owner<'_>, &str)) -> String {
    match owner {
        Owner::Member(_, of) => format!("{of}.{name}"),
        Owner::Cluster | Owner::Item(_) => name.to_owned(),
    }
}

/// Another item of the same scope, or of the generated code itself, that has the name already.
fn clash(model: &Model, renames: &[Rename], rename: &Rename) -> Option<Diagnostic> {
    let message = concerned(model, rename).find_map(|(release, cluster)| {
        let names = Renamed::of(cluster, release, renames);
        if rename.item.is_none() {
            return module_clash(model, renames, release, cluster, &rename.to);
        }
        let scopes = scopes(cluster, &names);
        found(cluster, rename).into_iter().find_map(|item| scopes.iter().find_map(|scope| scope.clash(item)))
    })?;
    let help = "choose a name that nothing else has there";
    Some(Diagnostic::new(codes::RENAME_DOES_NOT_FIT, message).with_help(help))
}

/// Names that must differ, spelt as they are in Rust, each with its item.
struct Scope<'m> {
    names: BTreeMap<String, Vec<(Owner<'m>, &'m str)>>,
    /// What generated code has there itself.
    taken: BTreeSet<&'static str>,
}

impl<'m> Scope<'m> {
    fn new(case: Case, taken: impl IntoIterator<Item = &'static str>, names: Vec<Named<'m>>) -> Self {
        let mut scope = Self { names: BTreeMap::new(), taken: taken.into_iter().collect() };
        for (name, item) in names {
            scope.names.entry(spell(&name, case)).or_default().push(item);
        }
        scope
    }

    fn clash(&self, item: (Owner<'m>, &'m str)) -> Option<String> {
        self.names.iter().filter(|(_, items)| items.contains(&item)).find_map(|(name, items)| {
            if self.taken.contains(name.as_str()) {
                return Some(format!("`{name}` is something else in generated code"));
            }
            let other = items.iter().find(|other| **other != item)?;
            Some(format!("`{name}` is what `{}` is called, too", full_name(*other)))
        })
    }
}

/// A name in Rust, not yet spelt, and its item.
type Named<'m> = (String, (Owner<'m>, &'m str));

fn scopes<'m>(cluster: &'m Cluster, renamed: &Renamed<'m>) -> Vec<Scope<'m>> {
    let items = all(cluster);
    let rust = |item: &(Owner<'m>, &'m str)| (renamed.name(item.0, item.1).to_owned(), *item);
    let of = |owner| items.iter().filter(|item| item.0 == owner).map(rust).collect::<Vec<_>>();
    let mut scopes: Vec<_> = [Kind::Type, Kind::Attribute, Kind::Command, Kind::Event]
        .into_iter()
        .map(|kind| Scope::new(Case::Pascal, taken::types(), of(Owner::Item(kind))))
        .collect();
    scopes.push(Scope::new(Case::Screaming, taken::CONSTANTS, of(Owner::Item(Kind::Feature))));
    let members: BTreeSet<_> =
        items.iter().filter(|item| matches!(item.0, Owner::Member(..))).map(|item| item.0).collect();
    for owner in members {
        let has_constants =
            matches!(owner, Owner::Member(Kind::Type, name) if cluster.structure(name).is_none());
        scopes.push(if has_constants {
            Scope::new(Case::Screaming, taken::CONSTANTS, of(owner))
        } else {
            Scope::new(Case::Snake, [], of(owner))
        });
    }
    scopes.push(Scope::new(Case::Snake, taken::METHODS, methods(cluster, renamed)));
    scopes
}

/// The methods of servers and clients.
fn methods<'m>(cluster: &'m Cluster, renamed: &Renamed<'m>) -> Vec<Named<'m>> {
    let mut methods = Vec::new();
    for attribute in &cluster.attributes {
        let item = (Owner::Item(Kind::Attribute), attribute.field.name.as_str());
        let name = renamed.name(item.0, item.1);
        methods.extend(attribute.read.map(|_| (name.to_owned(), item)));
        methods.extend(attribute.write.map(|_| (format!("write {name}"), item)));
    }
    for command in cluster.commands.iter().filter(|command| command.direction == Direction::ToServer) {
        let item = (Owner::Item(Kind::Command), command.name.as_str());
        methods.push((renamed.name(item.0, item.1).to_owned(), item));
    }
    methods
}

/// Another cluster of the release whose module has the name.
fn module_clash(
    model: &Model,
    renames: &[Rename],
    release: Option<&str>,
    cluster: &Cluster,
    to: &str,
) -> Option<String> {
    let name = spell(to, Case::Snake);
    if taken::MODULES.contains(&name.as_str()) {
        return Some(format!("`{name}` is something else in generated code"));
    }
    let of_release = model.releases.iter().find(|other| other.name.as_deref() == release)?;
    let others = of_release.clusters.iter().filter(|other| other.id != cluster.id);
    let mut clashing = others.filter(|other| {
        spell(Renamed::of(other, release, renames).name(Owner::Cluster, &other.name), Case::Snake) == name
    });
    clashing.next().map(|other| format!("`{name}` is the module of cluster `{}`, too", other.name))
}
