//! Structures: their fields by tag, what is missing, unknown or there twice.

use std::collections::BTreeSet;

use matter_tlv::{Tag, Value};

use super::node::Node;
use super::problem::ProblemKind;
use super::raw::Element;
use super::reading::{Expected, Reading, node, unknown};
use crate::model::{ChoiceGroup, Field, choice_groups};

/// The implicit field of fabric-scoped structures, which clients leave out.
const FABRIC_INDEX: u32 = 254;

impl<'c> Reading<'c> {
    /// A structure, or the fields of a command or an event.
    pub(super) fn structure(
        &mut self,
        element: &Element<'_>,
        name: Option<&str>,
        fields: &'c [Field],
    ) -> Node {
        if element.value != Value::Structure {
            return self.wrong_type(element, name.unwrap_or("a structure of fields"), "struct");
        }
        let mut structure = node(element, name.map(str::to_owned));
        let mut seen = BTreeSet::new();
        let members = element.members.iter().map(|member| self.member(member, fields, &mut seen)).collect();
        structure.members = Some(members);
        if self.is_complete(element) {
            self.missing(element, fields, &seen);
            self.choices(element, fields, &seen);
        }
        structure
    }

    fn member(&mut self, member: &Element<'_>, fields: &'c [Field], seen: &mut BTreeSet<u32>) -> Node {
        let number = if let Tag::Context(number) = member.tag { Some(u32::from(number)) } else { None };
        let field = fields.iter().find(|field| Some(field.id) == number);
        let step = field.map_or_else(|| member.tag.to_string(), |field| field.name.clone());
        self.within(&step, |reading| {
            if number.is_some_and(|number| !seen.insert(number)) {
                let text = format!("field {} is there a second time", member.tag);
                reading.problem(member.offset, ProblemKind::DuplicateField, text);
            }
            if let Some(field) = field {
                let mut node = reading.value(member, Expected::of(field));
                node.name = Some(field.name.clone());
                return node;
            }
            let text = match number {
                Some(number) => format!("the cluster has no field {number} here"),
                None => format!("the tag {} is no field number", member.tag),
            };
            reading.problem(member.offset, ProblemKind::UnknownField, text);
            unknown(member, None)
        })
    }

    /// Mandatory fields that are not there.
    fn missing(&mut self, element: &Element<'_>, fields: &[Field], seen: &BTreeSet<u32>) {
        let is_missing = |field: &&Field| {
            field.conformance.is_mandatory() && field.id != FABRIC_INDEX && !seen.contains(&field.id)
        };
        for field in fields.iter().filter(is_missing) {
            let text = format!("field {} {} is missing, and is mandatory", field.id, field.name);
            self.problem(element.offset, ProblemKind::MissingField, text);
        }
    }

    /// Of fields that are a choice, a certain number must be there.
    fn choices(&mut self, element: &Element<'_>, fields: &[Field], seen: &BTreeSet<u32>) {
        for ChoiceGroup { count: right, members, .. } in choice_groups(fields) {
            let count = members.iter().filter(|field| seen.contains(&field.id)).count();
            if right.allows(count) {
                continue;
            }
            let names = members.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ");
            let there = match count {
                0 => format!("none of {names} is there"),
                1 => format!("only one of {names} is there"),
                count => format!("{count} of {names} are there"),
            };
            let must = if right.least == 0 { "may" } else { "must" };
            let is_missing = u32::try_from(count).is_ok_and(|count| count < right.least);
            let kind = if is_missing { ProblemKind::MissingField } else { ProblemKind::TooManyOfChoice };
            self.problem(element.offset, kind, format!("{there}: {} {must} be", right.words()));
        }
    }
}
