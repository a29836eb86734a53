//! Names of the specification that are not what Rust would have called it: they are found all the same, and where Clippy
//! watches over a convention, the specification's name wins.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// For a type: the specification's name as an alias where it is not the identifier, and leave to be an acronym.
pub(super) fn of_type(ident: &Ident, name: &str) -> TokenStream {
    let alias = (ident != name && is_alias(name)).then(|| quote!(#[doc(alias = #name)]));
    let ident = ident.to_string();
    let is_acronym = ident.len() > 2 && ident.chars().all(|c| c.is_ascii_uppercase());
    let acronym = is_acronym
        .then(|| quote!(#[allow(clippy::upper_case_acronyms, reason = "the specification's name")]));
    quote!(#alias #acronym)
}

/// For a trait or an `impl` with these methods: leave to be called `from_` or `into_` what does neither.
pub(super) fn of_methods<'i>(idents: impl IntoIterator<Item = &'i Ident>) -> Option<TokenStream> {
    let misleads = |ident: &Ident| {
        let ident = ident.to_string();
        ident.starts_with("from_") || ident.starts_with("into_")
    };
    let allow = quote!(#[allow(clippy::wrong_self_convention, reason = "the specification's names")]);
    idents.into_iter().any(misleads).then_some(allow)
}

/// Whether `rustdoc` takes a name as an alias.
fn is_alias(name: &str) -> bool {
    !name.is_empty() && !name.contains(['"', '\'', '`']) && !name.starts_with(' ') && !name.ends_with(' ')
}
