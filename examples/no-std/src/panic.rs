//! What happens when something is broken beyond repair.

use core::panic::PanicInfo;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // A device would reset itself.
    loop {}
}
