//! Commands, as bytes.

use clustergen_runtime::{
    CommandId, Context, Status,
    serve::{Answer, CommandWriter},
    tlv::{Tag, Writer},
};
use netim::{
    manager::{Changed, Platform},
    wire::{self, Invoked, Release},
};
use rs_matter::tlv::TLVElement;
use zeroize::Zeroizing;

use super::{read::MESSAGE, server::Locked};

/// `CommandDataIB.CommandFields`.
const FIELDS: Tag = Tag::Context(1);

/// One command. Secrets are among its fields, and so are forgotten with it.
pub(super) struct Invoke {
    pub(super) release: Release,
    pub(super) cx: Context,
    pub(super) command: CommandId,
    pub(super) fields: Zeroizing<Vec<u8>>,
}

/// How a command was answered.
pub(super) enum Answered {
    /// By success.
    Success,
    /// By a response, whose fields stand here under their tag.
    Response(CommandId, Zeroizing<Vec<u8>>),
}

impl Invoke {
    pub(super) fn carry_out<P: Platform, const MAX: usize>(
        self,
        manager: &mut Locked<P, MAX>,
    ) -> (Result<Answered, Status>, Changed) {
        let mut buffer = Zeroizing::new(vec![0; MESSAGE]);
        let mut out = Writer::new(&mut buffer);
        let mut writer = CommandWriter::new(&mut out, FIELDS);
        let Self { release, cx, command, fields } = self;
        match wire::invoke(release, manager, &cx, command, &fields, &mut writer) {
            Ok(Invoked { answer: Answer::Success, changed }) => (Ok(Answered::Success), changed),
            Ok(Invoked { answer: Answer::Response(id), changed }) => {
                let response = Zeroizing::new(out.as_bytes().to_vec());
                (Ok(Answered::Response(id, response)), changed)
            }
            Err(status) => (Err(status), Changed::default()),
        }
    }
}

/// The bytes of the fields, exactly: the stack's elements may be followed by what comes behind them. None at all stand for
/// fields that are not there.
pub(super) fn fields(data: &TLVElement<'_>) -> Zeroizing<Vec<u8>> {
    let all = data.raw_data();
    // The value ends where the element does, and is a part of the same bytes. What is malformed goes as it is, for the
    // cluster to find out.
    let exact = data.raw_value().ok().and_then(|value| {
        let end = value.as_ptr_range().end.addr().checked_sub(all.as_ptr().addr())?;
        all.get(..end)
    });
    Zeroizing::new(exact.unwrap_or(all).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(bytes: &[u8]) -> Vec<u8> {
        fields(&TLVElement::new(bytes)).to_vec()
    }

    #[test]
    fn fields_end_where_their_structure_does() {
        // A structure under context tag 1 with an octet string in it, followed by the end of what it is in.
        let fields = [0x35, 0x01, 0x30, 0x00, 0x02, 0x18, 0x18, 0x18];
        let followed = [&fields[..], &[0x18, 0x24, 0xFF, 0x0B, 0x18]].concat();
        assert_eq!(exact(&followed), fields);
        assert_eq!(exact(&fields), fields);
    }

    #[test]
    fn what_is_no_structure_is_handed_on() {
        assert!(exact(&[]).is_empty());
        assert_eq!(exact(&[0x24, 0x01, 0x05, 0x18]), [0x24, 0x01, 0x05]);
        assert_eq!(exact(&[0x30, 0x01, 0x02, 0xAA, 0xBB, 0x18]), [0x30, 0x01, 0x02, 0xAA, 0xBB]);
        assert_eq!(exact(&[0x35, 0x01, 0x24]), [0x35, 0x01, 0x24], "not closed");
    }
}
