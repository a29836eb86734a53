//! The key store fails.

use netim::{runtime::StatusCode, storage::redb::RedbStorage};

use crate::{
    case::{Case, Undisturbed, every_command},
    command::{Outcome, nass},
    fuse::{Fuse, Plan},
    medium::{InMemory, Medium},
    picture::Picture,
    template::Server,
};

/// What fails.
#[derive(Clone, Copy, Debug)]
enum Where {
    /// An operation of the key store.
    Operation,
    /// Saving the keys. The key store itself does not know whether they were saved or not.
    Saving,
}

impl Where {
    fn fuse<S: Medium>(self, server: &Server<S>) -> &Fuse {
        match self {
            Self::Operation => &server.parts().key_store.fuse,
            Self::Saving => server.parts().key_store.saving(),
        }
    }
}

/// A command during which the key store has failed.
struct Failed<S: Medium> {
    case: Case<S>,
    before: Picture,
    outcome: Outcome,
    /// The key store has failed to destroy one.
    keys_may_be_left: bool,
    name: String,
}

fn every_failure<S: Medium>(mut check: impl FnMut(&Undisturbed<'_, S>, Failed<S>)) -> usize {
    let mut failures = 0;
    every_command(|undisturbed| {
        for place in [Where::Operation, Where::Saving] {
            for plans in (0..).map(Plan::all) {
                let failed: Vec<_> = plans.filter_map(|plan| fail(undisturbed, place, plan)).collect();
                if failed.is_empty() {
                    break;
                }
                failures += failed.len();
                for failed in failed {
                    check(undisturbed, failed);
                }
            }
        }
    });
    failures
}

/// `None` if the command has no such operation.
fn fail<S: Medium>(undisturbed: &Undisturbed<'_, S>, place: Where, plan: Plan) -> Option<Failed<S>> {
    let mut case = undisturbed.template.case();
    let before = case.picture();
    place.fuse(&case.server).arm(plan);
    let outcome = undisturbed.command.run(&mut case.server, undisturbed.release);
    if !place.fuse(&case.server).mend() {
        return None;
    }
    let keys_may_be_left = case.server.parts_mut().key_store.take_failed_to_destroy();
    let name = format!("{place:?} {plan:?} of {}", undisturbed.name);
    Some(Failed { case, before, outcome, keys_may_be_left, name })
}

/// Either nothing has changed, or all has, and only a key that was to go is still there.
fn check_failure<S: Medium>(undisturbed: &Undisturbed<'_, S>, failed: &mut Failed<S>) {
    let name = &failed.name;
    let after = failed.case.picture();
    let handles = if failed.keys_may_be_left { &after.handles } else { &failed.before.handles };
    if failed.outcome == Outcome::failure() {
        assert_eq!(after, failed.before.with_handles(handles), "{name}");
    } else {
        assert!(failed.keys_may_be_left, "{name}");
        assert_eq!(failed.outcome, undisturbed.outcome, "{name}");
        assert_eq!(after.effect(), undisturbed.effect, "{name}");
    }
    assert!(failed.keys_may_be_left || after.leftover_keys() == 0, "{name}");
}

/// The same command succeeds, or has; with it or with the next import nothing is left over.
fn the_next_import_leaves_nothing<S: Medium>() {
    let mut left = 0;
    let failures = every_failure::<S>(|undisturbed, mut failed| {
        check_failure(undisturbed, &mut failed);
        let Failed { mut case, outcome, keys_may_be_left, name, .. } = failed;
        left += usize::from(keys_may_be_left);
        if outcome == Outcome::failure() && undisturbed.outcome.status == StatusCode::SUCCESS {
            undisturbed.succeeds(&mut case);
        } else {
            case.server.import_admin_secret(&nass(5, 500)).unwrap();
            assert_eq!(case.picture().leftover_keys(), 0, "{name}");
        }
    });
    assert!(failures > 50 && left > 10, "{failures} {left}");
}

fn the_next_start_leaves_nothing<S: Medium>() {
    every_failure::<S>(|undisturbed, failed| {
        let Failed { case, before, outcome, name, .. } = failed;
        let mut case = case.restart();
        let found = case.picture();
        assert_eq!(found.leftover_keys(), 0, "{name}");
        let expected =
            if outcome == Outcome::failure() { before.effect() } else { undisturbed.effect.clone() };
        assert_eq!(found.effect(), expected.after_restart(), "{name}");
    });
}

#[test]
fn the_next_import_leaves_nothing_with_tables_in_memory() {
    the_next_import_leaves_nothing::<InMemory>();
}

#[test]
fn the_next_import_leaves_nothing_with_tables_on_disk() {
    the_next_import_leaves_nothing::<RedbStorage>();
}

#[test]
fn the_next_start_leaves_nothing_with_tables_in_memory() {
    the_next_start_leaves_nothing::<InMemory>();
}

#[test]
fn the_next_start_leaves_nothing_with_tables_on_disk() {
    the_next_start_leaves_nothing::<RedbStorage>();
}
