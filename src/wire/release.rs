//! The releases that a server can speak.

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::cluster;
use crate::runtime::metadata::ClusterMetadata;

/// A layout of the cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// 1.6.
    #[default]
    V1_6,
    /// 1.6.1.
    V1_6_1,
}

impl Release {
    /// All of them, oldest first.
    pub const ALL: [Self; 2] = [Self::V1_6, Self::V1_6_1];

    /// The name, `1.6.1`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1_6 => "1.6",
            Self::V1_6_1 => "1.6.1",
        }
    }

    /// What the cluster looks like in it.
    pub const fn metadata(self) -> &'static ClusterMetadata {
        match self {
            Self::V1_6 => &cluster::v1_6::METADATA,
            Self::V1_6_1 => &cluster::v1_6_1::METADATA,
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Not the name of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a release is 1.6 or 1.6.1")]
pub struct UnknownRelease;

impl FromStr for Release {
    type Err = UnknownRelease;

    fn from_str(name: &str) -> Result<Self, UnknownRelease> {
        Self::ALL.into_iter().find(|release| release.name() == name).ok_or(UnknownRelease)
    }
}
