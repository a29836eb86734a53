//! The state behind the code that `rs-matter` ships, with the checks that ours has.
#![forbid(unsafe_code)]

fn main() -> std::io::Result<()> {
    code_size::theirs::run::<true>()
}
