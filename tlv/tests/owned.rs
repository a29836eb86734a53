//! What owns its bytes is encoded like what it lends.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{Encode, Tag, Writer};

fn encoded(value: &(impl Encode + ?Sized)) -> Vec<u8> {
    let mut buf = [0; 64];
    let mut out = Writer::new(&mut buf);
    value.encode(Tag::Anonymous, &mut out).unwrap();
    out.finish().unwrap().to_vec()
}

#[test]
fn owned_bytes_are_octets() {
    assert_eq!(encoded(&vec![1_u8, 2, 3]), [0x10, 3, 1, 2, 3]);
    assert_eq!(encoded(&Vec::<u8>::new()), encoded(&[0_u8; 0][..]));
}

#[test]
fn owned_text_is_utf8() {
    assert_eq!(encoded(&String::from("né")), [0x0c, 3, b'n', 0xc3, 0xa9]);
    assert_eq!(encoded(&String::new()), encoded(""));
}
