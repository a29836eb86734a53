//! What a server is told when it starts.

use std::{fmt, path::PathBuf, time::Duration};

use thiserror::Error;

use crate::{
    Authentication, disconnect::SightingsError, nas::NasClients, report::Listener, session::Limits,
    tls::CipherSuites, tls::SettingsError,
};

/// What a server is told when it starts.
pub struct Options {
    /// Who may ask.
    pub nas: NasClients,
    /// The file that remembers where clients were seen, so that those who are removed while the server does not run are
    /// disconnected when it does. Without one it forgets.
    pub sightings: Option<PathBuf>,
    /// How long a client may stay before its access point has it authenticate again (`Session-Timeout`): what bounds
    /// the stay of a client that is removed where the access point takes no `Disconnect-Request`.
    pub session_timeout: Option<Duration>,
    /// Which cipher suites are allowed.
    pub cipher_suites: CipherSuites,
    /// How many sessions may be open, and for how long.
    pub limits: Limits,
    pub(crate) listener: Option<Listener>,
}

impl Options {
    /// For these access points: no file, an hour, the cipher suite of Per-Device Credentials.
    pub fn new(nas: NasClients) -> Self {
        Self {
            nas,
            sightings: None,
            session_timeout: Some(Duration::from_hours(1)),
            cipher_suites: CipherSuites::default(),
            limits: Limits::default(),
            listener: None,
        }
    }

    /// Who hears of each attempt that ends. It is called while packets wait, so it must be quick.
    #[must_use]
    pub fn with_listener(mut self, listener: impl Fn(&Authentication) + Send + Sync + 'static) -> Self {
        self.listener = Some(Box::new(listener));
        self
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("nas", &self.nas)
            .field("sightings", &self.sightings)
            .field("session_timeout", &self.session_timeout)
            .field("cipher_suites", &self.cipher_suites)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Why a server does not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// TLS does not work.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The file of sightings cannot be used.
    #[error(transparent)]
    Sightings(#[from] SightingsError),
    /// An address cannot be listened at.
    #[error("cannot listen at {address}: {source}")]
    Socket {
        /// The address.
        address: std::net::SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// A thread was not started.
    #[error("a thread was not started: {0}")]
    Thread(std::io::Error),
}
