//! Types, limits and conditions in words, with links to what they name.

use maud::{Markup, html};

use super::book::{Edition, Kind};
use crate::model::{
    Bound, Bounds, Comparison, Conformance, Constraint, DataType, Operand, Privilege, Shape, Term, Unit,
    Width,
};

/// The name of a type, linked to its definition, and what it is on the wire if the name does not say so.
pub(super) fn data_type(edition: &Edition<'_>, ty: &DataType) -> Markup {
    match &ty.shape {
        Shape::List { entry, entry_constraint } => {
            let limits = limits(edition, entry_constraint);
            html! {
                "list of " (data_type(edition, entry))
                @if let Some(limits) = limits { " (" (limits) ")" }
            }
        }
        Shape::Enum(name) => named(edition, Kind::Enum, name),
        Shape::Bitmap(name) => named(edition, Kind::Bitmap, name),
        Shape::Struct(name) => named(edition, Kind::Struct, name),
        shape => {
            let wire = wire_type(shape);
            html! {
                code { (breakable(&ty.name)) }
                @if wire != ty.name { " " small class="wire" { (wire) } }
            }
        }
    }
}

fn named(edition: &Edition<'_>, kind: Kind, name: &str) -> Markup {
    html! {
        @match edition.type_anchor(kind, name) {
            Some(anchor) => a href={ "#" (anchor) } { code { (breakable(name)) } },
            None => code { (breakable(name)) },
        }
    }
}

fn wire_type(shape: &Shape) -> String {
    let number = |sign: &str, width: Width| format!("{sign}{}", width.bits());
    match shape {
        Shape::Unsigned(width) => number("uint", *width),
        Shape::Signed(width) => number("int", *width),
        Shape::Bool => "bool".to_owned(),
        Shape::Single => "single".to_owned(),
        Shape::Double => "double".to_owned(),
        Shape::Text => "string".to_owned(),
        Shape::Octets => "octstr".to_owned(),
        Shape::Enum(name) | Shape::Bitmap(name) | Shape::Struct(name) => name.clone(),
        Shape::List { .. } => "list".to_owned(),
    }
}

/// `1 to 2047`, `20 bytes`, `at most 5 entries`; nothing without limits.
pub(super) fn limits(edition: &Edition<'_>, constraint: &Constraint) -> Option<Markup> {
    let mut limits: Vec<_> = constraint.limits().map(|(limit, unit)| bounds(edition, limit, unit)).collect();
    if constraint.described {
        limits.push(html! { "in prose" });
    }
    (!limits.is_empty()).then(|| joined(&limits, ", "))
}

fn bounds(edition: &Edition<'_>, bounds: &Bounds, unit: Unit) -> Markup {
    let say = |value: &Bound| bound(edition, value);
    let counted = |value: &Bound| match unit.name_behind(value) {
        "" => say(value),
        name => html! { (say(value)) " " (name) },
    };
    html! {
        @match (&bounds.min, &bounds.max) {
            (Some(min), Some(max)) if min == max => (counted(max)),
            (Some(min), Some(max)) => { (say(min)) " to " (counted(max)) },
            (Some(min), None) => { "at least " (counted(min)) },
            (None, Some(max)) => { "at most " (counted(max)) },
            (None, None) => "any",
        }
    }
}

fn bound(edition: &Edition<'_>, bound: &Bound) -> Markup {
    match bound {
        Bound::Number(number) => html! { (number.to_string()) },
        Bound::Fraction(number) => html! { (number.to_string()) },
        Bound::Attribute(name) => attribute(edition, name),
        Bound::Expression(text) => html! { code { (text) } },
    }
}

/// When an item is there.
pub(super) fn conformance(edition: &Edition<'_>, conformance: &Conformance) -> Markup {
    let condition = |when: &Option<Term>| {
        let term = when.as_ref().map(|term| self::term(edition, term, false));
        html! { @if let Some(term) = term { " if " (term) } }
    };
    match conformance {
        Conformance::Mandatory(when) => html! { "mandatory" (condition(when)) },
        Conformance::Optional { when, choice } => html! {
            @match choice {
                Some(choice) => { (choice.count.words()) " of choice " (choice.group) },
                None => "optional",
            }
            (condition(when))
        },
        Conformance::Otherwise(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| self::conformance(edition, part)).collect();
            joined(&parts, ", else ")
        }
        Conformance::Provisional => html! { "provisional" },
        Conformance::Deprecated => html! { "deprecated" },
        Conformance::Disallowed => html! { "disallowed" },
        Conformance::Described => html! { "in prose" },
    }
}

fn term(edition: &Edition<'_>, term: &Term, nested: bool) -> Markup {
    let several = |terms: &[Term], word: &str| {
        let terms: Vec<_> = terms.iter().map(|term| self::term(edition, term, true)).collect();
        let terms = joined(&terms, word);
        html! { @if nested { "(" (terms) ")" } @else { (terms) } }
    };
    match term {
        Term::Feature(code) => feature(edition, code),
        Term::Attribute(name) => attribute(edition, name),
        Term::Command(name) => command(edition, name),
        Term::Field(name) => html! { code { (breakable(name)) } },
        Term::Condition(name) => html! { (name) },
        Term::Not(term) => html! { "not " (self::term(edition, term, true)) },
        Term::And(terms) => several(terms, " and "),
        Term::Or(terms) => several(terms, " or "),
        Term::Xor(terms) => several(terms, " xor "),
        Term::Compare { comparison, left, right } => html! {
            (operand(edition, left)) " " (sign(*comparison)) " " (operand(edition, right))
        },
    }
}

fn operand(edition: &Edition<'_>, operand: &Operand) -> Markup {
    match operand {
        Operand::Reference { kind, name } if kind == "attribute" => attribute(edition, name),
        Operand::Reference { name, .. } | Operand::Literal(name) => html! { code { (breakable(name)) } },
    }
}

const fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => "≥",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "≤",
    }
}

fn attribute(edition: &Edition<'_>, name: &str) -> Markup {
    let found = edition.cluster.attributes.iter().find(|attribute| attribute.field.name == name);
    link(name, found.map(|attribute| edition.attribute_anchor(attribute.field.id)))
}

fn feature(edition: &Edition<'_>, code: &str) -> Markup {
    let found = edition.cluster.features.iter().find(|feature| feature.code == code);
    link(code, found.map(|feature| edition.feature_anchor(feature.bit)))
}

/// The name of a command, linked to it.
pub(super) fn command(edition: &Edition<'_>, name: &str) -> Markup {
    let found = edition.cluster.commands.iter().find(|command| command.name == name);
    link(name, found.map(|command| edition.command_anchor(command)))
}

fn link(name: &str, anchor: Option<String>) -> Markup {
    html! {
        @match anchor {
            Some(anchor) => a href={ "#" (anchor) } { code { (breakable(name)) } },
            None => code { (breakable(name)) },
        }
    }
}

/// A name that may be broken between its words, so that a narrow column can hold it.
pub(super) fn breakable(name: &str) -> Markup {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        let begins = before == '_' || (before.is_lowercase() && c.is_uppercase());
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
        before = c;
    }
    html! {
        @for (index, word) in words.iter().enumerate() {
            @if index > 0 { wbr; }
            (word)
        }
    }
}

/// Several pieces with something between them.
pub(super) fn joined(pieces: &[Markup], between: &str) -> Markup {
    html! {
        @for (index, piece) in pieces.iter().enumerate() {
            @if index > 0 { (between) }
            (piece)
        }
    }
}

/// `View`
pub(super) const fn privilege(privilege: Privilege) -> &'static str {
    match privilege {
        Privilege::View => "View",
        Privilege::Operate => "Operate",
        Privilege::Manage => "Manage",
        Privilege::Administer => "Administer",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_break_between_words() {
        let broken = |name| super::breakable(name).into_string();
        assert_eq!(broken("ClientTableSize"), "Client<wbr>Table<wbr>Size");
        assert_eq!(broken("list_int8u"), "list_<wbr>int8u");
        assert_eq!(broken("PINCode"), "PINCode");
        assert_eq!(broken("<b>"), "&lt;b&gt;");
    }
}
