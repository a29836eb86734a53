//! Where the socket is.

use std::{
    fs::File,
    io,
    os::{fd::AsRawFd as _, unix::net::SocketAddr},
    path::Path,
};

use crate::program::folder;

/// The address of the socket in a data folder.
///
/// Paths of sockets are short, 107 bytes on Linux, and those of folders may be long: then the folder is opened, and the
/// way to it goes through the open file, which lives as long as the address is needed.
pub(super) struct Address {
    pub(super) socket: SocketAddr,
    _folder: Option<File>,
}

impl Address {
    pub(super) fn of(data: &Path) -> io::Result<Self> {
        if let Ok(socket) = SocketAddr::from_pathname(folder::control_socket(data)) {
            return Ok(Self { socket, _folder: None });
        }
        let open = File::open(data)?;
        let short = folder::control_socket(Path::new(&format!("/proc/self/fd/{}", open.as_raw_fd())));
        Ok(Self { socket: SocketAddr::from_pathname(short)?, _folder: Some(open) })
    }
}
