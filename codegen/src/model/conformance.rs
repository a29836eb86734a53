//! When an item is there.

use serde::Serialize;

use super::ChoiceCount;

/// When an item is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conformance {
    /// Always, or when the term holds.
    Mandatory(Option<Term>),
    /// If wanted, or if wanted and the term holds.
    Optional {
        /// The condition.
        when: Option<Term>,
        /// The group of which a number of items is there.
        choice: Option<Choice>,
    },
    /// The first that applies.
    Otherwise(Vec<Conformance>),
    /// May still change.
    Provisional,
    /// Was there once, may still be.
    Deprecated,
    /// Is not there.
    Disallowed,
    /// In prose.
    Described,
}

impl Conformance {
    /// Always there.
    pub const MANDATORY: Self = Self::Mandatory(None);
    /// There if wanted.
    pub const OPTIONAL: Self = Self::Optional { when: None, choice: None };

    /// Whether it is always there: the first part that is not provisional is an unconditional *mandatory*.
    pub fn is_mandatory(&self) -> bool {
        match self {
            Self::Mandatory(term) => term.is_none(),
            Self::Otherwise(parts) => {
                parts.iter().find(|part| !matches!(part, Self::Provisional)).is_some_and(Self::is_mandatory)
            }
            _ => false,
        }
    }

    /// Whether it is there no longer.
    pub fn is_gone(&self) -> bool {
        match self {
            Self::Deprecated | Self::Disallowed => true,
            Self::Otherwise(parts) => {
                parts.iter().find(|part| !matches!(part, Self::Provisional)).is_some_and(Self::is_gone)
            }
            _ => false,
        }
    }

    /// The choice group it belongs to. What is always there is in none, whatever the rest of its row says.
    pub fn choice(&self) -> Option<&Choice> {
        if self.is_mandatory() { None } else { self.choices().into_iter().next() }
    }

    /// The choice group it belongs to without a condition: by the first part that is not provisional.
    pub fn plain_choice(&self) -> Option<&Choice> {
        match self {
            Self::Optional { when: None, choice } => choice.as_ref(),
            Self::Otherwise(parts) => {
                parts.iter().find(|part| !matches!(part, Self::Provisional))?.plain_choice()
            }
            _ => None,
        }
    }

    /// Each choice group that any part names.
    pub(super) fn choices(&self) -> Vec<&Choice> {
        match self {
            Self::Optional { choice, .. } => choice.iter().collect(),
            Self::Otherwise(parts) => parts.iter().flat_map(Self::choices).collect(),
            _ => Vec::new(),
        }
    }
}

/// Membership in a choice group: a certain number of the group is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The letter that the members share.
    pub group: String,
    /// How many of the group are there.
    #[serde(flatten)]
    pub count: ChoiceCount,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// The feature with this code is supported.
    Feature(String),
    /// The attribute is there.
    Attribute(String),
    /// The command is there.
    Command(String),
    /// The field is there.
    Field(String),
    /// A condition that the device type or prose defines.
    Condition(String),
    /// Not so.
    Not(Box<Term>),
    /// All of them.
    And(Vec<Term>),
    /// Any of them.
    Or(Vec<Term>),
    /// Exactly one of them.
    Xor(Vec<Term>),
    /// A comparison.
    Compare {
        /// How.
        comparison: Comparison,
        /// What.
        left: Operand,
        /// With what.
        right: Operand,
    },
}

/// How two operands compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
}

/// An operand of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operand {
    /// The value of an attribute, a field or another named thing: `kind` is the element's name.
    Reference {
        /// `attribute`, `field`, `enum`, `revision`, ...
        kind: String,
        /// Its name or value.
        name: String,
    },
    /// A number, `true` or `null`, as written.
    Literal(String),
}
