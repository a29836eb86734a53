//! TLV of types made of fields: one line a field, everything clever in the codec crate.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::fields::Record;
use super::tokens::{Moved, all, moved};
use crate::model::Field;

/// `Decode` and `Encode`.
pub(super) fn codec(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    all([decode(record, cx, idents), encode(record, cx, idents)])
}

fn decode(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('a));
    let fields = record.fields.iter().zip(idents).map(|(field, ident)| {
        let tag = Literal::u32_unsuffixed(field.id);
        let method = if field.conformance.is_mandatory() { quote!(required) } else { quote!(optional) };
        quote!(#ident: fields.#method(#tag)?)
    });
    let fields = fields.map(moved);
    let body = if record.fields.is_empty() {
        quote!(Ok((Self {}, Fields::of_structure(ty, input)?.finish()?)))
    } else {
        quote! {
            let mut fields = Fields::of_structure(ty, input)?;
            let value = Self { #(#fields),* };
            Ok((value, fields.finish()?))
        }
    };
    let (inline, body) = (inline(record), moved(body));
    quote! {
        impl<'a> Decode<'a> for #ident #generics {
            #inline
            fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
                #body
            }
        }
    }
}

fn encode(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('_));
    let fields = record.fields.iter().zip(idents);
    let structure = structure(fields.map(|(field, ident)| (field, quote!(self.#ident))));
    let inline = inline(record);
    quote! {
        impl Encode for #ident #generics {
            #inline
            fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
                #structure
            }
        }
    }
}

/// Entries of lists are coded where the loop is: that takes half of the time, since all that the loop needs stays in
/// registers, and compilers do not see it by themselves as soon as there are two such loops.
fn inline(record: &Record<'_>) -> TokenStream {
    if record.is_entry {
        quote! {
            #[allow(clippy::inline_always, reason = "an entry of lists")]
            #[inline(always)]
        }
    } else {
        quote!(#[inline])
    }
}

/// Writes a structure with these fields; with each of them, where its value is.
pub(super) fn structure<'m>(fields: impl Iterator<Item = (&'m Field, TokenStream)>) -> Moved {
    let mut fields = fields.map(|(field, place)| moved(encode_field(field, &moved(place)))).peekable();
    if fields.peek().is_none() {
        return moved(quote!(out.structure(tag)?.end()));
    }
    moved(quote! {
        let mut out = out.structure(tag)?;
        #(#fields)*
        out.end()
    })
}

fn encode_field(field: &Field, place: &Moved) -> TokenStream {
    let tag = Literal::u32_unsuffixed(field.id);
    if field.conformance.is_mandatory() {
        quote!(#place.encode(Tag::Context(#tag), &mut out)?;)
    } else {
        quote!(value::encode_optional(&#place, Tag::Context(#tag), &mut out)?;)
    }
}
