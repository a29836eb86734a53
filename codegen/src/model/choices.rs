//! Fields of which a number must be there.

use std::collections::BTreeMap;

use super::Field;

/// A choice group of fields that can be checked without knowing more than which of them are there.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceGroup<'m> {
    /// The letter that the members share.
    pub group: &'m str,
    /// Whether more than one may be there.
    pub more: bool,
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
            let new = || (true, ChoiceGroup { group, more: false, members: Vec::new() });
            let (is_enforced, known) = groups.entry(group).or_insert_with(new);
            *is_enforced &= field.conformance.plain_choice() == Some(choice);
            known.more |= choice.more;
            if !known.members.iter().any(|member| core::ptr::eq(*member, field)) {
                known.members.push(field);
            }
        }
    }
    // Of a group of one the others are in another state of the cluster.
    let is_choice = |(is_enforced, group): &(bool, ChoiceGroup<'_>)| *is_enforced && group.members.len() > 1;
    groups.into_values().filter(is_choice).map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, Conformance, Constraint, DataType, Shape, Term};

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
        Conformance::Optional { when, choice: Some(Choice { group: group.to_owned(), more: false }) }
    }

    #[test]
    fn only_what_is_optional_without_a_condition_is_enforced() {
        let condition = || Some(Term::Feature("X".to_owned()));
        let conditional_row =
            Conformance::Otherwise(vec![Conformance::Mandatory(condition()), of("c", None)]);
        let provisional = Conformance::Otherwise(vec![Conformance::Provisional, of("e", None)]);
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
            field("F1", of("f", None)),
        ];
        let groups = choice_groups(&fields);
        let names =
            |group: &ChoiceGroup<'_>| group.members.iter().map(|it| it.name.clone()).collect::<String>();
        assert_eq!(groups.iter().map(names).collect::<Vec<_>>(), ["A1A2", "E1E2"]);
    }

    #[test]
    fn what_is_mandatory_is_no_choice() {
        let row = Conformance::Otherwise(vec![Conformance::MANDATORY, of("a", None)]);
        assert!(row.is_mandatory());
        assert_eq!(row.choice(), None);
    }
}
