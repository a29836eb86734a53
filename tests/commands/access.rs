//! Paths, privileges, timed interactions and sessions.

use netim::runtime::{AuthMode, Context, Privilege, StatusCode};
use netim::wire::Release;

use crate::server_support::requests::{
    ACTIVE_NETWORK_IDENTITIES, ADD_CLIENT, CLIENT_TABLE_SIZE, CLIENTS, EXPORT_ADMIN_SECRET,
    IMPORT_ADMIN_SECRET, QUERY_IDENTITY, REMOVE_CLIENT,
};
use crate::server_support::server::{ADMINISTRATOR, Server};
use crate::server_support::storage::TestStorage;

everywhere!(
    who_may_invoke_what,
    commands_that_do_not_exist,
    who_may_read_what,
    attributes_that_do_not_exist,
    nobody_may_write,
);

/// No structure, so a request that is let through gets another status.
const MALFORMED: &[u8] = &[0xff];

/// A command, the privilege that it needs, whether it must be timed and come over CASE.
const COMMANDS: [(u32, Privilege, bool, bool); 5] = [
    (ADD_CLIENT, Privilege::Manage, true, false),
    (REMOVE_CLIENT, Privilege::Manage, true, false),
    (QUERY_IDENTITY, Privilege::Manage, false, false),
    (IMPORT_ADMIN_SECRET, Privilege::Administer, true, true),
    (EXPORT_ADMIN_SECRET, Privilege::Administer, false, true),
];

/// From the least to the greatest.
const PRIVILEGES: [Privilege; 4] =
    [Privilege::View, Privilege::Operate, Privilege::Manage, Privilege::Administer];

fn rank(privilege: Privilege) -> usize {
    PRIVILEGES.iter().position(|other| *other == privilege).unwrap()
}

fn contexts() -> impl Iterator<Item = Context> {
    let modes = [AuthMode::Case, AuthMode::Pase, AuthMode::Group];
    PRIVILEGES.into_iter().flat_map(move |privilege| {
        modes.into_iter().flat_map(move |auth_mode| {
            [false, true].map(|timed| Context { privilege, auth_mode, timed, ..ADMINISTRATOR })
        })
    })
}

fn who_may_invoke_what<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    for (command, privilege, timed, case) in COMMANDS {
        for cx in contexts() {
            let expected = if rank(cx.privilege) < rank(privilege) {
                StatusCode::UNSUPPORTED_ACCESS
            } else if timed && !cx.timed {
                StatusCode::NEEDS_TIMED_INTERACTION
            } else if case && cx.auth_mode != AuthMode::Case {
                StatusCode::UNSUPPORTED_ACCESS
            } else {
                StatusCode::INVALID_COMMAND
            };
            assert_eq!(
                server.invoke(&cx, command, MALFORMED),
                Err(expected),
                "{release}: {command:#x} {cx:?}"
            );
        }
    }
}

/// Responses are no requests.
fn commands_that_do_not_exist<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    for command in [0x01, 0x04, 0x05, 0x3f, 0x42, 0x43, 0x100, u32::MAX] {
        for cx in contexts() {
            let unsupported = Err(StatusCode::UNSUPPORTED_COMMAND);
            assert_eq!(server.invoke(&cx, command, MALFORMED), unsupported, "{release}: {command:#x} {cx:?}");
        }
    }
}

fn who_may_read_what<S: TestStorage>(release: Release) {
    let server = Server::<S>::new(release);
    let globals = [0xfff8, 0xfff9, 0xfffb, 0xfffc, 0xfffd].map(|id| (id, Privilege::View));
    let own = [
        (ACTIVE_NETWORK_IDENTITIES, Privilege::Manage),
        (CLIENTS, Privilege::Manage),
        (CLIENT_TABLE_SIZE, Privilege::View),
    ];
    for (attribute, privilege) in own.into_iter().chain(globals) {
        for cx in contexts() {
            let expected = (rank(cx.privilege) < rank(privilege)).then_some(StatusCode::UNSUPPORTED_ACCESS);
            assert_eq!(server.read_as(&cx, attribute).err(), expected, "{release}: {attribute:#x} {cx:?}");
        }
    }
}

fn attributes_that_do_not_exist<S: TestStorage>(release: Release) {
    let server = Server::<S>::new(release);
    for attribute in [0x0003, 0xfff7, 0xfffa, 0xfffe, 0xffff, 0x1_0000, u32::MAX] {
        for cx in contexts() {
            let unsupported = Err(StatusCode::UNSUPPORTED_ATTRIBUTE);
            assert_eq!(server.read_as(&cx, attribute), unsupported, "{release}: {attribute:#x} {cx:?}");
        }
    }
}

fn nobody_may_write<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    let existing = [0x0000, 0x0001, 0x0002, 0xfff8, 0xfff9, 0xfffb, 0xfffc, 0xfffd];
    let existing = existing.map(|attribute| (attribute, StatusCode::UNSUPPORTED_WRITE));
    let unknown = [0x0003, 0xfffa].map(|attribute| (attribute, StatusCode::UNSUPPORTED_ATTRIBUTE));
    for (attribute, expected) in existing.into_iter().chain(unknown) {
        for cx in contexts() {
            for data in [MALFORMED, &[0x04, 1]] {
                assert_eq!(
                    server.write(&cx, attribute, data),
                    Err(expected),
                    "{release}: {attribute:#x} {cx:?}"
                );
            }
        }
    }
}
