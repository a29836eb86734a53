//! What clients say before TLS.

use netim::identity::{EapIdentity, EapIdentityError, Identifier};

const TEXT: &str = "@40DA2FF92A8012938C1DE6ED7CE94123D338E35C.pdc.csa-iot.org";

fn network() -> Identifier {
    "40da2ff92a8012938c1de6ed7ce94123d338e35c".parse().unwrap()
}

#[test]
fn is_written_and_read() {
    let eap = network().to_eap_identity();
    assert_eq!(eap.as_str(), TEXT);
    assert_eq!(eap.to_string(), TEXT);
    assert_eq!(format!("{eap:?}"), format!("EapIdentity({TEXT})"));
    assert_eq!(TEXT.len(), EapIdentity::LEN);
    assert_eq!(TEXT.parse(), Ok(eap));
    assert_eq!(TEXT.parse::<EapIdentity>().unwrap().network(), &network());
}

#[test]
fn nothing_else_is_read() {
    let error = |text: &str| text.parse::<EapIdentity>().unwrap_err();
    assert_eq!(error(""), EapIdentityError::Prefix);
    assert_eq!(error(&TEXT[1..]), EapIdentityError::Prefix);
    assert_eq!(error(&format!("user{TEXT}")), EapIdentityError::Prefix);
    for other in ["", ".pdc.csa-iot.com", ".pdc.csa-iot.org.", ".PDC.CSA-IOT.ORG", ".pdc.csa-iot.org\n"] {
        assert_eq!(error(&TEXT.replace(".pdc.csa-iot.org", other)), EapIdentityError::Suffix, "{other:?}");
    }
    for other in ["", "40DA", &TEXT[2..41], &TEXT[1..41].to_lowercase(), &format!("{}0", &TEXT[1..41])] {
        let text = format!("@{other}.pdc.csa-iot.org");
        assert_eq!(error(&text), EapIdentityError::Identifier, "{text}");
    }
    let spaced = TEXT.replace("40DA2F", "40DA G");
    assert_eq!(error(&spaced), EapIdentityError::Identifier);
    assert_eq!(
        error(&spaced).to_string(),
        "not 40 upper-case hexadecimal digits between \"@\" and \".pdc.csa-iot.org\""
    );
}
