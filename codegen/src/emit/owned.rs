//! Types that own what others borrow.
//!
//! Every structure, command and event that borrows has a counterpart of the same name here. A list of what borrows cannot be
//! lent again without memory for the borrowed entries: such types encode themselves, all others are lent first.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::context::{Context, type_scope};
use super::derives;
use super::docs::docs;
use super::fields::{Record, field_docs};
use super::rust_type::{Use, data_type};
use super::{commands, events, structs};
use crate::model::{Constraint, DataType, Field, Shape};

/// The module's items: none if nothing borrows.
pub(super) fn owned(
    cx: &Context<'_>,
    commands: &[commands::Named<'_>],
    events: &[events::Named<'_>],
) -> TokenStream {
    let structs: Vec<_> = cx.cluster.structs.iter().map(|item| structs::record(cx, item)).collect();
    let mut owned = Owned { cx, structs: BTreeMap::new() };
    let mut scope = type_scope();
    let mut items = Vec::new();
    // The types first: they keep their names.
    for record in structs.iter().filter(|record| cx.any_borrows(record.fields)) {
        let ident = scope.add(&record.ident.to_string(), "Struct");
        owned.structs.insert(record.name, ident.clone());
        items.push((quote!(types), record, ident));
    }
    let commands: Vec<_> = commands.iter().map(commands::record).collect();
    let events: Vec<_> = events.iter().map(events::record).collect();
    let others = commands.iter().map(|record| (quote!(commands), record, "Command"));
    let others = others.chain(events.iter().map(|record| (quote!(events), record, "Event")));
    for (module, record, kind) in others.filter(|(_, record, _)| cx.any_borrows(record.fields)) {
        let ident = scope.add(&record.ident.to_string(), kind);
        items.push((module, record, ident));
    }
    if items.is_empty() {
        return TokenStream::new();
    }
    let as_it_is = owned.as_it_is(items.iter().map(|(_, record, _)| *record));
    let items = items.iter().map(|(module, record, ident)| owned.item(module, record, ident));
    quote!(#as_it_is #(#items)*)
}

struct Owned<'c, 'm> {
    cx: &'c Context<'m>,
    /// The identifiers of the structures' counterparts.
    structs: BTreeMap<&'m str, Ident>,
}

impl Owned<'_, '_> {
    /// Structures that borrow nothing and stand in lists: they are their own counterparts.
    fn as_it_is<'r>(&self, records: impl Iterator<Item = &'r Record<'r>>) -> Option<TokenStream> {
        let entries = records.flat_map(|record| record.fields).filter_map(|field| match &field.ty.shape {
            Shape::List { entry, .. } if !self.cx.borrows(entry) => match &entry.shape {
                Shape::Struct(name) => Some(name.as_str()),
                _ => None,
            },
            _ => None,
        });
        let names: std::collections::BTreeSet<_> = entries.collect();
        let types = names.into_iter().map(|name| self.cx.type_ident(name));
        let (runtime, types) = (&self.cx.runtime, types.collect::<Vec<_>>());
        (!types.is_empty()).then(|| quote!(#runtime::owned_as_it_is!(#(types::#types),*);))
    }

    fn item(&self, module: &TokenStream, record: &Record<'_>, ident: &Ident) -> TokenStream {
        let idents = record.field_idents(self.cx);
        let definition = self.definition(module, record, ident, &idents);
        let original = &record.ident;
        let fields = record.fields.iter().zip(&idents).map(|(field, ident)| {
            let conversion = self.cx.borrows(&field.ty).then(|| quote!(.into_owned()?));
            quote!(#ident: self.#ident #conversion)
        });
        let encode = self.encode(module, record, ident, &idents);
        quote! {
            #definition
            impl IntoOwned for #module::#original<'_> {
                type Owned = #ident;

                fn into_owned(self) -> Result<#ident, Error> {
                    Ok(#ident { #(#fields),* })
                }
            }
            #encode
        }
    }

    fn definition(
        &self,
        module: &TokenStream,
        record: &Record<'_>,
        ident: &Ident,
        idents: &[Ident],
    ) -> TokenStream {
        let original = &record.ident;
        let text = docs([format!("[`{module}::{original}`] that owns its parts.")]);
        let debug = (!record.has_secret()).then(|| quote!(Debug,));
        let eq = record.fields.iter().all(|field| self.cx.is_eq(&field.ty)).then(|| quote!(, Eq));
        let derives = derives::of_record(self.cx, record.fields, false);
        let fields = record.fields.iter().zip(idents).map(|(field, ident)| {
            let text = docs([field_docs(field)]);
            let derive = derives::of_field(self.cx, field, false);
            let ty = self.field_type(field, record.incoming);
            quote!(#text #derive pub #ident: #ty)
        });
        let renamed = Record { ident: ident.clone(), docs: Vec::new(), ..*record };
        let redacted = renamed.redacted(self.cx, None, idents);
        quote! {
            #text
            #[derive(Clone, #debug PartialEq #eq)]
            #derives
            pub struct #ident { #(#fields),* }
            #redacted
        }
    }

    fn field_type(&self, field: &Field, incoming: bool) -> TokenStream {
        let ty = self.value_type(&field.ty, &field.constraint, incoming);
        let ty = if field.nullable { quote!(Nullable<#ty>) } else { ty };
        if field.conformance.is_mandatory() { ty } else { quote!(Option<#ty>) }
    }

    fn value_type(&self, ty: &DataType, constraint: &Constraint, incoming: bool) -> TokenStream {
        match &ty.shape {
            Shape::Text => quote!(String),
            Shape::Octets => match constraint.exact_length() {
                Some(length) if !incoming => {
                    let length = Literal::usize_unsuffixed(length);
                    quote!([u8; #length])
                }
                _ => quote!(Vec<u8>),
            },
            Shape::List { entry, entry_constraint } => {
                let entry = self.value_type(entry, entry_constraint, incoming);
                quote!(Vec<#entry>)
            }
            Shape::Struct(name) => match self.structs.get(name.as_str()) {
                Some(ident) => quote!(#ident),
                None => self.borrowed_type(ty, constraint),
            },
            _ => self.borrowed_type(ty, constraint),
        }
    }

    fn borrowed_type(&self, ty: &DataType, constraint: &Constraint) -> TokenStream {
        let usage = Use { lifetime: &TokenStream::new(), types: &quote!(types::), incoming: false };
        data_type(self.cx, ty, constraint, usage)
    }

    fn encode(
        &self,
        module: &TokenStream,
        record: &Record<'_>,
        ident: &Ident,
        idents: &[Ident],
    ) -> TokenStream {
        let fields = || record.fields.iter().zip(idents);
        let original = &record.ident;
        let incoming = record.incoming;
        let lendable = record.fields.iter().all(|field| self.cx.is_lendable(&field.ty));
        let (as_borrowed, body) = if lendable {
            let values = fields().map(|(field, ident)| {
                let lent = self.lent(field, &quote!(self.#ident), incoming);
                quote!(#ident: #lent)
            });
            let as_borrowed = quote! {
                impl #ident {
                    #[doc = " The same value, borrowed."]
                    pub fn as_borrowed(&self) -> #module::#original<'_> {
                        #module::#original { #(#values),* }
                    }
                }
            };
            (Some(as_borrowed), quote!(self.as_borrowed().encode(tag, out)))
        } else {
            let fields =
                fields().map(|(field, ident)| (field, self.encodable(field, &quote!(self.#ident), incoming)));
            let body = super::codec::structure(fields).into_token_stream();
            (None, body)
        };
        quote! {
            #as_borrowed
            impl Encode for #ident {
                fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
                    #body
                }
            }
        }
    }

    /// A field as its original has it.
    fn lent(&self, field: &Field, place: &TokenStream, incoming: bool) -> TokenStream {
        let wrapped = field.nullable || !field.conformance.is_mandatory();
        let within = |method: TokenStream| {
            if field.nullable && !field.conformance.is_mandatory() {
                quote!(#place.as_ref().map(|value| value #method))
            } else {
                quote!(#place #method)
            }
        };
        match &field.ty.shape {
            _ if !self.cx.borrows(&field.ty) => place.clone(),
            Shape::Octets if field.constraint.exact_length().is_some() && !incoming => {
                if wrapped {
                    within(quote!(.as_ref()))
                } else {
                    quote!(&#place)
                }
            }
            Shape::Text | Shape::Octets => {
                if wrapped {
                    within(quote!(.as_deref()))
                } else {
                    quote!(&#place)
                }
            }
            Shape::List { .. } if wrapped => within(quote!(.as_deref().map(List::from_slice))),
            Shape::List { .. } => quote!(List::from_slice(&#place)),
            Shape::Struct(name) => {
                let Some(ident) = self.structs.get(name.as_str()) else { return place.clone() };
                if wrapped {
                    within(quote!(.as_ref().map(#ident::as_borrowed)))
                } else {
                    quote!(#place.as_borrowed())
                }
            }
            _ => place.clone(),
        }
    }

    /// A field as something that has the same encoding.
    fn encodable(&self, field: &Field, place: &TokenStream, incoming: bool) -> TokenStream {
        match &field.ty.shape {
            Shape::Struct(_) => place.clone(),
            Shape::Text | Shape::Octets if field.conformance.is_mandatory() && !field.nullable => {
                place.clone()
            }
            _ => self.lent(field, place, incoming),
        }
    }
}
