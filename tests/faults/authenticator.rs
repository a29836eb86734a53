//! The authenticator is not ready.

use netim::{
    authenticator::ReportAuthentication, clients::ClientIndex, network_identities::NetworkIdentityIndex,
    storage::redb::RedbStorage,
};

use crate::{
    case::every_command,
    command::{Command, Outcome},
    fuse::{Fails, Lasts, Plan},
    medium::{InMemory, Medium},
    template::{State, Template},
};

fn nothing_has_changed<S: Medium>() {
    let mut refused = Vec::new();
    every_command::<S>(|undisturbed| {
        let mut case = undisturbed.template.case();
        let before = case.picture();
        case.server.parts_mut().authenticator.set_ready(false);
        let outcome = undisturbed.command.run(&mut case.server, undisturbed.release);
        case.server.parts_mut().authenticator.set_ready(true);
        if outcome == Outcome::failure() {
            refused.push(undisturbed.command);
            assert_eq!(case.picture(), before, "{}", undisturbed.name);
            undisturbed.succeeds(&mut case);
        } else {
            assert_eq!(outcome, undisturbed.outcome, "{}", undisturbed.name);
            assert_eq!(case.picture().effect(), undisturbed.effect, "{}", undisturbed.name);
        }
    });
    // It is asked about what comes, not about what goes or is there already.
    assert!(refused.contains(&Command::AddClient) && refused.contains(&Command::ImportNewer));
    assert!(!refused.contains(&Command::RemoveClientByIndex) && !refused.contains(&Command::Authenticated));
    let asked_about_the_same = refused.iter().filter(|command| **command == Command::AddClientAgain).count();
    assert_eq!(asked_about_the_same, S::RELEASES.len(), "only where it is not there yet");
}

/// The authenticator's own ear has no answer: a report that could not be stored is lost, and the next one is not.
fn a_report_that_is_lost_can_be_repeated<S: Medium>() {
    let mut case = Template::<S>::new(State::Busy).case();
    let before = case.picture();
    let report = |reporter: &mut dyn ReportAuthentication| {
        reporter.client_authenticated(ClientIndex::MIN, NetworkIdentityIndex::new(3).unwrap());
    };
    let plan = Plan { after: 0, fails: Fails::Before, lasts: Lasts::Once };
    case.server.parts_mut().storage.fuse.arm(plan);
    report(&mut case.server);
    assert_eq!(case.picture(), before);
    assert!(case.server.take_changed().is_empty());
    report(&mut case.server);
    assert_ne!(case.picture(), before);
    assert!(case.server.take_changed().active_network_identities);
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
fn a_report_that_is_lost_in_memory_can_be_repeated() {
    a_report_that_is_lost_can_be_repeated::<InMemory>();
}

#[test]
fn a_report_that_is_lost_on_disk_can_be_repeated() {
    a_report_that_is_lost_can_be_repeated::<RedbStorage>();
}
