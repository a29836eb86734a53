//! How long fragments may be.

use crate::packet::{AttributeType, Packet};

/// What every link carries (RFC 3748, section 3.1).
const DEFAULT_MTU: u32 = 1020;

/// What an access point may ask for. The upper bound leaves room in a RADIUS packet and an Ethernet frame.
const MTUS: std::ops::RangeInclusive<u32> = 64..=1400;

/// Header, type, flags and length of an EAP-TLS packet, and the four bytes of EAPOL before it, which some access points
/// count.
const OVERHEAD: u32 = 4 + 1 + 1 + 4 + 4;

/// How much content a fragment may have on the link that a request comes from.
pub(crate) fn fragment_size(request: &Packet<'_>) -> usize {
    let mtu = request.integer(AttributeType::FRAMED_MTU).unwrap_or(DEFAULT_MTU);
    let size = mtu.clamp(*MTUS.start(), *MTUS.end()) - OVERHEAD;
    usize::try_from(size).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        nas::Secret,
        packet::{Builder, Code},
    };

    #[test]
    fn what_access_points_ask_for() {
        let size = |mtu: Option<u32>| {
            let builder = Builder::new(Code::ACCESS_REQUEST, 0);
            let builder = match mtu {
                Some(mtu) => builder.integer(AttributeType::FRAMED_MTU, mtu),
                None => builder,
            };
            let request = builder.request(&[0; 16], &Secret::new(b"12345678".to_vec())).unwrap();
            fragment_size(&Packet::parse(&request).unwrap())
        };
        assert_eq!(size(None), 1006);
        assert_eq!(size(Some(1400)), 1386);
        assert_eq!(size(Some(0)), 50);
        assert_eq!(size(Some(u32::MAX)), 1386);
    }
}
