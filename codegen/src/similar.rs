//! "Did you mean": names that are nearly others.

/// The candidate that is most like a word, if one is like it enough to be a slip of the keyboard.
pub(crate) fn closest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().min(word.len()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The help for a name that does not exist.
pub(crate) fn help<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    match closest(wanted, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if names.is_empty() => "there is none".to_owned(),
        None if names.len() <= 12 => format!("there are: {}", names.join(", ")),
        None => format!("none of the {} names that exist is like it", names.len()),
    }
}

/// A name in lower case without anything but letters and digits, for comparisons.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_only() {
        let known = ["name", "code", "fieldId", "length", "minLength"];
        let closest = |word| closest(word, known.into_iter());
        assert_eq!(closest("lenght"), Some("length"));
        assert_eq!(closest("fieldid"), Some("fieldId"));
        assert_eq!(closest("cod"), Some("code"));
        assert_eq!(closest("storage"), None);
        assert_eq!(closest("id"), None);
    }

    #[test]
    fn the_nearest_name_is_found_whatever_its_case() {
        assert_eq!(help("clientstuct", ["ClientStruct", "IdentityTypeEnum"]), "did you mean `ClientStruct`?");
    }

    #[test]
    fn far_names_are_listed_instead() {
        assert_eq!(help("Zebra", ["B", "A"]), "there are: A, B");
        assert_eq!(help("Zebra", []), "there is none");
    }
}
