//! Private keys in files.

use std::fs;

use crate::{
    identity_support::{text, vectors},
    process::{Folder, mode, netim, netim_of},
};

const PKCS8: &str = include_str!("keys/pkcs8.pem");
const SEC1: &str = include_str!("keys/sec1.pem");

fn body(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with('-')).collect()
}

#[test]
fn keys_of_openssl_have_their_identity() {
    let expected = format!("{}\n", text(&vectors("clients")[0], "compact_identity"));
    for key in [PKCS8.to_owned(), SEC1.to_owned(), body(PKCS8), body(SEC1)] {
        let run = netim_of(&key, &["identity", "new", "--key", "-", "--to", "compact"]);
        assert_eq!(run.ok(), expected);
    }
}

#[test]
fn a_derived_key_is_written_as_openssl_does() {
    // The keys of the secrets, through the key of a file: only the digits of the two keys are different.
    for vector in &vectors("secrets") {
        let folder = Folder::new();
        let key = folder.name("key");
        netim_of(text(vector, "nass_tlv"), &["secret", "derive", "--key-out", &key]).ok();
        assert_eq!(mode(&folder.path("key")), 0o600);
        let pem = fs::read_to_string(&key).unwrap();
        let hex = |pem: &str| {
            let mut buf = [0; 200];
            let (label, der) = pem_rfc7468::decode(pem.as_bytes(), &mut buf).unwrap();
            assert_eq!(label, "PRIVATE KEY");
            format!("{:x}", base16ct::HexDisplay(der))
        };
        let client = &vectors("clients")[0];
        let expected = hex(PKCS8)
            .replace(text(client, "private_key"), text(vector, "private_key"))
            .replace(text(client, "public_key"), text(vector, "public_key"));
        assert_eq!(hex(&pem), expected);
        let run = netim(&["identity", "new", "--key", &key, "--to", "compact"]);
        assert_eq!(run.ok(), format!("{}\n", text(vector, "compact_identity")));
    }
}

#[test]
fn a_new_key_goes_to_a_private_file_only() {
    let folder = Folder::new();
    let file = folder.name("key");
    let run = netim(&["identity", "new", "--key-out", &file, "--json"]);
    run.ok();
    assert_eq!(mode(&folder.path("key")), 0o600);
    let again = netim(&["identity", "new", "--key", &file, "--json"]);
    again.ok();
    let mut json = run.json();
    assert_eq!(json.as_object_mut().unwrap().remove("key_file"), Some(file.clone().into()));
    assert_eq!(json, again.json());
    assert_eq!(run.json()["valid"], true);

    let before = fs::read(&file).unwrap();
    assert!(netim(&["identity", "new", "--key-out", &file]).failed().contains("exists already"));
    assert_eq!(fs::read(&file).unwrap(), before);
    let other = netim(&["identity", "new", "--key-out", &folder.name("other"), "--json"]);
    assert_ne!(run.json()["identifier"], other.json()["identifier"]);
}

#[test]
fn nothing_is_written_if_the_usage_is_wrong() {
    let folder = Folder::new();
    let run =
        netim(&["identity", "new", "--key-out", &folder.name("key"), "--to", "pem", "--encoding", "hex"]);
    assert_eq!(run.status, 2);
    assert!(!folder.path("key").exists());
}

#[test]
fn what_is_no_key_is_refused_with_the_reason() {
    let flipped = body(PKCS8).replacen("GR0e", "GR1e", 1);
    assert_ne!(flipped, body(PKCS8));
    for (what, key) in [
        ("another curve", include_str!("keys/p384.pem")),
        ("encrypted", include_str!("keys/encrypted.pem")),
        ("a public key that belongs to another", flipped.as_str()),
        ("a secret", text(&vectors("secrets")[0], "nass_tlv")),
        ("an identity", text(&vectors("clients")[0], "compact_identity")),
        ("the number", text(&vectors("clients")[0], "private_key")),
    ] {
        let run = netim_of(key, &["identity", "new", "--key", "-"]);
        assert!(
            run.failed().starts_with("error: standard input: not a private key of P-256\n"),
            "{what}: {}",
            run.err
        );
    }
    let run = netim_of(include_str!("keys/parameters-first.pem"), &["identity", "new", "--key", "-"]);
    assert!(run.failed().contains("more than one message"), "{}", run.err);
}
