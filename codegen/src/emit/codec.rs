//! TLV of types made of fields: one line a field, everything clever in the codec crate.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::fields::Record;
use crate::model::Field;

/// `Decode` and `Encode`.
pub(super) fn codec(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    let (decode, encode) = (decode(record, cx, idents), encode(record, cx, idents));
    quote!(#decode #encode)
}

fn decode(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('a));
    let fields = record.fields.iter().zip(idents).map(|(field, ident)| {
        let tag = Literal::u32_unsuffixed(field.id);
        let method = if field.conformance.is_mandatory() { quote!(required) } else { quote!(optional) };
        quote!(#ident: fields.#method(#tag)?)
    });
    let body = if record.fields.is_empty() {
        quote!(Ok((Self {}, Fields::of_structure(ty, input)?.finish()?)))
    } else {
        quote! {
            let mut fields = Fields::of_structure(ty, input)?;
            let value = Self { #(#fields),* };
            Ok((value, fields.finish()?))
        }
    };
    quote! {
        impl<'a> Decode<'a> for #ident #generics {
            #[inline]
            fn decode(ty: ElementType, input: Input<'a>) -> Result<(Self, Input<'a>), DecodeError> {
                #body
            }
        }
    }
}

fn encode(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('_));
    let fields = record.fields.iter().zip(idents).map(|(field, ident)| {
        let tag = Literal::u32_unsuffixed(field.id);
        encode_field(field, &quote!(self.#ident), &tag)
    });
    quote! {
        impl Encode for #ident #generics {
            #[inline]
            fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
                out.start_structure(tag)?;
                #(#fields)*
                out.end()
            }
        }
    }
}

/// Writes one field; `place` is where its value is.
pub(super) fn encode_field(field: &Field, place: &TokenStream, tag: &Literal) -> TokenStream {
    if field.conformance.is_mandatory() {
        quote!(#place.encode(Tag::Context(#tag), out)?;)
    } else {
        quote!(value::encode_optional(&#place, Tag::Context(#tag), out)?;)
    }
}
