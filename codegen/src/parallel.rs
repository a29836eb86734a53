//! Many things at once, each of which takes a while: files are read, clusters resolved and emitted, on all processors.

use std::cmp::Reverse;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many there are. To ask takes longer than to read a small file.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// What comes of each, in their order. The calling thread works too, and alone if there is no other.
///
/// The largest come first: some are twenty times as large as others, and whoever took such a one last would keep all waiting.
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    size: impl Fn(&T) -> usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = if items.len() > 1 { PROCESSORS.min(items.len()) } else { 1 };
    let mut largest_first: Vec<_> = items.iter().enumerate().collect();
    largest_first.sort_by_key(|(_, item)| Reverse(size(item)));
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        while let Some((index, item)) = largest_first.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*index, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, some).ok();
        let others: Vec<_> = (1..threads).map_while(spawn).collect();
        let mut done = some();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn each_comes_once_and_in_order() {
        assert!(map(&[0_u32; 0], |_| 1, |item| *item).is_empty());
        let items: Vec<u32> = (0..1000).collect();
        let squares: Vec<_> = items.iter().map(|item| item * item).collect();
        assert_eq!(map(&items, |item| *item as usize % 7, |item| item * item), squares);
    }

    #[test]
    fn there_is_more_than_one_at_a_time() {
        // Nobody gets past it alone.
        let barrier = Barrier::new(*PROCESSORS);
        let leaders = map(&vec![(); *PROCESSORS], |()| 1, |()| barrier.wait().is_leader());
        assert_eq!(leaders.into_iter().filter(|is_leader| *is_leader).count(), 1);
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_passed_on() {
        map(&[1, 2, 3, 4], |_| 1, |item| assert_ne!(*item, 3, "the third"));
    }
}
