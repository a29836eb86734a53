//! An access point of our own, which can also do what no access point does.

use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use netim_authenticator::nas::Secret;
use netim_authenticator::packet::{AttributeType, Builder, Code, MsMppeKey, Packet, decrypt_ms_mppe_key};

use super::site::SECRET;

/// An access point.
pub struct AccessPoint {
    pub socket: UdpSocket,
    pub secret: Secret,
    pub station: String,
    pub mtu: Option<u32>,
    /// How often a request is sent before it counts as not answered.
    pub attempts: u32,
    next: u8,
}

/// A request as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub bytes: Vec<u8>,
    pub authenticator: [u8; 16],
}

/// A reply.
#[derive(Clone, Debug)]
pub struct Reply {
    pub code: Code,
    pub eap: Vec<u8>,
    pub state: Option<Vec<u8>>,
    pub session_timeout: Option<u32>,
    /// `MS-MPPE-Recv-Key` and `MS-MPPE-Send-Key`.
    pub keys: Option<(Vec<u8>, Vec<u8>)>,
    pub bytes: Vec<u8>,
}

impl AccessPoint {
    pub fn new(server: SocketAddr, station: &str) -> Self {
        let any = if server.is_ipv4() { "127.0.0.1:0" } else { "[::1]:0" };
        let socket = UdpSocket::bind(any).unwrap();
        socket.connect(server).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let secret = Secret::new(SECRET.into());
        Self { socket, secret, station: station.to_owned(), mtu: None, attempts: 3, next: 0 }
    }

    /// An `Access-Request` with an EAP packet.
    pub fn request(&mut self, nai: &str, eap: &[u8], state: Option<&[u8]>) -> Sent {
        self.next = self.next.wrapping_add(1);
        let mut builder = Builder::new(Code::ACCESS_REQUEST, self.next)
            .attribute(AttributeType::USER_NAME, nai.as_bytes())
            .attribute(AttributeType::NAS_IP_ADDRESS, &[127, 0, 0, 1])
            .attribute(AttributeType::CALLING_STATION_ID, self.station.as_bytes())
            .attribute(AttributeType::PROXY_STATE, b"proxy");
        if let Some(mtu) = self.mtu {
            builder = builder.integer(AttributeType::FRAMED_MTU, mtu);
        }
        if let Some(state) = state {
            builder = builder.attribute(AttributeType::STATE, state);
        }
        self.sign(builder.eap_message(eap))
    }

    pub fn sign(&self, builder: Builder) -> Sent {
        let mut authenticator = [0; 16];
        getrandom::fill(&mut authenticator).unwrap();
        Sent { bytes: builder.request(&authenticator, &self.secret).unwrap(), authenticator }
    }

    /// Sends a request until it is answered.
    pub fn exchange(&mut self, sent: &Sent) -> Option<Reply> {
        for _ in 0..self.attempts {
            self.socket.send(&sent.bytes).unwrap();
            while let Some(bytes) = self.receive() {
                if bytes[1] == sent.bytes[1] {
                    return Some(self.read(sent, &bytes));
                }
            }
        }
        None
    }

    pub fn receive(&self) -> Option<Vec<u8>> {
        let mut buffer = vec![0; 4096];
        let length = self.socket.recv(&mut buffer).ok()?;
        buffer.truncate(length);
        Some(buffer)
    }

    fn read(&self, sent: &Sent, bytes: &[u8]) -> Reply {
        let packet = Packet::parse(bytes).unwrap();
        packet.verify_reply(&sent.authenticator, &self.secret).unwrap();
        let first = packet.attributes().next().unwrap().ty;
        assert_eq!(first, AttributeType::MESSAGE_AUTHENTICATOR);
        let key = |wanted: MsMppeKey| {
            packet
                .all(AttributeType::VENDOR_SPECIFIC)
                .filter_map(|value| decrypt_ms_mppe_key(value, &sent.authenticator, &self.secret))
                .find(|(key, _)| *key == wanted)
                .map(|(_, value)| value.to_vec())
        };
        Reply {
            code: packet.code(),
            eap: packet.eap_message().unwrap_or_default(),
            state: packet.first(AttributeType::STATE).map(Into::into),
            session_timeout: packet.integer(AttributeType::SESSION_TIMEOUT),
            keys: key(MsMppeKey::Receive).zip(key(MsMppeKey::Send)),
            bytes: bytes.to_vec(),
        }
    }
}
