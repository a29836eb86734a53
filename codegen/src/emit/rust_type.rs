//! Which Rust type stands for which Matter type. The one place that knows.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::model::{Constraint, DataType, Field, Shape, Width};

/// How a type is going to be used.
#[derive(Clone, Copy)]
pub(super) struct Use<'t> {
    /// The lifetime that borrowed parts have: `'a`, `'_`, or nothing where it is elided.
    pub(super) lifetime: &'t TokenStream,
    /// The way to the cluster's types from where the type is named: nothing, or `types::`.
    pub(super) types: &'t TokenStream,
    /// Whether a client may have sent the value. Then octet strings of a fixed length stay slices: their length is a
    /// limit, and limits are looked at only when the shape of the whole message is known to be right.
    pub(super) incoming: bool,
}

/// The type of a field's value, null included, absence not.
pub(super) fn field_type(cx: &Context<'_>, field: &Field, usage: Use<'_>) -> TokenStream {
    let ty = data_type(cx, &field.ty, &field.constraint, usage);
    if field.nullable { quote!(Nullable<#ty>) } else { ty }
}

/// The type of a value.
pub(super) fn data_type(
    cx: &Context<'_>,
    ty: &DataType,
    constraint: &Constraint,
    usage: Use<'_>,
) -> TokenStream {
    let Use { lifetime, types, incoming } = usage;
    match &ty.shape {
        Shape::Bool => quote!(bool),
        Shape::Unsigned(width) => unsigned(*width),
        Shape::Signed(width) => signed(*width),
        Shape::Single => quote!(f32),
        Shape::Double => quote!(f64),
        Shape::Text => quote!(&#lifetime str),
        Shape::Octets => match constraint.exact_length() {
            Some(length) if !incoming => {
                let length = proc_macro2::Literal::usize_unsuffixed(length);
                quote!(&#lifetime [u8; #length])
            }
            _ => quote!(&#lifetime [u8]),
        },
        Shape::Enum(name) | Shape::Bitmap(name) => {
            let name = cx.type_ident(name);
            quote!(#types #name)
        }
        Shape::Struct(name) => {
            let lifetime = (cx.borrows(ty) && !lifetime.is_empty()).then(|| quote!(<#lifetime>));
            let name = cx.type_ident(name);
            quote!(#types #name #lifetime)
        }
        Shape::List { entry, entry_constraint } => {
            let entry = data_type(cx, entry, entry_constraint, usage);
            let lifetime = if lifetime.is_empty() { quote!('_) } else { lifetime.clone() };
            quote!(List<#lifetime, #entry>)
        }
    }
}

/// The Rust integer that holds an unsigned integer of this width.
pub(super) fn unsigned(width: Width) -> TokenStream {
    match width {
        Width::W8 => quote!(u8),
        Width::W16 => quote!(u16),
        Width::W24 | Width::W32 => quote!(u32),
        Width::W40 | Width::W48 | Width::W56 | Width::W64 => quote!(u64),
    }
}

fn signed(width: Width) -> TokenStream {
    match width {
        Width::W8 => quote!(i8),
        Width::W16 => quote!(i16),
        Width::W24 | Width::W32 => quote!(i32),
        Width::W40 | Width::W48 | Width::W56 | Width::W64 => quote!(i64),
    }
}
