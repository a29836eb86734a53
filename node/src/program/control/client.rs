//! Asking.

use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

use super::{Answer, Request, address::Address};
use crate::program::fault::Fault;

/// Longer than a node needs for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks the node that uses a data folder.
pub(in crate::program) fn ask(data: &Path, request: Request) -> Result<Answer, Fault> {
    let answer = exchange(data, request).map_err(|error| {
        Fault::from_error(format!("asking the node that uses `{}`", data.display()), error)
            .help("it may be just starting or ending: try again")
    })?;
    match answer {
        Answer::Error(message) => Err(Fault::new(message)),
        answer => Ok(answer),
    }
}

/// Whether a node is there that would answer.
pub(in crate::program) fn answers(data: &Path) -> bool {
    Address::of(data).and_then(|address| UnixStream::connect_addr(&address.socket)).is_ok()
}

fn exchange(data: &Path, request: Request) -> io::Result<Answer> {
    let mut stream = UnixStream::connect_addr(&Address::of(data)?.socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut line = serde_json::to_vec(&request)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    let mut answer = String::new();
    if BufReader::new(stream).read_line(&mut answer)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_str(&answer)?)
}
