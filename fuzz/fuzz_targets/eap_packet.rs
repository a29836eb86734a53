//! The parser of EAP packets, and fragments put together: what is read is written the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netim_authenticator::eap::{Assembler, EapPacket, Fragmenter, MAX_MESSAGE_LEN, Method};

fuzz_target!(|bytes: &[u8]| {
    let mut rest = bytes;
    let mut assembler = Assembler::default();
    // Packets one after the other, each as long as it says.
    while let Ok(packet) = EapPacket::parse(rest) {
        let length = usize::from(u16::from_be_bytes([rest[2], rest[3]]));
        let written = packet.to_bytes();
        assert_eq!(EapPacket::parse(&written), Ok(packet));
        if let Some(Method::Tls(fragment)) = packet.method
            && let Ok(Some(message)) = assembler.take(&fragment)
        {
            assert!(message.len() <= MAX_MESSAGE_LEN);
            let size = 1 + usize::from(packet.identifier);
            let (mut fragmenter, mut again) = (Fragmenter::new(message.clone()), Assembler::default());
            let whole = loop {
                if let Some(whole) = again.take(&fragmenter.next_fragment(size)).unwrap() {
                    break whole;
                }
            };
            assert!(whole == message);
        }
        rest = &rest[length.max(4)..];
    }
});
