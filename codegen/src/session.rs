//! What a run gathers while it goes on.

use crate::diagnostics::Diagnostics;
use crate::source::SourceMap;

/// What was read in a run, and all that is wrong with it.
#[derive(Debug, Default)]
pub struct Session {
    /// The text of every file.
    pub sources: SourceMap,
    /// All errors and warnings.
    pub diagnostics: Diagnostics,
}
