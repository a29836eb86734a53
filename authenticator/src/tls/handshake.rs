//! A handshake, message by message.

use std::{
    fmt,
    io::{self, Write as _},
    sync::Arc,
};

use netim::identity::CompactIdentity;
use rustls::{AlertDescription, ServerConfig, ServerConnection};
use zeroize::Zeroizing;

use super::why;
use crate::report::Reason;

/// What the key material is exported under (RFC 9190, section 2.3).
pub const EXPORTER_LABEL: &[u8] = b"EXPORTER_EAP_TLS_Key_Material";

/// The type of EAP-TLS, which the exporter takes as context.
pub const EXPORTER_CONTEXT: [u8; 1] = [13];

/// MSK and EMSK.
const KEY_MATERIAL_LEN: usize = 128;

/// After the handshake the server commits itself to send nothing more of it (RFC 9190, section 2.5).
const COMMITMENT: [u8; 1] = [0];

/// The master session key: what an access point needs to encrypt. Zeroized when dropped, and never printed.
pub struct Msk {
    /// The first half of it, `MS-MPPE-Recv-Key`.
    pub receive: Zeroizing<[u8; 32]>,
    /// The second half of it, `MS-MPPE-Send-Key`.
    pub send: Zeroizing<[u8; 32]>,
}

impl Msk {
    /// Takes the first 64 of the 128 bytes that the exporter of TLS gives.
    pub fn from_key_material(material: &[u8; KEY_MATERIAL_LEN]) -> Self {
        let half = |number: usize| {
            let mut key = Zeroizing::new([0; 32]);
            for (to, from) in key.iter_mut().zip(material.iter().skip(number * 32)) {
                *to = *from;
            }
            key
        };
        Self { receive: half(0), send: half(1) }
    }
}

impl fmt::Debug for Msk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Msk([redacted])")
    }
}

/// A handshake.
#[derive(Debug)]
pub(crate) struct Handshake {
    connection: ServerConnection,
}

/// Where a handshake is after a message.
#[derive(Debug)]
pub(crate) enum Progress {
    /// Going on: what to send, which may be nothing.
    Continues(Vec<u8>),
    /// Complete: what to send, the commitment at its end.
    Complete(Vec<u8>),
    /// Over: what to send, which may be nothing.
    Failed(Reason, Vec<u8>),
}

impl Handshake {
    pub(crate) fn new(config: Arc<ServerConfig>) -> Result<Self, Reason> {
        let mut connection = ServerConnection::new(config).map_err(why::reason)?;
        // Everything here fits a few messages.
        connection.set_buffer_limit(None);
        Ok(Self { connection })
    }

    /// Takes a message of the peer.
    pub(crate) fn process(&mut self, message: &[u8]) -> Progress {
        let was_complete = !self.connection.is_handshaking();
        match self.read(message) {
            Err(reason) => Progress::Failed(reason, self.write()),
            Ok(()) if was_complete => {
                // There is nothing that a peer has to say inside the tunnel of EAP-TLS.
                Progress::Failed(Reason::UnexpectedMethod, self.write())
            }
            Ok(()) if self.connection.is_handshaking() => Progress::Continues(self.write()),
            Ok(()) => match self.connection.writer().write_all(&COMMITMENT) {
                Ok(()) => Progress::Complete(self.write()),
                Err(_) => Progress::Failed(Reason::Server("the commitment was not written"), Vec::new()),
            },
        }
    }

    fn read(&mut self, mut message: &[u8]) -> Result<(), Reason> {
        while !message.is_empty() {
            let read = self.connection.read_tls(&mut message);
            let state = self.connection.process_new_packets().map_err(why::reason)?;
            if state.peer_has_closed() {
                return Err(Reason::PeerRefused(AlertDescription::CloseNotify));
            }
            if !matches!(read, Ok(1..)) {
                return Err(Reason::Server("TLS takes no more of a message"));
            }
        }
        Ok(())
    }

    /// All that is to be sent.
    fn write(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        while self.connection.wants_write() {
            // Writing to memory does not fail.
            let written: io::Result<usize> = self.connection.write_tls(&mut out);
            if !matches!(written, Ok(1..)) {
                break;
            }
        }
        out
    }

    /// What the peer's certificate says, as far as it has shown one that is an identity's at all.
    pub(crate) fn client_identity(&self) -> Option<CompactIdentity> {
        let certificate = self.connection.peer_certificates()?.first()?;
        CompactIdentity::decode_der(certificate).ok()
    }

    /// The keys, once it is complete.
    pub(crate) fn msk(&self) -> Result<Msk, Reason> {
        let material = Zeroizing::new([0; KEY_MATERIAL_LEN]);
        let context = Some(&EXPORTER_CONTEXT[..]);
        let material =
            self.connection.export_keying_material(material, EXPORTER_LABEL, context).map_err(why::reason)?;
        Ok(Msk::from_key_material(&material))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_of_the_key_are_not_mixed_up_and_not_printed() {
        let msk = Msk::from_key_material(&std::array::from_fn(|at| u8::try_from(at).unwrap()));
        assert_eq!((msk.receive[0], msk.receive[31], msk.send[0], msk.send[31]), (0, 31, 32, 63));
        assert_eq!(format!("{msk:?}"), "Msk([redacted])");
    }
}
