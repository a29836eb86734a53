//! What real files of the specification's dialect do, and what becomes of it.
//!
//! Each quirk has its test, its input `fixtures/<test>.xml` (or a folder of that name) in the shape of real files, and
//! beside it a snapshot of what is said about the input, what it means, and which names the code for it has.
//!
//! After a change: `INSTA_UPDATE=always cargo test -p clustergen --test quirks_spec`, then read the difference.

#![cfg(test)]

#[path = "../quirks_support/compiled.rs"]
mod compiled;
#[path = "../quirks_support/outline.rs"]
mod outline;
#[path = "../quirks_support/quirk.rs"]
mod quirk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use quirk::Quirk;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quirks_spec/fixtures")
}

/// A test for each quirk: its snapshot, headed by what is meant to become of it.
macro_rules! quirks {
    ($($name:ident: $meaning:literal;)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(#[test]
        fn $name() {
            let becomes = Quirk::named(&fixtures(), stringify!($name)).becomes();
            insta::with_settings!({
                snapshot_path => fixtures(),
                prepend_module_to_snapshot => false,
                omit_expression => true,
                description => $meaning,
            }, {
                insta::assert_snapshot!(stringify!($name), becomes);
            });
        })*
    };
}

quirks! {
    root_id_only_in_the_list: "the id is that of the list where the root has none, empty or absent";
    no_id_anywhere: "a cluster without an id is not generated, with a warning, and what is wrong in it does not matter";
    bases_without_derived_clusters: "a base alone is no cluster and no fault";
    second_cluster_id: "a list with two ids makes two clusters of one body, whatever the root says";
    root_id_of_no_cluster: "where the root has an id that the list does not have the list is right, with a warning";
    empty_shells: "a file with nothing in it is passed over in silence";
    only_shells: "inputs without any cluster come to nothing, and that is no error";
    revision_and_summary_left_out: "an empty revision is none, and nobody misses a summary";
    other_roots: "device types are passed over in silence, lists of files and tables with a warning";
    unknown_words: "unknown elements and attributes are passed over with a warning, schema attributes without";
    attribute_defined_twice: "an attribute that is there twice, under other conditions, is one, with a warning";
    two_attributes_with_one_id: "two attributes with one id are an error";
    two_commands_with_one_id: "two commands with one id are an error";
    two_fields_with_one_id: "two fields with one id are an error";
    field_without_id: "a field without an id is counted, with a warning";
    attribute_without_id: "nobody can tell the id of an attribute that has none";
    two_attributes_with_one_name: "of two attributes with one name the second gets its id behind it, with a warning";
    items_of_one_name: "of items with one name the later ones get their value behind it, with a warning";
    ranges_of_items: "ranges of values only keep them free";
    bit_fields_of_several_bits: "a field of a bitmap may have several bits, in decimal, hexadecimal, or with a dash, which is a warning";
    widths: "widths are the least that hold all values";
    anonymous_types: "a type inside its owner is named after it";
    empty_types: "headings of tables are no types, and a bitmap without bits is one where it is used";
    names_that_are_no_identifiers: "names of types may have anything in them, and a use need not spell all of it";
    numbers_without_a_type: "a number without a type is what its name says";
    number_without_a_meaning: "a number without a type and with a name of its own is an error where it is used";
    unusable_types: "a type that is only prose exists nowhere, and leftovers with one reading are read";
    types_by_reference: "the mark of a reference is taken off a type, with a warning";
    zap_types: "types of the other dialect are read, with a warning";
    types_of_other_files: "types come from files of global types and from other clusters without a word in between";
    global_commands: "a command that is said once for all clusters has its fields and its response in each";
    every_builtin_type: "every builtin type has a Rust type, alone and in a list";
    items_without_a_type: "what is deprecated or only reserved needs no type, and anything else does";
    access_and_conformance_left_out: "what says nothing about access can be read, and what says nothing about conformance is mandatory";
    default_of_every_spelling: "a default is advice, however it is spelt";
    names_with_command: "the word behind the name of a command is taken off, with a warning";
    payloads_in_prose: "a command `...WithOnOff` without fields has those of the command without the suffix, with a warning";
    events_without_priority: "an event without a priority is of interest only, with a warning";
    one_name_for_everything: "an attribute, a command, an event and a type may have one name";
    fields_called_attributes: "fields of a structure may be called attributes, with a warning";
    features_with_odd_codes: "codes and names of features may have anything in them";
    conformance_of_every_kind: "each kind of condition is understood or kept as prose, and what is not there any more is left out";
    limits_in_the_old_spelling: "plain numbers are checked, all else is told";
    limits_in_the_new_spelling: "plain numbers are checked, attributes are referred to, all else is told";
    derived_clusters: "a derived cluster has all of its base, with its own changes, and the base is no cluster";
    bases_that_are_clusters: "a base with an id is a cluster, too, and a derived cluster may be complete";
    derived_without_its_base: "what a derived cluster leaves to its base is left out where there is no base, with one warning";
    derived_bitmap_of_a_number: "a derived cluster may say what the base only names";
    groups_of_clusters: "one body makes a cluster of each id";
    unknown_type_of_a_group: "what all clusters of a group have in common is said once";
    remains_in_prose: "prose stays prose in comments, whatever is left in it";
    fabric_and_timing: "what belongs to a fabric has its index once, and what must be timed is";
    nullable_in_both_spellings: "one file says nullable as the other dialect does";
    values_without_a_name: "an item or a bit without a name keeps its value free, with a warning";
    names_that_rust_reserves: "a name that Rust or the emitted code needs is made another";
    choices: "items of which one or more are there say so";
    atomic_write_of_what_nobody_writes: "a quality of writing means nothing where nobody writes";
    clusters_named_like_files: "a cluster that is called as the root of a crate or of modules gets its id behind its name";
}

#[test]
fn every_fixture_has_its_test() {
    let fixtures: BTreeSet<_> = Quirk::all(&fixtures()).into_iter().map(|quirk| quirk.name).collect();
    assert_eq!(fixtures, NAMES.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn all_of_it_compiles_without_a_warning() {
    assert!(compiled::all(&fixtures(), "quirks_spec") > 40);
}
