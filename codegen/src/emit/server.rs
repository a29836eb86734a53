//! The server's side: a trait that a node implements. What calls it is in [`dispatch`].

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attributes::{self, Methods, attribute_docs};
use super::commands::{self, response};
use super::context::Context;
use super::conventions;
use super::describe;
use super::dispatch;
use super::docs::{code, docs, sentence};
use super::rust_type::{Use, data_type, field_type};
use crate::model::{Command, Field, Shape};
use crate::naming::{Case, Scope};

/// The server's module.
pub(super) fn server(
    cx: &Context<'_>,
    attributes: &[attributes::Named<'_>],
    commands: &[commands::Named<'_>],
) -> TokenStream {
    let mut scope = Scope::new(Case::Snake, &["new", "provided"]);
    let served: Vec<_> = attributes.iter().map(|named| attributes::methods(named, &mut scope)).collect();
    let requests: Vec<_> = commands::requests(commands)
        .map(|named| (named, scope.add(&named.command.name, "command")))
        .collect();
    let open = is_open(cx);

    let provided = open.then(provided_method);
    let reads = served.iter().filter_map(|served| read_method(cx, served));
    let writes = served.iter().filter_map(|served| write_method(cx, served));
    let invokes = requests.iter().map(|(named, method)| invoke_method(cx, named, method, commands));
    let intro = format!("What a node provides to serve {}.", code(&cx.cluster.name));
    let text = docs([
        intro.as_str(),
        "A method is called only when [`read()`], [`write()`] or [`invoke()`] has found the operation admissible: the path, the \
         privilege, the session, the shape of the data and its limits.",
    ]);
    let methods = served.iter().flat_map(Methods::all).chain(requests.iter().map(|(_, method)| method));
    let naming = conventions::of_methods(methods);
    let dispatch = dispatch::dispatch(&served, &requests, commands, open);
    quote! {
        #text
        #naming
        pub trait Server {
            #provided
            #(#reads)*
            #(#writes)*
            #(#invokes)*
        }
        #dispatch
    }
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
        #[doc = " The features, optional attributes and optional commands that this server provides."]
        #[doc = ""]
        #[doc = " What is not named here is not there, whether or not its method is implemented."]
        fn provided(&self) -> Provided<'_> {
            Provided::NOTHING
        }
    }
}

fn read_method(cx: &Context<'_>, served: &Methods<'_>) -> Option<TokenStream> {
    let (method, attribute) = (served.read.as_ref()?, served.named.attribute);
    let text = docs(attribute_docs(attribute));
    let field = &attribute.field;
    let usage = Use { lifetime: &quote!('_), types: &quote!(types::), incoming: attribute.write.is_some() };
    let (arguments, ty) = match &field.ty.shape {
        Shape::List { entry, entry_constraint } => {
            let entry = data_type(cx, entry, entry_constraint, usage);
            let ty = if field.nullable { quote!(Nullable<()>) } else { quote!(()) };
            (quote!(, list: &mut ListWriter<'_, '_, #entry>), ty)
        }
        _ => (TokenStream::new(), scalar_type(cx, field, usage)),
    };
    Some(method_of(
        &text,
        method,
        &quote!(&self),
        &arguments,
        &ty,
        &field.conformance,
        &quote!(UNSUPPORTED_ATTRIBUTE),
    ))
}

/// The type of a value that is returned: its references are those of `&self`.
fn scalar_type(cx: &Context<'_>, field: &Field, usage: Use<'_>) -> TokenStream {
    let elided = Use { lifetime: &TokenStream::new(), ..usage };
    match field.ty.shape {
        Shape::Text | Shape::Octets => field_type(cx, field, elided),
        _ => field_type(cx, field, usage),
    }
}

fn write_method(cx: &Context<'_>, served: &Methods<'_>) -> Option<TokenStream> {
    let (method, attribute) = (served.write.as_ref()?, served.named.attribute);
    let text = docs([format!("Writes {}.", code(&attribute.field.name))]);
    let usage = Use { lifetime: &quote!('_), types: &quote!(types::), incoming: true };
    let ty = scalar_type(cx, &attribute.field, usage);
    let arguments = quote!(, value: #ty);
    let conformance = &attribute.field.conformance;
    let unsupported = quote!(UNSUPPORTED_ATTRIBUTE);
    Some(method_of(&text, method, &quote!(&mut self), &arguments, &quote!(()), conformance, &unsupported))
}

fn invoke_method(
    cx: &Context<'_>,
    named: &commands::Named<'_>,
    method: &Ident,
    commands: &[commands::Named<'_>],
) -> TokenStream {
    let commands::Named { command, ident } = named;
    let text = docs(request_docs(command));
    let request = (!command.fields.is_empty()).then(|| {
        let generics = cx.any_borrows(&command.fields).then(|| quote!(<'_>));
        quote!(, request: commands::#ident #generics)
    });
    let (reply, ty) = match response(command, commands) {
        Some(response) => {
            let generics = cx.any_borrows(&response.command.fields).then(|| quote!(<'_>));
            let ident = &response.ident;
            (quote!(, reply: Reply<'_, '_, commands::#ident #generics>), quote!(Replied))
        }
        None => (TokenStream::new(), quote!(())),
    };
    let arguments = quote!(#request #reply);
    let unsupported = quote!(UNSUPPORTED_COMMAND);
    method_of(&text, method, &quote!(&mut self), &arguments, &ty, &command.conformance, &unsupported)
}

fn request_docs(command: &Command) -> Vec<String> {
    let facts = describe::command_access(command);
    let mut docs = vec![format!("{} (0x{:02X}): {facts}.", code(&command.name), command.id)];
    docs.extend(command.summary.as_deref().map(sentence));
    docs
}

/// A method of the trait: required, or with a body that says that the server does not have the item.
fn method_of(
    text: &TokenStream,
    method: &Ident,
    receiver: &TokenStream,
    arguments: &TokenStream,
    ty: &TokenStream,
    conformance: &crate::model::Conformance,
    unsupported: &TokenStream,
) -> TokenStream {
    let signature = quote!(fn #method(#receiver, cx: &Context #arguments) -> Result<#ty, Status>);
    if conformance.is_mandatory() {
        return quote!(#text #signature;);
    }
    let unused = unused_arguments(arguments);
    quote! {
        #text
        #signature {
            #unused
            Err(StatusCode::#unsupported.into())
        }
    }
}

/// Names the arguments that a body does not use, so that they keep their names without a leading underscore.
fn unused_arguments(arguments: &TokenStream) -> TokenStream {
    let text = arguments.to_string();
    let is_argument = |name: &&str| text.contains(&format!(", {name} :"));
    let names = ["list", "value", "request", "reply"].into_iter().filter(is_argument);
    let names: Vec<_> = names.map(|name| Ident::new(name, proc_macro2::Span::call_site())).collect();
    if names.is_empty() { quote!(let _ = cx;) } else { quote!(let _ = (cx #(, #names)*);) }
}
