//! Attributes: a type without values for each, which carries its id and the type of its value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, type_scope};
use super::conventions;
use super::describe;
use super::docs::{code, docs, sentence};
use super::limits::{of_attribute, of_entry};
use super::literal::{decimal, id};
use super::rust_type::{Use, data_type, field_type};
use super::tokens::moved;
use crate::model::{Attribute, Bound, Field, Shape};
use crate::naming::Scope;
use crate::renames::{Kind, Owner};

/// An attribute and its identifier in the module of attributes.
pub(super) struct Named<'m> {
    pub(super) attribute: &'m Attribute,
    pub(super) ident: Ident,
}

/// All attributes with their identifiers.
pub(super) fn named<'m>(cx: &Context<'m>) -> Vec<Named<'m>> {
    let mut scope = type_scope();
    let named =
        |attribute: &'m Attribute| Named { attribute, ident: scope.add(name(cx, attribute), "Attribute") };
    cx.cluster.attributes.iter().map(named).collect()
}

/// The name of an attribute that counts in Rust.
fn name<'n>(cx: &'n Context<'_>, attribute: &'n Attribute) -> &'n str {
    cx.name(Owner::Item(Kind::Attribute), &attribute.field.name)
}

/// An attribute with the names of the methods that read and write it, the same on both sides.
pub(super) struct Methods<'m> {
    pub(super) named: &'m Named<'m>,
    pub(super) read: Option<Ident>,
    pub(super) write: Option<Ident>,
    /// Of a list.
    pub(super) append: Option<Ident>,
}

/// The methods of an attribute, as far as it can be read and written.
pub(super) fn methods<'m>(cx: &Context<'_>, named: &'m Named<'m>, scope: &mut Scope<'_>) -> Methods<'m> {
    let name = name(cx, named.attribute);
    let read = named.attribute.read.map(|_| scope.add(name, "attribute"));
    let write = named.attribute.write.map(|_| scope.add(&format!("write {name}"), "attribute"));
    let append = is_written_list(named.attribute).then(|| scope.add(&format!("append {name}"), "attribute"));
    Methods { named, read, write, append }
}

/// Whether an attribute is a list that can be written.
pub(super) fn is_written_list(attribute: &Attribute) -> bool {
    attribute.write.is_some() && matches!(attribute.field.ty.shape, Shape::List { .. })
}

impl Methods<'_> {
    /// Their names.
    pub(super) fn all(&self) -> impl Iterator<Item = &Ident> {
        self.read.iter().chain(&self.write).chain(&self.append)
    }
}

/// The type that stands for an attribute.
pub(super) fn attribute(cx: &Context<'_>, named: &Named<'_>) -> TokenStream {
    let Named { attribute, ident } = named;
    let text = moved(docs(attribute_docs(attribute)));
    let naming = conventions::of_type(ident, &attribute.field.name);
    let id = id(attribute.field.id, 4);
    let timed = attribute.timed_write.then(|| {
        quote!(
            const TIMED_WRITE: bool = true;
        )
    });
    let usage =
        Use { lifetime: &quote!('static), types: &quote!(types::), incoming: attribute.write.is_some() };
    let ty = moved(field_type(cx, &attribute.field, usage));
    let limits = attribute.write.and_then(|_| of_attribute(&attribute.field));
    let list = is_written_list(attribute).then(|| list_attribute(cx, ident, &attribute.field, usage));
    quote! {
        #text
        #naming
        #[derive(Clone, Copy, Debug)]
        pub struct #ident;

        impl Attribute for #ident {
            const CLUSTER: ClusterId = super::ID;
            const ID: AttributeId = AttributeId(#id);
            #timed
            type Type = #ty;
            #limits
        }
        #list
    }
}

/// `ListAttribute` for a list that can be written.
fn list_attribute(cx: &Context<'_>, ident: &Ident, field: &Field, usage: Use<'_>) -> TokenStream {
    let Shape::List { entry, entry_constraint } = &field.ty.shape else {
        return TokenStream::new();
    };
    let ty = data_type(cx, entry, entry_constraint, usage);
    let max = field.constraint.count.as_ref().and_then(|count| count.max.as_ref()).and_then(Bound::number);
    let max = max.map(|max| {
        let max = decimal(max);
        quote!(const MAX_COUNT: usize = #max;)
    });
    let limits = of_entry(&field.name, entry, entry_constraint);
    quote! {
        impl ListAttribute for #ident {
            type Entry = #ty;
            #max
            #limits
        }
    }
}

/// The facts about an attribute, then what it means.
pub(super) fn attribute_docs(attribute: &Attribute) -> Vec<String> {
    let field = &attribute.field;
    let mut facts = vec![describe::value(field), describe::attribute_access(attribute)];
    facts.extend(describe::quality(attribute).into_iter().map(str::to_owned));
    facts.retain(|fact| !fact.is_empty());
    let mut docs = vec![format!("{} (0x{:04X}): {}.", code(&field.name), field.id, facts.join("; "))];
    docs.extend(field.summary.as_deref().map(sentence));
    docs
}
