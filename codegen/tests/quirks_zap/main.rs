//! What real files of the configuration tool's dialect do, and what becomes of it.
//!
//! Each quirk has its test, its input `fixtures/<test>.xml` (or a folder of that name) in the shape of real files, and
//! beside it a snapshot of what is said about the input, what it means, and which names the code for it has.
//!
//! After a change: `INSTA_UPDATE=always cargo test -p clustergen --test quirks_zap`, then read the difference.

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
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quirks_zap/fixtures")
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
    // Files that are not what they seem.
    conflict_markers: "no well-formed XML is an error at the place";
    other_roots: "lists of files, tables of vendors and Zigbee clusters are passed over with a warning, the rest is read";
    stray_text: "text between elements is passed over with a warning";
    root_without_declaration_and_crlf: "`<zap>` is a root, no declaration is needed, and lines that end in two characters are counted once";
    no_cluster_but_types: "types of which no cluster is there become nothing, with a warning";
    no_cluster_but_device_types: "device types become nothing, with a warning";
    many_clusters_in_one_file: "each becomes a module of its own";
    one_cluster_in_two_files: "two things with one id are an error";
    unknown_words: "unknown elements and attributes are passed over with a warning that guesses what was meant";
    unimportant_parts: "what describes the tool and devices is known and passed over";

    // Types.
    unknown_types: "a type that exists nowhere is an error, once for each use";
    leftover_types: "types of other standards are read as what they are here, with a warning";
    builtin_types_in_any_case: "builtin types are known in any case";
    every_builtin_type: "every builtin type has a Rust type, alone and in a list";
    enum_typed_as_other: "an enumeration over a type of another kind has the width of that type, with a warning";
    enum_not_sorted: "items are in the order of their values";
    values_without_a_name: "an item or a field without a name keeps its value free, with a warning";
    two_names_for_one_value: "the first name of a value is used, and a name that is used twice gets its value, with warnings";
    multi_bit_mask: "a field of a bitmap may have several bits";
    types_of_two_ages: "of two clusters with one id the second is the error, and not its types once more";
    types_of_other_ages: "of types with one name the one beside the cluster is used, with a warning";
    types_of_one_name: "a cluster sees its own types, then shared ones, then global ones";
    types_after_the_cluster: "types and features may come last";
    type_of_another_cluster: "a type of another cluster is used with a warning";
    structures_in_a_ring: "a structure in itself is an error";
    strings_long_and_short: "long and short strings are the same type";
    lists_in_both_spellings: "both spellings of a list are one";

    // Numbers.
    capital_hex_prefix: "`0X` is as good as `0x`";
    raw_hex_limits_of_signed_types: "hexadecimal limits of signed types may be the bits of a negative number";
    limits_outside_the_type: "a limit that the type does not reach is the type's own, with a warning";
    limits_of_fractions: "limits of fractions are checked, but for those that may be the bits of one";
    range_of_a_string: "a range of a string is of its length, with a warning, and within the length that is written";
    nullable_integers: "the value that stands for null on other systems is no value";
    defaults_of_all_kinds: "a default is advice";

    // Ids and fields.
    one_code_both_ways: "requests and responses have codes of their own";
    client_and_server_share_a_code: "what a client has is nothing that a server has";
    client_side_attribute: "attributes of the client's side are passed over";
    attributes_not_in_order: "attributes are in the order of their codes";
    extension_with_one_code_twice: "two attributes with one id are an error, also in an extension";
    two_files_extend_with_one_code: "two files that add different things with one id are an error in both places";
    extension_of_a_missing_cluster: "an extension of a cluster that is not there becomes nothing, with a warning";
    args_with_duplicate_ids: "ids of arguments count if they rise; otherwise arguments are counted";
    fields_without_ids: "fields without ids are counted";
    field_ids_with_gaps: "fields may begin with any number, and the index of the fabric is there once";
    field_ids_too_large: "a number that no tag on the wire holds is an error";
    event_field_id_and_fieldid: "`fieldId` is better than `id`";
    vendor_ids: "a vendor's code is the upper half of an id, however it is written";
    commands_of_both_sides: "what either side sends is a request, with a warning";
    response_to_a_missing_command: "where the response is nowhere a status answers, with a warning";
    response_in_other_letters: "a response is found in other letters, with a warning";

    // Names.
    names_that_begin_with_a_digit: "an underscore goes before a digit";
    names_with_other_characters: "words end at what is no letter or digit";
    names_that_rust_reserves: "a name that Rust or the emitted code needs is made another";
    snake_case_and_spaces_in_names: "words are words, however they are put together";
    odd_cluster_names: "any name of a cluster becomes the name of a module";
    three_places_for_a_name: "the text is the name, then `name`, then the description";
    names_only_in_define: "where there is no other name `define` gives one, with a warning";
    entities_and_non_ascii: "entities are dissolved, and prose stays prose in comments";
    description_with_only_a_comment: "comments may stand anywhere";
    spaces_around_equals: "spaces and lines may stand anywhere in a tag";

    // When an item is there, and who may use it.
    optional_and_mandatory_at_once: "`optional` decides, then the conformance";
    removed_and_deprecated: "what was removed or is deprecated is optional, and makes room for what took its number";
    priority_in_other_words: "an event of an unknown priority is of interest only, with one warning";
    persistence_of_another_tool: "what no code depends on may be in any words, with a warning";
    access_and_flags: "flags and privileges in all spellings";
    features_as_a_list: "the list of features is better than the bitmap";
    features_as_a_bitmap: "a bitmap of features is no data type";
    features_as_tags: "the oldest spelling of features";
}

#[test]
fn every_fixture_has_its_test() {
    let fixtures: BTreeSet<_> = Quirk::all(&fixtures()).into_iter().map(|quirk| quirk.name).collect();
    assert_eq!(fixtures, NAMES.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn all_of_it_compiles_without_a_warning() {
    assert!(compiled::all(&fixtures(), "quirks_zap") > 40);
}
