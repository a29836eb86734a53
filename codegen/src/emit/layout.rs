//! Which module holds what: releases, and in them clusters.
//!
//! A cluster is made when it is its turn: the tokens of a whole release are ten times what its text takes. Tokens belong to
//! the thread that made them, so that what the [tree](Branch) holds instead of them may be made on any.

use super::{Options, docs, taken};
use crate::model::{Cluster, Model, Release};
use crate::naming::{Case, Scope};
use crate::parallel;
use crate::renames::{Owner, Renamed};

/// A module that holds others: the root, or a release. `C` is what there is of a cluster.
#[derive(Debug)]
pub(super) struct Branch<C> {
    /// Its documentation, in paragraphs.
    pub(super) docs: Vec<String>,
    /// Its modules, with their names.
    pub(super) children: Vec<(String, Child<C>)>,
}

/// A module in a branch.
#[derive(Debug)]
pub(super) enum Child<C> {
    /// A release.
    Release(Branch<C>),
    /// A cluster.
    Cluster(C),
}

/// A cluster whose module is still to be made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pending<'m> {
    /// The cluster.
    pub(super) cluster: &'m Cluster,
    /// The release that it is of.
    pub(super) release: Option<&'m str>,
}

impl Branch<Pending<'_>> {
    /// The same tree with what is made of each cluster and the name of its module, of several at once.
    pub(super) fn map<R: Send>(&self, make: impl Fn(&str, &Pending<'_>) -> R + Sync) -> Branch<R> {
        let size = |(_, pending): &(&str, &Pending<'_>)| {
            let Cluster { attributes, commands, structs, enums, .. } = pending.cluster;
            attributes.len() + commands.len() + structs.len() + enums.len()
        };
        let made_of = |(name, pending): &(&str, &Pending<'_>)| make(name, pending);
        self.with(&mut parallel::map(&self.clusters(), size, made_of).into_iter())
    }
}

impl<C> Branch<C> {
    /// Its clusters with the names of their modules, in the order of the tree.
    pub(super) fn clusters(&self) -> Vec<(&str, &C)> {
        let mut clusters = Vec::new();
        for (name, child) in &self.children {
            match child {
                Child::Release(release) => clusters.extend(release.clusters()),
                Child::Cluster(cluster) => clusters.push((name.as_str(), cluster)),
            }
        }
        clusters
    }

    /// The same tree with other clusters, in the order of the tree.
    fn with<R>(&self, clusters: &mut impl Iterator<Item = R>) -> Branch<R> {
        let child = |(name, child): &(String, Child<C>)| {
            let child = match child {
                Child::Release(release) => Child::Release(release.with(clusters)),
                Child::Cluster(_) => Child::Cluster(clusters.next()?),
            };
            Some((name.clone(), child))
        };
        Branch { docs: self.docs.clone(), children: self.children.iter().filter_map(child).collect() }
    }
}

/// The whole tree.
pub(super) fn modules<'m>(model: &'m Model, options: &Options) -> Branch<Pending<'m>> {
    let mut children = Vec::new();
    let mut contents = Vec::new();
    for (module, release) in release_modules(model).into_iter().zip(&model.releases) {
        let clusters = clusters(release, options);
        contents.extend(release.clusters.iter().zip(&clusters).map(|(cluster, (in_release, _))| {
            let path = [module.as_deref().unwrap_or_default(), in_release];
            contents_row(
                release,
                cluster,
                &path.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>(),
            )
        }));
        match (module, &release.name) {
            (Some(module), Some(name)) => children.push((module, release_module(name, clusters))),
            _ => children.extend(clusters),
        }
    }
    Branch { docs: root_docs(contents), children }
}

/// The names of the releases' modules; none for the nameless release.
pub(super) fn release_modules(model: &Model) -> Vec<Option<String>> {
    let mut scope = Scope::new(Case::Snake, &[]);
    let mut module = |name: &String| scope.add(&format!("v{name}"), "release").to_string();
    model.releases.iter().map(|release| release.name.as_ref().map(&mut module)).collect()
}

/// The names of the clusters' modules; empty for one without a module of its own.
pub(super) fn cluster_modules(release: &Release, options: &Options) -> Vec<String> {
    // A module in one of its own name is hard to talk about, and one in the root's file would replace it.
    let taken = [taken::MODULES.as_slice(), &taken::ROOTS].concat();
    let mut scope = Scope::new(Case::Snake, &taken);
    let mut module = |cluster: &Cluster| {
        if options.flat && release.name.is_some() {
            return String::new();
        }
        let renamed = Renamed::of(cluster, release.name.as_deref(), &options.renames);
        let name = renamed.name(Owner::Cluster, &cluster.name);
        scope.add(name, &format!("{:04x}", cluster.id)).to_string()
    };
    release.clusters.iter().map(&mut module).collect()
}

/// What the tree holds, as the root's documentation.
fn root_docs(contents: Vec<String>) -> Vec<String> {
    let intro = "Matter clusters as Rust: types, metadata, server traits with dispatch, clients.".to_owned();
    [Some(intro), table("| module | cluster | id | revision |\n|---|---|---|---|", contents.into_iter())]
        .into_iter()
        .flatten()
        .collect()
}

fn contents_row(release: &Release, cluster: &Cluster, path: &[&str]) -> String {
    let of_release =
        release.name.as_ref().map(|name| format!(" of release {}", docs::prose(name))).unwrap_or_default();
    let revision = cluster.revision.map_or_else(|| "unknown".to_owned(), |revision| revision.to_string());
    let name = docs::prose(&cluster.name);
    // In links, `#` begins a fragment: a keyword is a name like any other there.
    let path = path.join("::").replace("r#", "");
    format!("| [`{path}`] | {name}{of_release} | 0x{:04X} | {revision} |", cluster.id)
}

/// The module of a release. With a flat layout it is the module of its cluster.
fn release_module<'m>(release: &str, mut clusters: Vec<(String, Child<Pending<'m>>)>) -> Child<Pending<'m>> {
    if matches!(clusters.as_slice(), [(name, _)] if name.is_empty()) {
        return clusters.remove(0).1;
    }
    Child::Release(Branch { docs: vec![format!("Release {}.", docs::prose(release))], children: clusters })
}

fn clusters<'m>(release: &'m Release, options: &Options) -> Vec<(String, Child<Pending<'m>>)> {
    let pending = |cluster| Child::Cluster(Pending { cluster, release: release.name.as_deref() });
    cluster_modules(release, options).into_iter().zip(release.clusters.iter().map(pending)).collect()
}

/// A table in Markdown, if it has rows.
pub(super) fn table(head: &str, rows: impl Iterator<Item = String>) -> Option<String> {
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| format!("{head}\n{}", rows.join("\n")))
}
