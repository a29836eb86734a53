//! The certificate in PEM.

use netim::identity::{CertificatePemError, CompactIdentity, PemError};
use proptest::prelude::*;

use crate::identity_support::{identity, pem, vectors, with_signature};

fn example() -> String {
    pem(&identity(&vectors("clients")[0]))
}

fn decode(pem: &str) -> Result<CompactIdentity, CertificatePemError> {
    CompactIdentity::decode_pem(pem)
}

#[test]
fn looks_like_pem() {
    let pem = example();
    let lines: Vec<_> = pem.lines().collect();
    assert_eq!(lines.first(), Some(&"-----BEGIN CERTIFICATE-----"));
    assert_eq!(lines.last(), Some(&"-----END CERTIFICATE-----"));
    assert!(lines[1..lines.len() - 2].iter().all(|line| line.len() == 64));
    assert!(pem.ends_with("-----\n"));
}

#[test]
fn vectors_come_out_and_go_in() {
    for vector in vectors("secrets").iter().chain(&vectors("clients")) {
        assert_eq!(decode(&pem(&identity(vector))), Ok(identity(vector)));
    }
}

#[test]
fn the_longest_fits_exactly() {
    let longest = with_signature(&[0xff; 64]);
    assert_eq!(pem(&longest).len(), CompactIdentity::MAX_PEM_LEN);
    assert_eq!(decode(&pem(&longest)), Ok(longest));
    let mut short = [0; CompactIdentity::MAX_PEM_LEN - 1];
    assert!(longest.encode_pem(&mut short).is_err());
}

#[test]
fn line_ends_may_differ() {
    let pem = example();
    for accepted in [pem.replace('\n', "\r\n"), pem.replace('\n', "\r"), pem.trim_end().to_owned()] {
        assert_eq!(decode(&accepted), decode(&pem), "{accepted:?}");
        assert!(decode(&accepted).is_ok());
    }
}

#[test]
fn nothing_else_may() {
    let pem = example();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let wrapped = |width: usize| {
        let lines: Vec<_> = body.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
    };
    assert_eq!(wrapped(64), pem);
    for (what, refused) in [
        ("nothing", String::new()),
        ("text in front", format!("subject=CN = *\n{pem}")),
        ("an empty line in front", format!("\n{pem}")),
        ("a space in front", format!(" {pem}")),
        ("text behind", format!("{pem}more\n")),
        ("an empty line behind", format!("{pem}\n")),
        ("two certificates", format!("{pem}{pem}")),
        ("another label", pem.replace("CERTIFICATE", "X509 CERTIFICATE")),
        ("lower case", pem.replace("CERTIFICATE", "certificate")),
        ("no end", pem.replace("-----END CERTIFICATE-----\n", "")),
        ("another label at the end", pem.replace("END CERTIFICATE", "END PUBLIC KEY")),
        ("four hyphens", pem.replace("-----", "----")),
        ("lines of 76", wrapped(76)),
        ("lines of 63", wrapped(63)),
        ("one line", wrapped(10_000)),
        ("an empty line between", pem.replacen("-----\n", "-----\n\n", 1)),
        ("a space behind a line", pem.replacen("-----\n", "----- \n", 1)),
        ("a space in a line", pem.replacen("MII", "M I", 1)),
        ("a header", pem.replacen("-----\n", "-----\nProc-Type: 4,ENCRYPTED\n\n", 1)),
        ("other alphabet", pem.replacen("MII", "M_-", 1)),
        ("no base64", pem.replacen("MII", "M.I", 1)),
        ("not ASCII", pem.replacen("MII", "Mü", 1)),
    ] {
        assert!(decode(&refused).is_err(), "{what}: {refused}");
    }
}

#[test]
fn padding_is_canonical() {
    // 334 bytes end in one character of padding, 335 in two.
    let vectors = [vectors("secrets"), vectors("clients")].concat();
    for digits in [1, 2] {
        let padding = "=".repeat(digits);
        let ends =
            |pem: &String| pem.contains(&format!("{padding}\n-")) && !pem.contains(&format!("={padding}\n-"));
        let pem = vectors.iter().map(|vector| pem(&identity(vector))).find(ends).unwrap();
        let without = pem.replace('=', "");
        assert!(decode(&without).is_err());
        let last = pem.find('=').unwrap() - 1;
        let mut bits = pem.clone().into_bytes();
        bits[last] += 1;
        assert!(decode(str::from_utf8(&bits).unwrap()).is_err());
    }
}

#[test]
fn errors_say_what() {
    let pem = example();
    assert_eq!(decode("").unwrap_err(), CertificatePemError::Pem(PemError::NoBegin));
    let error = decode(&pem.replace("CERTIFICATE", "PUBLIC KEY")).unwrap_err();
    assert_eq!(error.to_string(), "PEM of something else, not \"CERTIFICATE\"");
    let error = decode(&pem.replacen("MII", "AII", 1)).unwrap_err();
    assert!(error.to_string().starts_with("the certificate's header is not that of an identity"), "{error}");
}

proptest! {
    #[test]
    fn nothing_panics(at in 0_usize..500, new in "\\PC{0,3}") {
        let mut pem = example();
        pem.replace_range(at % pem.len()..=at % pem.len(), &new);
        let _ = decode(&pem);
    }
}
