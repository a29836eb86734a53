//! Events: their data as types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{ANY_EVENT, Context, type_scope};
use super::conventions;
use super::describe;
use super::docs::{code, docs, sentence};
use super::fields::Record;
use super::literal::id;
use super::tokens::moved;
use crate::model::{Event, EventPriority};
use crate::renames::{Kind, Owner};

/// An event and its identifier in the module of events.
pub(super) struct Named<'m> {
    pub(super) event: &'m Event,
    pub(super) ident: Ident,
}

/// All events with their identifiers.
pub(super) fn named<'m>(cx: &Context<'m>) -> Vec<Named<'m>> {
    let mut scope = type_scope();
    let name = |event: &'m Event| cx.name(Owner::Item(Kind::Event), &event.name);
    let events = cx.cluster.events.iter();
    events.map(|event| Named { event, ident: scope.add(name(event), "Event") }).collect()
}

/// An event as a type made of fields.
pub(super) fn record<'m>(named: &Named<'m>) -> Record<'m> {
    Record {
        ident: named.ident.clone(),
        kind: Kind::Event,
        name: &named.event.name,
        docs: event_docs(named.event),
        fields: &named.event.fields,
        incoming: false,
        is_entry: false,
    }
}

/// Any event of the cluster, which is decoded by its id.
pub(super) fn any(cx: &Context<'_>, events: &[Named<'_>]) -> TokenStream {
    if events.is_empty() {
        return TokenStream::new();
    }
    let name = Ident::new(ANY_EVENT, proc_macro2::Span::call_site());
    let borrows = |named: &Named<'_>| cx.any_borrows(&named.event.fields);
    let generics = events.iter().any(borrows).then(|| quote!(<'a>));
    let lifetime = generics.is_some().then(|| quote!('a));
    let is_eq = events.iter().flat_map(|named| &named.event.fields).all(|field| cx.is_eq(&field.ty));
    let eq = is_eq.then(|| quote!(, Eq));
    let variants = events.iter().map(|named| {
        let (ident, generics) = (&named.ident, borrows(named).then(|| quote!(<'a>)));
        let text = docs([format!("{}.", code(&named.event.name))]);
        quote!(#text #ident(#ident #generics))
    });
    let naming = conventions::of_variants(events.iter().map(|named| &named.ident));
    let arms = events.iter().map(|named| {
        let ident = &named.ident;
        quote!(#ident::ID => tlv::decode(data).map(Self::#ident).map(Some))
    });
    quote! {
        #[doc = " Any event of the cluster."]
        #[derive(Clone, Copy, Debug, PartialEq #eq)]
        #naming
        pub enum #name #generics {
            #(#variants),*
        }

        impl #generics #name #generics {
            #[doc = " Decodes the data of the event with this id, one TLV structure under any tag. `None` for an event that the cluster"]
            #[doc = " does not have."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " What is malformed, and where."]
            pub fn decode(id: EventId, data: &#lifetime [u8]) -> Result<Option<Self>, Error> {
                match id {
                    #(#arms,)*
                    _ => Ok(None),
                }
            }
        }
    }
}

/// The type of an event.
pub(super) fn event(cx: &Context<'_>, named: &Named<'_>) -> TokenStream {
    let item = named.event;
    let record = record(named);
    let definition = moved(record.emit(cx, &quote!(types::)));
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
