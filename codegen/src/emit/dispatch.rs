//! The three functions that serve a cluster: read, write, invoke. An arm of each is decode, check, call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::attributes::Methods;
use super::commands::{self, response};
use crate::model::Shape;

/// The functions. `open` says that the server has a choice of what it provides.
pub(super) fn dispatch(
    attributes: &[Methods<'_>],
    requests: &[(&commands::Named<'_>, Ident)],
    commands: &[commands::Named<'_>],
    open: bool,
) -> TokenStream {
    let provided = if open { quote!(server.provided()) } else { quote!(Provided::NOTHING) };
    let (read, write) = (read(attributes, open, &provided), write(attributes, open, &provided));
    let invoke = invoke(requests, commands, open, &provided);
    quote!(#read #write #invoke)
}

/// The name of a parameter; what is not used begins with an underscore.
fn parameter(name: &str, is_used: bool) -> Ident {
    let name = if is_used { name.to_owned() } else { format!("_{name}") };
    Ident::new(&name, Span::call_site())
}

/// An arm for each item; what has none is not supported.
fn match_on(subject: &str, arms: &[TokenStream], unsupported: &str) -> TokenStream {
    let (subject, unsupported) =
        (Ident::new(subject, Span::call_site()), Ident::new(unsupported, Span::call_site()));
    let otherwise = quote!(Err(StatusCode::#unsupported.into()));
    if arms.is_empty() { otherwise } else { quote!(match #subject { #(#arms,)* _ => #otherwise, }) }
}

fn read(attributes: &[Methods<'_>], open: bool, provided: &TokenStream) -> TokenStream {
    let arms: Vec<_> = attributes.iter().filter_map(read_arm).collect();
    let server = parameter("server", open || !arms.is_empty());
    let serve_out = parameter("out", !arms.is_empty());
    let serve = match_on("attribute", &arms, "UNSUPPORTED_ATTRIBUTE");
    quote! {
        #[doc = " Serves one read of one attribute, the global ones included."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " The status of the first check that fails, or the server's; then nothing is written."]
        pub fn read<S: Server + ?Sized>(
            #server: &S,
            cx: &Context,
            attribute: AttributeId,
            out: &mut AttributeWriter<'_, '_>,
        ) -> Result<(), Status> {
            serve::read(&METADATA, #provided, cx, attribute, out, |#serve_out| #serve)
        }
    }
}

fn read_arm(served: &Methods<'_>) -> Option<TokenStream> {
    let (method, ident, field) = (served.read.as_ref()?, &served.named.ident, &served.named.attribute.field);
    let call = match &field.ty.shape {
        Shape::List { .. } if field.nullable => quote!(out.nullable_list(|list| server.#method(cx, list))),
        Shape::List { .. } => quote!(out.list(|list| server.#method(cx, list))),
        _ => quote!(out.value(&server.#method(cx)?)),
    };
    Some(quote!(attributes::#ident::ID => #call))
}

fn write(attributes: &[Methods<'_>], open: bool, provided: &TokenStream) -> TokenStream {
    let arms: Vec<_> = attributes.iter().filter_map(write_arm).collect();
    let server = parameter("server", open || !arms.is_empty());
    let data = parameter("data", !arms.is_empty());
    let serve = match_on("attribute", &arms, "UNSUPPORTED_WRITE");
    quote! {
        #[doc = " Serves one write of one attribute: `data` is the new value, one TLV element under any tag."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " The status of the first check that fails, or the server's."]
        pub fn write<S: Server + ?Sized>(
            #server: &mut S,
            cx: &Context,
            attribute: AttributeId,
            #data: &[u8],
        ) -> Result<(), Status> {
            serve::admit_write(&METADATA, #provided, cx, attribute)?;
            #serve
        }
    }
}

fn write_arm(served: &Methods<'_>) -> Option<TokenStream> {
    let (method, ident) = (served.write.as_ref()?, &served.named.ident);
    Some(quote!(attributes::#ident::ID => server.#method(cx, serve::written::<attributes::#ident>(data)?)))
}

fn invoke(
    requests: &[(&commands::Named<'_>, Ident)],
    commands: &[commands::Named<'_>],
    open: bool,
    provided: &TokenStream,
) -> TokenStream {
    let arms: Vec<_> = requests.iter().map(|(named, method)| invoke_arm(named, method, commands)).collect();
    let server = parameter("server", open || !arms.is_empty());
    let fields = parameter("fields", !arms.is_empty());
    let serve = match_on("command", &arms, "UNSUPPORTED_COMMAND");
    let serve_out =
        parameter("out", commands.iter().any(|named| response(named.command, commands).is_some()));
    quote! {
        #[doc = " Serves one command: `fields` are its fields, one TLV structure under any tag, or nothing at all."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " The status of the first check that fails, or the server's; then nothing is written."]
        pub fn invoke<S: Server + ?Sized>(
            #server: &mut S,
            cx: &Context,
            command: CommandId,
            #fields: &[u8],
            out: &mut CommandWriter<'_, '_>,
        ) -> Result<Answer, Status> {
            serve::admit_invoke(&METADATA, #provided, cx, command)?;
            serve::answer(out, |#serve_out| #serve)
        }
    }
}

fn invoke_arm(named: &commands::Named<'_>, method: &Ident, commands: &[commands::Named<'_>]) -> TokenStream {
    let commands::Named { command, ident } = named;
    // A request without fields is decoded all the same: what was sent must be a structure.
    let (decode, request) = if command.fields.is_empty() {
        (quote!(serve::request::<commands::#ident>(fields)?;), None)
    } else {
        (TokenStream::new(), Some(quote!(, serve::request(fields)?)))
    };
    let reply = response(command, commands).map(|_| quote!(, out.reply()));
    quote! {
        commands::#ident::ID => {
            #decode
            server.#method(cx #request #reply).map(Answer::from)
        }
    }
}
