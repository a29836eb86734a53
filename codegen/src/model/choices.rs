//! Fields of which a number must be there.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::{Choice, Field};

/// How many of a choice group are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ChoiceCount {
    /// At least so many.
    pub least: u32,
    /// At most so many; `None` if there may be any number.
    pub most: Option<u32>,
}

impl ChoiceCount {
    /// Exactly one.
    pub const ONE: Self = Self { least: 1, most: Some(1) };
    /// One or more.
    pub const ONE_OR_MORE: Self = Self { least: 1, most: None };

    /// Whether a number of items is right.
    pub fn allows(self, count: usize) -> bool {
        u32::try_from(count).map_or(self.most.is_none(), |count| {
            self.least <= count && self.most.is_none_or(|most| count <= most)
        })
    }

    /// What either of two allows.
    fn or(self, other: Self) -> Self {
        let most = self.most.zip(other.most).map(|(one, other)| one.max(other));
        Self { least: self.least.min(other.least), most }
    }

    /// In words: `exactly one`, `at least one`, `2 to 3`.
    pub fn words(self) -> String {
        let number = |number: u32| if number == 1 { "one".to_owned() } else { number.to_string() };
        match (self.least, self.most) {
            (least, Some(most)) if least == most => format!("exactly {}", number(least)),
            (0, Some(most)) => format!("at most {}", number(most)),
            (least, Some(most)) => format!("{least} to {most}"),
            (0, None) => "any number".to_owned(),
            (least, None) => format!("at least {}", number(least)),
        }
    }
}

impl Choice {
    /// The notation of the specification: `a`, `a+`, `a2`, `a2+`, `a2-3`. What is none of it is a group of which one is there.
    pub fn parse(text: &str) -> Self {
        let end = text.find(|c: char| c.is_ascii_digit() || c == '+').unwrap_or(text.len());
        let (group, count) = text.split_at(end);
        match count_of(count) {
            Some(count) => Self { group: group.to_owned(), count },
            None => Self { group: text.to_owned(), count: ChoiceCount::ONE },
        }
    }
}

fn count_of(text: &str) -> Option<ChoiceCount> {
    // The standard parser also takes a sign in front of the digits.
    let number = |text: &str| text.parse().ok().filter(|_| text.starts_with(|c: char| c.is_ascii_digit()));
    if text.is_empty() {
        return Some(ChoiceCount::ONE);
    }
    if let Some(least) = text.strip_suffix('+') {
        let least = if least.is_empty() { 1 } else { number(least)? };
        return Some(ChoiceCount { least, most: None });
    }
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let (least, most) = (number(least)?, number(most)?);
    (least <= most).then_some(ChoiceCount { least, most: Some(most) })
}

/// As it stands behind the letter: nothing for one, `+` for one or more, `2`, `2+`, `2-3`.
impl fmt::Display for ChoiceCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (1, Some(1)) => Ok(()),
            (1, None) => f.write_str("+"),
            (least, None) => write!(f, "{least}+"),
            (least, Some(most)) if least == most => write!(f, "{least}"),
            (least, Some(most)) => write!(f, "{least}-{most}"),
        }
    }
}

/// A choice group of fields that can be checked without knowing more than which of them are there.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceGroup<'m> {
    /// The letter that the members share.
    pub group: &'m str,
    /// How many of them must be there.
    pub count: ChoiceCount,
    /// The fields, in their order.
    pub members: Vec<&'m Field>,
}

/// The choice groups whose members are all optional without a condition: of these the bytes alone tell whether they are
/// kept. Whether a condition holds is not in the bytes, and what is mandatory by another rule leaves no choice to check.
pub fn choice_groups(fields: &[Field]) -> Vec<ChoiceGroup<'_>> {
    let mut groups: BTreeMap<&str, (bool, ChoiceGroup<'_>)> = BTreeMap::new();
    for field in fields {
        for choice in field.conformance.choices() {
            let group = choice.group.as_str();
            let new = || (true, ChoiceGroup { group, count: choice.count, members: Vec::new() });
            let (is_enforced, known) = groups.entry(group).or_insert_with(new);
            *is_enforced &= field.conformance.plain_choice() == Some(choice);
            known.count = known.count.or(choice.count);
            if !known.members.iter().any(|member| core::ptr::eq(*member, field)) {
                known.members.push(field);
            }
        }
    }
    // Of a group of one the others are in another state of the cluster, and so they are if there are fewer than must be.
    let is_choice = |(is_enforced, group): &(bool, ChoiceGroup<'_>)| {
        let members = group.members.len();
        *is_enforced
            && members > 1
            && u32::try_from(members).is_ok_and(|members| group.count.least <= members)
    };
    groups.into_values().filter(is_choice).map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Conformance, Constraint, DataType, Shape, Term};

    fn field(name: &str, conformance: Conformance) -> Field {
        Field {
            id: 0,
            name: name.to_owned(),
            ty: DataType { name: "bool".to_owned(), shape: Shape::Bool },
            nullable: false,
            constraint: Constraint::default(),
            default: None,
            conformance,
            fabric_sensitive: false,
            secret: false,
            summary: None,
        }
    }

    fn of(group: &str, when: Option<Term>) -> Conformance {
        Conformance::Optional {
            when,
            choice: Some(Choice { group: group.to_owned(), count: ChoiceCount::ONE }),
        }
    }

    #[test]
    fn only_what_is_optional_without_a_condition_is_enforced() {
        let condition = || Some(Term::Feature("X".to_owned()));
        let conditional_row =
            Conformance::Otherwise(vec![Conformance::Mandatory(condition()), of("c", None)]);
        let provisional = Conformance::Otherwise(vec![Conformance::Provisional, of("e", None)]);
        let many = || {
            let choice = Choice { group: "g".to_owned(), count: ChoiceCount { least: 3, most: None } };
            Conformance::Optional { when: None, choice: Some(choice) }
        };
        let mandatory = Conformance::Otherwise(vec![Conformance::MANDATORY, of("d", None)]);
        let fields = [
            field("A1", of("a", None)),
            field("A2", Conformance::Otherwise(vec![of("a", None), of("a", None)])),
            field("B1", of("b", None)),
            field("B2", of("b", condition())),
            field("C1", of("c", None)),
            field("C2", conditional_row),
            field("D1", of("d", None)),
            field("D2", of("d", None)),
            field("D3", mandatory),
            field("E1", of("e", None)),
            field("E2", provisional),
            field("G1", many()),
            field("G2", many()),
            field("F1", of("f", None)),
        ];
        let groups = choice_groups(&fields);
        let names =
            |group: &ChoiceGroup<'_>| group.members.iter().map(|it| it.name.clone()).collect::<String>();
        assert_eq!(groups.iter().map(names).collect::<Vec<_>>(), ["A1A2", "E1E2"]);
    }

    #[test]
    fn counts_are_written_as_the_specification_writes_them() {
        let of = |least, most| ChoiceCount { least, most };
        let cases = [
            (ChoiceCount::ONE, "", "exactly one"),
            (ChoiceCount::ONE_OR_MORE, "+", "at least one"),
            (of(2, Some(2)), "2", "exactly 2"),
            (of(2, None), "2+", "at least 2"),
            (of(2, Some(3)), "2-3", "2 to 3"),
            (of(0, Some(1)), "0-1", "at most one"),
            (of(0, None), "0+", "any number"),
        ];
        for (count, notation, words) in cases {
            assert_eq!((count.to_string().as_str(), count.words().as_str()), (notation, words));
            let choice = Choice { group: "a".to_owned(), count };
            assert_eq!(Choice::parse(&format!("a{notation}")), choice);
        }
        for strange in ["a3-2", "a+2", "a2-", "2x"] {
            let one = Choice { group: strange.to_owned(), count: ChoiceCount::ONE };
            assert_eq!(Choice::parse(strange), one);
        }
        let allowed = |count: ChoiceCount| (0..5).filter(|number| count.allows(*number)).collect::<Vec<_>>();
        assert_eq!(allowed(ChoiceCount::ONE), [1]);
        assert_eq!(allowed(of(2, Some(3))), [2, 3]);
        assert_eq!(allowed(of(2, None)), [2, 3, 4]);
        assert_eq!(of(2, Some(2)).or(of(1, Some(3))), of(1, Some(3)));
        assert_eq!(of(2, Some(2)).or(ChoiceCount::ONE_OR_MORE), ChoiceCount::ONE_OR_MORE);
    }

    #[test]
    fn what_is_mandatory_is_no_choice() {
        let row = Conformance::Otherwise(vec![Conformance::MANDATORY, of("a", None)]);
        assert!(row.is_mandatory());
        assert_eq!(row.choice(), None);
    }
}
