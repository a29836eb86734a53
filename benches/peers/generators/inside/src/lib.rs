//! What `rs-matter-codegen` and `wayland-scanner` keep private.
//!
//! The one generates only all clusters at once, formats them and writes them; the other is procedural macros. To measure
//! one cluster, or what it takes without the compiler around it, their own unchanged files are compiled as modules of this
//! crate; the build script finds them where Cargo keeps them. None of their code is in this repository.

// `idl` and `parser` are of `rs-matter-codegen`, everything else of `wayland-scanner`.
include!(concat!(env!("OUT_DIR"), "/modules/all.rs"));

// As in the `lib.rs` of `rs-matter-codegen`.
pub use idl::IdlGenerateContext;

/// What `wayland-scanner` has in its `lib.rs`, which is otherwise its macros.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Client,
    Server,
}

/// The folder of a package among the dependencies, as Cargo keeps it.
///
/// # Panics
///
/// If it is none of them.
pub fn folder(package: &str) -> &'static std::path::Path {
    const FOLDERS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/folders.rs"));
    let (_, path) = FOLDERS.iter().find(|(name, _)| *name == package).expect("a dependency of this crate");
    path.as_ref()
}
