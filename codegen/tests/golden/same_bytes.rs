//! The same input gives the same bytes, in whatever order it comes.

use clustergen::pipeline::Task;

use crate::support::{Fixture, emit};

#[test]
fn twice_and_in_any_order() {
    for fixture in Fixture::all() {
        let task = fixture.task();
        assert_eq!(emit(&task), emit(&task), "{}", fixture.name);
    }
    // All fixtures as one input: whatever is sorted somewhere is sorted here. `releases` has a layout of its own.
    let fixtures = Fixture::all();
    let singles: Vec<_> = fixtures.iter().filter(|fixture| !fixture.dialects().is_empty()).collect();
    let inputs = singles.iter().map(|fixture| fixture.folder.clone()).collect();
    let overrides = singles.iter().flat_map(|fixture| fixture.overrides()).collect();
    let mut task = Task { inputs, overrides, ..Task::default() };
    let forwards = emit(&task);
    assert!(forwards.len() > 100, "all of them are in it");
    task.inputs.reverse();
    task.overrides.reverse();
    assert_eq!(forwards, emit(&task));
    task.inputs.rotate_left(3);
    assert_eq!(forwards, emit(&task));
}
