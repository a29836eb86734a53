//! Structures that belong to a fabric: how dispatch sees whose they are, and what of them others see.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::codec;
use super::context::Context;
use super::fields::Record;
use crate::model::{Cluster, DataType, Field, Shape, Struct, Width};

/// The number of the implicit field.
const FABRIC_INDEX: u32 = 254;

/// Whether the entries of a list belong to fabrics, and say so.
pub(super) fn is_scoped_list(cluster: &Cluster, ty: &DataType) -> bool {
    let Shape::List { entry, .. } = &ty.shape else { return false };
    let Shape::Struct(name) = &entry.shape else { return false };
    cluster.structure(name).is_some_and(|item| is_scoped(item.fabric_scoped, &item.fields))
}

fn is_scoped(fabric_scoped: bool, fields: &[Field]) -> bool {
    fabric_scoped && fields.iter().any(is_index)
}

fn is_index(field: &Field) -> bool {
    field.id == FABRIC_INDEX && matches!(field.ty.shape, Shape::Unsigned(Width::W8))
}

/// `FabricScoped` for a structure; nothing for one that belongs to nobody.
pub(super) fn scoped(item: &Struct, record: &Record<'_>, cx: &Context<'_>) -> TokenStream {
    if !is_scoped(item.fabric_scoped, record.fields) {
        return TokenStream::new();
    }
    let idents = record.field_idents(cx);
    let index = record.fields.iter().zip(&idents).find(|(field, _)| is_index(field));
    let Some((field, ident)) = index else { return TokenStream::new() };
    let index = match (field.conformance.is_mandatory(), field.nullable) {
        (true, false) => quote!(Some(self.#ident)),
        (true, true) => quote!(self.#ident.value()),
        (false, false) => quote!(self.#ident),
        (false, true) => quote!(self.#ident.and_then(Nullable::value)),
    };
    let name = &record.ident;
    let generics = record.generics(cx, &quote!('_));
    let for_others = for_others(record, &idents);
    quote! {
        impl FabricScoped for #name #generics {
            fn fabric_index(&self) -> Option<u8> {
                #index
            }
            #for_others
        }
    }
}

/// The encoding without fabric-sensitive fields, if there are any.
fn for_others(record: &Record<'_>, idents: &[Ident]) -> Option<TokenStream> {
    if !record.fields.iter().any(|field| field.fabric_sensitive) {
        return None;
    }
    let shown = record.fields.iter().zip(idents).filter(|(field, _)| !field.fabric_sensitive);
    let structure = codec::structure(shown.map(|(field, ident)| (field, quote!(self.#ident))));
    Some(quote! {
        fn encode_for_others(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
            #structure
        }
    })
}
