//! The parser of RADIUS packets: whatever it takes, it tells the same about it in two ways.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netim_authenticator::nas::Secret;
use netim_authenticator::packet::{AttributeType, Packet, decrypt_ms_mppe_key};

fuzz_target!(|datagram: &[u8]| {
    let Ok(packet) = Packet::parse(datagram) else { return };
    let bytes = packet.as_bytes();
    let mut offset = 20;
    for attribute in packet.attributes() {
        assert_eq!(attribute.offset, offset + 2);
        assert_eq!(bytes[offset], attribute.ty.0);
        assert_eq!(usize::from(bytes[offset + 1]), attribute.value.len() + 2);
        offset += attribute.value.len() + 2;
    }
    assert_eq!(offset, bytes.len(), "the attributes are all of it");
    let secret = Secret::new(b"a secret of the fuzzer".to_vec());
    let _ = (packet.verify(&secret), packet.verify_reply(&[0; 16], &secret));
    let eap: usize = packet.all(AttributeType::EAP_MESSAGE).map(<[u8]>::len).sum();
    assert_eq!(packet.eap_message().map_or(0, |message| message.len()), eap);
    for value in packet.all(AttributeType::VENDOR_SPECIFIC) {
        let _ = decrypt_ms_mppe_key(value, packet.authenticator(), &secret);
    }
});
