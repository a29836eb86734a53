//! The state behind the code that `rs-matter` ships, as it is.
#![forbid(unsafe_code)]

fn main() -> std::io::Result<()> {
    code_size::theirs::run::<false>()
}
