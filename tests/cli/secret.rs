//! `netim secret`.

use std::fs;

use base64ct::{Base64, Encoding as _};
use serde_json::json;

use crate::{
    identity_support::{bytes, text, vectors},
    process::{Folder, Run, mode, netim, netim_of},
};

/// From the specification's known answers: the second candidate is taken.
const NASS: &str = "FSQBACYCgHXoMDADIAAA+TEST+VECTOR+AoPhgYAAAAAUxWnjRzQJQUERWcGGA==";

#[test]
fn the_known_answer() {
    let run = netim_of(NASS, &["secret", "derive", "--json"]);
    run.ok();
    let json = run.json();
    assert_eq!(json["identifier"], "efa8ce8739f9cffd6dfbd208a406f77b9b5ba8ce");
    assert_eq!(json["eap_identity"], "@EFA8CE8739F9CFFD6DFBD208A406F77B9B5BA8CE.pdc.csa-iot.org");
    assert!(json["signature"].as_str().unwrap().starts_with("ba5d500e929f364c"));
}

#[test]
fn all_vectors_are_derived() {
    for vector in &vectors("secrets") {
        let run = netim_of(text(vector, "nass_tlv"), &["secret", "derive", "--json"]);
        run.ok();
        let json = run.json();
        for (field, of_vector) in [
            ("identifier", "identifier"),
            ("public_key", "public_key"),
            ("compact", "compact_identity"),
            ("der", "x509_der"),
        ] {
            assert_eq!(json[field], vector[of_vector]);
        }
        assert_eq!((&json["valid"], &json["problem"]), (&json!(true), &json!(null)));
        for (to, field) in [("compact", "compact_identity"), ("der", "x509_der")] {
            let run = netim_of(text(vector, "nass_tlv"), &["secret", "derive", "--to", to]);
            assert_eq!(run.ok(), format!("{}\n", text(vector, field)));
        }
    }
}

#[test]
fn derived_in_words() {
    insta::assert_snapshot!(netim_of(NASS, &["secret", "derive"]).ok());
}

#[test]
fn shown_without_the_secret() {
    insta::assert_snapshot!(netim_of(NASS, &["secret", "show"]).ok());
    let run = netim_of(NASS, &["secret", "show", "--json"]);
    run.ok();
    let expected = json!({
        "created": "2026-01-01T00:00:00Z",
        "created_seconds": 820_540_800,
        "identifier": "efa8ce8739f9cffd6dfbd208a406f77b9b5ba8ce",
        "eap_identity": "@EFA8CE8739F9CFFD6DFBD208A406F77B9B5BA8CE.pdc.csa-iot.org",
    });
    assert_eq!(run.json(), expected);
}

#[test]
fn shown_with_the_secret() {
    insta::assert_snapshot!(netim_of(NASS, &["secret", "show", "--reveal"]).ok());
    for vector in &vectors("secrets") {
        let run = netim_of(text(vector, "nass_tlv"), &["secret", "show", "--reveal", "--json"]);
        run.ok();
        let json = run.json();
        assert_eq!(json["created_seconds"], vector["created"]);
        assert_eq!(json["raw_secret"], vector["raw_secret"]);
        assert_eq!(json["secret"], Base64::encode_string(&bytes(vector, "nass_tlv")));
    }
}

fn new(folder: &Folder, options: &[&str]) -> (Run, Vec<u8>) {
    let file = folder.name("secret");
    let run = netim(&[&["secret", "new", "--out", &file], options].concat());
    run.ok();
    assert_eq!(mode(&folder.path("secret")), 0o600);
    (run, fs::read(file).unwrap())
}

#[test]
fn a_new_one_goes_to_a_private_file_in_every_encoding() {
    for encoding in [None, Some("pem"), Some("hex"), Some("base64"), Some("binary")] {
        let folder = Folder::new();
        let mut options = vec!["--json"];
        options.extend(encoding.map(|encoding| ["--encoding", encoding]).iter().flatten());
        let (run, content) = new(&folder, &options);
        let mut json = run.json();
        assert_eq!(json["file"], folder.name("secret"));
        // 2026 to 2100.
        assert!((820_540_800..3_155_760_000).contains(&json["created_seconds"].as_u64().unwrap()));
        let shown = netim_of(&content, &["secret", "show", "--json"]);
        shown.ok();
        json.as_object_mut().unwrap().remove("file");
        assert_eq!(json, shown.json());
        let is_pem = encoding.is_none_or(|encoding| encoding == "pem");
        assert_eq!(
            content.starts_with(b"-----BEGIN MATTER NETWORK ADMINISTRATOR SHARED SECRET-----\n"),
            is_pem
        );
    }
}

#[test]
fn a_file_is_never_overwritten() {
    let folder = Folder::new();
    let (_, before) = new(&folder, &[]);
    let run = netim(&["secret", "new", "--out", &folder.name("secret")]);
    assert!(run.failed().contains("exists already"), "{}", run.err);
    assert_eq!(fs::read(folder.path("secret")).unwrap(), before);
    let run = netim(&["secret", "new", "--out", &folder.name("nowhere/secret")]);
    assert!(run.failed().starts_with("error: creating `"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn no_link_leads_elsewhere() {
    let folder = Folder::new();
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("link")).unwrap();
    netim(&["secret", "new", "--out", &folder.name("link")]).failed();
    assert!(!folder.path("elsewhere").exists());
}

#[test]
fn a_new_one_is_printed_for_who_asks() {
    let printed =
        |encoding| netim(&["secret", "new", "--reveal", "--encoding", encoding, "--created", "300"]);
    for encoding in ["pem", "hex", "base64", "binary"] {
        let run = printed(encoding);
        assert_eq!(run.status, 0);
        assert_ne!(run.out, printed(encoding).out, "each is another one");
        let shown = netim_of(&run.out, &["secret", "show", "--json", "--reveal"]);
        assert_eq!(shown.json()["created"], "2000-01-01T00:05:00Z");
    }
    let json = netim(&["secret", "new", "--reveal", "--json"]).json();
    let shown = netim_of(json["secret"].as_str().unwrap(), &["secret", "show", "--json", "--reveal"]);
    assert_eq!(shown.json(), json);
}

#[test]
fn what_is_no_secret_is_refused_with_the_reason() {
    let vector = &vectors("secrets")[0];
    let (nass, raw) = (text(vector, "nass_tlv"), text(vector, "raw_secret"));
    let cases = [
        ("the raw secret", raw.to_owned()),
        ("an identity", text(vector, "compact_identity").to_owned()),
        ("a certificate", text(vector, "x509_der").to_owned()),
        ("another version", nass.replacen("240100", "240101", 1)),
        ("a byte too many", format!("{nass}00")),
        ("cut off", nass[..60].to_owned()),
        ("a short secret", format!("15240100260200000000300310{}18", &raw[..32])),
        ("a private key", include_str!("keys/pkcs8.pem").to_owned()),
    ];
    let transcript =
        cases.map(|(what, input)| format!("# {what}\n{}", netim_of(input, &["secret", "show"]).failed()));
    insta::assert_snapshot!(transcript.join("\n"));
}
