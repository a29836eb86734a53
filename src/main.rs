//! `netim`: secrets, identities and databases of Network Identity Management on the command line.

fn main() -> std::process::ExitCode {
    netim::cli::main()
}
