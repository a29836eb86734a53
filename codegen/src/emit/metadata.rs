//! The table that describes the cluster.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::conformance::builder;
use super::context::Context;
use super::events::priority;
use super::literal::{id, mask};
use super::tokens::{all, moved};
use crate::model::{
    Attribute, Cluster, Command, Conformance, Direction, Event, Feature, Persistence, Privilege, Shape,
};

/// `METADATA` of the cluster.
pub(super) fn metadata(cx: &Context<'_>) -> TokenStream {
    let cluster = cx.cluster;
    let name = &cluster.name;
    let features = cluster.features.iter().map(|item| feature(cluster, item)).map(moved);
    let attributes = cluster.attributes.iter().map(|item| attribute(cluster, item)).map(moved);
    let commands = cluster.commands.iter().map(|item| command(cx, item)).map(moved);
    let events = cluster.events.iter().map(|item| event(cluster, item)).map(moved);
    quote! {
        #[doc = " The cluster as tables: what dispatch checks against, and what a node reads to describe itself."]
        pub const METADATA: ClusterMetadata = ClusterMetadata {
            id: super::ID,
            name: #name,
            revision: super::REVISION,
            features: &[#(#features),*],
            attributes: &[#(#attributes),*],
            commands: &[#(#commands),*],
            events: &[#(#events),*],
        };
    }
}

fn feature(cluster: &Cluster, feature: &Feature) -> TokenStream {
    let mask = mask(1_u64.checked_shl(feature.bit.into()).unwrap_or(0));
    let (code, name) = (&feature.code, &feature.name);
    // Whoever writes no conformance of a feature leaves the choice.
    let when = match builder(cluster, &feature.conformance) {
        None => Some(quote!(.when(Conformance::Mandatory))),
        Some(_) if feature.conformance == Conformance::OPTIONAL => None,
        when => when,
    };
    quote!(FeatureMetadata::new(#mask, #code, #name) #when)
}

fn attribute(cluster: &Cluster, attribute: &Attribute) -> TokenStream {
    let (id, name) = (id(attribute.field.id, 4), &attribute.field.name);
    let read = attribute.read.map(privilege).map(|privilege| quote!(.read(#privilege)));
    let write = attribute.write.map(privilege).map(|privilege| quote!(.write(#privilege)));
    let timed = attribute.timed_write.then(|| quote!(.timed_write()));
    let optional = builder(cluster, &attribute.field.conformance);
    let qualities = qualities(attribute);
    quote!(AttributeMetadata::new(#id, #name) #read #write #timed #optional #qualities)
}

fn qualities(attribute: &Attribute) -> TokenStream {
    let (field, quality) = (&attribute.field, attribute.quality);
    let flags = [
        (field.nullable, "NULLABLE"),
        (matches!(field.ty.shape, Shape::List { .. }), "LIST"),
        (quality.persistence == Some(Persistence::Fixed), "FIXED"),
        (quality.persistence == Some(Persistence::NonVolatile), "NON_VOLATILE"),
        (quality.changes_omitted, "CHANGES_OMITTED"),
        (quality.quieter_reporting, "QUIETER_REPORTING"),
        (quality.scene, "SCENE"),
        (quality.atomic_write, "ATOMIC_WRITE"),
        (quality.large_message, "LARGE_MESSAGE"),
        (attribute.fabric_scoped, "FABRIC_SCOPED"),
        (field.fabric_sensitive, "FABRIC_SENSITIVE"),
    ];
    let set = flags.into_iter().filter(|(set, _)| *set);
    all(set.map(|(_, flag)| {
        let flag = Ident::new(flag, Span::call_site());
        quote!(.quality(Quality::#flag))
    }))
}

fn command(cx: &Context<'_>, command: &Command) -> TokenStream {
    let (ident, name) = (id(command.id, 2), &command.name);
    if command.direction == Direction::ToClient {
        let optional = builder(cx.cluster, &command.conformance);
        return quote!(CommandMetadata::response(#ident, #name) #optional);
    }
    let privilege = privilege(command.privilege);
    let answered = cx.cluster.response_of(command).map(|response| {
        let id = id(response.id, 2);
        quote!(.answered_by(#id))
    });
    let timed = command.timed.then(|| quote!(.timed()));
    let fabric_scoped = command.fabric_scoped.then(|| quote!(.fabric_scoped()));
    let case_only = command.case_only.then(|| quote!(.case_only()));
    let optional = builder(cx.cluster, &command.conformance);
    quote!(CommandMetadata::request(#ident, #name, #privilege) #timed #fabric_scoped #case_only #optional #answered)
}

fn event(cluster: &Cluster, event: &Event) -> TokenStream {
    let (id, name) = (id(event.id, 2), &event.name);
    let (priority, privilege) = (priority(event.priority), privilege(event.read));
    let sensitive = event.fabric_sensitive.then(|| quote!(.fabric_sensitive()));
    let optional = builder(cluster, &event.conformance);
    quote!(EventMetadata::new(#id, #name, #priority, #privilege) #sensitive #optional)
}

fn privilege(privilege: Privilege) -> TokenStream {
    match privilege {
        Privilege::View => quote!(Privilege::View),
        Privilege::Operate => quote!(Privilege::Operate),
        Privilege::Manage => quote!(Privilege::Manage),
        Privilege::Administer => quote!(Privilege::Administer),
    }
}

/// `ID` and `REVISION` of the cluster.
pub(super) fn constants(cx: &Context<'_>) -> TokenStream {
    let id = id(cx.cluster.id, 4);
    let revision = Literal::u16_unsuffixed(cx.cluster.revision.unwrap_or(0));
    let text = match cx.cluster.revision {
        Some(_) => " `ClusterRevision`.",
        None => " `ClusterRevision`: 0, because the input does not say it.",
    };
    quote! {
        #[doc = " The cluster's id."]
        pub const ID: ClusterId = ClusterId(#id);
        #[doc = #text]
        pub const REVISION: u16 = #revision;
    }
}
