//! Naming a cluster, by its id or by its name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::similar;

/// Names one cluster: by its id, `0x0450` or `1104`, or by its name, in any case and with or without spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(from = "String", into = "String")]
pub enum ClusterSelector {
    /// By id.
    Id(u32),
    /// By name.
    Name(String),
}

impl ClusterSelector {
    /// Whether a cluster with this id and this name is meant.
    pub fn matches(&self, id: u32, name: &str) -> bool {
        match self {
            Self::Id(wanted) => *wanted == id,
            Self::Name(wanted) => similar::folded(wanted) == similar::folded(name),
        }
    }
}

impl From<&str> for ClusterSelector {
    fn from(text: &str) -> Self {
        let text = text.trim();
        let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
        let number = hex.map_or_else(|| text.parse(), |digits| u32::from_str_radix(digits, 16));
        number.map_or_else(|_| Self::Name(text.to_owned()), Self::Id)
    }
}

impl From<String> for ClusterSelector {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<ClusterSelector> for String {
    fn from(selector: ClusterSelector) -> Self {
        selector.to_string()
    }
}

impl fmt::Display for ClusterSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "0x{id:04X}"),
            Self::Name(name) => f.write_str(name),
        }
    }
}
