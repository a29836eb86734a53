//! Tokens as text that nobody has laid out.

use std::fmt::Write as _;
use std::mem;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::mentioned::Mentioned;

/// Writes tokens as their `Display` does, and tells `mentioned` what is written.
///
/// Half of the tokens are single characters, which need nothing of what formats values; and nobody has to read the text once
/// more to find what it mentions. Each token is let go of once it is written.
pub(super) fn write(tokens: TokenStream, out: &mut String, mentioned: &mut Mentioned) {
    let mut joint = true;
    for token in tokens {
        if !mem::take(&mut joint) {
            out.push(' ');
            mentioned.space();
        }
        let start = out.len();
        // A string takes whatever is written.
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{ ", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                let inner = group.stream();
                // Who else has them would get copies.
                drop(group);
                out.push_str(open);
                mentioned.mark('(');
                let is_spaced = open == "{ " && !inner.is_empty();
                write(inner, out, mentioned);
                out.push_str(if is_spaced { " }" } else { close });
                mentioned.mark(')');
            }
            TokenTree::Ident(ident) => {
                let _ = write!(out, "{ident}");
                mentioned.word(out.get(start..).unwrap_or_default());
            }
            TokenTree::Punct(punct) => {
                out.push(punct.as_char());
                mentioned.mark(punct.as_char());
                joint = punct.spacing() == Spacing::Joint;
            }
            TokenTree::Literal(literal) => {
                let _ = write!(out, "{literal}");
                mentioned.mark('"');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn it_is_what_tokens_display() {
        let tokens = quote! {
            #[doc = "a \"b\""]
            fn r#type<'a>(a: &'a [u8], b: ::core::B) -> Result<(), C> { a.b(-1, 2.5..=b'c')?; f() && g {} }
            struct A;
        };
        let mut out = String::new();
        write(tokens.clone(), &mut out, &mut Mentioned::new());
        assert_eq!(out, tokens.to_string());
    }
}
