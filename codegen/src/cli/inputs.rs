//! What the verbs that look at clusters read.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::pipeline::Task;
use crate::resolve::Selection;
use crate::selector::ClusterSelector;

/// Which clusters to look at: the same for every verb that reads clusters and generates nothing.
#[derive(Args, Debug, Default)]
#[expect(clippy::struct_field_names, reason = "INPUT is what the usage calls it")]
pub(super) struct Inputs {
    /// Files, or folders with *.xml below them
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,
    /// Look only at this cluster; can be given several times [default: all]
    #[arg(long, value_name = "ID_OR_NAME")]
    pub(super) cluster: Vec<ClusterSelector>,
    /// Look only at this release, a folder like 1.6/ below an INPUT; can be given several times [default: all]
    #[arg(long, value_name = "RELEASE")]
    pub(super) release: Vec<String>,
}

impl Inputs {
    /// The task of reading them.
    pub(super) fn into_task(self) -> Task {
        let selection = Selection { clusters: self.cluster, releases: self.release };
        Task { inputs: self.inputs, selection, ..Task::default() }
    }
}
