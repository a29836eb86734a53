//! Enumerations and bitmaps: open newtypes with named constants.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::conventions;
use super::derives;
use super::docs::{code, docs, prose, sentence};
use super::literal;
use super::rust_type::unsigned;
use super::tokens::{Moved, all, moved};
use crate::model::{Bitmap, Cluster, Enum, Feature, Width};
use crate::naming::{Case, unique};
use crate::renames::{Kind, Owner};

/// What becomes a constant: an item of an enumeration, a field of a bitmap, a feature.
struct Item<'m> {
    name: &'m str,
    /// The name that counts in Rust.
    rust: &'m str,
    /// The code of a feature.
    code: Option<&'m str>,
    value: u64,
    summary: Option<&'m str>,
}

/// An enumeration.
pub(super) fn enumeration(cx: &Context<'_>, item: &Enum) -> TokenStream {
    let name = cx.type_ident(&item.name);
    let raw = unsigned(item.width);
    let owner = Owner::Member(Kind::Type, &item.name);
    let items = item.items.iter().map(|item| Item {
        name: &item.name,
        rust: cx.name(owner, &item.name),
        code: None,
        value: item.value.into(),
        summary: item.summary.as_deref(),
    });
    let (consts, entries) = constants(&items.collect::<Vec<_>>(), &["NAMES"], Literal::u64_unsuffixed);
    let intro = intro(&item.name, &format!("enum{}", item.width.bits()), item.summary.as_deref());
    let definition = moved(newtype(&name, &raw, &item.name, &intro));
    let derives = derives::of_enum(cx, &name);
    let runtime = &cx.runtime;
    quote! {
        #definition
        impl #name {
            #consts
            const NAMES: &'static [(#raw, &'static str)] = #entries;
        }
        #runtime::open_enum!(#name, #raw);
        #derives
    }
}

/// A bitmap.
pub(super) fn bitmap(cx: &Context<'_>, item: &Bitmap) -> TokenStream {
    let owner = Owner::Member(Kind::Type, &item.name);
    let fields = item.fields.iter().map(|field| Item {
        name: &field.name,
        rust: cx.name(owner, &field.name),
        code: None,
        value: field.mask,
        summary: field.summary.as_deref(),
    });
    let fields: Vec<_> = fields.collect();
    let intro = intro(&item.name, &format!("map{}", item.width.bits()), item.summary.as_deref());
    bitmap_of(cx, &cx.type_ident(&item.name), &item.name, item.width, &intro, &fields)
}

/// The cluster's features as a bitmap over `FeatureMap`; nothing for a cluster without features.
pub(super) fn features(cx: &Context<'_>, name: &Ident) -> TokenStream {
    let Cluster { features, .. } = cx.cluster;
    if features.is_empty() {
        return TokenStream::new();
    }
    let mask = |feature: &Feature| 1_u64.checked_shl(feature.bit.into()).unwrap_or(0);
    let fields = features.iter().map(|feature| Item {
        name: &feature.name,
        rust: cx.name(Owner::Item(Kind::Feature), &feature.name),
        code: Some(&feature.code),
        value: mask(feature),
        summary: feature.summary.as_deref(),
    });
    let fields: Vec<_> = fields.collect();
    let intro = "The features of the cluster: the bits of its `FeatureMap`.";
    bitmap_of(cx, name, "FeatureMap", Width::W32, intro, &fields)
}

fn bitmap_of(
    cx: &Context<'_>,
    name: &Ident,
    alias: &str,
    width: Width,
    intro: &str,
    fields: &[Item<'_>],
) -> TokenStream {
    let raw = unsigned(width);
    let (consts, entries) = constants(fields, &["FIELDS", "EMPTY"], literal::mask);
    let definition = moved(newtype(name, &raw, alias, intro));
    let derives = derives::of_bitmap(cx, name);
    let runtime = &cx.runtime;
    quote! {
        #definition
        impl #name {
            #consts
            const FIELDS: &'static [(u64, &'static str)] = #entries;
        }
        #runtime::bitmap!(#name, #raw);
        #derives
    }
}

fn intro(name: &str, ty: &str, summary: Option<&str>) -> String {
    let summary = summary.map(|summary| format!(" {}", sentence(summary))).unwrap_or_default();
    format!("{}: {ty}.{summary}", code(name))
}

fn newtype(name: &Ident, raw: &TokenStream, alias: &str, intro: &str) -> TokenStream {
    let docs = moved(docs([intro]));
    let naming = conventions::of_type(name, alias);
    quote! {
        #docs
        #naming
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(pub #raw);
    }
}

/// The constants, and the table of their values and names.
fn constants(items: &[Item<'_>], taken: &[&'static str], literal: fn(u64) -> Literal) -> (Moved, Moved) {
    let idents = unique(items.iter().map(|item| (item.rust, item.value)), Case::Screaming, taken);
    let consts = items.iter().zip(idents).map(|(item, ident)| {
        let (docs, value) = (moved(docs([item.docs()])), literal(item.value));
        quote! {
            #docs
            pub const #ident: Self = Self(#value);
        }
    });
    let entries = items.iter().map(|item| {
        let (value, name) = (literal(item.value), item.name);
        moved(quote!((#value, #name)))
    });
    (moved(all(consts)), moved(quote!(&[#(#entries),*])))
}

impl Item<'_> {
    /// `` `Heating` (HEAT): Can heat. ``
    fn docs(&self) -> String {
        let code_of_feature = self.code.map(|code| format!(" ({})", prose(code))).unwrap_or_default();
        let name = format!("{}{code_of_feature}", code(self.name));
        match self.summary.map(sentence).filter(|summary| !summary.is_empty()) {
            Some(summary) => format!("{name}: {summary}"),
            None => format!("{name}."),
        }
    }
}
