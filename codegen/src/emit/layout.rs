//! Which module holds what: releases, in them clusters, in them one module for each kind of item.
//!
//! A cluster is made when it is its turn: the tokens of a whole release are ten times what its text takes.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, FEATURES};
use super::flavour::Flavour;
use super::tokens::all;
use super::{
    Options, attributes, client, commands, describe, docs, enums, events, metadata, owned, server, structs,
    taken,
};
use crate::model::{Cluster, Direction, Model, Release};
use crate::naming::{Case, Scope, ident};
use crate::renames::{Owner, Renamed};

/// A module, and those in it.
#[derive(Debug)]
pub(super) struct Module<'m> {
    /// Its name; empty for the root.
    pub(super) name: String,
    /// Its documentation, in paragraphs.
    pub(super) docs: Vec<String>,
    /// Its items, without those in `children`.
    pub(super) items: TokenStream,
    /// Its modules.
    pub(super) children: Vec<Child<'m>>,
    /// The feature of the generated code that it is there with.
    pub(super) feature: Option<&'static str>,
}

/// A module in another.
#[derive(Debug)]
pub(super) enum Child<'m> {
    /// It is there.
    Made(Module<'m>),
    /// It is a cluster's, still to be made.
    Cluster {
        /// Its name; empty if it is all that its release has.
        name: String,
        /// Of what it will be made.
        cluster: &'m Cluster,
        /// The release that the cluster is of.
        release: Option<&'m str>,
    },
}

impl<'m> Child<'m> {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Made(module) => &module.name,
            Self::Cluster { name, .. } => name,
        }
    }

    /// The feature of the generated code that it is there with.
    pub(super) fn feature(&self) -> Option<&'static str> {
        match self {
            Self::Made(module) => module.feature,
            Self::Cluster { .. } => None,
        }
    }

    /// The module, made now if it was not.
    pub(super) fn made(self, options: &Options) -> Module<'m> {
        match self {
            Self::Made(module) => module,
            Self::Cluster { name, cluster, release } => self::cluster(cluster, release, name, options),
        }
    }
}

/// The whole tree.
pub(super) fn modules<'m>(model: &'m Model, options: &Options) -> Module<'m> {
    let mut children = Vec::new();
    let mut contents = Vec::new();
    for (module, release) in release_modules(model).into_iter().zip(&model.releases) {
        let clusters = clusters(release, options);
        contents.extend(release.clusters.iter().zip(&clusters).map(|(cluster, in_release)| {
            let path = [module.as_deref().unwrap_or_default(), in_release.name()];
            contents_row(
                release,
                cluster,
                &path.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>(),
            )
        }));
        match (module, &release.name) {
            (Some(module), Some(name)) => children.push(release_module(module, name, clusters)),
            _ => children.extend(clusters),
        }
    }
    let (name, items) = (String::new(), TokenStream::new());
    Module { name, docs: root_docs(contents), items, children, feature: None }
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
    let mut scope = Scope::new(Case::Snake, &[taken::MODULES.as_slice(), &taken::ROOTS].concat());
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
fn release_module<'m>(module: String, release: &str, mut clusters: Vec<Child<'m>>) -> Child<'m> {
    if let [Child::Cluster { name, .. }] = clusters.as_mut_slice()
        && name.is_empty()
    {
        *name = module;
        return clusters.remove(0);
    }
    let docs = vec![format!("Release {}.", docs::prose(release))];
    Child::Made(Module { name: module, docs, items: TokenStream::new(), children: clusters, feature: None })
}

fn clusters<'m>(release: &'m Release, options: &Options) -> Vec<Child<'m>> {
    let modules = release.clusters.iter().zip(cluster_modules(release, options));
    let pending = |(cluster, name)| Child::Cluster { name, cluster, release: release.name.as_deref() };
    modules.map(pending).collect()
}

/// The module of a cluster.
fn cluster<'m>(cluster: &Cluster, release: Option<&str>, name: String, options: &Options) -> Module<'m> {
    let cx = Context::new(cluster, release, options);
    let attributes = attributes::named(&cx);
    let commands = commands::named(&cx);
    let events = events::named(&cx);
    let mut children = vec![
        child("attributes", "The attributes of the cluster.", attribute_items(&cx, &attributes)),
        child("commands", "The commands of the cluster: their fields.", command_items(&cx, &commands)),
        child("events", "The events of the cluster: their data.", event_items(&cx, &events)),
        child("metadata", "The cluster as tables.", metadata::metadata(&cx)),
        child("types", "Enumerations, bitmaps and structures of the cluster.", type_items(&cx)),
    ];
    if options.server {
        let items = server::server(&cx, &attributes, &commands, Flavour::Sync);
        children.push(child("server", "The server's side.", items));
    }
    if options.async_server {
        let items = server::server(&cx, &attributes, &commands, Flavour::Async);
        children.push(child("async_server", "The server's side, awaited.", items));
    }
    if options.owned {
        let items = owned::owned(&cx, &commands, &events);
        let docs = "What owns its parts where other types borrow them.";
        children.push(Module { feature: Some("alloc"), ..child("owned", docs, items) });
    }
    if options.client {
        children.push(child("client", "The client's side.", client::client(&cx, &attributes, &commands)));
    }
    children.retain(|child| !child.items.is_empty());
    children.sort_by(|a, b| a.name.cmp(&b.name));
    let children = children.into_iter().map(Child::Made).collect();
    let items = cluster_items(&cx);
    let docs = cluster_docs(cluster, release, &attributes, &commands, &events);
    Module { name, docs, items, children, feature: None }
}

fn child<'m>(name: &str, docs: &str, items: TokenStream) -> Module<'m> {
    Module { name: name.to_owned(), docs: vec![docs.to_owned()], items, children: Vec::new(), feature: None }
}

fn attribute_items(cx: &Context<'_>, attributes: &[attributes::Named<'_>]) -> TokenStream {
    all(attributes.iter().map(|named| attributes::attribute(cx, named)))
}

fn command_items(cx: &Context<'_>, commands: &[commands::Named<'_>]) -> TokenStream {
    all(commands.iter().map(|named| commands::command(cx, named, commands)))
}

fn event_items(cx: &Context<'_>, events: &[events::Named<'_>]) -> TokenStream {
    let items = events.iter().map(|named| events::event(cx, named));
    all(items.chain([events::any(cx, events)]))
}

fn type_items(cx: &Context<'_>) -> TokenStream {
    let features = enums::features(cx, &ident(FEATURES, Case::Pascal));
    let enums = cx.cluster.enums.iter().map(|item| enums::enumeration(cx, item));
    let bitmaps = cx.cluster.bitmaps.iter().map(|item| enums::bitmap(cx, item));
    let structs = cx.cluster.structs.iter().map(|item| structs::structure(cx, item));
    all([features].into_iter().chain(enums).chain(bitmaps).chain(structs))
}

/// What the cluster's own module has beside its children.
fn cluster_items(cx: &Context<'_>) -> TokenStream {
    let constants = metadata::constants(cx);
    let client = cx.options.client.then(|| {
        quote!(
            pub use client::Client;
        )
    });
    let has_list = cx.cluster.attributes.iter().any(attributes::is_written_list);
    let chunk = has_list.then(|| quote!(, write_chunk));
    let server = cx.options.server.then(|| {
        quote!(
            pub use server::{Server, invoke, read, write #chunk};
        )
    });
    let async_server = cx.options.async_server.then(|| {
        quote!(
            pub use async_server::AsyncServer;
        )
    });
    quote!(#async_server #client pub use metadata::METADATA; #server #constants)
}

/// The reference page of a cluster.
fn cluster_docs(
    cluster: &Cluster,
    release: Option<&str>,
    attributes: &[attributes::Named<'_>],
    commands: &[commands::Named<'_>],
    events: &[events::Named<'_>],
) -> Vec<String> {
    let of_release = release.map(|release| format!(", release {release}")).unwrap_or_default();
    let mut facts = vec![format!("cluster 0x{:04X}{of_release}", cluster.id)];
    facts.extend(cluster.revision.map(|revision| format!("revision {revision}")));
    facts.extend(cluster.pics.as_ref().map(|pics| format!("PICS {}", docs::prose(pics))));
    facts.extend(cluster.role.as_ref().map(|role| format!("role {}", docs::prose(role))));
    facts.extend(cluster.scope.as_ref().map(|scope| format!("scope {}", docs::prose(scope))));
    if cluster.provisional {
        facts.push("provisional".to_owned());
    }
    let mut page = vec![format!("{}: {}.", docs::prose(&cluster.name), facts.join(", "))];
    page.extend(cluster.description.as_deref().map(docs::sentence));
    page.extend(attribute_table(attributes));
    page.extend(command_table(commands));
    page.extend(event_table(events));
    page
}

fn attribute_table(attributes: &[attributes::Named<'_>]) -> Option<String> {
    let rows = attributes.iter().map(|named| {
        let (ident, attribute) = (&named.ident, named.attribute);
        let (value, access) = (describe::value(&attribute.field), describe::attribute_access(attribute));
        format!("| 0x{:04X} | [`{ident}`](attributes::{ident}) | {value} | {access} |", attribute.field.id)
    });
    table("| id | attribute | type | access |\n|---|---|---|---|", rows)
}

fn command_table(commands: &[commands::Named<'_>]) -> Option<String> {
    let rows = commands.iter().map(|named| {
        let (ident, command) = (&named.ident, named.command);
        let access = match command.direction {
            Direction::ToServer => describe::command_access(command),
            Direction::ToClient => "response".to_owned(),
        };
        format!("| 0x{:02X} | [`{ident}`](commands::{ident}) | {access} |", command.id)
    });
    table("| id | command | access |\n|---|---|---|", rows)
}

fn event_table(events: &[events::Named<'_>]) -> Option<String> {
    let rows = events.iter().map(|named| {
        let (ident, event) = (&named.ident, named.event);
        format!("| 0x{:02X} | [`{ident}`](events::{ident}) | {} |", event.id, events::facts(event))
    });
    table("| id | event | priority and access |\n|---|---|---|", rows)
}

fn table(head: &str, rows: impl Iterator<Item = String>) -> Option<String> {
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| format!("{head}\n{}", rows.join("\n")))
}
