//! Modules as one text that nobody has laid out, for who compiles it and does not look at it.

use super::cluster::{self, Module};
use super::docs::inner_docs;
use super::imports::imports;
use super::layout::{Branch, Child, Pending};
use super::mentioned::Mentioned;
use super::{Options, text};

/// The whole tree in one text, each module with what is in it.
pub(super) fn text(root: &Branch<Pending<'_>>, options: &Options) -> String {
    let texts = root.map(|name, pending| {
        let mut out = String::new();
        module(cluster::module(name, pending, options), options, &mut out);
        out
    });
    let mut out = String::new();
    branch(&texts, &mut out);
    out
}

fn branch(branch: &Branch<String>, out: &mut String) {
    for (name, child) in &branch.children {
        match child {
            Child::Cluster(text) => out.push_str(text),
            Child::Release(release) => {
                out.extend(["pub mod ", name, " {\n", &inner_docs(&release.docs)]);
                self::branch(release, out);
                out.push_str("}\n");
            }
        }
    }
}

fn module(module: Module, options: &Options, out: &mut String) {
    if let Some(feature) = module.feature {
        out.extend(["#[cfg(feature = \"", feature, "\")]\n"]);
    }
    out.extend(["pub mod ", &module.name, " {\n", &inner_docs(&module.docs)]);
    let start = out.len();
    let mut mentioned = Mentioned::new();
    text::write(module.items, out, &mut mentioned);
    out.push('\n');
    let imports = imports(&options.runtime, mentioned);
    out.insert_str(start, &format!("{imports}\n"));
    for child in module.children {
        self::module(child, options, out);
    }
    out.push_str("}\n");
}
