//! Structures.

use proc_macro2::TokenStream;

use super::context::Context;
use super::docs::{code, sentence};
use super::fabric;
use super::fields::Record;
use super::tokens::all;
use crate::model::Struct;
use crate::renames::Kind;

/// A structure of the cluster.
pub(super) fn structure(cx: &Context<'_>, item: &Struct) -> TokenStream {
    let record = record(cx, item);
    let definition = record.emit(cx, &TokenStream::new());
    let scoped = fabric::scoped(item, &record, cx);
    all([definition, scoped])
}

/// A structure as a type made of fields.
pub(super) fn record<'m>(cx: &Context<'_>, item: &'m Struct) -> Record<'m> {
    let scope = if item.fabric_scoped { ", fabric-scoped" } else { "" };
    let summary =
        item.summary.as_deref().map(|summary| format!(" {}", sentence(summary))).unwrap_or_default();
    Record {
        ident: cx.type_ident(&item.name),
        kind: Kind::Type,
        name: &item.name,
        docs: vec![format!("{}: struct{scope}.{summary}", code(&item.name))],
        fields: &item.fields,
        incoming: item.incoming,
        is_entry: cx.is_entry(item),
    }
}
