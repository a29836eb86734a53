//! What the configuration sets right in the input, `[[override]]` in `clustergen.toml`.
//!
//! An override says what a dialect has no words for, or mends a fault that upstream has not mended yet. It needs a
//! reason, its item must exist, and once it changes nothing any more a warning says so.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::selector::ClusterSelector;
use crate::source::{Dialect, Span};

/// One correction of one item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// The cluster, by id or name.
    pub cluster: ClusterSelector,
    /// The releases concerned; none means all.
    #[serde(default)]
    pub releases: Vec<String>,
    /// The dialect concerned; `None` means both.
    pub dialect: Option<Dialect>,
    /// The item, `Command`, `Command.Field`, `Struct.Field`, `Attribute`, `Enum.Item`, `Bitmap.Field`; `None` means the
    /// cluster itself.
    pub item: Option<String>,
    /// The choice group that a field belongs to: `a`, or `a+` if more than one of the group may be there, or with another
    /// number: `a2`, `a2+`, `a2-3`.
    pub choice: Option<String>,
    /// Whether an item may be absent.
    pub optional: Option<bool>,
    /// Whether a command is refused on sessions that are not CASE.
    pub case_only: Option<bool>,
    /// Whether a value must never be printed.
    pub secret: Option<bool>,
    /// The attribute whose value is the greatest number of entries of a list.
    pub max_from: Option<String>,
    /// What the item means.
    pub summary: Option<String>,
    /// The cluster's PICS code.
    pub pics: Option<String>,
    /// The cluster's role.
    pub role: Option<String>,
    /// The cluster's scope.
    pub scope: Option<String>,
    /// The name of the type, or of the entries' type of a list.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// The bits of an enumeration or a bitmap: 8, 16, 32 or 64.
    #[serde(default, deserialize_with = "width")]
    pub width: Option<u8>,
    /// The least value, length or number of entries.
    pub min: Option<i64>,
    /// The greatest value, length or number of entries.
    pub max: Option<i64>,
    /// The default.
    pub default: Option<String>,
    /// Why the input is not enough. Required, and not empty.
    #[serde(deserialize_with = "reason")]
    pub reason: String,
    /// Where the override is written, if whoever read it knows.
    #[serde(skip)]
    pub place: Option<Span>,
}

impl Override {
    /// Whether it is meant for a dialect of a release.
    pub fn concerns(&self, release: Option<&str>, dialect: Dialect) -> bool {
        self.dialect.is_none_or(|own| own == dialect) && self.concerns_release(release)
    }

    /// Whether it is meant for a release.
    pub fn concerns_release(&self, release: Option<&str>) -> bool {
        self.releases.is_empty() || self.releases.iter().any(|own| Some(own.as_str()) == release)
    }

    /// The path of the item, for people.
    pub fn path(&self) -> String {
        let item = self.item.iter().flat_map(|item| item.split('.'));
        [format!("override of {}", self.cluster)]
            .iter()
            .map(String::as_str)
            .chain(item)
            .collect::<Vec<_>>()
            .join(" > ")
    }
}

fn width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    match u8::deserialize(deserializer)? {
        bits @ (8 | 16 | 32 | 64) => Ok(Some(bits)),
        bits => Err(D::Error::custom(format!("a width is 8, 16, 32 or 64 bits, not {bits}"))),
    }
}

fn reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let reason = String::deserialize(deserializer)?;
    if reason.trim().is_empty() {
        return Err(D::Error::custom("an override needs a reason"));
    }
    Ok(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Table {
        #[serde(rename = "override")]
        overrides: Vec<Override>,
    }

    fn read(text: &str) -> Result<Vec<Override>, String> {
        toml::from_str::<Table>(text).map(|table| table.overrides).map_err(|error| error.to_string())
    }

    #[test]
    fn an_override_is_a_table() {
        let text = "[[override]]\ncluster = '0x0450'\nreleases = ['1.6']\ndialect = 'zap'\nitem = 'A.B'\nchoice = 'a'\n\
                    case-only = true\nmax-from = 'Size'\ntype = 'octstr'\nwidth = 16\nmin = -1\nreason = 'why'\n";
        let overrides = read(text).unwrap();
        let one = &overrides[0];
        assert_eq!(one.cluster, ClusterSelector::Id(0x450));
        assert_eq!(one.type_name.as_deref(), Some("octstr"));
        assert!(one.concerns(Some("1.6"), Dialect::Zap));
        assert!(!one.concerns(Some("1.6"), Dialect::Spec) && !one.concerns(None, Dialect::Zap));
        assert_eq!(one.path(), "override of 0x0450 > A > B");
    }

    #[test]
    fn what_is_no_setting_is_refused() {
        assert!(
            read("[[override]]\ncluster = 'X'\nchoise = 'a'\nreason = 'why'").unwrap_err().contains("choise")
        );
        assert!(
            read("[[override]]\ncluster = 'X'\nchoice = 'a'\nreason = ' '").unwrap_err().contains("reason")
        );
        assert!(read("[[override]]\ncluster = 'X'\nchoice = 'a'").unwrap_err().contains("reason"));
        assert!(read("[[override]]\ncluster = 'X'\nwidth = 12\nreason = 'why'").unwrap_err().contains("12"));
    }
}
