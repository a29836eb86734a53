//! The module of a cluster: in it one module for each kind of item, and its reference page as documentation.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, FEATURES};
use super::flavour::Flavour;
use super::layout::{Pending, table};
use super::tokens::all;
use super::{
    Options, attributes, client, commands, describe, docs, enums, events, metadata, owned, server, structs,
};
use crate::model::{Cluster, Direction};
use crate::naming::{Case, ident};

/// A module with items.
#[derive(Debug)]
pub(super) struct Module {
    /// Its name.
    pub(super) name: String,
    /// Its documentation, in paragraphs.
    pub(super) docs: Vec<String>,
    /// Its items, without those in `children`.
    pub(super) items: TokenStream,
    /// Its modules.
    pub(super) children: Vec<Module>,
    /// The feature of the generated code that it is there with.
    pub(super) feature: Option<&'static str>,
}

/// The module of a cluster.
pub(super) fn module(name: &str, pending: &Pending<'_>, options: &Options) -> Module {
    let Pending { cluster, release } = *pending;
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
    let items = cluster_items(&cx);
    let docs = cluster_docs(cluster, release, &attributes, &commands, &events);
    Module { name: name.to_owned(), docs, items, children, feature: None }
}

fn child(name: &str, docs: &str, items: TokenStream) -> Module {
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
