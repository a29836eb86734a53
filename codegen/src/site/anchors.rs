//! The names of places on a page: safe in an address, unique on the page, and the same each time.

use std::collections::BTreeSet;

/// Letters, digits, dots, underscores and hyphens as they are; every run of anything else becomes one hyphen.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Gives out names that nobody else has.
#[derive(Default)]
pub(super) struct Unique {
    taken: BTreeSet<String>,
}

impl Unique {
    /// The wanted name, with a number behind it if it is taken.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}~{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_safe_in_an_address() {
        assert_eq!(slug("1.4-draft"), "1.4-draft");
        assert_eq!(slug("On/Off & <more>"), "On-Off-more");
        assert_eq!(slug("«é»"), "");
    }

    #[test]
    fn the_same_wish_gets_another_name() {
        let mut unique = Unique::default();
        assert_eq!([unique.take("a"), unique.take("a"), unique.take("a")], ["a", "a~2", "a~3"]);
    }
}
