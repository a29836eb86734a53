//! Checks of values: choice groups, the entries of lists, limits.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Context;
use super::fields::Record;
use super::literal::{decimal, fraction};
use super::tokens::moved;
use crate::model::{
    Bound, Bounds, ChoiceCount, ChoiceGroup, Constraint, DataType, Field, Shape, Width, choice_groups,
};

/// `Validate` for a type made of fields.
pub(super) fn validate(record: &Record<'_>, cx: &Context<'_>, idents: &[Ident]) -> TokenStream {
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('_));
    let shape =
        method(&quote!(fn check_shape(&self) -> Result<(), ShapeError>), shape_checks(record.fields, idents));
    let limits = record.fields.iter().zip(idents).flat_map(|(field, ident)| {
        let (reference, place) = (quote!(&self.#ident), quote!(self.#ident));
        let value = Checked { name: &field.name, incoming: record.incoming, nested: true };
        checks(value, &field.ty, &field.constraint, &reference, &place)
    });
    let limits = method(&quote!(fn validate(&self) -> Result<(), ConstraintError>), limits.collect());
    let (shape, limits) = (shape.map(moved), limits.map(moved));
    quote! {
        impl Validate for #ident #generics {
            #shape
            #limits
        }
    }
}

/// `Attribute::limits` for an attribute that can be written: what its type does not check by itself.
pub(super) fn of_attribute(field: &Field) -> Option<TokenStream> {
    let value = Checked { name: &field.name, incoming: true, nested: false };
    let checks = checks(value, &field.ty, &field.constraint, &quote!(value), &quote!(value));
    method(&quote!(fn limits(value: &<Self::Type as Value>::Of<'_>) -> Result<(), ConstraintError>), checks)
}

/// `ListAttribute::entry_limits`: the same for each entry.
pub(super) fn of_entry(name: &str, entry: &DataType, constraint: &Constraint) -> Option<TokenStream> {
    let value = Checked { name, incoming: true, nested: false };
    let checks = checks(value, entry, constraint, &quote!(entry), &quote!(entry));
    let signature =
        quote!(fn entry_limits(entry: &<Self::Entry as Value>::Of<'_>) -> Result<(), ConstraintError>);
    method(&signature, checks)
}

/// A method that makes the checks, the last one its value; none if there is nothing to check.
fn method(signature: &TokenStream, mut checks: Vec<TokenStream>) -> Option<TokenStream> {
    let last = moved(checks.pop()?);
    let first = checks.into_iter().map(moved);
    Some(quote! {
        #signature {
            #(#first?;)*
            #last
        }
    })
}

fn shape_checks(fields: &[Field], idents: &[Ident]) -> Vec<TokenStream> {
    let nested = fields.iter().zip(idents).filter(|(field, _)| has_inner_shape(&field.ty));
    let nested = nested.map(|(_, ident)| quote!(self.#ident.check_shape()));
    let choices = choice_groups(fields).into_iter().map(|ChoiceGroup { group, count, members }| {
        let (function, range) = match count {
            ChoiceCount::ONE => (quote!(exactly_one), None),
            ChoiceCount::ONE_OR_MORE => (quote!(at_least_one), None),
            ChoiceCount { least, most } => (quote!(choice), Some(count_range(least, most))),
        };
        let range = range.map(|range| quote!(, #range));
        let of_group = |field: &Field| members.iter().any(|member| core::ptr::eq(*member, field));
        let members = fields.iter().zip(idents).filter(|(field, _)| of_group(field)).map(|(_, ident)| ident);
        quote!(limits::#function(#group, &[#(self.#members.is_some()),*] #range))
    });
    nested.chain(choices).collect()
}

fn count_range(least: u32, most: Option<u32>) -> TokenStream {
    let number = |number: u32| decimal(number.into());
    let (least, most) = (number(least), most.map(number));
    most.map_or_else(|| quote!(#least..), |most| quote!(#least..=#most))
}

/// Whether decoding leaves something of the shape unchecked.
fn has_inner_shape(ty: &DataType) -> bool {
    matches!(ty.shape, Shape::Struct(_) | Shape::List { .. })
}

/// What is checked.
#[derive(Clone, Copy)]
struct Checked<'m> {
    name: &'m str,
    /// Whether a client may have sent it.
    incoming: bool,
    /// Whether values that check themselves are asked to.
    nested: bool,
}

/// The checks of one value. `reference` is an expression for a reference to it, `place` for the value itself.
fn checks(
    value: Checked<'_>,
    ty: &DataType,
    constraint: &Constraint,
    reference: &TokenStream,
    place: &TokenStream,
) -> Vec<TokenStream> {
    let Checked { name, incoming, nested } = value;
    let mut checks = Vec::new();
    match &ty.shape {
        Shape::Unsigned(width) | Shape::Signed(width) => {
            let bounds = within_width(constraint.value.as_ref(), &ty.shape, *width);
            let range = range(&bounds);
            checks.extend(range.map(|range| quote!(limits::range(#name, #reference, #range))));
        }
        Shape::Text | Shape::Octets => {
            // A fixed length is part of the type unless a client sent the value.
            let is_array =
                matches!(ty.shape, Shape::Octets) && constraint.exact_length().is_some() && !incoming;
            let range = constraint.length.as_ref().filter(|_| !is_array).and_then(range);
            checks.extend(range.map(|range| quote!(limits::length(#name, #reference, #range))));
        }
        Shape::Enum(_) => checks.push(quote!(limits::known(#name, #reference))),
        Shape::Struct(_) => checks.extend(nested.then(|| quote!(#place.validate()))),
        Shape::List { entry, entry_constraint } => {
            let range = constraint.count.as_ref().and_then(range);
            checks.extend(range.map(|range| quote!(limits::count(#name, #reference, #range))));
            checks.extend(entry_checks(value, entry, entry_constraint, reference, place));
        }
        Shape::Single | Shape::Double => {
            let single = ty.shape == Shape::Single;
            let range = constraint.value.as_ref().and_then(|bounds| fraction_range(bounds, single));
            checks.extend(range.map(|range| quote!(limits::range(#name, #reference, #range))));
        }
        Shape::Bool | Shape::Bitmap(_) => {}
    }
    checks
}

fn entry_checks(
    value: Checked<'_>,
    entry: &DataType,
    constraint: &Constraint,
    reference: &TokenStream,
    place: &TokenStream,
) -> Option<TokenStream> {
    if matches!(entry.shape, Shape::Struct(_)) {
        return value.nested.then(|| quote!(#place.validate()));
    }
    let checks = checks(value, entry, constraint, &quote!(&entry), &quote!(entry));
    let (last, first) = checks.split_last()?;
    let body = if first.is_empty() { quote!(#last) } else { quote!({ #(#first?;)* #last }) };
    Some(quote!(limits::each(#reference, |entry| #body)))
}

/// The bounds of an integer, and those of its width where Rust has no integer of that width.
fn within_width(bounds: Option<&Bounds>, shape: &Shape, width: Width) -> Bounds {
    let mut bounds = bounds.cloned().unwrap_or_default();
    if !matches!(width, Width::W8 | Width::W16 | Width::W32 | Width::W64) {
        let (least, greatest) = match shape {
            Shape::Signed(_) => width.signed_range(),
            _ => width.unsigned_range(),
        };
        let or_number = |bound: &mut Option<Bound>, number: i128| {
            if bound.as_ref().and_then(Bound::number).is_none() {
                *bound = Some(Bound::Number(number));
            }
        };
        if least != 0 {
            or_number(&mut bounds.min, least);
        }
        or_number(&mut bounds.max, greatest);
    }
    bounds
}

/// Limits that are numbers, as a Rust range; `None` if there are none.
fn range(bounds: &Bounds) -> Option<TokenStream> {
    between(bounds.min.as_ref(), bounds.max.as_ref(), |bound| bound.number().map(decimal))
}

/// The same for floating-point numbers.
fn fraction_range(bounds: &Bounds, single: bool) -> Option<TokenStream> {
    between(bounds.min.as_ref(), bounds.max.as_ref(), |bound| {
        bound.fraction().map(|number| fraction(number, single))
    })
}

fn between(
    min: Option<&Bound>,
    max: Option<&Bound>,
    literal: impl Fn(&Bound) -> Option<TokenStream>,
) -> Option<TokenStream> {
    match (min.and_then(&literal), max.and_then(&literal)) {
        (None, None) => None,
        (Some(min), Some(max)) => Some(quote!(#min..=#max)),
        (Some(min), None) => Some(quote!(#min..)),
        (None, Some(max)) => Some(quote!(..=#max)),
    }
}
