//! The client's side: a method for each attribute and command.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attributes::Methods;
use super::context::Context;
use super::conventions;
use super::docs::{code, docs};
use super::rust_type::{Use, field_type};
use super::tokens::moved;
use super::{attributes, commands, taken};
use crate::naming::{Case, Scope};
use crate::renames::{Kind, Owner};

/// The client's module.
pub(super) fn client(
    cx: &Context<'_>,
    attributes: &[attributes::Named<'_>],
    commands: &[commands::Named<'_>],
) -> TokenStream {
    let mut scope = Scope::new(Case::Snake, &taken::METHODS);
    let methods: Vec<_> = attributes.iter().map(|named| attributes::methods(cx, named, &mut scope)).collect();
    let requests = commands::requests(commands);
    let requests: Vec<_> = requests
        .map(|named| {
            let name = cx.name(Owner::Item(Kind::Command), &named.command.name);
            (named, scope.add(name, "command"))
        })
        .collect();
    let idents = methods.iter().flat_map(Methods::all).chain(requests.iter().map(|(_, method)| method));
    let naming = conventions::of_methods(idents);

    let reads = methods.iter().filter_map(read).map(moved);
    let writes = methods.iter().filter_map(|methods| write(cx, methods)).map(moved);
    let invokes = requests.iter().map(|(named, method)| moved(invoke(cx, named, method)));
    let features = if cx.cluster.features.is_empty() { quote!(u32) } else { quote!(types::Features) };
    let intro = docs([
        format!("{} of another node.", code(&cx.cluster.name)),
        "Each method prepares one operation; `send` (or `send_async`) performs it, with a buffer for what goes out and \
         comes back. The attributes that every cluster has, `FeatureMap` and so on, are read with [`ClusterClient`]."
            .to_owned(),
    ]);
    quote! {
        #intro
        #[derive(Debug)]
        pub struct Client<T> {
            transport: T,
            endpoint: EndpointId,
        }

        #naming
        impl<T> Client<T> {
            #[doc = " A client of the cluster on this endpoint of the node that the transport leads to."]
            pub const fn new(transport: T, endpoint: EndpointId) -> Self {
                Self { transport, endpoint }
            }

            #[doc = " The transport, to use it for something else."]
            pub const fn transport(&mut self) -> &mut T {
                &mut self.transport
            }

            #[doc = " The endpoint that the cluster is on."]
            pub const fn endpoint(&self) -> EndpointId {
                self.endpoint
            }

            #(#reads)*
            #(#writes)*
            #(#invokes)*
        }

        impl<T> ClusterClient<T> for Client<T> {
            const CLUSTER: ClusterId = super::ID;
            type Features = #features;

            fn target(&mut self) -> (&mut T, EndpointId) {
                (&mut self.transport, self.endpoint)
            }
        }
    }
}

fn read(methods: &Methods<'_>) -> Option<TokenStream> {
    let (method, ident) = (methods.read.as_ref()?, &methods.named.ident);
    let text = moved(docs([format!("Reads [`{ident}`](attributes::{ident}).")]));
    Some(quote! {
        #text
        pub const fn #method(&mut self) -> Read<'_, T, attributes::#ident> {
            Read::new(&mut self.transport, self.endpoint)
        }
    })
}

fn write(cx: &Context<'_>, methods: &Methods<'_>) -> Option<TokenStream> {
    let method = methods.write.as_ref()?;
    let (ident, field) = (&methods.named.ident, &methods.named.attribute.field);
    let text = docs([format!("Writes [`{ident}`](attributes::{ident}).")]);
    let lifetime = quote!('v);
    let ty = field_type(cx, field, Use { lifetime: &lifetime, types: &quote!(types::), incoming: true });
    let generics = cx.borrows(&field.ty).then(|| quote!(<'v>));
    let lifetime = if generics.is_some() { lifetime } else { quote!('static) };
    Some(quote! {
        #text
        pub const fn #method #generics(&mut self, value: #ty) -> Write<'_, #lifetime, T, attributes::#ident> {
            Write::new(&mut self.transport, self.endpoint, value)
        }
    })
}

fn invoke(cx: &Context<'_>, named: &commands::Named<'_>, method: &Ident) -> TokenStream {
    let commands::Named { command, ident } = named;
    let text = docs([format!("Invokes [`{ident}`](commands::{ident}).")]);
    let (lifetimes, generics) =
        if cx.any_borrows(&command.fields) { (Some(quote!(<'r>)), Some(quote!(<'r>))) } else { (None, None) };
    let ty = quote!(commands::#ident #generics);
    if command.fields.is_empty() {
        return quote! {
            #text
            pub const fn #method(&mut self) -> Invoke<'_, T, #ty> {
                Invoke::new(&mut self.transport, self.endpoint, commands::#ident {})
            }
        };
    }
    quote! {
        #text
        pub const fn #method #lifetimes(&mut self, request: #ty) -> Invoke<'_, T, #ty> {
            Invoke::new(&mut self.transport, self.endpoint, request)
        }
    }
}
