//! What types say of themselves to serde and defmt, behind features of the generated code.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Context;
use crate::model::{DataType, Field, Shape};

/// The attributes of a type made of fields. What borrows can be serialised and not deserialised.
pub(super) fn of_record(cx: &Context<'_>, fields: &[Field], borrows: bool) -> TokenStream {
    let has_secret = fields.iter().any(|field| field.secret);
    let runtime = &cx.runtime;
    let serde = cx.options.serde.then(|| {
        let path = format!("{}::serde::krate", cx.options.runtime);
        let deserialize = (!borrows).then(|| quote!(, #runtime::serde::Deserialize));
        quote! {
            #[cfg_attr(
                feature = "serde",
                derive(#runtime::serde::Serialize #deserialize),
                serde(crate = #path)
            )]
        }
    });
    // What has secrets says itself what it prints.
    let defmt = (cx.options.defmt && !has_secret)
        .then(|| quote!(#[cfg_attr(feature = "defmt", derive(defmt::Format))]));
    quote!(#serde #defmt)
}

/// The attributes of a field. `borrows` says whether the type that it is in does.
pub(super) fn of_field(cx: &Context<'_>, field: &Field, borrows: bool) -> Option<TokenStream> {
    if !cx.options.serde {
        return None;
    }
    let module = format!("{}::serde", cx.options.runtime);
    let function = |name: &str| format!("{module}::{name}");
    let is_optional = !field.conformance.is_mandatory();
    let octets = has(&field.ty, &Shape::Octets);
    let mut settings = Vec::new();
    if field.secret {
        let path = function("redacted");
        settings.push(quote!(serialize_with = #path));
    } else if octets {
        let path = function(if borrows { "octets::serialize" } else { "octets" });
        settings.push(if borrows { quote!(serialize_with = #path) } else { quote!(with = #path) });
    }
    if is_optional {
        settings.push(quote!(skip_serializing_if = "Option::is_none"));
    }
    if !borrows {
        if field.secret && has(&field.ty, &Shape::Text) {
            let path = function(if is_optional { "present_secret" } else { "secret" });
            settings.push(quote!(deserialize_with = #path));
        } else if octets && field.secret {
            let path = function("octets::deserialize");
            settings.push(quote!(deserialize_with = #path));
        } else if is_optional && !octets {
            let path = function("present");
            settings.push(quote!(deserialize_with = #path));
        }
        settings.extend(is_optional.then(|| quote!(default)));
    }
    (!settings.is_empty()).then(|| quote!(#[cfg_attr(feature = "serde", serde(#(#settings),*))]))
}

/// Whether a value, or each entry of it, has a shape.
fn has(ty: &DataType, shape: &Shape) -> bool {
    match &ty.shape {
        Shape::List { entry, .. } => has(entry, shape),
        own => own == shape,
    }
}

/// The implementations for an enumeration.
pub(super) fn of_enum(cx: &Context<'_>, name: &Ident) -> TokenStream {
    newtype(cx, name, &quote!(serde_enum), &quote!(defmt_enum))
}

/// The implementations for a bitmap.
pub(super) fn of_bitmap(cx: &Context<'_>, name: &Ident) -> TokenStream {
    newtype(cx, name, &quote!(serde_bitmap), &quote!(defmt_bitmap))
}

fn newtype(cx: &Context<'_>, name: &Ident, serde: &TokenStream, defmt: &TokenStream) -> TokenStream {
    let runtime = &cx.runtime;
    let serde = cx.options.serde.then(|| {
        quote! {
            #[cfg(feature = "serde")]
            #runtime::#serde!(#name);
        }
    });
    let defmt = cx.options.defmt.then(|| {
        quote! {
            #[cfg(feature = "defmt")]
            #runtime::#defmt!(#name);
        }
    });
    quote!(#serde #defmt)
}
