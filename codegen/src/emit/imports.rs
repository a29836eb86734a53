//! The `use` lines of a module: what its code names, and nothing else.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

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
const MODULES: &[&str] = &["limits", "serve", "tlv", "value"];

/// What the modules of a cluster name of their parent.
pub(super) const SIBLINGS: &[&str] = &["METADATA", "attributes", "commands", "events", "types"];

/// The `use` lines of a module with this text: for what of the module's siblings and of the runtime crate it names.
///
/// The text is looked at rather than the tokens because it is ten times as fast.
pub(super) fn imports(runtime: &str, text: &str) -> TokenStream {
    let runtime = &runtime_path(runtime);
    let mut used = names(text);
    // Dispatch checks against the table, and names ids through the traits that have them.
    if used.contains("METADATA") {
        let traits = [("attributes", "Attribute"), ("commands", "Command")];
        let traits: Vec<_> = traits.into_iter().filter(|(module, _)| used.contains(*module)).collect();
        used.extend(traits.into_iter().map(|(_, name)| name));
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

fn group(runtime: &TokenStream, module: &str, names: &[&str], used: &HashSet<&str>) -> TokenStream {
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
    used: &HashSet<&str>,
) -> TokenStream {
    let names: Vec<_> = names.filter(|name| used.contains(**name)).map(|name| ident(name)).collect();
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

/// Whether this is a keyword that a name follows which is defined there.
fn defines(word: &str) -> bool {
    matches!(word, "const" | "fn" | "struct" | "trait" | "type")
}

/// What a text names, formatted or not: identifiers that begin a path. Those behind `::`, `.` or a keyword that defines them
/// belong to something else, and a name in lower case is one only if a path goes on behind it.
///
/// All of the code goes through here, hence byte by byte.
fn names(text: &str) -> HashSet<&str> {
    let mut names = HashSet::new();
    let mut at = 0;
    let mut is_free = true;
    while let Some(rest @ [first, behind @ ..]) = text.as_bytes().get(at..) {
        at += match first {
            b' ' | b'\n' => 1,
            _ if is_word(*first) => {
                let len = word_len(rest);
                let word = text.get(at..at + len).unwrap_or_default();
                if is_free && (first.is_ascii_uppercase() || begins_path(rest.get(len..))) {
                    names.insert(word);
                }
                is_free = !defines(word);
                len
            }
            b':' if behind.starts_with(b":") => {
                is_free = false;
                2
            }
            b'"' => 1 + string_len(text.get(at + 1..).unwrap_or_default()),
            _ => skipped_len(rest).unwrap_or_else(|| {
                is_free = *first != b'.';
                1
            }),
        };
    }
    names
}

/// How many bytes there are of what holds no names: a comment, a lifetime. Generated code has no characters in single quotes.
fn skipped_len(text: &[u8]) -> Option<usize> {
    match text {
        [b'/', b'/', ..] => Some(text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len())),
        [b'\'', name @ ..] => Some(1 + word_len(name)),
        _ => None,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// How many bytes of a text are one word: a name, a keyword or a number.
fn word_len(text: &[u8]) -> usize {
    text.iter().position(|byte| !is_word(*byte)).unwrap_or(text.len())
}

/// Whether a path goes on here, behind a word.
fn begins_path(behind: Option<&[u8]>) -> bool {
    behind.is_some_and(|behind| behind.trim_ascii_start().starts_with(b"::"))
}

/// How many bytes a string takes, from behind its first quotation mark to behind its last.
fn string_len(inside: &str) -> usize {
    let is_last = |(at, _): &(usize, &str)| {
        let escapes = inside.bytes().take(*at).rev().take_while(|byte| *byte == b'\\').count();
        escapes % 2 == 0
    };
    inside.match_indices('"').find(is_last).map_or(inside.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_beginnings_of_paths_are_names() {
        let text = "
/// Writer: of a comment.
struct A<'a> {
    tag: Option<Tag>,
    value: &'a [u8],
}
impl Encode for A<'_> {
    type Answer = ();
    fn a() -> types::B {
        Tag::Context(0).Status;
        value::f(\"Nullable \\\" List\");
        let serve = limits;
        x
            .Error()
    }
}
";
        let expected = quote!(
            use super::types;
            use ::rt::value;
            use ::rt::tlv::{Encode, Tag};
        );
        assert_eq!(imports("::rt", text).to_string(), expected.to_string());
    }

    #[test]
    fn tokens_that_nobody_laid_out_name_the_same() {
        let text = "fn a () -> types :: B { value :: f (x . Error) ; Tag :: Context (0) . Status }";
        let expected = quote!(
            use super::types;
            use ::rt::value;
            use ::rt::tlv::Tag;
        );
        assert_eq!(imports("::rt", text).to_string(), expected.to_string());
    }

    #[test]
    fn dispatch_sees_the_traits_that_have_ids() {
        let text = "fn f() { g(&METADATA, attributes::A::ID) }";
        let expected = quote!(
            use super::{METADATA, attributes};
            use ::rt::Attribute;
        );
        assert_eq!(imports("::rt", text).to_string(), expected.to_string());
    }
}
