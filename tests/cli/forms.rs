//! Every form goes in, every form comes out, to the byte.

use base64ct::{Base64, Encoding as _};

use crate::{
    identity_support::{bytes, identity, pem, text, vectors},
    process::{Folder, netim, netim_of},
};

fn upper_with_colons(hex: &str) -> String {
    let pairs: Vec<_> =
        hex.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).unwrap().to_uppercase()).collect();
    pairs.join(":")
}

fn in_lines(text: &str, width: usize) -> String {
    let lines: Vec<_> = text.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
    lines.join("\r\n")
}

/// All ways to write bytes that are understood.
fn spellings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let hex = format!("{:x}", base16ct::HexDisplay(bytes));
    let base64 = Base64::encode_string(bytes);
    let texts = [
        format!("{hex}\n"),
        hex.to_uppercase(),
        format!("0x{hex}"),
        upper_with_colons(&hex),
        in_lines(&hex, 32),
        format!(" {hex}\t\r\n\n"),
        base64.clone(),
        in_lines(&base64, 76),
        format!("\u{feff}{base64}\n"),
    ];
    texts.into_iter().map(String::into_bytes).chain([bytes.to_vec()]).collect()
}

#[test]
fn identities_of_every_spelling_come_out_in_every_form() {
    for vector in &vectors("clients")[..2] {
        let (compact, der, pem) =
            (text(vector, "compact_identity"), text(vector, "x509_der"), pem(&identity(vector)));
        let mut inputs =
            [spellings(&bytes(vector, "compact_identity")), spellings(&bytes(vector, "x509_der"))].concat();
        inputs
            .extend([pem.clone(), pem.replace('\n', "\r\n"), format!("\n\n{pem}\n")].map(String::into_bytes));
        for input in inputs {
            let convert = |to| netim_of(&input, &["identity", "convert", "--to", to]).ok().to_owned();
            assert_eq!(convert("compact"), format!("{compact}\n"));
            assert_eq!(convert("der"), format!("{der}\n"));
            assert_eq!(convert("pem"), pem);
        }
    }
}

#[test]
fn all_identities_of_the_vectors_are_converted() {
    for vector in vectors("clients").iter().chain(&vectors("secrets")) {
        let (compact, der) = (text(vector, "compact_identity"), text(vector, "x509_der"));
        let convert = |input: &str, to| netim_of(input, &["identity", "convert", "--to", to]).ok().to_owned();
        assert_eq!(convert(der, "compact"), format!("{compact}\n"));
        assert_eq!(convert(compact, "der"), format!("{der}\n"));
        assert_eq!(convert(&convert(der, "pem"), "compact"), format!("{compact}\n"));
    }
}

#[test]
fn encodings_of_what_comes_out() {
    let vector = &vectors("clients")[0];
    for (to, field) in [("compact", "compact_identity"), ("der", "x509_der")] {
        let convert = |encoding| {
            netim_of(text(vector, field), &["identity", "convert", "--to", to, "--encoding", encoding])
        };
        assert_eq!(convert("hex").ok(), format!("{}\n", text(vector, field)));
        assert_eq!(convert("base64").ok(), format!("{}\n", Base64::encode_string(&bytes(vector, field))));
        assert_eq!((convert("binary").status, convert("binary").out), (0, bytes(vector, field)));
    }
}

#[test]
fn secrets_of_every_spelling_are_understood() {
    for vector in &vectors("secrets")[..3] {
        let mut inputs = spellings(&bytes(vector, "nass_tlv"));
        let label = "MATTER NETWORK ADMINISTRATOR SHARED SECRET";
        let base64 = Base64::encode_string(&bytes(vector, "nass_tlv"));
        inputs.push(format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n").into_bytes());
        for input in inputs {
            let derived = netim_of(&input, &["secret", "derive", "--to", "compact"]);
            assert_eq!(derived.ok(), format!("{}\n", text(vector, "compact_identity")));
        }
    }
}

#[test]
fn a_file_standard_input_and_a_hyphen_are_the_same() {
    let folder = Folder::new();
    let compact = text(&vectors("clients")[0], "compact_identity").to_owned();
    let file = folder.put("identity", &compact);
    let expected = netim(&["identity", "show", &file]).ok().to_owned();
    assert_eq!(netim_of(&compact, &["identity", "show"]).ok(), expected);
    assert_eq!(netim_of(&compact, &["identity", "show", "-"]).ok(), expected);
}

#[test]
fn what_is_in_no_form_is_refused_with_the_reason() {
    let compact = text(&vectors("clients")[0], "compact_identity").to_owned();
    let base64 = Base64::encode_string(&bytes(&vectors("clients")[0], "compact_identity"));
    let pem = pem(&identity(&vectors("clients")[0]));
    let utf_16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(compact.bytes().flat_map(|byte| [byte, 0])).collect();
    let cases: [(&str, Vec<u8>); 15] = [
        ("nothing", Vec::new()),
        ("white space", b" \r\n\t".to_vec()),
        ("a digit too few", compact.as_bytes()[1..].to_vec()),
        (
            "a letter among digits",
            format!("{}\n{}\n", &compact[..60], compact[60..].replace('5', "!")).into_bytes(),
        ),
        ("a letter that is none", compact.replacen('5', "é", 1).into_bytes()),
        ("base64 without padding", base64.as_bytes()[..base64.len() - 3].to_vec()),
        ("base64 for URLs", base64.replace('/', "_").replace('+', "-").into_bytes()),
        ("UTF-16", utf_16),
        ("text in front of PEM", format!("subject=CN = *\n{pem}").into_bytes()),
        ("two PEM messages", format!("{pem}{pem}").into_bytes()),
        ("PEM without an end", pem.as_bytes()[..200].to_vec()),
        ("PEM in one line", pem.replace('\n', "").into_bytes()),
        ("PEM with a broken line", pem.replacen("MII", "M I", 1).into_bytes()),
        ("PEM with a header", pem.replacen("-----\n", "-----\nProc-Type: 4,ENCRYPTED\n\n", 1).into_bytes()),
        ("too much", vec![b'0'; 70_000]),
    ];
    let transcript = cases.map(|(what, input)| {
        let run = netim_of(&input, &["identity", "show"]);
        format!("# {what}\n{}", run.failed().split("\nhelp: ").next().unwrap())
    });
    insta::assert_snapshot!(transcript.join("\n"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = Folder::new();
    let nowhere = folder.name("nowhere");
    let run = netim(&["identity", "show", &nowhere]);
    assert!(run.failed().starts_with(&format!("error: reading `{nowhere}`: ")), "{}", run.err);
    let run = netim(&["identity", "show", folder.path("").to_str().unwrap()]);
    assert!(run.failed().contains("directory"), "{}", run.err);
}
