//! Types made of numbered fields: structures, commands and events are emitted alike.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::codec;
use super::context::Context;
use super::conventions;
use super::derives;
use super::describe;
use super::docs::{docs, sentence};
use super::limits;
use super::rust_type::{Use, field_type};
use super::tokens::{all, moved};
use crate::model::Field;
use crate::naming::{Case, unique};
use crate::renames::{Kind, Owner};

/// A type made of fields, on its way to Rust.
pub(super) struct Record<'m> {
    /// Its identifier.
    pub(super) ident: Ident,
    /// What it is.
    pub(super) kind: Kind,
    /// Its name in the specification.
    pub(super) name: &'m str,
    /// Its documentation, in paragraphs.
    pub(super) docs: Vec<String>,
    /// Its fields.
    pub(super) fields: &'m [Field],
    /// Whether a client may have sent it.
    pub(super) incoming: bool,
    /// Whether it is an entry of lists, with nothing in it that would be one: what is coded over and over.
    pub(super) is_entry: bool,
}

impl Record<'_> {
    /// The definition, its TLV and its limits. `types` is the way to the cluster's types from the module it is for.
    pub(super) fn emit(&self, cx: &Context<'_>, types: &TokenStream) -> TokenStream {
        let idents = self.field_idents(cx);
        let definition = self.definition(cx, types, &idents);
        let generics = self.generics(cx, &quote!('_));
        let debug = self.redacted(cx, generics.as_ref(), &idents);
        let codec = codec::codec(self, cx, &idents);
        let validate = limits::validate(self, cx, &idents);
        let value = self.value(cx);
        all([definition, debug, codec, value, validate])
    }

    /// The identifiers of its fields.
    pub(super) fn field_idents(&self, cx: &Context<'_>) -> Vec<Ident> {
        let owner = Owner::Member(self.kind, self.name);
        let names = self.fields.iter().map(|field| (cx.name(owner, &field.name), field.id.into()));
        unique(names, Case::Snake, &[])
    }

    /// `<'a>` if it borrows.
    pub(super) fn generics(&self, cx: &Context<'_>, lifetime: &TokenStream) -> Option<TokenStream> {
        cx.any_borrows(self.fields).then(|| quote!(<#lifetime>))
    }

    fn definition(&self, cx: &Context<'_>, types: &TokenStream, idents: &[Ident]) -> TokenStream {
        let Self { ident, incoming, .. } = self;
        let (text, naming) = (moved(docs(&self.docs)), conventions::of_type(ident, self.name));
        let lifetime = quote!('a);
        let generics = self.generics(cx, &lifetime);
        let usage = Use { lifetime: &lifetime, types, incoming: *incoming };
        let fields = self.fields.iter().zip(idents).map(|(field, ident)| {
            let ty = field_type(cx, field, usage);
            let ty = if field.conformance.is_mandatory() { ty } else { quote!(Option<#ty>) };
            let (text, ty) = (moved(docs([field_docs(field)])), moved(ty));
            let derive = derives::of_field(cx, field, generics.is_some());
            moved(quote!(#text #derive pub #ident: #ty))
        });
        let debug = (!self.has_secret()).then(|| quote!(Debug,));
        let eq = self.fields.iter().all(|field| cx.is_eq(&field.ty)).then(|| quote!(, Eq));
        let derives = derives::of_record(cx, self.fields, generics.is_some());
        let body = moved(if self.fields.is_empty() { quote!({}) } else { quote!({ #(#fields),* }) });
        quote! {
            #text
            #naming
            #[derive(Clone, Copy, #debug PartialEq #eq)]
            #derives
            pub struct #ident #generics #body
        }
    }

    pub(super) fn has_secret(&self) -> bool {
        self.fields.iter().any(|field| field.secret)
    }

    /// `Debug`, and what prints over defmt, by hand where a field must never be printed.
    pub(super) fn redacted(
        &self,
        cx: &Context<'_>,
        generics: Option<&TokenStream>,
        idents: &[Ident],
    ) -> TokenStream {
        if !self.has_secret() {
            return TokenStream::new();
        }
        let Self { ident, .. } = self;
        let defmt = cx.options.defmt.then(|| self.redacted_defmt(generics, idents));
        let fields = self.fields.iter().zip(idents).map(|(field, ident)| {
            let name = ident.to_string();
            let name = name.trim_start_matches("r#");
            if field.secret {
                quote!(.field(#name, &format_args!("[redacted]")))
            } else {
                quote!(.field(#name, &self.#ident))
            }
        });
        let name = ident.to_string();
        quote! {
            impl ::core::fmt::Debug for #ident #generics {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.debug_struct(#name) #(#fields)* .finish()
                }
            }
            #defmt
        }
    }

    fn redacted_defmt(&self, generics: Option<&TokenStream>, idents: &[Ident]) -> TokenStream {
        let Self { ident, .. } = self;
        let fields = self.fields.iter().zip(idents);
        let texts: Vec<_> = fields
            .clone()
            .map(|(field, ident)| {
                let name = ident.to_string();
                let value = if field.secret { "[redacted]" } else { "{}" };
                format!("{}: {value}", name.trim_start_matches("r#"))
            })
            .collect();
        let text = format!("{ident} {{{{ {} }}}}", texts.join(", "));
        let shown = fields.filter(|(field, _)| !field.secret).map(|(_, ident)| quote!(, self.#ident));
        quote! {
            #[cfg(feature = "defmt")]
            impl defmt::Format for #ident #generics {
                fn format(&self, f: defmt::Formatter<'_>) {
                    defmt::write!(f, #text #(#shown)*);
                }
            }
        }
    }

    fn value(&self, cx: &Context<'_>) -> TokenStream {
        let Self { ident, .. } = self;
        let anonymous = self.generics(cx, &quote!('_));
        let named = self.generics(cx, &quote!('a));
        quote! {
            impl Value for #ident #anonymous {
                type Of<'a> = #ident #named;
            }
        }
    }
}

pub(super) fn field_docs(field: &Field) -> String {
    let summary =
        field.summary.as_deref().map(|summary| format!(" {}", sentence(summary))).unwrap_or_default();
    format!("{}{summary}", describe::field(field))
}
