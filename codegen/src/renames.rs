//! Rust names that the configuration gives to items, `[[rename]]` in `clustergen.toml`.
//!
//! A rename replaces the Matter name in the rules of [`crate::naming`]: an attribute renamed to `TableSize` is the type
//! `TableSize` and the method `table_size`. The Matter name stays in the documentation, as an alias that searches find, and
//! in the metadata. Limits, overrides and everything else that refers to the item goes on to use the Matter name.
//!
//! A rename that matches nothing, that is no identifier, or that gives two items of one scope one name, is an error.

mod check;
mod find;

use serde::Deserialize;

use crate::selector::ClusterSelector;
use crate::source::Span;

pub(crate) use check::check;
pub(crate) use find::{Owner, Renamed};

/// One item with another name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rename {
    /// The cluster, by id or name.
    pub cluster: ClusterSelector,
    /// The releases concerned; none means all.
    #[serde(default)]
    pub releases: Vec<String>,
    /// The item: `Attribute`, `Command`, `Event`, `Type`, `Feature`, or one of their members, `Command.Field`,
    /// `Enum.Item`; `None` means the cluster itself, and so its module.
    pub item: Option<String>,
    /// Which kind of item, where several share the name.
    pub kind: Option<Kind>,
    /// The name in Rust.
    pub to: String,
    /// Where the rename is written, if whoever read it knows.
    #[serde(skip)]
    pub place: Option<Span>,
}

/// A kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An attribute.
    Attribute,
    /// A command, request or response.
    Command,
    /// An event.
    Event,
    /// An enumeration, a bitmap or a structure.
    Type,
    /// A feature.
    Feature,
}

impl Rename {
    /// Gives an item of a cluster another name in Rust; an empty `item` means the cluster itself.
    pub fn new(cluster: &str, item: &str, to: &str) -> Self {
        Self {
            cluster: cluster.into(),
            releases: Vec::new(),
            item: (!item.is_empty()).then(|| item.to_owned()),
            kind: None,
            to: to.to_owned(),
            place: None,
        }
    }

    fn concerns(&self, release: Option<&str>, id: u32, name: &str) -> bool {
        let of_release =
            self.releases.is_empty() || self.releases.iter().any(|own| Some(own.as_str()) == release);
        of_release && self.cluster.matches(id, name)
    }

    /// The path of the item, for people.
    fn path(&self) -> String {
        let cluster = format!("rename in {}", self.cluster);
        self.item.iter().fold(cluster, |path, item| format!("{path} > {}", item.replace('.', " > ")))
    }
}

#[cfg(test)]
mod tests;
