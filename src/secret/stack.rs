//! What functions leave behind on the stack.

use zeroize::Zeroize as _;

/// How much of the stack is zeroized behind what is done with secrets where there is an operating system, in KiB: more than
/// any of it takes, also without optimisation, and little enough for the small stacks of threads.
#[cfg(feature = "std")]
const USUAL_KIB: usize = 48;

/// 1 KiB.
type Kibibyte = [u64; 128];

/// Does some work, and then zeroizes the first `KIB` KiB of the stack that it has used.
///
/// Moving a value leaves copies in the frames of functions that have returned, and nobody else zeroizes those of a secret.
/// What the work returns is moved as well, and so should be no secret itself.
///
/// With the feature `std`, [`Manager`](crate::manager::Manager), [`wire`](crate::wire) and
/// [`SoftwareKeyStore`](crate::key_store::SoftwareKeyStore) do so by themselves. Firmware knows how much stack it has, and
/// wraps in this what handles secrets:
///
/// ```
/// use netim::secret::{Nass, on_wiped_stack};
///
/// let message = [0x15, 0x18];
/// let is_secret = on_wiped_stack::<4, _>(|| Nass::decode(&message).is_ok());
/// assert!(!is_secret);
/// ```
///
/// Nothing is zeroized if the work panics.
pub fn on_wiped_stack<const KIB: usize, R>(work: impl FnOnce() -> R) -> R {
    let result = apart(work);
    wipe::<KIB>();
    result
}

/// The same, where the stack is known to be large enough; without an operating system that is not known.
pub(crate) fn leaving_no_trace<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(feature = "std")]
    return on_wiped_stack::<USUAL_KIB, R>(work);
    #[cfg(not(feature = "std"))]
    return work();
}

/// In a frame of its own, which is gone when it returns.
#[inline(never)]
fn apart<R>(work: impl FnOnce() -> R) -> R {
    work()
}

/// Takes the same place on the stack.
#[inline(never)]
fn wipe<const KIB: usize>() {
    let mut frame: [Kibibyte; KIB] = [[0; 128]; KIB];
    frame.as_flattened_mut().zeroize();
}
