//! The program `netim-node`.

use std::process::ExitCode;

fn main() -> ExitCode {
    netim_node::program::main()
}
