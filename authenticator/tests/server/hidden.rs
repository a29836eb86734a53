//! Neither lines at any level nor `Debug` show a secret: of access points, of sessions, of networks, of clients.

use std::collections::HashMap;
use std::fmt::{Debug, Write as _};

use netim::crypto::RustCrypto;
use netim::secret::RawSecret;
use netim_authenticator::Options;
use netim_authenticator::nas::Secret;

use crate::reports::Lines;
use crate::support::access_point::AccessPoint;
use crate::support::identities::Device;
use crate::support::peer::{Conversation, Peer};
use crate::support::site::{SECRET, Site, local_nas};

/// What a secret looks like in a text, wherever it begins: eight bytes of it each.
fn pieces(secret: &[u8]) -> Vec<String> {
    let lists = |piece: &[u8]| [format!("{piece:?}"), format!("{piece:02x?}"), format!("{piece:x?}")];
    let bare = |list: String| list.trim_matches(['[', ']']).to_owned();
    let mut pieces = Vec::new();
    for piece in secret.windows(8) {
        pieces.extend(lists(piece).map(bare));
        let hex = base16ct::lower::encode_string(piece);
        pieces.extend([hex.to_uppercase(), hex]);
        pieces.extend(str::from_utf8(piece).ok().map(str::to_owned));
        pieces.push(piece.escape_ascii().to_string());
    }
    // As base64 has it in a row: six bytes are eight digits.
    pieces.extend(secret.windows(9).map(base64));
    pieces
}

/// The first of these pieces that is in a text.
fn first(text: &str, pieces: impl IntoIterator<Item = String>) -> Option<String> {
    let mut known: HashMap<[u8; 8], Vec<String>> = HashMap::new();
    for piece in pieces {
        known.entry(*piece.as_bytes().first_chunk().unwrap()).or_default().push(piece);
    }
    let text = text.as_bytes();
    (0..text.len()).find_map(|at| {
        let candidates = known.get(text[at..].first_chunk()?)?;
        candidates.iter().find(|piece| text[at..].starts_with(piece.as_bytes())).cloned()
    })
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks(3).map(|group| group.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)));
    let digits = groups.flat_map(|group| [18, 12, 6, 0].map(|shift| char::from(DIGITS[group >> shift & 63])));
    digits.collect()
}

#[test]
fn what_is_printed_is_found() {
    let secret: Vec<u8> = (0..32_u8).map(|byte| byte.wrapping_mul(7).wrapping_add(100)).collect();
    let found = |text: &str| first(text, pieces(&secret)).is_some();
    let hex = base16ct::upper::encode_string(&secret);
    for text in
        [format!("{secret:?}"), format!("{secret:02x?}"), hex, base64(&secret), base64(&secret[1..31])]
    {
        assert!(found(&text), "{text}");
    }
    assert!(!found("nothing of it"));
}

/// Everything that is there to print, in the ways there are.
struct Printed(String);

impl Printed {
    fn value(&mut self, value: &impl Debug) {
        writeln!(self.0, "{value:?}\n{value:#?}\n{value:02x?}").unwrap();
    }
}

#[test]
fn in_a_whole_life() {
    let lines = Lines::listen();
    let site = Site::new();
    let (network, device) = (site.import(0xc7), Device::number(41));
    let mut printed = Printed(String::new());
    printed.value(&(&site.radius, &site.server, Options::new(local_nas(Some(3799)))));

    // Refused, let in, let in again, refused again.
    let mut nas = AccessPoint::new(site.v4(), "hidden station");
    Peer::new(&network, &device).authenticate(&mut nas);
    site.add(&device);
    let replies = [(); 2].map(|()| Peer::new(&network, &device).authenticate(&mut nas));
    printed.value(&site.outcomes.take());
    site.wait_until_reported(&device, &network);
    // In the middle of a handshake.
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    conversation.step(&mut nas);
    printed.value(&(&site.radius, &site.server, site.radius.counters()));
    site.remove(&device);
    Peer::new(&network, &device).authenticate(&mut nas);
    // Somebody who does not know the secret, and one who does and talks nonsense.
    nas.attempts = 1;
    nas.secret = Secret::new(b"another secret of the tests".to_vec());
    nas.socket.set_read_timeout(Some(std::time::Duration::from_millis(200))).unwrap();
    let wrong = nas.request("@nobody", &[2, 1, 0, 5, 1], None);
    assert!(nas.exchange(&wrong).is_none());
    nas.secret = Secret::new(SECRET.into());
    let nonsense = nas.request("@nobody", &[9; 9], None);
    nas.exchange(&nonsense);
    printed.value(&(&nas.secret, site.outcomes.take(), &device));
    printed.value(&site.manager.lock().unwrap().parts().key_store);

    let raw = RawSecret::from_bytes(&[0xc7; 32]);
    let key = raw.network_key(&RustCrypto).unwrap();
    let mut secrets = vec![
        SECRET.as_bytes().to_vec(),
        b"another secret of the tests".to_vec(),
        raw.expose_secret().to_vec(),
        key.expose_secret().to_vec(),
        // The first bytes are the same in all keys of the tests.
        device.key.expose_secret().to_vec(),
    ];
    for reply in replies {
        let (receive, send) = reply.keys.unwrap();
        secrets.extend([receive, send]);
    }
    let lines = lines.so_far();
    let mine =
        lines.iter().filter(|line| line.get("station").is_some_and(|station| station == "hidden station"));
    assert!(mine.count() >= 4, "the lines are not there: {lines:#?}");
    for line in &lines {
        for (name, value) in line {
            writeln!(printed.0, "{name}={value}").unwrap();
        }
    }
    assert!(!printed.0.is_empty());
    let found = first(&printed.0, secrets.iter().flat_map(|secret| pieces(secret)));
    assert_eq!(found, None, "was printed; of {} bytes", printed.0.len());
}
