//! Telling the service manager how it goes.

use std::{
    env,
    os::{
        linux::net::SocketAddrExt as _,
        unix::net::{SocketAddr, UnixDatagram},
    },
};

use tracing::debug;

/// The node can be reached.
pub(super) fn ready() {
    send("READY=1");
}

/// The node is about to end.
pub(super) fn stopping() {
    send("STOPPING=1");
}

/// systemd's protocol: a datagram to the socket that the environment names. Without one nobody wants to know.
fn send(message: &str) {
    let Some(name) = env::var_os("NOTIFY_SOCKET") else { return };
    let name = name.as_encoded_bytes();
    let address = match name.strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(std::path::Path::new(&*String::from_utf8_lossy(name))),
    };
    let sent =
        address.and_then(|address| UnixDatagram::unbound()?.send_to_addr(message.as_bytes(), &address));
    if let Err(error) = sent {
        debug!("the service manager was not told {message}: {error}");
    }
}
