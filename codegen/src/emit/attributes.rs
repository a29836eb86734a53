//! Attributes: a type without values for each, which carries its id and the type of its value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, type_scope};
use super::conventions;
use super::describe;
use super::docs::{code, docs, sentence};
use super::limits::of_attribute;
use super::literal::id;
use super::rust_type::{Use, field_type};
use crate::model::{Attribute, Cluster};
use crate::naming::Scope;

/// An attribute and its identifier in the module of attributes.
pub(super) struct Named<'m> {
    pub(super) attribute: &'m Attribute,
    pub(super) ident: Ident,
}

/// All attributes with their identifiers.
pub(super) fn named(cluster: &Cluster) -> Vec<Named<'_>> {
    let mut scope = type_scope();
    let named = |attribute| Named { attribute, ident: scope.add(&attribute.field.name, "Attribute") };
    cluster.attributes.iter().map(named).collect()
}

/// An attribute with the names of the methods that read and write it, the same on both sides.
pub(super) struct Methods<'m> {
    pub(super) named: &'m Named<'m>,
    pub(super) read: Option<Ident>,
    pub(super) write: Option<Ident>,
}

/// The methods of an attribute, as far as it can be read and written.
pub(super) fn methods<'m>(named: &'m Named<'m>, scope: &mut Scope) -> Methods<'m> {
    let name = &named.attribute.field.name;
    let read = named.attribute.read.map(|_| scope.add(name, "attribute"));
    let write = named.attribute.write.map(|_| scope.add(&format!("write {name}"), "attribute"));
    Methods { named, read, write }
}

impl Methods<'_> {
    /// Their names.
    pub(super) fn all(&self) -> impl Iterator<Item = &Ident> {
        self.read.iter().chain(&self.write)
    }
}

/// The type that stands for an attribute.
pub(super) fn attribute(cx: &Context<'_>, named: &Named<'_>) -> TokenStream {
    let Named { attribute, ident } = named;
    let text = docs(attribute_docs(attribute));
    let naming = conventions::of_type(ident, &attribute.field.name);
    let id = id(attribute.field.id, 4);
    let timed = attribute.timed_write.then(|| {
        quote!(
            const TIMED_WRITE: bool = true;
        )
    });
    let usage =
        Use { lifetime: &quote!('static), types: &quote!(types::), incoming: attribute.write.is_some() };
    let ty = field_type(cx, &attribute.field, usage);
    let limits = attribute.write.and_then(|_| of_attribute(&attribute.field));
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
