//! What of the stack's logs may be seen.

use log::{Level, Log, Metadata, Record};

/// Parts of the stack whose debug messages were read and hold nothing of what nodes send each other, but their addresses,
/// session and exchange numbers, and what is announced in the open.
const HARMLESS: [&str; 4] = [
    "rs_matter::respond",
    "rs_matter::im::subscriptions",
    "rs_matter::transport::network::mdns",
    "rs_matter::transport::session",
];

/// Whether a record of the log may be seen.
///
/// At the levels debug and trace the stack logs messages as they are: decrypted requests, every field of a command, what it
/// stores. The administrator secret is in there, and so are the keys of fabrics. From `info` upwards there is nothing
/// of that.
pub fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target();
    let within = |module: &str| {
        target.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    if !within("rs_matter") || metadata.level() <= Level::Info {
        return true;
    }
    metadata.level() == Level::Debug && HARMLESS.into_iter().any(within)
}

/// A logger behind which nothing comes that [may not be logged](may_be_logged), whatever the filters say.
#[derive(Clone, Copy, Debug)]
pub struct LogGuard<L>(pub L);

impl<L: Log> Log for LogGuard<L> {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        may_be_logged(metadata) && self.0.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if may_be_logged(record.metadata()) {
            self.0.log(record);
        }
    }

    fn flush(&self) {
        self.0.flush();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn seen(target: &str, level: Level) -> bool {
        may_be_logged(&Metadata::builder().target(target).level(level).build())
    }

    #[test]
    fn messages_of_the_stack_are_not_seen() {
        // Where requests are logged, where packets are, where what is stored is.
        for target in ["rs_matter::im", "rs_matter::transport", "rs_matter::persist::fileio", "rs_matter"] {
            assert!(!seen(target, Level::Debug), "{target}");
            assert!(!seen(target, Level::Trace), "{target}");
            assert!(seen(target, Level::Info), "{target}");
        }
        assert!(seen("rs_matter::transport::session", Level::Debug));
        assert!(!seen("rs_matter::transport::session", Level::Trace));
        assert!(!seen("rs_matter::transport::sessions", Level::Debug));
    }

    #[test]
    fn others_log_what_they_like() {
        assert!(seen("netim_node::adapter::handler", Level::Trace));
        assert!(seen("rs_matterless", Level::Trace));
    }

    #[test]
    fn a_record_that_skips_the_question_is_stopped_too() {
        struct Collect(Mutex<Vec<String>>);
        impl Log for Collect {
            fn enabled(&self, _: &Metadata<'_>) -> bool {
                true
            }
            fn log(&self, record: &Record<'_>) {
                self.0.lock().unwrap().push(record.args().to_string());
            }
            fn flush(&self) {}
        }
        let guard = LogGuard(Collect(Mutex::new(Vec::new())));
        let log = |target, level| {
            guard.log(&Record::builder().target(target).level(level).args(format_args!("{target}")).build());
        };
        log("rs_matter::im", Level::Debug);
        log("rs_matter::im", Level::Warn);
        assert_eq!(*guard.0.0.lock().unwrap(), ["rs_matter::im"]);
    }
}
