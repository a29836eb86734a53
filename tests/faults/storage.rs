//! The storage fails.

use netim::{storage::redb::RedbStorage, wire::Release};

use crate::{
    case::{Case, Undisturbed, every_command},
    command::{Command, Outcome},
    fuse::{Fails, Lasts, Plan},
    medium::{InMemory, Medium},
    picture::Picture,
    template::{State, Template},
};

/// A case in which an operation of the storage has failed, with the picture from before; `None` if the command has no
/// such operation.
fn failed<S: Medium>(undisturbed: &Undisturbed<'_, S>, plan: Plan) -> Option<(Case<S>, Picture)> {
    let mut case = undisturbed.template.case();
    let before = case.picture();
    case.server.parts_mut().storage.fuse.arm(plan);
    let outcome = undisturbed.command.run(&mut case.server, undisturbed.release);
    if !case.server.parts_mut().storage.fuse.mend() {
        return None;
    }
    assert_eq!(outcome, Outcome::failure(), "{plan:?} of {}", undisturbed.name);
    Some((case, before))
}

/// Goes through all operations of a command and all the ways in which they can fail.
fn every_failure<S: Medium>(mut check: impl FnMut(&Undisturbed<'_, S>, Case<S>, &Picture, Plan)) -> usize {
    let mut failures = 0;
    every_command(|undisturbed| {
        for plans in (0..).map(Plan::all) {
            let mut any = false;
            for plan in plans {
                if let Some((case, before)) = failed(undisturbed, plan) {
                    any = true;
                    failures += 1;
                    check(undisturbed, case, &before, plan);
                }
            }
            if !any {
                break;
            }
        }
    });
    failures
}

fn nothing_has_changed<S: Medium>() {
    let failures = every_failure::<S>(|undisturbed, mut case, before, plan| {
        let name = format!("{plan:?} of {}", undisturbed.name);
        let after = case.picture();
        if plan.lasts == Lasts::Once {
            assert_eq!(after, *before, "{name}");
        } else {
            // Nobody knows what will be stored, so the new keys are kept until that is clear.
            assert_eq!(after.with_handles(&before.handles), *before, "{name}");
            assert!(after.leftover_keys() <= 2, "{name}");
        }
        undisturbed.succeeds(&mut case);
    });
    assert!(failures > 30, "{failures}");
}

/// The process ends right after the failure. Whether the command is in force then or not, it can be repeated, and no
/// key is missing or left over.
fn the_next_start_finds_before_or_after<S: Medium>() {
    let mut came_back = 0;
    every_failure::<S>(|undisturbed, case, before, plan| {
        let name = format!("{plan:?} of {}", undisturbed.name);
        let mut case = case.restart();
        let found = case.picture();
        let (before, after) = (before.effect(), undisturbed.effect.clone().after_restart());
        came_back += usize::from(found.effect() == after);
        assert!(
            found.effect() == before || (plan.fails == Fails::After && found.effect() == after),
            "{name}"
        );
        assert_eq!(found.leftover_keys(), 0, "{name}");
        let _ = undisturbed.command.run(&mut case.server, undisturbed.release);
        assert_eq!(case.picture().effect().after_restart(), after, "{name}");
    });
    assert!(came_back > 0);
}

/// An import that failed is followed by one that has another secret.
fn kept_keys_go_with_the_next_import<S: Medium>() {
    let template = Template::<S>::new(State::Busy);
    for release in Release::ALL {
        let mut case = template.case();
        for _ in 0..10 {
            let plan = Plan { after: 0, fails: Fails::After, lasts: Lasts::ForGood };
            case.server.parts_mut().storage.fuse.arm(plan);
            assert_eq!(Command::ImportNewer.run(&mut case.server, release), Outcome::failure());
        }
        assert_ne!(case.picture().leftover_keys(), 0);
        case.server.parts_mut().storage.fuse.mend();
        case.server.import_admin_secret(&crate::command::nass(4, 500)).unwrap();
        assert_eq!(case.picture().leftover_keys(), 0);
    }
}

/// A commit is made though it fails, the storage stays broken, another import is tried in vain, and the process ends:
/// the first import is in force then, and its keys are there.
fn keys_are_kept_until_the_storage_is_settled<S: Medium>() {
    for release in Release::ALL {
        let mut case = Template::<S>::new(State::Busy).case();
        for fails in [Fails::After, Fails::Before, Fails::Before] {
            let plan = Plan { after: 0, fails, lasts: Lasts::ForGood };
            case.server.parts_mut().storage.fuse.arm(plan);
            assert_eq!(Command::ImportNewer.run(&mut case.server, release), Outcome::failure());
        }
        let mut case = case.restart();
        assert_eq!(case.picture().leftover_keys(), 0);
        assert_eq!(case.server.export_admin_secret().unwrap().created(), 400);
    }
}

#[test]
fn keys_are_kept_until_the_storage_in_memory_is_settled() {
    keys_are_kept_until_the_storage_is_settled::<InMemory>();
}

#[test]
fn keys_are_kept_until_the_storage_on_disk_is_settled() {
    keys_are_kept_until_the_storage_is_settled::<RedbStorage>();
}

#[test]
fn nothing_has_changed_in_memory() {
    nothing_has_changed::<InMemory>();
}

#[test]
fn nothing_has_changed_on_disk() {
    nothing_has_changed::<RedbStorage>();
}

#[test]
fn the_next_start_finds_before_or_after_in_memory() {
    the_next_start_finds_before_or_after::<InMemory>();
}

#[test]
fn the_next_start_finds_before_or_after_on_disk() {
    the_next_start_finds_before_or_after::<RedbStorage>();
}

#[test]
fn kept_keys_go_with_the_next_import_in_memory() {
    kept_keys_go_with_the_next_import::<InMemory>();
}

#[test]
fn kept_keys_go_with_the_next_import_on_disk() {
    kept_keys_go_with_the_next_import::<RedbStorage>();
}
