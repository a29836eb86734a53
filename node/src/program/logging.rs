//! The log.

use std::io::IsTerminal as _;

use tracing_log::LogTracer;
use tracing_subscriber::EnvFilter;

use super::fault::Fault;
use crate::adapter::LogGuard;

/// Logs to stderr from now on.
///
/// The stack logs with another library; what it says comes here through the guard, so that no filter lets messages out.
pub(super) fn start(filter: &str) -> Result<(), Fault> {
    let filter = EnvFilter::builder().parse(filter).map_err(|error| {
        Fault::from_error(format!("--log {filter}"), error)
            .help("for example `info`, `debug`, or `info,netim_node=debug`")
    })?;
    // It logs for as long as the program runs.
    log::set_logger(Box::leak(Box::new(LogGuard(LogTracer::new()))))
        .map_err(|error| Fault::from_error("starting the log", error))?;
    log::set_max_level(log::LevelFilter::Trace);
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .finish();
    tracing::subscriber::set_global_default(subscriber)
        .map_err(|error| Fault::from_error("starting the log", error))
}
