//! `clustergen`: generates Rust from Matter cluster XML.

fn main() -> std::process::ExitCode {
    clustergen::cli::main()
}
