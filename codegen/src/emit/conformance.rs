//! Conformance as `const` data.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::{decimal, id, mask};
use crate::model::{Choice, ChoiceCount, Cluster, Comparison, Conformance, Direction, Operand, Term};

/// What the builder of a table entry says about it: nothing for what is always there.
pub(super) fn builder(cluster: &Cluster, item: &Conformance) -> Option<TokenStream> {
    if item.is_mandatory() {
        return None;
    }
    if *item == Conformance::OPTIONAL {
        return Some(quote!(.optional()));
    }
    let conformance = conformance(cluster, item);
    Some(quote!(.when(#conformance)))
}

/// A conformance in the words of the runtime crate.
pub(super) fn conformance(cluster: &Cluster, item: &Conformance) -> TokenStream {
    match item {
        Conformance::Mandatory(None) => quote!(Conformance::Mandatory),
        Conformance::Mandatory(Some(when)) => {
            let term = term(cluster, when);
            quote!(Conformance::MandatoryIf(#term))
        }
        Conformance::Optional { when, choice: Some(choice) } => self::choice(cluster, when.as_ref(), choice),
        Conformance::Optional { when: None, choice: None } => quote!(Conformance::Optional),
        Conformance::Optional { when: Some(when), choice: None } => {
            let term = term(cluster, when);
            quote!(Conformance::OptionalIf(#term))
        }
        Conformance::Otherwise(parts) => {
            let parts = parts.iter().map(|part| conformance(cluster, part));
            quote!(Conformance::Otherwise(&[#(#parts),*]))
        }
        Conformance::Provisional => quote!(Conformance::Provisional),
        Conformance::Deprecated => quote!(Conformance::Deprecated),
        Conformance::Disallowed => quote!(Conformance::Disallowed),
        Conformance::Described => quote!(Conformance::Described),
    }
}

fn choice(cluster: &Cluster, when: Option<&Term>, choice: &Choice) -> TokenStream {
    let Choice { group, count: ChoiceCount { least, most } } = choice;
    let least = decimal((*least).into());
    let most = most.map(|most| decimal(most.into()));
    let most = most.map_or_else(|| quote!(None), |most| quote!(Some(#most)));
    let when = when.map(|when| term(cluster, when));
    let when = when.map_or_else(|| quote!(None), |term| quote!(Some(#term)));
    quote!(Conformance::Choice(&Choice { group: #group, least: #least, most: #most, when: #when }))
}

fn term(cluster: &Cluster, item: &Term) -> TokenStream {
    let each = |terms: &[Term]| {
        let terms = terms.iter().map(|item| term(cluster, item));
        quote!(&[#(#terms),*])
    };
    match item {
        Term::Not(item) => {
            let item = term(cluster, item);
            quote!(Term::Not(&#item))
        }
        Term::And(terms) => {
            let terms = each(terms);
            quote!(Term::And(#terms))
        }
        Term::Or(terms) => {
            let terms = each(terms);
            quote!(Term::Or(#terms))
        }
        Term::Xor(terms) => {
            let terms = each(terms);
            quote!(Term::Xor(#terms))
        }
        _ => known(cluster, item).unwrap_or_else(|| {
            let text = words(item);
            quote!(Term::Other(#text))
        }),
    }
}

/// A term that a program can look up; nothing if it names what the cluster does not have.
fn known(cluster: &Cluster, item: &Term) -> Option<TokenStream> {
    match item {
        Term::Feature(code) => {
            let feature = cluster.features.iter().find(|item| item.code == *code || item.name == *code)?;
            let mask = mask(1_u64.checked_shl(feature.bit.into())?);
            Some(quote!(Term::Feature(#mask)))
        }
        Term::Attribute(name) => {
            let attribute = cluster.attributes.iter().find(|item| item.field.name == *name)?;
            let id = id(attribute.field.id, 4);
            Some(quote!(Term::Attribute(#id)))
        }
        Term::Command(name) => {
            let mut requests = cluster.commands.iter().filter(|item| item.direction == Direction::ToServer);
            let id = id(requests.find(|item| item.name == *name)?.id, 2);
            Some(quote!(Term::Command(#id)))
        }
        _ => None,
    }
}

/// A term in the specification's words.
fn words(item: &Term) -> String {
    match item {
        Term::Feature(name)
        | Term::Attribute(name)
        | Term::Command(name)
        | Term::Field(name)
        | Term::Condition(name) => name.clone(),
        Term::Compare { comparison, left, right } => {
            format!("{} {} {}", operand(left), sign(*comparison), operand(right))
        }
        Term::Not(_) | Term::And(_) | Term::Or(_) | Term::Xor(_) => String::new(),
    }
}

fn operand(operand: &Operand) -> &str {
    match operand {
        Operand::Reference { name, .. } => name,
        Operand::Literal(text) => text,
    }
}

const fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
    }
}
