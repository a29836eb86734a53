//! A peer of our own, on rustls: fast enough to make load, and able to stop or lie at any step.

use std::io::Write as _;
use std::sync::Arc;

use netim::crypto::{PrivateKey, RustCrypto, Signer as _};
use netim_authenticator::eap::{Assembler, EapCode, EapPacket, Fragmenter, Method, TlsFragment};
use netim_authenticator::packet::Code;
use netim_authenticator::tls::{CipherSuites, EXPORTER_CONTEXT, EXPORTER_LABEL, Msk, crypto_provider};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, Resumption};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureAlgorithm,
    SignatureScheme,
};

use super::access_point::{AccessPoint, Reply};
use super::identities::{Device, der};
use super::site::Network;

/// A peer.
#[derive(Clone)]
pub struct Peer {
    pub nai: String,
    pub config: Arc<ClientConfig>,
    pub fragment_size: usize,
}

impl Peer {
    pub fn new(network: &Network, device: &Device) -> Self {
        let provider = Arc::new(crypto_provider(CipherSuites::PerDeviceCredentials));
        Self::with(network, vec![device.certificate()], &device.key, provider)
    }

    pub fn with(
        network: &Network,
        chain: Vec<Vec<u8>>,
        key: &PrivateKey,
        provider: Arc<CryptoProvider>,
    ) -> Self {
        let key = Arc::new(Key(PrivateKey::from_bytes(key.expose_secret()).unwrap()));
        let chain = chain.into_iter().map(CertificateDer::from).collect();
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Pinned(der(&network.identity))))
            .with_client_cert_resolver(Arc::new(Own(Arc::new(CertifiedKey::new(chain, key)))));
        config.enable_sni = false;
        config.resumption = Resumption::disabled();
        Self { nai: network.nai(), config: Arc::new(config), fragment_size: 1000 }
    }

    /// Goes all the way; the reply is the last one.
    pub fn authenticate(&self, nas: &mut AccessPoint) -> Reply {
        let mut conversation = Conversation::begin(self, nas);
        while conversation.reply.code == Code::ACCESS_CHALLENGE {
            conversation.step(nas);
        }
        if let (Code::ACCESS_ACCEPT, Some((receive, send))) =
            (conversation.reply.code, &conversation.reply.keys)
        {
            let msk = conversation.msk();
            assert_eq!((&receive[..], &send[..]), (&msk.receive[..], &msk.send[..]), "keys differ");
        }
        conversation.reply
    }
}

/// An attempt of a peer.
pub struct Conversation {
    peer: Peer,
    connection: ClientConnection,
    incoming: Assembler,
    outgoing: Fragmenter,
    pub reply: Reply,
}

impl Conversation {
    /// Says who it is.
    pub fn begin(peer: &Peer, nas: &mut AccessPoint) -> Self {
        let identity = EapPacket::response(7, Method::Identity(peer.nai.as_bytes())).to_bytes();
        let request = nas.request(&peer.nai, &identity, None);
        let reply = nas.exchange(&request).unwrap();
        let name = ServerName::try_from("network.invalid").unwrap();
        let connection = ClientConnection::new(Arc::clone(&peer.config), name).unwrap();
        Self {
            peer: peer.clone(),
            connection,
            incoming: Assembler::default(),
            outgoing: Fragmenter::default(),
            reply,
        }
    }

    /// Answers the last request.
    pub fn step(&mut self, nas: &mut AccessPoint) {
        let eap = self.answer();
        self.send(nas, &eap);
    }

    /// Sends an EAP packet in this session.
    pub fn send(&mut self, nas: &mut AccessPoint, eap: &[u8]) {
        let request = nas.request(&self.peer.nai, eap, self.reply.state.as_deref());
        self.reply = nas.exchange(&request).unwrap();
    }

    /// The answer to the last request.
    pub fn answer(&mut self) -> Vec<u8> {
        let eap = self.reply.eap.clone();
        let request = EapPacket::parse(&eap).unwrap();
        assert_eq!(request.code, EapCode::Request);
        let Some(Method::Tls(fragment)) = request.method else { panic!("{request:?}") };
        if !fragment.is_empty() && !fragment.start {
            match self.incoming.take(&fragment).unwrap() {
                Some(message) => self.process(&message),
                None => return respond(request.identifier, TlsFragment::EMPTY),
            }
        }
        if self.outgoing.is_done() {
            let mut out = Vec::new();
            while self.connection.wants_write() {
                self.connection.write_tls(&mut out).unwrap();
            }
            self.outgoing = Fragmenter::new(out);
        }
        respond(request.identifier, self.outgoing.next_fragment(self.peer.fragment_size))
    }

    /// What is wrong with a message, TLS puts into an alert.
    fn process(&mut self, mut message: &[u8]) {
        while !message.is_empty() {
            self.connection.read_tls(&mut message).unwrap();
            if self.connection.process_new_packets().is_err() {
                return;
            }
        }
    }

    /// Says something inside the tunnel, which no peer has to.
    pub fn write_inside(&mut self, text: &[u8]) {
        self.connection.writer().write_all(text).unwrap();
    }

    fn msk(&self) -> Msk {
        let context = Some(&EXPORTER_CONTEXT[..]);
        let material = self.connection.export_keying_material([0; 128], EXPORTER_LABEL, context).unwrap();
        Msk::from_key_material(&material)
    }
}

fn respond(identifier: u8, fragment: TlsFragment<'_>) -> Vec<u8> {
    EapPacket::response(identifier, Method::Tls(fragment)).to_bytes()
}

/// The only certificate that is believed.
#[derive(Debug)]
struct Pinned(Vec<u8>);

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        assert!(intermediates.is_empty());
        if **end_entity == *self.0 {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::UnknownIssuer.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        panic!("no TLS 1.2");
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
        let identity = netim::identity::CompactIdentity::decode_der(certificate).unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, identity.public_key().as_bytes())
            .verify(message, signed.signature())
            .map(|()| HandshakeSignatureValid::assertion())
            .map_err(|_| CertificateError::BadSignature.into())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256]
    }
}

/// Its own certificate, whatever is asked for.
#[derive(Debug)]
struct Own(Arc<CertifiedKey>);

impl ResolvesClientCert for Own {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        if self.0.cert.is_empty() { None } else { Some(Arc::clone(&self.0)) }
    }

    fn has_certs(&self) -> bool {
        !self.0.cert.is_empty()
    }
}

#[derive(Debug)]
struct Key(PrivateKey);

impl SigningKey for Key {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(Self(PrivateKey::from_bytes(self.0.expose_secret()).unwrap())))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = RustCrypto.sign(&self.0, message).unwrap();
        Ok(p256::ecdsa::Signature::from_slice(signature.as_bytes()).unwrap().to_der().as_bytes().to_vec())
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ECDSA_NISTP256_SHA256
    }
}
