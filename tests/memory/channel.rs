//! Messages between the two processes: without buffers, in which secrets would stay.

use std::{
    fs::File,
    io::{self, Read, Write},
};

/// The most that a message has.
pub(crate) const MAX_LEN: usize = 512;

/// What the child is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Order {
    /// Invoke the command of the first byte, over CASE, with the other bytes as fields. The answer: a status, the fields.
    Invoke,
    /// The same over PASE.
    InvokeOverPase,
    /// Sign with the key of the current network identity. The answer: nothing.
    Sign,
    /// Go down, so that nothing but files is left. The answer: nothing.
    Stop,
    /// Start again.
    Start,
    /// Forget everything, as a factory reset does.
    Reset,
    /// Keep a copy of the bytes for good, on the heap, as the first of them says. To try the one who looks.
    Keep,
    /// Leave a copy of the bytes in the frame of a function that has returned.
    Leave,
}

impl Order {
    const ALL: [Self; 8] = [
        Self::Invoke,
        Self::InvokeOverPase,
        Self::Sign,
        Self::Stop,
        Self::Start,
        Self::Reset,
        Self::Keep,
        Self::Leave,
    ];

    pub(crate) fn from_byte(byte: u8) -> Self {
        Self::ALL.into_iter().find(|order| *order as u8 == byte).expect("an order")
    }
}

/// Sends a message in one piece; nothing of it is left in this process but what the caller has.
pub(crate) fn send(to: &mut File, head: u8, content: &[u8]) -> io::Result<()> {
    let len = u16::try_from(content.len()).unwrap().to_le_bytes();
    to.write_all(&[head, len[0], len[1]])?;
    to.write_all(content)
}

/// Receives a message into a buffer; `None` at the end.
pub(crate) fn receive<'b>(
    from: &mut File,
    buffer: &'b mut [u8; MAX_LEN],
) -> io::Result<Option<(u8, &'b mut [u8])>> {
    let mut head = [0; 3];
    if from.read(&mut head[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut head[1..])?;
    let content = &mut buffer[..usize::from(u16::from_le_bytes([head[1], head[2]]))];
    from.read_exact(content)?;
    Ok(Some((head[0], content)))
}
