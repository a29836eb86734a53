//! The functions that serve a cluster: read, write, invoke. An arm of each is decode, check, call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::attributes::Methods;
use super::commands::{self, response};
use super::context::Context;
use super::fabric;
use super::flavour::Flavour;
use super::tokens::{Moved, all, moved};
use crate::model::Shape;

/// What a server has.
pub(super) struct Served<'c, 'm> {
    /// Its attributes.
    pub(super) methods: Vec<Methods<'c>>,
    /// The requests that it accepts, each with its method.
    pub(super) requests: Vec<(&'c commands::Named<'m>, Ident)>,
    /// All commands.
    pub(super) commands: &'c [commands::Named<'m>],
    /// Whether it has a choice of what it provides.
    pub(super) open: bool,
    /// Whether some attribute is written only in an atomic write.
    pub(super) atomic: bool,
    /// How its methods are called.
    pub(super) flavour: Flavour,
}

/// The functions.
pub(super) fn dispatch(cx: &Context<'_>, served: &Served<'_, '_>) -> TokenStream {
    let (read, write) = (served.read(cx), served.write());
    let (chunk, invoke) = (served.write_chunk(), served.invoke());
    all([read, write].into_iter().chain(chunk).chain([invoke]))
}

/// The name of a parameter; what is not used begins with an underscore.
fn parameter(name: &str, is_used: bool) -> Ident {
    let name = if is_used { name.to_owned() } else { format!("_{name}") };
    Ident::new(&name, Span::call_site())
}

/// An arm for each item; what has none is not supported.
fn match_on(subject: &str, arms: Vec<TokenStream>, unsupported: &str) -> Moved {
    let (subject, unsupported) =
        (Ident::new(subject, Span::call_site()), Ident::new(unsupported, Span::call_site()));
    let otherwise = quote!(Err(StatusCode::#unsupported.into()));
    if arms.is_empty() {
        return moved(otherwise);
    }
    let arms = arms.into_iter().map(moved);
    moved(quote!(match #subject { #(#arms,)* _ => #otherwise, }))
}

impl Served<'_, '_> {
    fn provided(&self) -> TokenStream {
        if self.open { quote!(server.provided()) } else { quote!(Everything) }
    }

    /// What stands in front of the parameters of a function.
    fn head(&self, name: &str) -> TokenStream {
        let (asynchronous, server) = (self.flavour.asynchronous(), self.flavour.server());
        let name = Ident::new(name, Span::call_site());
        quote!(pub #asynchronous fn #name<S: #server + ?Sized>)
    }

    fn read(&self, cx: &Context<'_>) -> TokenStream {
        let arms: Vec<_> = self.methods.iter().filter_map(|method| self.read_arm(cx, method)).collect();
        let server = parameter("server", self.open || !arms.is_empty());
        let serve_out = parameter("out", !arms.is_empty());
        let serve = match_on("attribute", arms, "UNSUPPORTED_ATTRIBUTE");
        let (head, provided) = (self.head("read"), self.provided());
        let (read, asynchronous) = (self.flavour.function("read"), self.flavour.asynchronous());
        let awaited = self.flavour.awaited();
        quote! {
            #[doc = " Serves one read of one attribute, the global ones included."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The status of the first check that fails, or the server's; then nothing is written."]
            #head(
                #server: &S,
                cx: &Context,
                attribute: AttributeId,
                out: &mut AttributeWriter<'_, '_>,
            ) -> Result<(), Status> {
                serve::#read(&METADATA, #provided, cx, attribute, out, #asynchronous |#serve_out| #serve) #awaited
            }
        }
    }

    fn read_arm(&self, cx: &Context<'_>, method: &Methods<'_>) -> Option<TokenStream> {
        let (name, ident) = (method.read.as_ref()?, &method.named.ident);
        let field = &method.named.attribute.field;
        let (asynchronous, awaited) = (self.flavour.asynchronous(), self.flavour.awaited());
        let call = match &field.ty.shape {
            Shape::List { .. } if fabric::is_scoped_list(cx.cluster, &field.ty) => {
                let list = self.flavour.function("fabric_list");
                quote!(out.#list(cx, #asynchronous |list| server.#name(cx, list) #awaited) #awaited)
            }
            Shape::List { .. } => {
                let list = self.flavour.function("list");
                quote!(out.#list(#asynchronous |list| server.#name(cx, list) #awaited) #awaited)
            }
            _ => quote!(out.value(&server.#name(cx) #awaited?)),
        };
        Some(quote!(attributes::#ident::ID => #call))
    }

    fn write(&self) -> TokenStream {
        let arms: Vec<_> = self.methods.iter().filter_map(|method| self.write_arm(method)).collect();
        let server = parameter("server", self.open || !arms.is_empty());
        let data = parameter("data", !arms.is_empty());
        // All servers are asked in the same way, also where there is nothing to wait for.
        let unused = (self.flavour == Flavour::Async && arms.is_empty())
            .then(|| quote!(#[allow(clippy::unused_async, reason = "like that of other clusters")]));
        let serve = match_on("attribute", arms, "UNSUPPORTED_WRITE");
        let (head, exclusive) = (self.head("write"), self.flavour.exclusive());
        let admit = self.admit_write();
        quote! {
            #[doc = " Serves one write of one attribute: `data` is the new value, one TLV element under any tag."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The status of the first check that fails, or the server's."]
            #unused
            #head(
                #server: #exclusive S,
                cx: &Context,
                attribute: AttributeId,
                #data: &[u8],
            ) -> Result<(), Status> {
                #admit
                #serve
            }
        }
    }

    fn admit_write(&self) -> TokenStream {
        let provided = self.provided();
        if self.atomic {
            quote! {
                let has_begun = || server.in_atomic_write(cx, attribute);
                serve::admit_atomic_write(&METADATA, #provided, cx, attribute, has_begun)?;
            }
        } else {
            quote!(serve::admit_write(&METADATA, #provided, cx, attribute)?;)
        }
    }

    fn write_arm(&self, method: &Methods<'_>) -> Option<TokenStream> {
        let (name, ident) = (method.write.as_ref()?, &method.named.ident);
        let awaited = self.flavour.awaited();
        Some(
            quote!(attributes::#ident::ID => server.#name(cx, serve::written::<attributes::#ident>(data)?) #awaited),
        )
    }

    /// Only where there is a list to be written.
    fn write_chunk(&self) -> Option<TokenStream> {
        let arms: Vec<_> = self.methods.iter().filter_map(|method| self.chunk_arm(method)).collect();
        if arms.is_empty() {
            return None;
        }
        let serve = match_on("attribute", arms, "UNSUPPORTED_WRITE");
        let (head, exclusive) = (self.head("write_chunk"), self.flavour.exclusive());
        let admit = self.admit_write();
        Some(quote! {
            #[doc = " Serves one part of a write of a list that is too long for one message."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The status of the first check that fails, or the server's."]
            #head(
                server: #exclusive S,
                cx: &Context,
                attribute: AttributeId,
                chunk: Chunk,
                data: &[u8],
            ) -> Result<(), Status> {
                #admit
                #serve
            }
        })
    }

    fn chunk_arm(&self, method: &Methods<'_>) -> Option<TokenStream> {
        let (write, append) = (method.write.as_ref()?, method.append.as_ref()?);
        let (ident, awaited) = (&method.named.ident, self.flavour.awaited());
        let first = quote!(serve::first_chunk::<attributes::#ident>(data)?);
        let is_nullable = method.named.attribute.field.nullable;
        let first = if is_nullable { quote!(Nullable::Value(#first)) } else { first };
        Some(quote! {
            attributes::#ident::ID => match chunk {
                Chunk::First => server.#write(cx, #first) #awaited,
                Chunk::Append => server.#append(cx, serve::appended::<attributes::#ident>(data)?) #awaited,
            }
        })
    }

    fn invoke(&self) -> TokenStream {
        let arms: Vec<_> =
            self.requests.iter().map(|(named, method)| self.invoke_arm(named, method)).collect();
        let server = parameter("server", self.open || !arms.is_empty());
        let fields = parameter("fields", !arms.is_empty());
        let serve = match_on("command", arms, "UNSUPPORTED_COMMAND");
        let replies = self.commands.iter().any(|named| response(named.command, self.commands).is_some());
        let serve_out = parameter("out", replies);
        let (head, exclusive) = (self.head("invoke"), self.flavour.exclusive());
        let (answer, asynchronous) = (self.flavour.function("answer"), self.flavour.asynchronous());
        let (provided, awaited) = (self.provided(), self.flavour.awaited());
        quote! {
            #[doc = " Serves one command: `fields` are its fields, one TLV structure under any tag, or nothing at all."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The status of the first check that fails, or the server's; then nothing is written."]
            #head(
                #server: #exclusive S,
                cx: &Context,
                command: CommandId,
                #fields: &[u8],
                out: &mut CommandWriter<'_, '_>,
            ) -> Result<Answer, Status> {
                serve::admit_invoke(&METADATA, #provided, cx, command)?;
                serve::#answer(out, #asynchronous |#serve_out| #serve) #awaited
            }
        }
    }

    fn invoke_arm(&self, named: &commands::Named<'_>, method: &Ident) -> TokenStream {
        let commands::Named { command, ident } = named;
        // A request without fields is decoded all the same: what was sent must be a structure.
        let (decode, request) = if command.fields.is_empty() {
            (quote!(serve::request::<commands::#ident>(fields)?;), None)
        } else {
            (TokenStream::new(), Some(quote!(, serve::request(fields)?)))
        };
        let reply = response(command, self.commands).map(|_| quote!(, out.reply()));
        let awaited = self.flavour.awaited();
        quote! {
            commands::#ident::ID => {
                #decode
                server.#method(cx #request #reply) #awaited.map(Answer::from)
            }
        }
    }
}
