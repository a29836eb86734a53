//! Tokens as text that reads well.

use proc_macro2::TokenStream;

/// Items, formatted, with blank lines where a person would set them.
///
/// Tokens that are no items cannot come out of the emitters. If they did, the text would be the tokens as they are: the
/// compiler then shows the fault better than a panic here could.
pub(super) fn items(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        Err(_) => tokens.to_string(),
    }
}

/// Sets a blank line between items at the top, imports excepted, and inside of items behind every method.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        if needs_space(previous, line) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

fn needs_space(previous: &str, line: &str) -> bool {
    let (before, indent) = (indent(previous), indent(line));
    let (previous, line) = (previous.trim_start(), line.trim_start());
    if previous.is_empty()
        || previous.starts_with("//")
        || line.starts_with('}')
        || line.starts_with(')')
        || line.starts_with(']')
    {
        return false;
    }
    let begins_item = ["///", "#[", "pub ", "fn ", "impl", "const ", "type ", "use ", "::"];
    if before != indent || !begins_item.iter().any(|start| line.starts_with(start)) {
        return false;
    }
    let ends_block = previous == "}" || previous == "};" || previous.ends_with(" {}");
    let ends_item = ends_block || (previous.ends_with(';') && !previous.starts_with("#["));
    if indent == 0 {
        let is_use = |text: &str| text.starts_with("use ") || text.starts_with("pub use ");
        return ends_item && !(is_use(line) && (is_use(previous) || previous == "};"));
    }
    let ends_method = previous.ends_with(';') && previous.contains(") ->");
    previous == "}" || (ends_method && line.starts_with("///"))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn items_stand_apart_and_one_liners_together() {
        let tokens = quote! {
            use a::B;
            use c::D;
            #[doc = " A."]
            pub struct A(u8);
            impl B for A {}
            impl A {
                #[doc = " One."]
                pub const ONE: Self = Self(1);
                #[doc = " Two."]
                pub const TWO: Self = Self(2);
                fn a(&self) {}
                fn b(&self) {
                    let c = 1;
                    d(c);
                }
                fn e(&self) {}
            }
        };
        let expected = "use a::B;
use c::D;

/// A.
pub struct A(u8);

impl B for A {}

impl A {
    /// One.
    pub const ONE: Self = Self(1);
    /// Two.
    pub const TWO: Self = Self(2);
    fn a(&self) {}
    fn b(&self) {
        let c = 1;
        d(c);
    }

    fn e(&self) {}
}
";
        assert_eq!(items(&tokens), expected);
    }
}
