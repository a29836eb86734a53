//! Whether a server may claim to provide what it claims to provide.

use super::{ClusterMetadata, FeatureMetadata};
use crate::conformance::{Choice, Conformance, Requirement};
use crate::serve::Provided;
use crate::{AttributeId, CommandId};

/// What is wrong with what a server says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misclaim {
    /// Bits of the feature map that mean no feature.
    UnknownFeatures(u32),
    /// A feature that must be there, by its code.
    FeatureMissing(&'static str),
    /// A feature that must not be there, by its code.
    FeatureNotAllowed(&'static str),
    /// Of the features of a choice group, by its letter, too few or too many are there.
    FeatureChoice(&'static str),
    /// An attribute that the cluster does not have.
    UnknownAttribute(AttributeId),
    /// An attribute that must not be there.
    AttributeNotAllowed(AttributeId),
    /// A command that the cluster does not have.
    UnknownCommand(CommandId),
    /// A command that must not be there.
    CommandNotAllowed(CommandId),
}

impl ClusterMetadata {
    /// Everything that is wrong with what a server claims to provide. A node can assert at its start that there is nothing.
    ///
    /// Attributes and commands that the features make mandatory cannot be missing: they are there whether named or not.
    pub fn misclaims<'a>(&'a self, provided: Provided<'a>) -> impl Iterator<Item = Misclaim> + 'a {
        let known = self.features.iter().fold(0, |known, feature| known | feature.mask);
        let unknown = provided.features & !known;
        let unknown = (unknown != 0).then_some(Misclaim::UnknownFeatures(unknown));
        unknown.into_iter().chain(self.features_misclaimed(provided)).chain(self.items_misclaimed(provided))
    }

    fn features_misclaimed(&self, provided: Provided<'_>) -> impl Iterator<Item = Misclaim> {
        self.features.iter().filter_map(move |feature| {
            let is_there = provided.features & feature.mask != 0;
            match self.requirement(&feature.conformance, provided) {
                Requirement::Mandatory if !is_there => Some(Misclaim::FeatureMissing(feature.code)),
                Requirement::NotAllowed if is_there => Some(Misclaim::FeatureNotAllowed(feature.code)),
                Requirement::Optional => self.choice_misclaimed(feature.mask, &feature.conformance, provided),
                _ => None,
            }
        })
    }

    /// A fault of a choice group, reported for the first of its features.
    fn choice_misclaimed(
        &self,
        mask: u32,
        conformance: &Conformance,
        provided: Provided<'_>,
    ) -> Option<Misclaim> {
        let &Choice { group, least, most, .. } = choice(conformance)?;
        let members = || {
            self.features
                .iter()
                .filter(|other| choice(&other.conformance).is_some_and(|own| own.group == group))
        };
        // Nobody asks for those that are mandatory or not allowed: the group has to be told of another.
        let is_asked = |member: &&FeatureMetadata| {
            self.requirement(&member.conformance, provided) == Requirement::Optional
        };
        let is_first = members().find(is_asked).is_some_and(|first| first.mask == mask);
        let count = members().filter(|member| provided.features & member.mask != 0).count();
        let fits = count >= least && most.is_none_or(|most| count <= most);
        (is_first && !fits).then_some(Misclaim::FeatureChoice(group))
    }

    fn items_misclaimed<'a>(&'a self, provided: Provided<'a>) -> impl Iterator<Item = Misclaim> + 'a {
        let attributes = provided.attributes.iter().filter_map(move |id| match self.attribute(*id) {
            None => Some(Misclaim::UnknownAttribute(*id)),
            Some(item) => {
                let requirement = self.requirement(&item.conformance, provided);
                (requirement == Requirement::NotAllowed).then_some(Misclaim::AttributeNotAllowed(*id))
            }
        });
        let commands = provided.commands.iter().filter_map(move |id| match self.request(*id) {
            None => Some(Misclaim::UnknownCommand(*id)),
            Some(item) => {
                let requirement = self.requirement(&item.conformance, provided);
                (requirement == Requirement::NotAllowed).then_some(Misclaim::CommandNotAllowed(*id))
            }
        });
        attributes.chain(commands)
    }
}

fn choice(conformance: &Conformance) -> Option<&'static Choice> {
    match conformance {
        Conformance::Choice(choice) => Some(choice),
        Conformance::Otherwise(parts) => parts.iter().find_map(choice),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::Term;

    const IN_A: Conformance =
        Conformance::Choice(&Choice { group: "a", least: 1, most: Some(1), when: None });

    const METADATA: ClusterMetadata = ClusterMetadata {
        features: &[
            FeatureMetadata::new(1, "ONE", "One")
                .when(Conformance::Otherwise(&[Conformance::MandatoryIf(Term::Feature(8)), IN_A])),
            FeatureMetadata::new(2, "TWO", "Two").when(IN_A),
            FeatureMetadata::new(4, "THREE", "Three").when(IN_A),
            FeatureMetadata::new(8, "BASE", "Base").when(Conformance::Optional),
        ],
        id: crate::ClusterId(1),
        name: "Test",
        revision: 1,
        attributes: &[],
        commands: &[],
        events: &[],
    };

    #[test]
    fn a_group_whose_first_member_is_mandatory_is_checked() {
        let misclaims = |features| {
            let mut found = METADATA.misclaims(Provided { features, ..Provided::NOTHING });
            (found.next(), found.next())
        };
        let fault = (Some(Misclaim::FeatureChoice("a")), None);
        assert_eq!(misclaims(0), fault);
        assert_eq!(misclaims(8 | 1), (None, None));
        assert_eq!(misclaims(8 | 1 | 2), fault);
    }
}
