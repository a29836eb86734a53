//! Types whose derived `Debug` prints bytes or text: each is known, and why that is no secret.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use quote::ToTokens;
use syn::{Attribute, Fields, Item, Type};

/// The folders whose types are looked at.
const FOLDERS: [&str; 6] =
    ["src", "runtime/src", "tlv/src", "generated/src", "authenticator/src", "node/src"];

const PUBLIC: &str = "identities and identifiers are public";
const MESSAGE: &str = "says what is wrong, in words of this program";
const TLS: &str = "messages of EAP and TLS, which travel in the open";
const RADIUS: &str = "packets of RADIUS as they travel, in which keys are encrypted";
const TABLES: &str = "what the tables' file holds: handles of keys, but no keys";
const SETTING: &str = "what the device is and is told to do";
const STATUS: &str = "what the status tells everybody who may ask";

/// Which types print bytes or text, where they are, and why they may.
const KNOWN: &[(&str, &str, &str)] = &[
    ("authenticator/src/disconnect/order.rs", "Sent", RADIUS),
    ("authenticator/src/eap/fragments.rs", "Assembler", TLS),
    ("authenticator/src/eap/fragments.rs", "Fragmenter", TLS),
    ("authenticator/src/eap/packet.rs", "Method", TLS),
    ("authenticator/src/eap/packet.rs", "TlsFragment", TLS),
    ("authenticator/src/packet/attribute.rs", "Attribute", RADIUS),
    ("authenticator/src/packet/attribute.rs", "Attributes", RADIUS),
    ("authenticator/src/packet/build.rs", "Builder", RADIUS),
    ("authenticator/src/packet/parse.rs", "Packet", RADIUS),
    ("authenticator/src/service/replies.rs", "Begun", RADIUS),
    ("authenticator/src/service/replies.rs", "Entry", RADIUS),
    ("authenticator/src/session/machine.rs", "Step", TLS),
    ("authenticator/src/tls/handshake.rs", "Progress", TLS),
    ("generated/src/v1_6/commands.rs", "AddClient", PUBLIC),
    ("generated/src/v1_6/commands.rs", "QueryIdentity", PUBLIC),
    ("generated/src/v1_6/commands.rs", "QueryIdentityResponse", PUBLIC),
    ("generated/src/v1_6/commands.rs", "RemoveClient", PUBLIC),
    ("generated/src/v1_6/types.rs", "ActiveNetworkIdentityStruct", PUBLIC),
    ("generated/src/v1_6/types.rs", "ClientStruct", PUBLIC),
    ("generated/src/v1_6_1/commands.rs", "AddClient", PUBLIC),
    ("generated/src/v1_6_1/commands.rs", "QueryIdentity", PUBLIC),
    ("generated/src/v1_6_1/commands.rs", "QueryIdentityResponse", PUBLIC),
    ("generated/src/v1_6_1/commands.rs", "RemoveClient", PUBLIC),
    ("generated/src/v1_6_1/types.rs", "ActiveNetworkIdentityStruct", PUBLIC),
    ("generated/src/v1_6_1/types.rs", "ClientStruct", PUBLIC),
    ("node/src/adapter/read.rs", "Found", "the value of an attribute, and no attribute is a secret"),
    ("node/src/program/control.rs", "Answer", MESSAGE),
    ("node/src/program/fault.rs", "Fault", MESSAGE),
    ("node/src/program/interface.rs", "Interface", SETTING),
    ("node/src/program/options.rs", "RunArguments", SETTING),
    ("node/src/program/radius/figures.rs", "Figures", STATUS),
    ("node/src/program/settings.rs", "Settings", SETTING),
    ("node/src/program/status.rs", "ClientRow", STATUS),
    ("node/src/program/status.rs", "Cluster", STATUS),
    ("node/src/program/status.rs", "Fabric", STATUS),
    ("node/src/program/status.rs", "Made", STATUS),
    ("node/src/program/status.rs", "NetworkIdentityRow", STATUS),
    ("node/src/program/status.rs", "Status", STATUS),
    ("src/cli/fault.rs", "Fault", MESSAGE),
    ("src/registrar.rs", "Registrar", PUBLIC),
    ("src/registrar/release.rs", "Listed", PUBLIC),
    ("src/storage/redb/contents.rs", "Contents", TABLES),
    ("src/storage/redb/error.rs", "Damage", MESSAGE),
    ("src/storage/redb/header.rs", "Closed", TABLES),
    ("src/storage/redb/image.rs", "Done", TABLES),
    ("src/storage/redb/image.rs", "Image", TABLES),
    ("tlv/src/dump.rs", "Dump", "made to show messages: whoever formats one wants to see it"),
    ("tlv/src/value.rs", "Value", "one element that was asked for"),
];

#[test]
fn every_type_that_prints_bytes_or_text_is_known_to_hold_no_secret() {
    let found = printing();
    assert!(found.len() > 30, "the sources are not where they should be: {found:?}");
    let known: BTreeSet<_> =
        KNOWN.iter().map(|(file, name, _)| ((*file).to_owned(), (*name).to_owned())).collect();
    let unknown: Vec<_> = found.iter().filter(|(place, _)| !known.contains(place)).collect();
    assert!(
        unknown.is_empty(),
        "these print bytes or text by a derived Debug; write one by hand if they may be a secret, or say above why \
         they are none: {unknown:#?}"
    );
    let gone: Vec<_> = known.iter().filter(|place| !found.contains_key(place)).collect();
    assert!(gone.is_empty(), "these do so no more: {gone:#?}");
}

/// The types with a derived `Debug` that have fields of bytes or text, with one of these.
fn printing() -> BTreeMap<(String, String), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    for file in FOLDERS.iter().flat_map(|folder| sources(&root.join(folder))) {
        let name = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let parsed = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut add = |ty: String, field: String| {
            found.insert((name.clone(), ty), field);
        };
        look(&parsed.items, &mut add);
    }
    found
}

fn look(items: &[Item], add: &mut impl FnMut(String, String)) {
    for item in items {
        match item {
            Item::Mod(module) if !is_test(&module.attrs) => {
                look(module.content.as_ref().map_or(&[], |(_, items)| items), add);
            }
            Item::Struct(ty) if derives_debug(&ty.attrs) => {
                for field in bytes_or_text(&ty.fields) {
                    add(ty.ident.to_string(), field);
                }
            }
            Item::Enum(ty) if derives_debug(&ty.attrs) => {
                for field in ty.variants.iter().flat_map(|variant| bytes_or_text(&variant.fields)) {
                    add(ty.ident.to_string(), field);
                }
            }
            _ => {}
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let mut found: Vec<_> =
        files.into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs")).collect();
    // Modules that are there for tests only.
    found.retain(|path| !["tests.rs", "simulated_disk.rs"].iter().any(|name| path.ends_with(name)));
    for folder in folders.iter().filter(|folder| !folder.ends_with("tests")) {
        found.extend(sources(folder));
    }
    found
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("cfg") && it.to_token_stream().to_string().contains("test"))
}

fn derives_debug(attributes: &[Attribute]) -> bool {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derives.map(|derive| derive.to_token_stream().to_string()).any(|derive| derive.contains("Debug"))
}

/// The fields that are bytes or text which no program has in its source.
fn bytes_or_text(fields: &Fields) -> Vec<String> {
    let types = fields.iter().map(|field| text(&field.ty));
    types
        .filter(|ty| {
            ["[u8", "<u8>", "String", "&str", "OsString", "Zeroizing"].iter().any(|it| ty.contains(it))
        })
        .collect()
}

/// A type without spaces, lifetimes, and what is in the source of the program.
fn text(ty: &Type) -> String {
    let spaced = ty.to_token_stream().to_string().replace("& 'static str", "");
    let words = spaced.split_whitespace().filter(|word| !word.starts_with('\''));
    words.collect::<String>().replace("Option<u8>", "")
}
