//! Conformance: the same tags in both dialects.

use super::number::parse_number;
use super::vocabulary::{Rule, ignored, rule};
use crate::model::{Choice, ChoiceCount, Comparison, Conformance, Operand, Term};
use crate::xml::Element;

/// Elements that conformance may stand in.
const CONFORMED: &str = "attribute command event feature field item bitfield arg clusterId struct enum \
         bitmap otherwiseConform";

/// Elements that a term may stand in.
const TERMED: &str = "mandatoryConform optionalConform andTerm orTerm xorTerm notTerm";

const COMPARISONS: &str = "equalTerm notEqualTerm greaterTerm greaterOrEqualTerm lessTerm lessOrEqualTerm";

/// The vocabulary of conformance.
pub(crate) const RULES: &[Rule] = &[
    rule("mandatoryConform", CONFORMED, ""),
    rule("optionalConform", CONFORMED, "choice more min max"),
    rule("otherwiseConform", CONFORMED, ""),
    rule("provisionalConform", CONFORMED, ""),
    rule("disallowConform", CONFORMED, ""),
    rule("deprecateConform", CONFORMED, ""),
    rule("obsoleteConform", CONFORMED, ""),
    ignored("describedConform", CONFORMED),
    rule("feature", TERMED, "name"),
    rule("attribute", TERMED, "name cluster"),
    rule("command", TERMED, "name cluster"),
    rule("event", TERMED, "name cluster"),
    rule("field", TERMED, "name"),
    rule("condition", TERMED, "name"),
    rule("andTerm", TERMED, ""),
    rule("orTerm", TERMED, ""),
    rule("xorTerm", TERMED, ""),
    rule("notTerm", TERMED, ""),
    rule("equalTerm", TERMED, ""),
    rule("notEqualTerm", TERMED, ""),
    rule("greaterTerm", TERMED, ""),
    rule("greaterOrEqualTerm", TERMED, ""),
    rule("lessTerm", TERMED, ""),
    rule("lessOrEqualTerm", TERMED, ""),
    // Operands are kept as text: nothing in them changes what is read.
    ignored("attribute", COMPARISONS),
    ignored("field", COMPARISONS),
    ignored("feature", COMPARISONS),
    ignored("enum", COMPARISONS),
    ignored("bitmap", COMPARISONS),
    ignored("struct", COMPARISONS),
    ignored("command", COMPARISONS),
    ignored("event", COMPARISONS),
    ignored("constant", COMPARISONS),
    ignored("value", COMPARISONS),
    ignored("status", COMPARISONS),
    ignored("literal", COMPARISONS),
    ignored("revision", COMPARISONS),
];

/// The conformance that is written in an item, if any is.
pub(crate) fn conformance_of(item: &Element) -> Option<Conformance> {
    item.children.iter().find_map(conformance)
}

/// The conformance that an element is, if it is one.
fn conformance(element: &Element) -> Option<Conformance> {
    let conformance = match element.name.as_str() {
        "mandatoryConform" => match condition(element) {
            Condition::Unreadable => Conformance::Described,
            Condition::None => Conformance::MANDATORY,
            Condition::Term(term) => Conformance::Mandatory(Some(term)),
        },
        "optionalConform" => match condition(element) {
            Condition::Unreadable => Conformance::Described,
            Condition::None => Conformance::Optional { when: None, choice: choice(element) },
            Condition::Term(term) => Conformance::Optional { when: Some(term), choice: choice(element) },
        },
        "otherwiseConform" => otherwise(element),
        "provisionalConform" => Conformance::Provisional,
        "disallowConform" => Conformance::Disallowed,
        "deprecateConform" | "obsoleteConform" => Conformance::Deprecated,
        "describedConform" => Conformance::Described,
        _ => return None,
    };
    Some(conformance)
}

fn otherwise(element: &Element) -> Conformance {
    let parts: Vec<_> = element.children.iter().filter_map(conformance).collect();
    if parts.is_empty() { Conformance::Described } else { Conformance::Otherwise(parts) }
}

fn choice(element: &Element) -> Option<Choice> {
    let group = element.filled("choice")?.value.trim().to_owned();
    let more = element.filled("more").is_some_and(|text| text.value.trim() == "true");
    let number = |name: &str| {
        let number = parse_number(&element.filled(name)?.value).ok()?;
        u32::try_from(number.value).ok()
    };
    // Who says only one side leaves the other one open; who says none means one.
    let (least, most) = (number("min"), number("max"));
    let least = least.unwrap_or_else(|| most.unwrap_or(1).min(1));
    let most = most.or_else(|| (!more && number("min").is_none()).then_some(1)).filter(|most| least <= *most);
    Some(Choice { group, count: ChoiceCount { least, most } })
}

enum Condition {
    None,
    Term(Term),
    /// There is one, but it is not understood; it must not count as none.
    Unreadable,
}

fn condition(element: &Element) -> Condition {
    if element.children.is_empty() {
        return Condition::None;
    }
    match terms(element) {
        Some(terms) => Condition::Term(single(terms, Term::And)),
        None => Condition::Unreadable,
    }
}

/// The terms in an element; `None` unless all are understood and there is at least one.
fn terms(element: &Element) -> Option<Vec<Term>> {
    let terms: Option<Vec<_>> = element.children.iter().map(term).collect();
    terms.filter(|terms| !terms.is_empty())
}

fn single(mut terms: Vec<Term>, combine: fn(Vec<Term>) -> Term) -> Term {
    match (terms.pop(), terms.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            terms.extend(last);
            combine(terms)
        }
    }
}

fn term(element: &Element) -> Option<Term> {
    let name = || element.filled("name").map(|name| name.value.trim().to_owned());
    Some(match element.name.as_str() {
        "feature" => Term::Feature(name()?),
        "attribute" | "command" if element.filled("cluster").is_some() => {
            let cluster = element.filled("cluster")?.value.trim();
            Term::Condition(format!("{} {} of {cluster}", element.name, name()?))
        }
        "attribute" => Term::Attribute(name()?),
        "command" => Term::Command(name()?),
        "field" => Term::Field(name()?),
        "condition" => Term::Condition(name()?),
        "event" => Term::Condition(format!("event {}", name()?)),
        "andTerm" => single(terms(element)?, Term::And),
        "orTerm" => single(terms(element)?, Term::Or),
        "xorTerm" => single(terms(element)?, Term::Xor),
        "notTerm" => Term::Not(Box::new(single(terms(element)?, Term::And))),
        comparison => compare(comparison, element)?,
    })
}

fn compare(name: &str, element: &Element) -> Option<Term> {
    let comparison = match name {
        "equalTerm" => Comparison::Equal,
        "notEqualTerm" => Comparison::NotEqual,
        "greaterTerm" => Comparison::Greater,
        "greaterOrEqualTerm" => Comparison::GreaterOrEqual,
        "lessTerm" => Comparison::Less,
        "lessOrEqualTerm" => Comparison::LessOrEqual,
        _ => return None,
    };
    let [left, right] = element.children.as_slice() else {
        return None;
    };
    Some(Term::Compare { comparison, left: operand(left)?, right: operand(right)? })
}

fn operand(element: &Element) -> Option<Operand> {
    let value = || element.filled("value").map(|value| value.value.trim().to_owned());
    if element.name == "literal" {
        return value().map(Operand::Literal);
    }
    let name = element.filled("name").map(|name| name.value.trim().to_owned());
    let inner = element.child("field").and_then(|field| field.filled("name"));
    let part =
        inner.or_else(|| element.filled("field")).map(|part| part.value.trim().to_owned()).or_else(value);
    let name = match (name, part) {
        (Some(name), Some(part)) => format!("{name}.{part}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => return None,
    };
    Some(Operand::Reference { kind: element.name.clone(), name })
}
