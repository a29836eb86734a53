//! The `use` lines of a module: what its code names, and nothing else.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::mentioned::Mentioned;
use super::tokens::moved;

/// What generated code may name, and where the runtime crate has it.
pub(super) const IMPORTABLE: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "Attribute",
            "AttributeId",
            "ClusterId",
            "Command",
            "CommandId",
            "Context",
            "EndpointId",
            "Event",
            "EventId",
            "List",
            "ListAttribute",
            "Nullable",
            "Privilege",
            "Status",
            "StatusCode",
        ],
    ),
    ("client", &["ClusterClient", "Invoke", "Read", "Request", "Write"]),
    ("conformance", &["Choice", "Conformance", "Term"]),
    ("fabric", &["FabricScoped"]),
    ("limits", &["ConstraintError", "ShapeError", "Validate"]),
    (
        "metadata",
        &[
            "AttributeMetadata",
            "ClusterMetadata",
            "CommandMetadata",
            "EventMetadata",
            "EventPriority",
            "FeatureMetadata",
            "Quality",
        ],
    ),
    ("owned", &["IntoOwned", "String", "Vec"]),
    (
        "serve",
        &[
            "Answer",
            "AttributeWriter",
            "Chunk",
            "CommandWriter",
            "Everything",
            "ListWriter",
            "Provided",
            "Replied",
            "Reply",
        ],
    ),
    (
        "tlv",
        &["Decode", "Decoded", "ElementType", "Encode", "Error", "Fields", "Input", "Mode", "Tag", "Writer"],
    ),
    ("value", &["Value"]),
];

/// Modules of the runtime crate whose functions are called by their module's name.
pub(super) const MODULES: &[&str] = &["limits", "serve", "tlv", "value"];

/// What the modules of a cluster name of their parent.
pub(super) const SIBLINGS: &[&str] = &["METADATA", "attributes", "commands", "events", "types"];

/// What comes from elsewhere if the code is to have it.
pub(super) const FURTHER: &[&str] = &["Future", "defmt"];

/// The `use` lines of a module that mentions these names, for what of the module's siblings and of the runtime crate is
/// among them.
pub(super) fn imports(runtime: &str, mut used: Mentioned) -> TokenStream {
    let runtime = &runtime_path(runtime);
    // Dispatch checks against the table, and names ids through the traits that have them.
    if used.contains("METADATA") {
        for (module, name) in [("attributes", "Attribute"), ("commands", "Command")] {
            if used.contains(module) {
                used.insert(name);
            }
        }
    }
    let siblings = moved(use_of(|| quote!(super), SIBLINGS.iter(), &used));
    let groups = IMPORTABLE.iter().map(|(module, names)| moved(group(runtime, module, names, &used)));
    let defmt = used.contains("defmt").then(|| {
        quote!(
            #[cfg(feature = "defmt")]
            use #runtime::defmt;
        )
    });
    // Older editions do not have it in their prelude.
    let future = used.contains("Future").then(|| {
        quote!(
            use ::core::future::Future;
        )
    });
    quote!(#siblings #future #(#groups)* #defmt)
}

/// The path of the runtime crate, which was looked at when it was configured.
pub(super) fn runtime_path(path: &str) -> TokenStream {
    path.parse().unwrap_or_else(|_| quote!(::clustergen_runtime))
}

fn group(runtime: &TokenStream, module: &str, names: &[&str], used: &Mentioned) -> TokenStream {
    if module.is_empty() {
        return use_of(|| runtime.clone(), names.iter().chain(MODULES), used);
    }
    let path = || {
        let module = ident(module);
        quote!(#runtime::#module)
    };
    use_of(path, names.iter(), used)
}

/// The `use` line for those of the names that are used.
fn use_of<'n>(
    path: impl FnOnce() -> TokenStream,
    names: impl Iterator<Item = &'n &'n str>,
    used: &Mentioned,
) -> TokenStream {
    let names: Vec<_> = names.filter(|name| used.contains(name)).map(|name| ident(name)).collect();
    if names.is_empty() {
        return TokenStream::new();
    }
    let path = moved(path());
    match names.as_slice() {
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> String {
        let mut mentioned = Mentioned::new();
        for name in names {
            mentioned.insert(name);
        }
        imports("::rt", mentioned).to_string()
    }

    #[test]
    fn names_of_one_module_share_a_line() {
        let expected = quote!(
            use super::types;
            use ::rt::value;
            use ::rt::tlv::{Encode, Tag};
        );
        assert_eq!(of(&["Tag", "value", "Encode", "types", "unknown"]), expected.to_string());
    }

    #[test]
    fn dispatch_sees_the_traits_that_have_ids() {
        let expected = quote!(
            use super::{METADATA, attributes};
            use ::rt::Attribute;
        );
        assert_eq!(of(&["METADATA", "attributes"]), expected.to_string());
    }
}
