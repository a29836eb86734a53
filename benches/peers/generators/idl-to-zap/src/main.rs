//! `idl-to-zap DIR` writes the XML of all standard clusters below `DIR`.

#![allow(clippy::print_stderr, reason = "how many files there are is not what is wanted, but good to know")]

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let Some(folder) = std::env::args_os().nth(1) else {
        return Err(io::Error::other("usage: idl-to-zap DIR"));
    };
    let files = idl_to_zap::write_all(Path::new(&folder))?;
    eprintln!("{files} files in {}", folder.display());
    Ok(())
}
