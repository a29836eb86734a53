//! Buffers for messages that hold nothing once they are given back.

use std::ops::{Deref, DerefMut};

use rs_matter::{
    transport::exchange::{Buffer, MatterBuffers},
    utils::storage::pooled::Buffers,
};
use zeroize::Zeroize as _;

/// How many messages are worked on at once.
const COUNT: usize = 16;

type Pool = MatterBuffers<COUNT>;

/// The stack's pool of buffers for decrypted messages, in which secrets are imported and exported: wiped as soon as a
/// message is done with. The stack by itself leaves it until another one of the same length happens to take its place.
pub(super) struct WipedBuffers(Pool);

impl WipedBuffers {
    pub(super) const fn new() -> Self {
        Self(Pool::new())
    }
}

impl Buffers<Buffer> for WipedBuffers {
    type Buffer<'a> = Wiped<<Pool as Buffers<Buffer>>::Buffer<'a>>;

    async fn get(&self) -> Option<Self::Buffer<'_>> {
        self.0.get().await.map(Wiped)
    }

    fn get_immediate(&self) -> Option<Self::Buffer<'_>> {
        self.0.get_immediate().map(Wiped)
    }
}

/// A buffer that is wiped when it is given back.
pub(super) struct Wiped<B: DerefMut<Target = Buffer>>(B);

impl<B: DerefMut<Target = Buffer>> Deref for Wiped<B> {
    type Target = Buffer;

    fn deref(&self) -> &Buffer {
        &self.0
    }
}

impl<B: DerefMut<Target = Buffer>> DerefMut for Wiped<B> {
    fn deref_mut(&mut self) -> &mut Buffer {
        &mut self.0
    }
}

impl<B: DerefMut<Target = Buffer>> Drop for Wiped<B> {
    fn drop(&mut self) {
        // What is behind the end was a message too, if this one was cut short.
        let capacity = self.0.capacity();
        let _ = self.0.resize_default(capacity);
        self.0.as_mut_slice().zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_gone_when_its_buffer_is_given_back() {
        let mut buffer = Buffer::new();
        let mut taken = Wiped(&mut buffer);
        taken.extend_from_slice(&[0x5a; 40]).unwrap();
        // As the stack does when it has read a part.
        taken.truncate(20);
        drop(taken);
        assert_eq!(buffer.len(), buffer.capacity());
        assert!(buffer.iter().all(|byte| *byte == 0), "{buffer:?}");
    }

    #[test]
    fn buffers_are_lent_until_there_are_no_more_and_then_again() {
        let buffers = WipedBuffers::new();
        let lent: Vec<_> = std::iter::from_fn(|| buffers.get_immediate()).collect();
        assert_eq!(lent.len(), COUNT);
        drop(lent);
        assert!(buffers.get_immediate().is_some());
    }
}
