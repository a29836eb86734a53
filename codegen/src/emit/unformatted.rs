//! Modules as one text that nobody has laid out, for who compiles it and does not look at it.

use super::Options;
use super::docs::inner_docs;
use super::imports::imports;
use super::layout::Module;

/// The whole tree in one text, each module with what is in it.
pub(super) fn text(root: &Module, options: &Options) -> String {
    let mut out = String::new();
    for child in &root.children {
        module(child, &options.runtime, &mut out);
    }
    out
}

fn module(module: &Module, runtime: &str, out: &mut String) {
    if let Some(feature) = module.feature {
        out.extend(["#[cfg(feature = \"", feature, "\")]\n"]);
    }
    out.extend(["pub mod ", &module.name, " {\n", &inner_docs(&module.docs)]);
    let items = module.items.to_string();
    out.extend([&imports(runtime, &items).to_string(), "\n", &items, "\n"]);
    for child in &module.children {
        self::module(child, runtime, out);
    }
    out.push_str("}\n");
}
