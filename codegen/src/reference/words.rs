//! Facts of the model in words, as short as they fit into a table.

use crate::model::{
    Attribute, Bound, Bounds, Comparison, Conformance, Constraint, DataType, EventPriority, Operand,
    Persistence, Privilege, Quality, Shape, Term, Unit,
};

/// The id of a cluster: four digits, eight for those of vendors.
pub fn cluster_id(id: u32) -> String {
    if id > 0xFFFF { format!("0x{id:08X}") } else { format!("0x{id:04X}") }
}

/// The id of an attribute: four digits, eight for those of vendors.
pub fn attribute_id(id: u32) -> String {
    cluster_id(id)
}

/// The id of a command or an event: two digits, eight for those of vendors.
pub fn item_id(id: u32) -> String {
    if id > 0xFF { cluster_id(id) } else { format!("0x{id:02X}") }
}

/// `uint16`, `ClientStruct`, `list of ClientStruct`.
pub fn data_type(ty: &DataType) -> String {
    match &ty.shape {
        Shape::List { entry, .. } => format!("list of {}", data_type(entry)),
        _ => ty.name.clone(),
    }
}

/// What a type is on the wire, without its name: `unsigned integer of 16 bits`.
pub fn wire_type(shape: &Shape) -> String {
    match shape {
        Shape::Bool => "boolean".to_owned(),
        Shape::Unsigned(width) => format!("unsigned integer of {} bits", width.bits()),
        Shape::Signed(width) => format!("signed integer of {} bits", width.bits()),
        Shape::Single => "single-precision number".to_owned(),
        Shape::Double => "double-precision number".to_owned(),
        Shape::Text => "text".to_owned(),
        Shape::Octets => "octet string".to_owned(),
        Shape::Enum(name) => format!("unsigned integer, a value of {name}"),
        Shape::Bitmap(name) => format!("unsigned integer, bits of {name}"),
        Shape::Struct(name) => format!("structure {name}"),
        Shape::List { .. } => "list".to_owned(),
    }
}

/// All limits of a value, its entries included: `1 to 2047`, `max 10 entries, each max 20 bytes`. Empty if there are none.
pub fn limits(ty: &DataType, constraint: &Constraint) -> String {
    let mut limits = own_limits(constraint);
    if let Shape::List { entry, entry_constraint } = &ty.shape {
        let each = self::limits(entry, entry_constraint);
        if !each.is_empty() {
            limits.push(format!("each {each}"));
        }
    }
    limits.join(", ")
}

fn own_limits(constraint: &Constraint) -> Vec<String> {
    let mut limits: Vec<_> = constraint.limits().map(|(limit, unit)| bounds(limit, unit)).collect();
    if constraint.described {
        limits.push("described in prose".to_owned());
    }
    limits
}

/// `1 to 2047`, `max 20 bytes`.
pub fn bounds(bounds: &Bounds, unit: Unit) -> String {
    let counted = |limit: &Bound| match unit.name_behind(limit) {
        "" => bound(limit),
        name => format!("{} {name}", bound(limit)),
    };
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if min == max => counted(max),
        (Some(min), Some(max)) => format!("{} to {}", bound(min), counted(max)),
        (Some(min), None) => format!("min {}", counted(min)),
        (None, Some(max)) => format!("max {}", counted(max)),
        (None, None) => "any".to_owned(),
    }
}

fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Fraction(number) => number.to_string(),
        Bound::Attribute(text) | Bound::Expression(text) => text.clone(),
    }
}

/// When an item is there, in the specification's notation: `M`, `O`, `LT`, `[LT]`, `O.a+`, `[LT].a`, `P, M`, `D`, `X`.
pub fn conformance(conformance: &Conformance) -> String {
    match conformance {
        Conformance::Mandatory(None) => "M".to_owned(),
        Conformance::Mandatory(Some(term)) => self::term(term),
        Conformance::Optional { when, choice } => {
            let when = when.as_ref().map_or_else(|| "O".to_owned(), |when| format!("[{}]", term(when)));
            match choice {
                Some(choice) => format!("{when}.{}{}", choice.group, choice.count),
                None => when,
            }
        }
        Conformance::Otherwise(parts) => parts.iter().map(self::conformance).collect::<Vec<_>>().join(", "),
        Conformance::Provisional => "P".to_owned(),
        Conformance::Deprecated => "D".to_owned(),
        Conformance::Disallowed => "X".to_owned(),
        Conformance::Described => "desc".to_owned(),
    }
}

/// A condition in the same notation: `A & (B | C)`.
pub(crate) fn term(term: &Term) -> String {
    match term {
        Term::Feature(name)
        | Term::Attribute(name)
        | Term::Command(name)
        | Term::Field(name)
        | Term::Condition(name) => name.clone(),
        Term::Not(inner) => format!("!{}", operand_term(inner)),
        Term::And(terms) => joined(terms, " & "),
        Term::Or(terms) => joined(terms, " | "),
        Term::Xor(terms) => joined(terms, " ^ "),
        Term::Compare { comparison, left, right } => {
            format!("{} {} {}", operand(left), sign(*comparison), operand(right))
        }
    }
}

fn joined(terms: &[Term], sign: &str) -> String {
    terms.iter().map(operand_term).collect::<Vec<_>>().join(sign)
}

/// A term as part of another: in parentheses, unless it is one word.
fn operand_term(inner: &Term) -> String {
    match inner {
        Term::And(_) | Term::Or(_) | Term::Xor(_) | Term::Compare { .. } => format!("({})", term(inner)),
        _ => term(inner),
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

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Reference { kind, name } if name.is_empty() => kind.clone(),
        Operand::Reference { name, .. } => name.clone(),
        Operand::Literal(text) => text.clone(),
    }
}

/// `read view, write manage (timed)`.
pub fn attribute_access(attribute: &Attribute) -> String {
    let read = attribute.read.map(|read| format!("read {}", privilege(read)));
    let timed = if attribute.timed_write { " (timed)" } else { "" };
    let write = attribute.write.map(|write| format!("write {}{timed}", privilege(write)));
    read.into_iter().chain(write).collect::<Vec<_>>().join(", ")
}

/// `view`, `operate`, `manage` or `administer`.
pub const fn privilege(privilege: Privilege) -> &'static str {
    match privilege {
        Privilege::View => "view",
        Privilege::Operate => "operate",
        Privilege::Manage => "manage",
        Privilege::Administer => "administer",
    }
}

/// `debug`, `info` or `critical`.
pub const fn priority(priority: EventPriority) -> &'static str {
    match priority {
        EventPriority::Debug => "debug",
        EventPriority::Info => "info",
        EventPriority::Critical => "critical",
    }
}

/// The qualities that an attribute has.
pub fn quality(quality: Quality) -> Vec<&'static str> {
    let flags = [
        (quality.changes_omitted, "changes omitted"),
        (quality.scene, "scene"),
        (quality.reportable, "reportable"),
        (quality.quieter_reporting, "quieter reporting"),
        (quality.atomic_write, "atomic write"),
        (quality.large_message, "large message"),
        (quality.source_attribution, "source attribution"),
    ];
    let flags = flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name);
    quality.persistence.map(persistence).into_iter().chain(flags).collect()
}

/// `fixed`, `non-volatile` or `volatile`.
pub const fn persistence(persistence: Persistence) -> &'static str {
    match persistence {
        Persistence::Fixed => "fixed",
        Persistence::NonVolatile => "non-volatile",
        Persistence::Volatile => "volatile",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, ChoiceCount};

    fn feature(code: &str) -> Term {
        Term::Feature(code.to_owned())
    }

    #[test]
    fn conformance_is_written_as_the_specification_writes_it() {
        let group = Choice { group: "a".to_owned(), count: ChoiceCount::ONE_OR_MORE };
        let counted = Choice { group: "b".to_owned(), count: ChoiceCount { least: 2, most: Some(3) } };
        let cases = [
            (Conformance::MANDATORY, "M"),
            (Conformance::OPTIONAL, "O"),
            (Conformance::Mandatory(Some(feature("LT"))), "LT"),
            (Conformance::Optional { when: Some(feature("LT")), choice: None }, "[LT]"),
            (Conformance::Optional { when: None, choice: Some(group) }, "O.a+"),
            (Conformance::Optional { when: Some(feature("LT")), choice: Some(counted) }, "[LT].b2-3"),
            (Conformance::Otherwise(vec![Conformance::Provisional, Conformance::MANDATORY]), "P, M"),
            (
                Conformance::Mandatory(Some(Term::And(vec![
                    Term::Not(Box::new(feature("A"))),
                    Term::Or(vec![feature("B"), feature("C")]),
                ]))),
                "!A & (B | C)",
            ),
        ];
        for (given, expected) in cases {
            assert_eq!(conformance(&given), expected);
        }
    }

    #[test]
    fn limits_count_in_bytes_and_entries() {
        let number = |value| Some(Bound::Number(value));
        let of = |min, max| Some(Bounds { min, max });
        let entry = DataType { name: "octstr".to_owned(), shape: Shape::Octets };
        let entry_constraint =
            Box::new(Constraint { length: of(number(20), number(20)), ..Default::default() });
        let list = DataType {
            name: "octstr".to_owned(),
            shape: Shape::List { entry: Box::new(entry), entry_constraint },
        };
        let constraint = Constraint { count: of(None, number(1)), ..Default::default() };
        assert_eq!(limits(&list, &constraint), "max 1 entry, each 20 bytes");
        assert_eq!(data_type(&list), "list of octstr");

        let prose = |text: &str| of(None, Some(Bound::Expression(text.to_owned())));
        let constraint =
            Constraint { length: prose("64 bytes"), count: prose("10 entries"), ..Default::default() };
        assert_eq!(own_limits(&constraint), ["max 64 bytes", "max 10 entries"]);
    }
}
