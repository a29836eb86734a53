//! Names of the specification that are not what Rust would have called it: they are found all the same, and where Clippy
//! watches over a convention, the specification's name wins.

use std::collections::BTreeSet;

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

/// For an enumeration with these variants: leave for all of them to begin or to end with the same word.
pub(super) fn of_variants<'i>(idents: impl IntoIterator<Item = &'i Ident>) -> Option<TokenStream> {
    let names: Vec<_> = idents.into_iter().map(Ident::to_string).collect();
    let share =
        |word: fn(&str) -> &str| names.iter().map(|name| word(name)).collect::<BTreeSet<_>>().len() == 1;
    let allow = quote!(#[allow(clippy::enum_variant_names, reason = "the specification's names")]);
    (names.len() > 2 && (share(first_word) || share(last_word))).then_some(allow)
}

/// `Door` of `DoorLockAlarm`.
fn first_word(name: &str) -> &str {
    let next = name.char_indices().skip(1).find(|(_, character)| character.is_uppercase());
    next.and_then(|(at, _)| name.get(..at)).unwrap_or(name)
}

/// `Alarm` of `DoorLockAlarm`.
fn last_word(name: &str) -> &str {
    name.rfind(char::is_uppercase).and_then(|at| name.get(at..)).unwrap_or(name)
}

/// Whether `rustdoc` takes a name as an alias.
fn is_alias(name: &str) -> bool {
    !name.is_empty() && !name.contains(['"', '\'', '`']) && !name.starts_with(' ') && !name.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    #[test]
    fn variants_may_begin_or_end_alike() {
        let is_allowed = |names: &[&str]| {
            let idents: Vec<_> = names.iter().map(|name| Ident::new(name, Span::call_site())).collect();
            of_variants(&idents).is_some()
        };
        assert!(is_allowed(&["DoorOpened", "DoorClosed", "DoorJammed"]));
        assert!(is_allowed(&["OpenEvent", "Event", "CloseEvent"]));
        assert!(!is_allowed(&["DoorOpened", "Closed", "DoorJammed"]));
        assert!(!is_allowed(&["DoorOpened", "DoorClosed"]), "two are few enough");
    }
}
