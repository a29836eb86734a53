//! What 32 bytes look like in a memory.

use std::collections::HashMap;

use base64ct::{Base64Unpadded, Encoding as _};

use super::secrets::{Secret, Value};

/// So many bytes of a secret are a trace of it; fewer may be chance.
const PIECE: usize = 8;

/// Pieces of text are longer: fewer texts than numbers are possible.
const TEXT_PIECE: usize = 16;

/// A way to write a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// As they are.
    Bytes,
    /// As numbers are kept: the lowest byte first.
    Reversed,
    /// As hash functions keep them: words of 32 bits.
    Words,
    /// As HMAC keeps a key, in any of the three orders.
    Masked,
    /// Hexadecimal digits, small or large.
    Hex,
    /// Base64, wherever in a longer one.
    Base64,
    /// As `Debug` prints a list of bytes.
    List,
}

/// A piece of a value in some form.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) value: Value,
    pub(crate) form: Form,
    /// Where in the form it begins.
    pub(crate) offset: usize,
    pub(crate) bytes: Vec<u8>,
}

/// The pieces to look for, by their first bytes.
pub(crate) struct Pieces(HashMap<[u8; PIECE], Vec<Piece>>);

impl Pieces {
    pub(crate) fn of(secrets: &[&Secret]) -> Self {
        let mut pieces: HashMap<_, Vec<Piece>> = HashMap::new();
        for value in secrets.iter().flat_map(|secret| &secret.values) {
            for (form, content) in forms(&value.bytes) {
                let len = if form >= Form::Hex { TEXT_PIECE } else { PIECE };
                for (offset, bytes) in content.windows(len).enumerate() {
                    let piece = Piece { value: *value, form, offset, bytes: bytes.to_vec() };
                    pieces.entry(*bytes.first_chunk().unwrap()).or_default().push(piece);
                }
            }
        }
        Self(pieces)
    }

    /// The pieces that begin at the first byte of a memory.
    pub(crate) fn at<'p>(&'p self, memory: &'p [u8]) -> impl Iterator<Item = &'p Piece> {
        let known = memory.first_chunk().and_then(|head| self.0.get(head));
        known.into_iter().flatten().filter(|piece| memory.starts_with(&piece.bytes))
    }

    /// The first two bytes of pieces, so that most of a memory can be passed over.
    pub(crate) fn heads(&self) -> Vec<bool> {
        let mut heads = vec![false; 1 << 16];
        for head in self.0.keys() {
            heads[usize::from(u16::from_le_bytes([head[0], head[1]]))] = true;
        }
        heads
    }
}

fn forms(bytes: &[u8; 32]) -> Vec<(Form, Vec<u8>)> {
    let orders = |bytes: &[u8]| {
        let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
        let words: Vec<u8> = bytes.chunks(4).flat_map(|word| word.iter().rev().copied()).collect();
        [(Form::Bytes, bytes.to_vec()), (Form::Reversed, reversed), (Form::Words, words)]
    };
    let mut forms = Vec::from(orders(bytes));
    for mask in [0x36, 0x5c] {
        let masked = bytes.map(|byte| byte ^ mask);
        forms.extend(orders(&masked).map(|(_, content)| (Form::Masked, content)));
    }
    forms.push((Form::Hex, format!("{:x}", base16ct::HexDisplay(bytes)).into_bytes()));
    forms.push((Form::Hex, format!("{:X}", base16ct::HexDisplay(bytes)).into_bytes()));
    for before in 0..3 {
        let mut text = [0; 64];
        let longer = [&[0; 3][..before], bytes, &[0; 3]].concat();
        let text = Base64Unpadded::encode(&longer, &mut text).unwrap();
        // Without the digits that others have a part in.
        forms.push((Form::Base64, text.as_bytes()[(before * 8).div_ceil(6)..(before + 32) * 8 / 6].to_vec()));
    }
    for list in [format!("{bytes:?}"), format!("{bytes:02x?}"), format!("{bytes:x?}")] {
        forms.push((Form::List, list.as_bytes()[1..list.len() - 1].to_vec()));
    }
    forms
}
