//! Whether two names are names for the same thing.

use crate::naming::{self, Case};
use crate::similar::folded;

/// Words that tell the kind of an item and not which one it is.
const KINDS: &[&str] =
    &["struct", "enum", "bitmap", "command", "request", "response", "event", "type", "cluster"];

/// What turns a word into its opposite.
const OPPOSING: &[&str] = &["un", "in", "im", "dis", "de", "non", "no"];

/// Whether one name may have become the other: another spelling, another ending for its kind, words more or fewer, or
/// words that are spelt nearly the same. `Basic` and `Basic Information` are, `MinLevel` and `MaxLevel` are not.
pub(super) fn are_similar(old: &str, new: &str) -> bool {
    if folded(old) == folded(new) {
        return true;
    }
    let (old, new) = (words(old), words(new));
    if digits(&old) != digits(&new) {
        return false;
    }
    let (fewer, more) = if old.len() <= new.len() { (&old, &new) } else { (&new, &old) };
    // One word of many is too little to go by: `Type` is not `Client Identity Type`.
    let is_part = more.len() <= fewer.len() * 2 && !fewer.is_empty();
    let is_new_word = |word: &&String| !fewer.iter().any(|other| other == *word);
    let is_negated = more.iter().filter(is_new_word).any(|word| OPPOSING.contains(&word.as_str()));
    is_part && !is_negated && in_order(fewer, more)
}

/// Whether all of the words are among the others, in their order, each at least nearly.
fn in_order(fewer: &[String], more: &[String]) -> bool {
    let mut rest = more.iter();
    fewer.iter().all(|word| rest.any(|other| is_variant(word, other)))
}

/// Whether two words are the same but for spelling or an abbreviation.
fn is_variant(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short == long {
        return true;
    }
    let is_opposite =
        OPPOSING.iter().any(|prefix| long.strip_prefix(prefix).is_some_and(|rest| rest == short));
    let is_abbreviation = short.len() >= 3 && long.starts_with(short);
    let is_slip = short.len() >= 5 && strsim::damerau_levenshtein(short, long) <= short.len() / 5;
    !is_opposite && (is_abbreviation || is_slip)
}

/// The words of a name, without those that only tell its kind, unless it has no others.
fn words(name: &str) -> Vec<String> {
    let all: Vec<String> = naming::spell(name, Case::Snake)
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let telling: Vec<_> = all.iter().filter(|word| !KINDS.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

fn digits(words: &[String]) -> String {
    words.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_and_more_words_are_the_same_thing() {
        for (old, new) in [
            ("Basic", "Basic Information"),
            ("WEP-PERSONAL", "WEP"),
            ("AccessControlEntry", "AccessControlEntryStruct"),
            ("ACCapacityformat", "ACCapacityFormat"),
            ("AbsMinHeatSetpointLimit", "AbsMinHeatingSetpointLimit"),
            ("KeySetRead", "KeySetRead Command"),
            ("ListLenght", "ListLength"),
            ("On/Off", "OnOff"),
            ("Switch2", "Switch2Struct"),
        ] {
            assert!(are_similar(old, new), "{old} -> {new}");
            assert!(are_similar(new, old), "{new} -> {old}");
        }
    }

    #[test]
    fn other_words_and_opposites_are_other_things() {
        for (old, new) in [
            ("PresetsSchedulesEditable", "SetpointHoldExpiryTimestamp"),
            ("SetpointHoldExpiryTimestamp", "MaxThermostatSuggestions"),
            ("QueuedPreset", "ThermostatSuggestions"),
            ("StartPresetsSchedulesEditRequest", "AddThermostatSuggestion"),
            ("NetworkIdentityIndex", "ClientIdentityType"),
            ("Type", "ClientIdentityStatus"),
            ("MinLevel", "MaxLevel"),
            ("OccupiedHeatingSetpoint", "OccupiedCoolingSetpoint"),
            ("OccupiedSetpoint", "UnoccupiedSetpoint"),
            ("Channel1", "Channel2"),
            ("On", "Off"),
            ("Available", "NotAvailable0"),
            ("", "Something"),
        ] {
            assert!(!are_similar(old, new), "{old} -> {new}");
            assert!(!are_similar(new, old), "{new} -> {old}");
        }
    }
}
