//! From Matter names to Rust identifiers. The one place where names change.
//!
//! The rules, in this order:
//!
//! 1. A name is cut into words at everything that is no letter or digit, and where a capital begins a word
//!    (`ClientIndex`, `PICSCode`, `HTTPServer` are `Client Index`, `PICS Code`, `HTTP Server`). Digits stay with the word
//!    before them (`Percent100ths`), and a few terms of the field are one word (`IPv6`, `WiFi`).
//! 2. Types and variants of the data model are `PascalCase` with the specification's own capitals kept (`WPAPersonal`,
//!    `ClientStruct`), fields and methods `snake_case`, constants `SCREAMING_CASE`.
//! 3. A name that would begin with a digit gets an underscore in front: `_2G4`.
//! 4. A keyword becomes a raw identifier (`r#type`); where Rust has none, an underscore is put behind (`self_`).
//! 5. A name that is taken already gets the item's number behind: `OFF_3`.
//!
//! The name as the specification has it stays in the documentation, and as an alias that searches find.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};

/// Terms that are one word, whatever their capitals.
const TERMS: &[&str] = &["IPv4", "IPv6", "WiFi", "GHz", "kWh", "mDNS"];

/// The keywords of edition 2024, in use and reserved, but for those that cannot be raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// How the words of a name are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `ClientStruct`, for types.
    Pascal,
    /// `client_index`, for fields, methods and modules.
    Snake,
    /// `NOT_FOUND`, for constants.
    Screaming,
}

/// The identifier for one name.
pub fn ident(name: &str, case: Case) -> Ident {
    to_ident(&spell(name, case))
}

/// Identifiers for names that share a scope, each unique. `taken` are the names that the scope has already.
pub fn unique<'n>(names: impl IntoIterator<Item = (&'n str, u64)>, case: Case, taken: &[&str]) -> Vec<Ident> {
    let mut scope = Scope::new(case, taken);
    names.into_iter().map(|(name, number)| scope.add(name, &number.to_string())).collect()
}

/// Names of one scope of the generated code.
#[derive(Debug)]
pub struct Scope<'t> {
    case: Case,
    /// What it had before. There are many scopes, and these few names are not worth a set of their own in each.
    taken: &'t [&'t str],
    added: BTreeSet<String>,
}

impl<'t> Scope<'t> {
    /// A scope that has these names already.
    pub fn new(case: Case, taken: &'t [&'t str]) -> Self {
        Self { case, taken, added: BTreeSet::new() }
    }

    /// An identifier that the scope does not have yet: the name, or the name and what tells it apart.
    pub fn add(&mut self, name: &str, distinction: &str) -> Ident {
        let mut spelt = spell(name, self.case);
        if self.has(&spelt) {
            spelt = spell(&format!("{name} {distinction}"), self.case);
        }
        while self.has(&spelt) {
            spelt.push('_');
        }
        let ident = to_ident(&spelt);
        self.added.insert(spelt);
        ident
    }

    fn has(&self, spelt: &str) -> bool {
        self.taken.contains(&spelt) || self.added.contains(spelt)
    }
}

/// The text of an identifier, before keywords are dealt with.
pub fn spell(name: &str, case: Case) -> String {
    let mut spelt = String::with_capacity(name.len() + 4);
    for word in words(name) {
        if case != Case::Pascal && !spelt.is_empty() {
            spelt.push('_');
        }
        let start = spelt.len();
        spelt.push_str(word);
        let added = spelt.get_mut(start..).unwrap_or_default();
        match case {
            Case::Pascal => added.get_mut(..1).unwrap_or_default().make_ascii_uppercase(),
            Case::Snake => added.make_ascii_lowercase(),
            Case::Screaming => added.make_ascii_uppercase(),
        }
    }
    if spelt.is_empty() || spelt.starts_with(|first: char| first.is_ascii_digit()) {
        spelt.insert(0, '_');
    }
    if spelt == "_" {
        spelt.push('_');
    }
    spelt
}

fn to_ident(spelt: &str) -> Ident {
    if matches!(spelt, "self" | "Self" | "super" | "crate") {
        return Ident::new(&format!("{spelt}_"), Span::call_site());
    }
    if KEYWORDS.binary_search(&spelt).is_ok() {
        Ident::new_raw(spelt, Span::call_site())
    } else {
        Ident::new(spelt, Span::call_site())
    }
}

/// The words of a name, with their capitals.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let (word, behind) = first_word(rest)?;
            rest = behind;
            Some(word)
        })
    })
}

/// The first word of letters and digits, and what follows it. None if nothing is left.
fn first_word(part: &str) -> Option<(&str, &str)> {
    let term = TERMS.iter().find(|term| is_whole_term(part, term));
    let at_least = term.map_or(1, |term| term.len());
    let end = (at_least..part.len()).find(|&end| begins_word(part.as_bytes(), end)).unwrap_or(part.len());
    part.split_at_checked(end).filter(|(word, _)| !word.is_empty())
}

/// Whether `rest` begins with a term that does not go on as another word.
fn is_whole_term(rest: &str, term: &str) -> bool {
    rest.strip_prefix(term).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether a word begins at `at`: at a capital that follows a lower-case letter or a digit, and at the last capital of a run
/// that a lower-case letter follows.
fn begins_word(part: &[u8], at: usize) -> bool {
    let Some((before, [first, behind @ ..])) = part.split_at_checked(at) else { return false };
    let Some(last) = before.last() else { return false };
    if !first.is_ascii_uppercase() {
        return false;
    }
    let next_is_lower = behind.first().is_some_and(u8::is_ascii_lowercase);
    last.is_ascii_lowercase()
        || (last.is_ascii_uppercase() && next_is_lower)
        || (last.is_ascii_digit() && next_is_lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_the_specification_ends_them() {
        for (name, snake) in [
            ("ClientIndex", "client_index"),
            ("NodeID", "node_id"),
            ("PICSCode", "pics_code"),
            ("OnOff", "on_off"),
            ("On/Off", "on_off"),
            ("Percent100ths", "percent100ths"),
            ("IPv6Addresses", "ipv6_addresses"),
            ("SupportedWiFiBands", "supported_wifi_bands"),
            ("ACCapacityFormat", "ac_capacity_format"),
            ("list_int8u", "list_int8u"),
            ("bead color", "bead_color"),
            ("UTCTime", "utc_time"),
            ("X", "x"),
            ("802.11a", "_802_11a"),
            ("HTTPServer2Port", "http_server2_port"),
        ] {
            assert_eq!(spell(name, Case::Snake), snake, "{name}");
        }
    }

    #[test]
    fn types_keep_the_specifications_capitals() {
        for (name, pascal) in [
            ("ActiveNetworkIdentityStruct", "ActiveNetworkIdentityStruct"),
            ("WPA-PERSONAL", "WPAPERSONAL"),
            ("Media/TV Room", "MediaTVRoom"),
            ("DayOfWeekBitmap type", "DayOfWeekBitmapType"),
            ("1_2AA", "_12AA"),
        ] {
            assert_eq!(spell(name, Case::Pascal), pascal, "{name}");
        }
    }

    #[test]
    fn constants_are_loud() {
        for (name, screaming) in [
            ("ECDSA", "ECDSA"),
            ("INVALID_SIGNATURE", "INVALID_SIGNATURE"),
            ("2G4", "_2G4"),
            ("Off/Low", "OFF_LOW"),
        ] {
            assert_eq!(spell(name, Case::Screaming), screaming, "{name}");
        }
    }

    #[test]
    fn keywords_become_raw_or_get_an_underscore() {
        assert_eq!(ident("Type", Case::Snake).to_string(), "r#type");
        assert_eq!(ident("Match", Case::Snake).to_string(), "r#match");
        assert_eq!(ident("Gen", Case::Snake).to_string(), "r#gen", "a keyword since edition 2024");
        assert_eq!(ident("Self", Case::Snake).to_string(), "self_");
        assert_eq!(ident("Crate", Case::Snake).to_string(), "crate_");
    }

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn names_without_letters_are_still_names() {
        assert_eq!(ident("", Case::Snake).to_string(), "__");
        assert_eq!(ident("–", Case::Pascal).to_string(), "__");
    }

    #[test]
    fn a_taken_name_gets_its_number() {
        let names: Vec<_> = unique([("Off", 0), ("off", 3), ("OFF", 4)], Case::Screaming, &[])
            .iter()
            .map(Ident::to_string)
            .collect();
        assert_eq!(names, ["OFF", "OFF_3", "OFF_4"]);
        assert_eq!(unique([("Names", 7)], Case::Screaming, &["NAMES"])[0].to_string(), "NAMES_7");
    }
}
