//! Events: their data as types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, type_scope};
use super::describe;
use super::docs::{code, sentence};
use super::fields::Record;
use super::literal::id;
use crate::model::{Cluster, Event, EventPriority};

/// An event and its identifier in the module of events.
pub(super) struct Named<'m> {
    pub(super) event: &'m Event,
    pub(super) ident: Ident,
}

/// All events with their identifiers.
pub(super) fn named(cluster: &Cluster) -> Vec<Named<'_>> {
    let mut scope = type_scope();
    cluster.events.iter().map(|event| Named { event, ident: scope.add(&event.name, "Event") }).collect()
}

/// The type of an event.
pub(super) fn event(cx: &Context<'_>, named: &Named<'_>) -> TokenStream {
    let item = named.event;
    let record = Record {
        ident: named.ident.clone(),
        name: &item.name,
        docs: event_docs(item),
        fields: &item.fields,
        incoming: false,
    };
    let definition = record.emit(cx, &quote!(types::));
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('_));
    let (id, priority) = (id(item.id, 2), priority(item.priority));
    quote! {
        #definition
        impl Event for #ident #generics {
            const CLUSTER: ClusterId = super::ID;
            const ID: EventId = EventId(#id);
            const PRIORITY: EventPriority = #priority;
        }
    }
}

/// `priority info, read View, optional`
pub(super) fn facts(event: &Event) -> String {
    let mut facts = vec![format!("priority {:?}", event.priority).to_lowercase()];
    facts.push(format!("read {}", describe::privilege(event.read)));
    facts.extend(describe::conformance(&event.conformance));
    if event.fabric_sensitive {
        facts.push("fabric-sensitive".to_owned());
    }
    facts.join(", ")
}

fn event_docs(event: &Event) -> Vec<String> {
    let mut docs = vec![format!("{} (0x{:02X}): {}.", code(&event.name), event.id, facts(event))];
    docs.extend(event.summary.as_deref().map(sentence));
    docs
}

/// The runtime's name of a priority.
pub(super) fn priority(priority: EventPriority) -> TokenStream {
    match priority {
        EventPriority::Debug => quote!(EventPriority::Debug),
        EventPriority::Info => quote!(EventPriority::Info),
        EventPriority::Critical => quote!(EventPriority::Critical),
    }
}
