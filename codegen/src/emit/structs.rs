//! Structures.

use proc_macro2::TokenStream;

use super::context::Context;
use super::docs::{code, sentence};
use super::fields::Record;
use crate::model::Struct;

/// A structure of the cluster.
pub(super) fn structure(cx: &Context<'_>, item: &Struct) -> TokenStream {
    let scope = if item.fabric_scoped { ", fabric-scoped" } else { "" };
    let summary =
        item.summary.as_deref().map(|summary| format!(" {}", sentence(summary))).unwrap_or_default();
    let record = Record {
        ident: cx.type_ident(&item.name),
        name: &item.name,
        docs: vec![format!("{}: struct{scope}.{summary}", code(&item.name))],
        fields: &item.fields,
        incoming: item.incoming,
    };
    record.emit(cx, &TokenStream::new())
}
