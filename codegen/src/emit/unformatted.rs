//! Modules as one text that nobody has laid out, for who compiles it and does not look at it.

use std::fmt::Write as _;

use super::Options;
use super::docs::inner_docs;
use super::imports::imports;
use super::layout::Module;

/// The whole tree in one text, each module with what is in it.
pub(super) fn text(root: Module<'_>, options: &Options) -> String {
    let mut out = String::new();
    for child in root.children {
        module(child.made(options), options, &mut out);
    }
    out
}

fn module(module: Module<'_>, options: &Options, out: &mut String) {
    if let Some(feature) = module.feature {
        out.extend(["#[cfg(feature = \"", feature, "\")]\n"]);
    }
    out.extend(["pub mod ", &module.name, " {\n", &inner_docs(&module.docs)]);
    let start = out.len();
    // A string takes whatever is written.
    let _ = writeln!(out, "{}", module.items);
    drop(module.items);
    let imports = imports(&options.runtime, out.get(start..).unwrap_or_default());
    out.insert_str(start, &format!("{imports}\n"));
    for child in module.children {
        self::module(child.made(options), options, out);
    }
    out.push_str("}\n");
}
