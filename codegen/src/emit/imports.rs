//! The `use` lines of a module: what its code names, and nothing else.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

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
            "ListWriter",
            "Provided",
            "Replied",
            "Reply",
        ],
    ),
    ("tlv", &["Decode", "DecodeError", "ElementType", "Encode", "Error", "Fields", "Input", "Tag", "Writer"]),
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
    let siblings = use_of(&quote!(super), SIBLINGS.iter(), &used);
    let groups = IMPORTABLE.iter().map(|(module, names)| group(runtime, module, names, &used));
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

fn group(runtime: &TokenStream, module: &str, names: &[&str], used: &BTreeSet<&str>) -> TokenStream {
    if module.is_empty() {
        return use_of(runtime, names.iter().chain(MODULES), used);
    }
    let module = ident(module);
    use_of(&quote!(#runtime::#module), names.iter(), used)
}

/// The `use` line for those of the names that are used.
fn use_of<'n>(
    path: &TokenStream,
    names: impl Iterator<Item = &'n &'n str>,
    used: &BTreeSet<&str>,
) -> TokenStream {
    let names: Vec<_> = names.filter(|name| used.contains(**name)).map(|name| ident(name)).collect();
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Keywords that a name follows which is defined there.
const DEFINING: &[&str] = &["const", "fn", "struct", "trait", "type"];

/// What a text names, formatted or not: identifiers that begin a path. Those behind `::`, `.` or a keyword that defines them
/// belong to something else, and a name in lower case is one only if a path goes on behind it.
fn names(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    let mut is_free = true;
    while let Some(first) = rest.chars().next() {
        let (word, behind) = rest.split_at(word_len(rest));
        let len = if let Some(len) = skipped_len(rest) {
            len
        } else if rest.starts_with("::") {
            is_free = false;
            2
        } else if word.is_empty() {
            is_free = first != '.';
            first.len_utf8()
        } else {
            if is_free && (first.is_ascii_uppercase() || behind.trim_start().starts_with("::")) {
                names.insert(word);
            }
            is_free = !DEFINING.contains(&word);
            word.len()
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    names
}

/// How many bytes there are of what holds no names: space, a comment, a string, a lifetime. Generated code has no
/// characters in single quotes.
fn skipped_len(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '/' if text.starts_with("//") => Some(text.find('\n').unwrap_or(text.len())),
        '"' => Some(string_len(text)),
        '\'' => Some(1 + word_len(text.get(1..)?)),
        _ => first.is_whitespace().then(|| first.len_utf8()),
    }
}

/// How many bytes of a text are one word: a name, a keyword or a number.
fn word_len(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// How many bytes the string takes that a text begins with.
fn string_len(text: &str) -> usize {
    let mut escaped = true;
    let end = text.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
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
