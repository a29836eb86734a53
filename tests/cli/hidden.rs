//! Nothing prints a secret, unless it is asked to.

use std::fs;

use base64ct::{Base64, Encoding as _};

use crate::{
    identity_support::{bytes, text, vectors},
    process::{Folder, Run, netim, netim_of},
};

/// Pieces of a secret as they would look in a text, wherever they begin.
fn pieces(secret: &[u8]) -> Vec<Vec<u8>> {
    const LEN: usize = 6;
    let mut pieces: Vec<Vec<u8>> = secret.windows(LEN).map(<[u8]>::to_vec).collect();
    for piece in secret.windows(LEN) {
        let decimal: Vec<_> = piece.iter().map(u8::to_string).collect();
        let hex = format!("{:x}", base16ct::HexDisplay(piece));
        let texts = [hex.to_uppercase(), hex, Base64::encode_string(piece), decimal.join(", ")];
        pieces.extend(texts.map(String::into_bytes));
    }
    pieces
}

fn assert_hidden(run: &Run, secret: &[u8], what: &str) {
    let printed = [&run.out, run.err.as_bytes()].concat();
    for piece in pieces(secret) {
        assert!(!printed.windows(piece.len()).any(|window| window == piece), "{what}: {run:?}");
    }
}

const COMMANDS: [&[&str]; 10] = [
    &["secret", "show"],
    &["secret", "show", "--json"],
    &["secret", "derive"],
    &["secret", "derive", "--json"],
    &["secret", "derive", "--to", "pem"],
    &["identity", "show"],
    &["identity", "verify"],
    &["identity", "verify", "--json"],
    &["identity", "convert", "--to", "der"],
    &["identity", "new", "--key", "-"],
];

#[test]
fn the_pieces_are_found_where_they_are() {
    let vector = &vectors("secrets")[0];
    let secret = bytes(vector, "raw_secret");
    for options in [&["--reveal"][..], &["--reveal", "--json"]] {
        let run = netim_of(text(vector, "nass_tlv"), &[&["secret", "show"], options].concat());
        let printed =
            pieces(&secret).iter().any(|piece| run.out.windows(piece.len()).any(|window| window == piece));
        assert!(printed);
    }
}

#[test]
fn a_secret_that_is_read() {
    let vector = &vectors("secrets")[1];
    let (nass, secret, key) =
        (text(vector, "nass_tlv"), bytes(vector, "raw_secret"), bytes(vector, "private_key"));
    let broken = [
        nass.to_owned(),
        nass.replacen("300320", "300420", 1),
        nass.replacen("300320", "310320", 1),
        nass.replacen("1524", "1624", 1),
        nass.replacen("15240100", "15", 1),
        nass[16..].to_owned(),
        nass[..nass.len() - 3].to_owned(),
        nass[..nass.len() - 2].to_owned(),
        format!("{nass}ff"),
        format!("{}?{}", &nass[..50], &nass[50..]),
        Base64::encode_string(&bytes(vector, "nass_tlv")).replacen('A', "!", 1),
        text(vector, "raw_secret").to_owned(),
    ];
    for input in broken {
        for command in COMMANDS {
            let run = netim_of(&input, command);
            assert_hidden(&run, &secret, &input);
            assert_hidden(&run, &key, &input);
        }
    }
}

#[test]
fn a_key_that_is_read() {
    let key = bytes(&vectors("clients")[0], "private_key");
    let pem = include_str!("keys/pkcs8.pem");
    for input in [
        pem.to_owned(),
        pem.replacen("MIG", "MIH", 1),
        pem.replace("-----END", "----END"),
        pem[..150].to_owned(),
    ] {
        for command in COMMANDS {
            assert_hidden(&netim_of(&input, command), &key, &input);
        }
    }
}

#[test]
fn a_secret_and_a_key_that_are_made() {
    let folder = Folder::new();
    for json in [&["--json"][..], &[]] {
        let file = folder.name(&format!("secret{}", json.len()));
        let run = netim(&[&["secret", "new", "--out", &file], json].concat());
        run.ok();
        let revealed = netim(&["secret", "show", "--reveal", "--json", &file]).json();
        let raw = revealed["raw_secret"].as_str().unwrap();
        assert_hidden(&run, &base16ct::mixed::decode_vec(raw).unwrap(), "secret new");

        let file = folder.name(&format!("key{}", json.len()));
        let run = netim(&[&["identity", "new", "--key-out", &file], json].concat());
        run.ok();
        let pem = fs::read_to_string(&file).unwrap();
        let mut buf = [0; 200];
        let (_, der) = pem_rfc7468::decode(pem.as_bytes(), &mut buf).unwrap();
        // Where PKCS#8 has the number.
        assert_hidden(&run, &der[36..68], "identity new");
    }
}
