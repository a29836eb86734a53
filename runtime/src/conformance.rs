//! When an item of a cluster must, may or must not be there (Matter specification, section 7.3), as `const` data that a
//! program can ask.
//!
//! Whoever knows the feature map asks [`Conformance::given`]; whoever knows all that a server provides asks
//! [`ClusterMetadata::requirement`](crate::metadata::ClusterMetadata::requirement), which also sees terms over attributes
//! and commands.

/// When an item is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// Always.
    Mandatory,
    /// Always when the term holds; else it must not be there.
    MandatoryIf(Term),
    /// If wanted.
    Optional,
    /// If wanted and the term holds; else it must not be there.
    OptionalIf(Term),
    /// A number of the items that share a letter is there.
    Choice(&'static Choice),
    /// The first part that applies.
    Otherwise(&'static [Conformance]),
    /// May still change.
    Provisional,
    /// Was there once, may still be.
    Deprecated,
    /// Must not be there.
    Disallowed,
    /// In prose.
    Described,
}

/// Membership in a choice group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The letter that the members share.
    pub group: &'static str,
    /// At least so many of them are there.
    pub least: usize,
    /// At most so many of them are there; `None` if any number may be.
    pub most: Option<usize>,
    /// The condition under which the item may be there.
    pub when: Option<Term>,
}

/// A condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// A feature, as its bit of the feature map, is supported.
    Feature(u32),
    /// The attribute with this id is there.
    Attribute(u32),
    /// The command with this id is there.
    Command(u32),
    /// Not so.
    Not(&'static Term),
    /// All of them.
    And(&'static [Term]),
    /// Any of them.
    Or(&'static [Term]),
    /// Exactly one of them.
    Xor(&'static [Term]),
    /// What a program cannot know: a condition of the device type, a comparison, prose. In the specification's words.
    Other(&'static str),
}

/// What a conformance comes to under the circumstances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// It must be there.
    Mandatory,
    /// It may be there.
    Optional,
    /// It must not be there.
    NotAllowed,
    /// That depends on what is not known.
    Unknown,
}

/// What is known about a term: whether it holds. Behind a pointer, so that there is one evaluation and not one for each asker.
type Known<'k> = &'k dyn Fn(&Term) -> Option<bool>;

impl Conformance {
    /// What it comes to for a feature map, whatever else the server provides.
    pub fn given(&self, features: u32) -> Requirement {
        self.evaluate(&|term| match term {
            Term::Feature(bit) => Some(features & bit != 0),
            _ => None,
        })
    }

    /// What it comes to when `holds` knows about features, attributes, commands and other conditions. It is not asked
    /// about terms that are made of others.
    pub fn evaluate(&self, holds: Known<'_>) -> Requirement {
        match self {
            Self::Provisional | Self::Otherwise([Self::Provisional]) => Requirement::Optional,
            _ => self.applied(holds).unwrap_or(Requirement::NotAllowed),
        }
    }

    /// The same; `None` if it does not apply, and the next of a row decides.
    fn applied(&self, holds: Known<'_>) -> Option<Requirement> {
        let when = |term: &Term, requirement| match term.evaluate(holds) {
            Some(true) => Some(requirement),
            Some(false) => None,
            None => Some(Requirement::Unknown),
        };
        match self {
            Self::Mandatory => Some(Requirement::Mandatory),
            Self::MandatoryIf(term) => when(term, Requirement::Mandatory),
            Self::Optional | Self::Choice(Choice { when: None, .. }) => Some(Requirement::Optional),
            Self::OptionalIf(term) | Self::Choice(Choice { when: Some(term), .. }) => {
                when(term, Requirement::Optional)
            }
            Self::Otherwise(parts) => parts.iter().find_map(|part| part.applied(holds)),
            // Says how firm the rest of the row is. Alone it leaves the choice.
            Self::Provisional => None,
            Self::Deprecated | Self::Disallowed => Some(Requirement::NotAllowed),
            Self::Described => Some(Requirement::Unknown),
        }
    }
}

impl Term {
    /// Whether it holds; `None` if that depends on what `holds` does not know.
    fn evaluate(&self, holds: Known<'_>) -> Option<bool> {
        match self {
            Self::Not(term) => term.evaluate(holds).map(|held| !held),
            Self::And(terms) => match Counts::of(terms, holds) {
                Counts { not: 1.., .. } => Some(false),
                Counts { unknown, .. } => (unknown == 0).then_some(true),
            },
            Self::Or(terms) => match Counts::of(terms, holds) {
                Counts { held: 1.., .. } => Some(true),
                Counts { unknown, .. } => (unknown == 0).then_some(false),
            },
            Self::Xor(terms) => match Counts::of(terms, holds) {
                Counts { held, unknown: 0, .. } => Some(held == 1),
                _ => None,
            },
            Self::Feature(_) | Self::Attribute(_) | Self::Command(_) | Self::Other(_) => holds(self),
        }
    }
}

/// How many of some terms hold, do not, or may.
#[derive(Default)]
struct Counts {
    held: usize,
    not: usize,
    unknown: usize,
}

impl Counts {
    fn of(terms: &[Term], holds: Known<'_>) -> Self {
        let mut counts = Self::default();
        for term in terms {
            *match term.evaluate(holds) {
                Some(true) => &mut counts.held,
                Some(false) => &mut counts.not,
                None => &mut counts.unknown,
            } += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAT: Term = Term::Feature(1);
    const COOL: Term = Term::Feature(2);
    const CHOICE: Choice = Choice { group: "a", least: 1, most: Some(1), when: Some(HEAT) };

    #[test]
    fn features_decide() {
        let by_heat = Conformance::MandatoryIf(HEAT);
        assert_eq!(by_heat.given(1), Requirement::Mandatory);
        assert_eq!(by_heat.given(2), Requirement::NotAllowed);
        let both = Conformance::OptionalIf(Term::And(&[HEAT, COOL]));
        assert_eq!([both.given(3), both.given(1)], [Requirement::Optional, Requirement::NotAllowed]);
        let one = Conformance::MandatoryIf(Term::Xor(&[HEAT, COOL]));
        assert_eq!(one.given(3), Requirement::NotAllowed);
        let none = Conformance::MandatoryIf(Term::Not(&Term::Or(&[HEAT, COOL])));
        assert_eq!([none.given(0), none.given(4)], [Requirement::Mandatory; 2]);
        assert_eq!(none.given(2), Requirement::NotAllowed);
    }

    #[test]
    fn of_a_row_the_first_that_applies() {
        let row = Conformance::Otherwise(&[
            Conformance::Provisional,
            Conformance::MandatoryIf(HEAT),
            Conformance::OptionalIf(COOL),
        ]);
        assert_eq!(row.given(3), Requirement::Mandatory);
        assert_eq!(row.given(2), Requirement::Optional);
        assert_eq!(row.given(0), Requirement::NotAllowed);
    }

    #[test]
    fn what_is_not_known_stays_open_only_where_it_matters() {
        let unknown = Term::Other("UTC");
        let either = Conformance::MandatoryIf(Term::Or(&[HEAT, Term::Other("UTC")]));
        assert_eq!(either.given(1), Requirement::Mandatory);
        assert_eq!(either.given(0), Requirement::Unknown);
        assert_eq!(Conformance::MandatoryIf(unknown).given(0), Requirement::Unknown);
        assert_eq!(Conformance::Choice(&CHOICE).given(0), Requirement::NotAllowed);
        assert_eq!(Conformance::Described.given(0), Requirement::Unknown);
    }
}
