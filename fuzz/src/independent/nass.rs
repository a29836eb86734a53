//! The Network Administrator Shared Secret, by its layout.

use matter_tlv::Tag;

use super::tlv::{self, Item, Node};

/// The time and the secret.
pub fn nass(bytes: &[u8]) -> Option<(u32, [u8; 32])> {
    const SHORT_OCTETS: u8 = 0x10;
    let item = tlv::one(bytes)?;
    let (Tag::Anonymous, Node::Structure(fields)) = (item.tag, &item.node) else { return None };
    let [
        Item { tag: Tag::Context(1), node: Node::UInt(0), .. },
        Item { tag: Tag::Context(2), node: Node::UInt(created), .. },
        Item { tag: Tag::Context(3), node: Node::Octets(secret), ty: SHORT_OCTETS, .. },
    ] = fields.as_slice()
    else {
        return None;
    };
    Some(((*created).try_into().ok()?, secret.as_slice().try_into().ok()?))
}

/// The shortest encoding.
pub fn encoded(created: u32, secret: &[u8; 32]) -> Vec<u8> {
    let mut bytes = vec![0x15, 0x24, 1, 0];
    let number = created.to_le_bytes();
    match created {
        0..=0xff => bytes.extend([0x24, 2, number[0]]),
        0x100..=0xffff => bytes.extend([0x25, 2, number[0], number[1]]),
        _ => bytes.extend([0x26, 2, number[0], number[1], number[2], number[3]]),
    }
    bytes.extend([0x30, 3, 32]);
    bytes.extend(secret);
    bytes.push(0x18);
    bytes
}
