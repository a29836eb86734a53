//! The server's side: a trait that a node implements. What calls it is in [`dispatch`].

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::attributes::{self, Methods, attribute_docs};
use super::commands::{self, response};
use super::context::Context;
use super::conventions;
use super::describe;
use super::dispatch::{self, Served};
use super::docs::{code, docs, sentence};
use super::flavour::Flavour;
use super::rust_type::{Use, data_type, field_type};
use super::taken;
use super::tokens::moved;
use crate::model::{Command, Conformance, Field, Shape};
use crate::naming::{Case, Scope};
use crate::renames::{Kind, Owner};

/// The server's module.
pub(super) fn server(
    cx: &Context<'_>,
    attributes: &[attributes::Named<'_>],
    commands: &[commands::Named<'_>],
    flavour: Flavour,
) -> TokenStream {
    let mut scope = Scope::new(Case::Snake, &taken::METHODS);
    let methods: Vec<_> = attributes.iter().map(|named| attributes::methods(cx, named, &mut scope)).collect();
    let requests: Vec<_> = commands::requests(commands)
        .map(|named| {
            let name = cx.name(Owner::Item(Kind::Command), &named.command.name);
            (named, scope.add(name, "command"))
        })
        .collect();
    // What cannot be written needs no leave to be.
    let writable = attributes.iter().filter(|named| named.attribute.write.is_some());
    let atomic = writable.map(|named| named.attribute.quality).any(|quality| quality.atomic_write);
    let served = Served { methods, requests, commands, open: is_open(cx), atomic, flavour };

    let provided = served.open.then(provided_method);
    let in_atomic_write = served.atomic.then(atomic_method);
    let reads = served.methods.iter().filter_map(|method| read_method(cx, method, flavour)).map(moved);
    let writes = served.methods.iter().filter_map(|method| write_method(cx, method, flavour)).map(moved);
    let appends = served.methods.iter().filter_map(|method| append_method(cx, method, flavour)).map(moved);
    let invokes =
        served.requests.iter().map(|(named, method)| moved(invoke_method(cx, named, method, &served)));
    let idents = served.methods.iter().flat_map(Methods::all);
    let naming = conventions::of_methods(idents.chain(served.requests.iter().map(|(_, method)| method)));
    let text = moved(server_docs(cx, flavour));
    let name = flavour.server();
    let dispatch = moved(dispatch::dispatch(cx, &served));
    quote! {
        #text
        #naming
        pub trait #name {
            #provided
            #in_atomic_write
            #(#reads)*
            #(#writes)*
            #(#appends)*
            #(#invokes)*
        }
        #dispatch
    }
}

fn server_docs(cx: &Context<'_>, flavour: Flavour) -> TokenStream {
    let awaited = match flavour {
        Flavour::Sync => "",
        Flavour::Async => {
            " Methods are implemented as `async fn`. While one is awaited others may be called: whatever changes is \
                           behind a lock or in cells."
        }
    };
    docs([
        format!("What a node provides to serve {}.{awaited}", code(&cx.cluster.name)),
        "A method is called only when [`read()`], [`write()`] or [`invoke()`] has found the operation admissible: the path, the \
         privilege, the session, the shape of the data and its limits."
            .to_owned(),
    ])
}

/// Whether the cluster leaves anything to the server's choice.
fn is_open(cx: &Context<'_>) -> bool {
    let cluster = cx.cluster;
    let optional_attribute = cluster.attributes.iter().any(|item| !item.field.conformance.is_mandatory());
    let optional_command = cluster.commands.iter().any(|item| !item.conformance.is_mandatory());
    !cluster.features.is_empty() || optional_attribute || optional_command
}

fn provided_method() -> TokenStream {
    quote! {
        #[doc = " The features, optional attributes and optional commands that this server provides. What the features make mandatory"]
        #[doc = " need not be named."]
        #[doc = ""]
        #[doc = " What is not named here is not there, whether or not its method is implemented."]
        fn provided(&self) -> Provided<'_> {
            Provided::NOTHING
        }
    }
}

fn atomic_method() -> TokenStream {
    quote! {
        #[doc = " Whether the requester has begun an atomic write that covers the attribute: without one it cannot be written."]
        fn in_atomic_write(&self, cx: &Context, attribute: AttributeId) -> bool {
            let _ = (cx, attribute);
            false
        }
    }
}

fn read_method(cx: &Context<'_>, served: &Methods<'_>, flavour: Flavour) -> Option<TokenStream> {
    let (method, attribute) = (served.read.as_ref()?, served.named.attribute);
    let field = &attribute.field;
    let usage = Use { lifetime: &quote!('_), types: &quote!(types::), incoming: attribute.write.is_some() };
    let (arguments, ty) = match &field.ty.shape {
        Shape::List { entry, entry_constraint } => {
            let entry = data_type(cx, entry, entry_constraint, usage);
            let ty = if field.nullable { quote!(Nullable<()>) } else { quote!(()) };
            (Some(("list", quote!(&mut ListWriter<'_, '_, #entry>))), ty)
        }
        _ => (None, scalar_type(cx, field, usage)),
    };
    let method = Method {
        docs: attribute_docs(attribute),
        name: method,
        receiver: quote!(&self),
        arguments: arguments.into_iter().collect(),
        output: ty,
        conformance: &field.conformance,
        unsupported: quote!(UNSUPPORTED_ATTRIBUTE),
    };
    Some(method.emit(flavour))
}

/// The type of a value that is returned: its references are those of `&self`.
fn scalar_type(cx: &Context<'_>, field: &Field, usage: Use<'_>) -> TokenStream {
    let elided = Use { lifetime: &TokenStream::new(), ..usage };
    match field.ty.shape {
        Shape::Text | Shape::Octets => field_type(cx, field, elided),
        _ => field_type(cx, field, usage),
    }
}

fn write_method(cx: &Context<'_>, served: &Methods<'_>, flavour: Flavour) -> Option<TokenStream> {
    let (name, attribute) = (served.write.as_ref()?, served.named.attribute);
    let usage = Use { lifetime: &quote!('_), types: &quote!(types::), incoming: true };
    let ty = scalar_type(cx, &attribute.field, usage);
    let docs = vec![format!("Writes {}.", code(&attribute.field.name))];
    Some(changing(name, docs, ("value", ty), &attribute.field, flavour))
}

fn append_method(cx: &Context<'_>, served: &Methods<'_>, flavour: Flavour) -> Option<TokenStream> {
    let (name, attribute) = (served.append.as_ref()?, served.named.attribute);
    let Shape::List { entry, entry_constraint } = &attribute.field.ty.shape else { return None };
    let usage = Use { lifetime: &quote!('_), types: &quote!(types::), incoming: true };
    let ty = data_type(cx, entry, entry_constraint, usage);
    let docs = vec![format!(
        "Appends an entry to {}: the rest of a list that was too long for one message.",
        code(&attribute.field.name)
    )];
    Some(changing(name, docs, ("entry", ty), &attribute.field, flavour))
}

/// A method that changes an attribute.
fn changing(
    name: &Ident,
    docs: Vec<String>,
    argument: Argument,
    field: &Field,
    flavour: Flavour,
) -> TokenStream {
    let exclusive = flavour.exclusive();
    let method = Method {
        docs,
        name,
        receiver: quote!(#exclusive self),
        arguments: vec![argument],
        output: quote!(()),
        conformance: &field.conformance,
        unsupported: quote!(UNSUPPORTED_ATTRIBUTE),
    };
    method.emit(flavour)
}

fn invoke_method(
    cx: &Context<'_>,
    named: &commands::Named<'_>,
    name: &Ident,
    served: &Served<'_, '_>,
) -> TokenStream {
    let commands::Named { command, ident } = named;
    let request = (!command.fields.is_empty()).then(|| {
        let generics = cx.any_borrows(&command.fields).then(|| quote!(<'_>));
        ("request", quote!(commands::#ident #generics))
    });
    let (reply, output) = match response(command, served.commands) {
        Some(response) => {
            let generics = cx.any_borrows(&response.command.fields).then(|| quote!(<'_>));
            let ident = &response.ident;
            (Some(("reply", quote!(Reply<'_, '_, commands::#ident #generics>))), quote!(Replied))
        }
        None => (None, quote!(())),
    };
    let exclusive = served.flavour.exclusive();
    let method = Method {
        docs: request_docs(command),
        name,
        receiver: quote!(#exclusive self),
        arguments: request.into_iter().chain(reply).collect(),
        output,
        conformance: &command.conformance,
        unsupported: quote!(UNSUPPORTED_COMMAND),
    };
    method.emit(served.flavour)
}

fn request_docs(command: &Command) -> Vec<String> {
    let facts = describe::command_access(command);
    let mut docs = vec![format!("{} (0x{:02X}): {facts}.", code(&command.name), command.id)];
    docs.extend(command.summary.as_deref().map(sentence));
    docs
}

/// The name of an argument and its type.
type Argument = (&'static str, TokenStream);

/// A method of the trait, on its way to Rust.
struct Method<'m> {
    docs: Vec<String>,
    name: &'m Ident,
    receiver: TokenStream,
    /// What comes behind the receiver and the context.
    arguments: Vec<Argument>,
    output: TokenStream,
    /// When the item is there.
    conformance: &'m Conformance,
    /// The status that says that it is not.
    unsupported: TokenStream,
}

impl Method<'_> {
    /// Required, or with a body that says that the server does not have the item.
    fn emit(self, flavour: Flavour) -> TokenStream {
        let (name, receiver, unsupported) = (self.name, self.receiver, self.unsupported);
        let (text, output) = (moved(docs(&self.docs)), moved(flavour.output(&self.output)));
        let arguments = self.arguments.into_iter();
        let (names, types): (Vec<_>, Vec<_>) =
            arguments.map(|(name, ty)| (Ident::new(name, Span::call_site()), moved(ty))).unzip();
        let signature = moved(quote!(fn #name(#receiver, cx: &Context #(, #names: #types)*) -> #output));
        if self.conformance.is_mandatory() {
            return quote!(#text #signature;);
        }
        let unused = unused_arguments(&names);
        let result = flavour.ready(&quote!(Err(StatusCode::#unsupported.into())));
        quote! {
            #text
            #signature {
                #unused
                #result
            }
        }
    }
}

/// Names the arguments that a body does not use, so that they keep their names without a leading underscore.
fn unused_arguments(names: &[Ident]) -> TokenStream {
    if names.is_empty() { quote!(let _ = cx;) } else { quote!(let _ = (cx #(, #names)*);) }
}
