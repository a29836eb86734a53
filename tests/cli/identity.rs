//! `netim identity`.

use serde_json::json;

use crate::{
    identity_support::{der, identity, pem, text, vectors, with_signature},
    process::{netim, netim_of},
};

/// What `verify` finds at fault, and how it says so.
fn verdict(input: &str) -> (String, String) {
    let json = netim_of(input, &["identity", "verify", "--json"]);
    assert_eq!((json.status, json.err.as_str()), (1, ""));
    assert_eq!(json.json()["valid"], false);
    let run = netim_of(input, &["identity", "verify"]);
    let message = run.failed().lines().next().unwrap().to_owned();
    assert_eq!(message, format!("error: {}", json.json()["problem"].as_str().unwrap()));
    (json.json()["stage"].as_str().unwrap().to_owned(), message)
}

#[test]
fn valid_ones_are_valid() {
    for vector in vectors("clients").iter().chain(&vectors("secrets")) {
        for field in ["compact_identity", "x509_der"] {
            let run = netim_of(text(vector, field), &["identity", "verify", "--json"]);
            run.ok();
            let expected =
                json!({ "valid": true, "identifier": vector["identifier"], "stage": null, "problem": null });
            assert_eq!(run.json(), expected);
        }
    }
    for vector in &vectors("clients") {
        let run = netim_of(text(vector, "collides"), &["identity", "verify"]);
        assert!(run.ok().starts_with(&format!("valid: the identity {}", text(vector, "identifier"))));
    }
}

#[test]
fn others_are_not() {
    for vector in &vectors("clients") {
        let (stage, message) = verdict(text(vector, "bad_signature"));
        assert_eq!(stage, "signature");
        assert_eq!(message, "error: standard input: the signature does not verify under the public key");
        let (stage, message) = verdict(text(vector, "off_curve"));
        assert_eq!(stage, "public_key");
        assert_eq!(message, "error: standard input: the public key is not a point on the curve P-256");
    }
}

#[test]
fn what_is_wrong_is_said_precisely() {
    let vector = &vectors("clients")[0];
    let (compact, certificate) = (text(vector, "compact_identity"), text(vector, "x509_der"));
    let pem = pem(&identity(vector));
    let signed = |r: &[u8; 32], s: &[u8; 32]| {
        let signature: Vec<u8> = [*r, *s].concat();
        let identity = with_signature(signature[..].try_into().unwrap());
        format!("{:x}", base16ct::HexDisplay(&identity.to_bytes()))
    };
    let cases = [
        ("no form", "hello".to_owned()),
        ("a digit too few", compact[1..].to_owned()),
        ("cut off", compact[..200].to_owned()),
        ("a field too many", format!("{}240c0118", compact.strip_suffix("18").unwrap())),
        ("a byte too many", format!("{compact}00")),
        ("a compressed point", compact.replacen("30094104", "30094102", 1)),
        ("a short key", format!("15300914{}18", &compact[8..8 + 2 * 20])),
        ("r is 0", signed(&[0; 32], &[1; 32])),
        ("s is 0", signed(&[1; 32], &[0; 32])),
        ("r is too large", signed(&[0xff; 32], &[1; 32])),
        ("s is too large", signed(&[1; 32], &[0xff; 32])),
        ("another serial number", certificate.replacen("020101", "020102", 1)),
        ("another subject", certificate.replacen("0c012a3059", "0c012b3059", 1)),
        ("a certificate cut off", certificate[..500].to_owned()),
        ("PEM cut off", pem[..300].to_owned()),
        ("a certificate of another kind", "3003020101".to_owned()),
        ("a secret", text(&vectors("secrets")[0], "nass_tlv").to_owned()),
    ];
    let transcript = cases.map(|(what, input)| {
        let (stage, message) = verdict(&input);
        format!("{what} ({stage})\n  {message}")
    });
    insta::assert_snapshot!(transcript.join("\n"));
}

#[test]
fn shown_in_words() {
    let vector = &vectors("clients")[0];
    insta::assert_snapshot!("valid", netim_of(text(vector, "x509_der"), &["identity", "show"]).ok());
    insta::assert_snapshot!("invalid", netim_of(text(vector, "bad_signature"), &["identity", "show"]).ok());
}

#[test]
fn shown_as_json() {
    let vector = &vectors("clients")[0];
    let run = netim_of(text(vector, "x509_der"), &["identity", "show", "--json"]);
    run.ok();
    let compact = text(vector, "compact_identity");
    let identifier = text(vector, "identifier");
    let expected = json!({
        "identifier": identifier,
        "eap_identity": format!("@{}.pdc.csa-iot.org", identifier.to_uppercase()),
        "public_key": vector["public_key"],
        "signature": compact[compact.len() - 130..compact.len() - 2],
        "valid": true,
        "problem": null,
        "compact": compact,
        "der": vector["x509_der"],
        "pem": pem(&identity(vector)),
    });
    assert_eq!(run.json(), expected);
    let run = netim_of(text(vector, "off_curve"), &["identity", "show", "--json"]);
    run.ok();
    assert_eq!(run.json()["valid"], false);
    assert_eq!(run.json()["problem"], "the public key is not a point on the curve P-256");
}

#[test]
fn converted_as_json() {
    let vector = &vectors("clients")[0];
    for (to, encoding, expected) in [
        ("compact", "hex", text(vector, "compact_identity").to_owned()),
        ("der", "hex", text(vector, "x509_der").to_owned()),
        ("pem", "pem", pem(&identity(vector))),
    ] {
        let run = netim_of(text(vector, "x509_der"), &["identity", "convert", "--to", to, "--json"]);
        run.ok();
        let expected = json!({
            "identifier": vector["identifier"],
            "valid": true,
            "form": to,
            "encoding": encoding,
            "identity": expected,
        });
        assert_eq!(run.json(), expected);
    }
}

#[test]
fn an_invalid_one_is_converted_with_a_warning() {
    let vector = &vectors("clients")[0];
    let run = netim_of(text(vector, "bad_signature"), &["identity", "convert", "--to", "der"]);
    assert_eq!(run.status, 0);
    assert!(run.err.starts_with("warning: the identity is converted, but it is not valid: "), "{}", run.err);
    let back = netim_of(&run.out, &["identity", "convert", "--to", "compact", "--json"]);
    back.ok();
    assert_eq!((&back.json()["identity"], &back.json()["valid"]), (&vector["bad_signature"], &json!(false)));
}

#[test]
fn the_longest_and_the_shortest_signature() {
    for signature in [[0xff; 64], [0; 64]] {
        let identity = with_signature(&signature);
        let run =
            netim_of(der(&identity), &["identity", "convert", "--to", "compact", "--encoding", "binary"]);
        assert_eq!((run.status, run.out), (0, identity.to_bytes().to_vec()));
    }
}

#[test]
fn the_data_itself_as_an_argument_is_not_repeated() {
    let secret = text(&vectors("secrets")[0], "nass_tlv").to_owned();
    let run = netim(&["secret", "show", &secret]);
    assert!(run.failed().starts_with("error: the argument is no file"), "{}", run.err);
    assert!(!run.err.contains(&secret[20..40]));
}
