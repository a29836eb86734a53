//! The names that attributes have in generated code of other languages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::resolve::Input;
use crate::source::{SourceMap, Spanned};
use crate::syntax::Attribute;

/// Of fewer attributes nobody can say that they follow a rule.
const A_RULE: usize = 4;

/// Reports an attribute whose `define` is not made of its name, where those of all others of its folder are. Published
/// files have so many that are not that nothing can be said of theirs.
pub(super) fn check(inputs: &[Input], sources: &SourceMap, findings: &mut Diagnostics) {
    let mut folders: BTreeMap<PathBuf, (usize, Vec<Found<'_>>)> = BTreeMap::new();
    for document in inputs.iter().map(|input| &input.document) {
        let folder = sources.path(document.file).parent().unwrap_or_else(|| Path::new(""));
        let (count, odd) = folders.entry(folder.to_owned()).or_default();
        for cluster in &document.clusters {
            for attribute in &cluster.attributes {
                let Some(define) = &attribute.define else { continue };
                *count += 1;
                if !is_of(&define.value, &attribute.field.name.value) {
                    odd.push((&cluster.name.value, attribute, define));
                }
            }
        }
    }
    for (count, odd) in folders.into_values() {
        if let [only] = odd.as_slice()
            && count > A_RULE
        {
            findings.push(stale(*only));
        }
    }
}

/// The name of a cluster, an attribute of it, and its `define`.
type Found<'a> = (&'a String, &'a Attribute, &'a Spanned<String>);

fn stale((cluster, attribute, define): Found<'_>) -> Diagnostic {
    let name = &attribute.field.name;
    Diagnostic::new(codes::STALE_DEFINE, format!("`{}` is not made of `{}`", define.value, name.value))
        .at(define.span, "those of all other attributes of the folder are made of their names")
        .with_related(name.span, "the name")
        .within(format!("{cluster} > {}", name.value))
        .with_help(format!("write `{}`, unless the name is what is wrong", screaming(&name.value)))
}

/// `COLOR_CONTROL_HUE` is of `Hue`: a prefix is the cluster's.
fn is_of(define: &str, name: &str) -> bool {
    let letters = |text: &str| {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase()).collect::<String>()
    };
    letters(define).ends_with(&letters(name))
}

fn screaming(name: &str) -> String {
    let ident = crate::naming::ident(name, crate::naming::Case::Screaming).to_string();
    ident.trim_start_matches("r#").to_owned()
}
