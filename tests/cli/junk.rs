//! Whatever comes in, there is an answer or one clear message, never a panic.

use rand_core::TryRng as _;

use crate::{
    identity_support::{Repeatable, bytes, identity, pem, vectors},
    process::{Folder, Run, netim, netim_of},
};

const COMMANDS: [&[&str]; 6] = [
    &["secret", "show"],
    &["secret", "derive"],
    &["identity", "show"],
    &["identity", "verify"],
    &["identity", "convert", "--to", "pem"],
    &["identity", "new", "--key", "-"],
];

fn assert_civil(run: &Run, input: &[u8]) {
    assert!(!run.err.contains("panicked"), "{input:?}: {run:?}");
    assert!(run.status == 0 || run.status == 1, "{input:?}: {run:?}");
    if run.status == 1 {
        assert!(run.out.is_empty() && run.err.starts_with("error: "), "{input:?}: {run:?}");
        assert_eq!(run.err.matches("error: ").count(), 1, "{input:?}: {run:?}");
    }
}

fn random(rng: &mut Repeatable, len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    let Ok(()) = rng.try_fill_bytes(&mut bytes);
    bytes
}

/// Bytes that are more or less close to something that makes sense.
fn junk() -> Vec<Vec<u8>> {
    let mut rng = Repeatable(1);
    let mut junk = Vec::new();
    let secret = bytes(&vectors("secrets")[0], "nass_tlv");
    let compact = bytes(&vectors("clients")[0], "compact_identity");
    let der = bytes(&vectors("clients")[0], "x509_der");
    let pem = pem(&identity(&vectors("clients")[0])).into_bytes();
    let key = include_bytes!("keys/sec1.pem").to_vec();
    for start in
        [&[][..], &[0x15], &[0x15, 0x24, 1, 0], &[0x30, 0x82, 1], b"-----BEGIN ", b"0x", b"\xef\xbb\xbf"]
    {
        for len in [0, 1, 2, 30, 137, 335] {
            junk.push([start, &random(&mut rng, len)].concat());
        }
    }
    for valid in [secret, compact, der, pem, key] {
        for _ in 0..12 {
            let [at, bit, ..] = random(&mut rng, 2)[..] else { continue };
            let mut flipped = valid.clone();
            let at = usize::from(at) * valid.len() / 256;
            flipped[at] ^= 1 << (bit % 8);
            junk.push(flipped);
        }
    }
    junk
}

#[test]
fn random_bytes_and_flipped_bits() {
    for input in junk() {
        for command in COMMANDS {
            assert_civil(&netim_of(&input, command), &input);
        }
    }
}

#[test]
fn everything_that_is_cut_off() {
    let secret = (bytes(&vectors("secrets")[0], "nass_tlv"), COMMANDS[0]);
    let compact = (bytes(&vectors("clients")[0], "compact_identity"), COMMANDS[3]);
    let der = (bytes(&vectors("clients")[0], "x509_der"), COMMANDS[3]);
    let key = (include_bytes!("keys/pkcs8.pem").to_vec(), COMMANDS[5]);
    for (valid, command) in [secret, compact, der, key] {
        // The line end of PEM may be missing.
        for len in 0..valid.len() - 1 {
            let run = netim_of(&valid[..len], command);
            assert_civil(&run, &valid[..len]);
            assert_eq!(run.status, 1, "{len}: {run:?}");
        }
    }
}

#[test]
fn files_that_are_no_database() {
    let folder = Folder::new();
    for input in junk() {
        let file = folder.put("db", &input);
        for verb in ["show", "check"] {
            let run = netim(&["db", verb, &file]);
            assert_civil(&run, &input);
            assert_eq!(run.status, 1);
        }
    }
}
