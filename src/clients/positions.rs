//! From indices to where the entries are.

use super::ClientIndex;

/// One for each index and one for 0, which no client has.
const LEN: usize = ClientIndex::MAX.get() as usize + 1;

/// For every index, the position of its entry.
///
/// Indices go to 2,047 however few clients the table holds, so this takes 4 KiB at any capacity.
#[derive(Clone, Debug)]
pub(super) struct Positions {
    /// 0 for none, otherwise one more than the position: a table without clients is all zeros.
    positions: [u16; LEN],
}

impl Positions {
    pub(super) const fn new() -> Self {
        Self { positions: [0; LEN] }
    }

    pub(super) fn get(&self, index: ClientIndex) -> Option<usize> {
        let position = self.positions.get(usize::from(index.get()))?;
        position.checked_sub(1).map(usize::from)
    }

    pub(super) fn set(&mut self, index: ClientIndex, position: Option<u16>) {
        if let Some(entry) = self.positions.get_mut(usize::from(index.get())) {
            *entry = position.map_or(0, |position| position.saturating_add(1));
        }
    }

    /// The positions of all clients whose index is more than `index`, in the order of their indices.
    pub(super) fn after(&self, index: Option<ClientIndex>) -> impl Iterator<Item = usize> + Clone {
        let from = index.map_or(1, |index| usize::from(index.get()) + 1);
        let rest = self.positions.get(from..).unwrap_or(&[]);
        rest.iter().filter_map(|position| position.checked_sub(1).map(usize::from))
    }

    /// The first index without a client, from `start` on and round to it.
    pub(super) fn free(&self, start: ClientIndex) -> Option<ClientIndex> {
        let mut index = start;
        for _ in 1..LEN {
            if self.get(index).is_none() {
                return Some(index);
            }
            index = index.next();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_for_a_free_index_wraps() {
        let mut positions = Positions::new();
        positions.set(ClientIndex::MAX, Some(0));
        positions.set(ClientIndex::MIN, Some(1));
        assert_eq!(positions.free(ClientIndex::MAX), ClientIndex::new(2));
    }

    #[test]
    fn there_may_be_none() {
        let mut positions = Positions::new();
        for index in (1..).map_while(ClientIndex::new) {
            positions.set(index, Some(index.get() - 1));
        }
        assert_eq!(positions.free(ClientIndex::MIN), None);
    }
}
