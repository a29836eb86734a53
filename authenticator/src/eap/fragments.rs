//! Messages of TLS in fragments (RFC 5216, section 2.1.5).

use thiserror::Error;

use super::TlsFragment;

/// The longest message that is put together: many times what a client has to say.
pub const MAX_MESSAGE_LEN: usize = 8 * 1024;

/// Puts a message together.
#[derive(Debug, Default)]
pub struct Assembler {
    message: Vec<u8>,
    /// What the first fragment has said.
    length: Option<usize>,
}

impl Assembler {
    /// Takes a fragment. `None` if there are more to come, which has to be acknowledged.
    ///
    /// # Errors
    ///
    /// [`AssembleError`] if the message gets too long, or longer or shorter than the first fragment has said.
    pub fn take(&mut self, fragment: &TlsFragment<'_>) -> Result<Option<Vec<u8>>, AssembleError> {
        if let Some(length) = fragment.length {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            match self.length {
                // Some repeat the length in each fragment.
                Some(before) if before != length => return Err(AssembleError::Length),
                None if !self.message.is_empty() => return Err(AssembleError::Length),
                _ if length > MAX_MESSAGE_LEN => return Err(AssembleError::TooLong),
                _ => self.length = Some(length),
            }
        }
        if self.message.len() + fragment.data.len() > self.length.unwrap_or(MAX_MESSAGE_LEN) {
            return Err(if self.length.is_some() { AssembleError::Length } else { AssembleError::TooLong });
        }
        if fragment.more && fragment.data.is_empty() {
            return Err(AssembleError::Length);
        }
        self.message.extend(fragment.data);
        if fragment.more {
            return Ok(None);
        }
        let message = std::mem::take(&mut self.message);
        match self.length.take() {
            Some(length) if length != message.len() => Err(AssembleError::Length),
            _ => Ok(Some(message)),
        }
    }
}

/// Why a message is not put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum AssembleError {
    /// Its length is not what the first fragment has said, or a fragment is empty.
    #[error("the fragments do not add up to their length")]
    Length,
    /// It is longer than any handshake needs.
    #[error("more than {MAX_MESSAGE_LEN} bytes in one message")]
    TooLong,
}

/// Takes a message apart.
#[derive(Debug, Default)]
pub struct Fragmenter {
    message: Vec<u8>,
    sent: usize,
}

impl Fragmenter {
    /// All of a message is still to be sent.
    pub const fn new(message: Vec<u8>) -> Self {
        Self { message, sent: 0 }
    }

    /// Whether all has been sent.
    pub const fn is_done(&self) -> bool {
        self.sent >= self.message.len()
    }

    /// The next fragment, with up to `size` bytes of content.
    pub fn next_fragment(&mut self, size: usize) -> TlsFragment<'_> {
        let rest = self.message.get(self.sent..).unwrap_or_default();
        let data = rest.get(..size.max(1)).unwrap_or(rest);
        let is_first = self.sent == 0;
        let more = data.len() < rest.len();
        self.sent += data.len();
        let length = if is_first && more { u32::try_from(self.message.len()).ok() } else { None };
        TlsFragment { length, more, start: false, data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_apart_is_put_together() {
        let message: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for size in [1, 7, 499, 500, 999, 1000, 1001] {
            let (mut fragmenter, mut assembler) = (Fragmenter::new(message.clone()), Assembler::default());
            let mut fragments = 0;
            let whole = loop {
                let fragment = fragmenter.next_fragment(size);
                assert!(fragment.data.len() <= size);
                assert_eq!(fragment.length, (fragments == 0 && size < 1000).then_some(1000));
                fragments += 1;
                if let Some(whole) = assembler.take(&fragment).unwrap() {
                    break whole;
                }
            };
            assert_eq!(whole, message);
            assert!(fragmenter.is_done());
            assert_eq!(fragments, 1000_usize.div_ceil(size));
        }
    }

    #[test]
    fn lengths_that_lie() {
        let fragment = |length, more, data| TlsFragment { length, more, start: false, data };
        let take = |fragments: &[TlsFragment<'_>]| {
            let mut assembler = Assembler::default();
            fragments.iter().map(|fragment| assembler.take(fragment)).last().unwrap()
        };
        assert_eq!(take(&[fragment(Some(3), false, b"ab")]), Err(AssembleError::Length));
        assert_eq!(take(&[fragment(Some(1), false, b"ab")]), Err(AssembleError::Length));
        assert_eq!(
            take(&[fragment(Some(4), true, b"ab"), fragment(Some(5), true, b"c")]),
            Err(AssembleError::Length)
        );
        assert_eq!(
            take(&[fragment(None, true, b"ab"), fragment(Some(3), false, b"c")]),
            Err(AssembleError::Length)
        );
        assert_eq!(take(&[fragment(None, true, b"")]), Err(AssembleError::Length));
        assert_eq!(take(&[fragment(Some(u32::MAX), true, b"a")]), Err(AssembleError::TooLong));
        let long = vec![0; MAX_MESSAGE_LEN];
        assert_eq!(
            take(&[fragment(None, true, &long), fragment(None, true, b"a")]),
            Err(AssembleError::TooLong)
        );
        assert_eq!(
            take(&[fragment(Some(3), true, b"ab"), fragment(Some(3), false, b"c")]),
            Ok(Some(b"abc".to_vec()))
        );
    }
}
