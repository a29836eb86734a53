//! The order of the checks: of any two that fail, the earlier answers.

use netim::runtime::{AuthMode, Privilege, StatusCode};
use netim::wire::Release;

use crate::attempt::{Attempt, Check, Tables, assert_order};
use crate::server_support::entries::Identity;
use crate::server_support::identities::{secret, test_clients, unsigned};
use crate::server_support::requests::{self, Query};
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv;

everywhere!(add_client, remove_client, query_identity, import_admin_secret, export_admin_secret);

const PATH: Check = Check {
    name: "unknown command",
    status: StatusCode::UNSUPPORTED_COMMAND,
    spoil: |attempt| attempt.command = 0x05,
};
const PRIVILEGE_OF_MANAGERS: Check = Check {
    name: "not a manager",
    status: StatusCode::UNSUPPORTED_ACCESS,
    spoil: |attempt| attempt.cx.privilege = Privilege::Operate,
};
const PRIVILEGE_OF_ADMINISTRATORS: Check = Check {
    name: "not an administrator",
    status: StatusCode::UNSUPPORTED_ACCESS,
    spoil: |attempt| attempt.cx.privilege = Privilege::Manage,
};
const TIMED: Check = Check {
    name: "not timed",
    status: StatusCode::NEEDS_TIMED_INTERACTION,
    spoil: |attempt| attempt.cx.timed = false,
};
const CASE: Check = Check {
    name: "not CASE",
    status: StatusCode::UNSUPPORTED_ACCESS,
    spoil: |attempt| attempt.cx.auth_mode = AuthMode::Pase,
};
const SHAPE: Check =
    Check { name: "malformed", status: StatusCode::INVALID_COMMAND, spoil: |attempt| attempt.closed = false };
const READY: Check = Check {
    name: "authenticator not ready",
    status: StatusCode::FAILURE,
    spoil: |attempt| attempt.ready = false,
};
const STORAGE: Check = Check {
    name: "storage fails",
    status: StatusCode::FAILURE,
    spoil: |attempt| attempt.storage_fails = true,
};

fn add_client<S: TestStorage>(release: Release) {
    let identity = |Identity(bytes)| vec![tlv::octets(Some(0), &bytes)];
    let attempt = Attempt::new(requests::ADD_CLIENT, identity(test_clients().swap_remove(0).identity));
    let checks = [
        PATH,
        PRIVILEGE_OF_MANAGERS,
        TIMED,
        SHAPE,
        Check {
            name: "longer than 140 bytes",
            status: StatusCode::CONSTRAINT_ERROR,
            spoil: |attempt| attempt.fields = vec![tlv::octets(Some(0), &[0; 141])],
        },
        Check {
            name: "not a valid identity",
            status: StatusCode::DYNAMIC_CONSTRAINT_ERROR,
            spoil: |attempt| {
                let Identity(bad) = test_clients().swap_remove(0).bad_signature;
                attempt.fields = vec![tlv::octets(Some(0), &bad)];
            },
        },
        Check {
            name: "same key with another signature",
            status: StatusCode::ALREADY_EXISTS,
            spoil: |attempt| attempt.tables.clients.push(test_clients().swap_remove(0).collides),
        },
        READY,
        Check {
            name: "table full",
            status: StatusCode::RESOURCE_EXHAUSTED,
            spoil: |attempt| attempt.tables.full = true,
        },
        STORAGE,
    ];
    assert_order::<S>(release, &attempt, &checks);
}

fn remove_client<S: TestStorage>(release: Release) {
    let client = unsigned(0);
    let fields = vec![tlv::octets(Some(1), &client.identifier())];
    let mut attempt = Attempt::new(requests::REMOVE_CLIENT, fields);
    attempt.tables.clients.push(client);
    let checks = [
        PATH,
        PRIVILEGE_OF_MANAGERS,
        TIMED,
        SHAPE,
        Check {
            name: "both fields",
            status: StatusCode::INVALID_COMMAND,
            spoil: |attempt| attempt.fields.insert(0, tlv::uint(Some(0), 0)),
        },
        Check {
            name: "identifier of 19 bytes",
            status: StatusCode::CONSTRAINT_ERROR,
            spoil: |attempt| attempt.fields = vec![tlv::octets(Some(1), &[0; 19])],
        },
        Check {
            name: "no such client",
            status: StatusCode::NOT_FOUND,
            spoil: |attempt| attempt.tables.clients.clear(),
        },
        STORAGE,
    ];
    assert_order::<S>(release, &attempt, &checks);
}

fn query_identity<S: TestStorage>(release: Release) {
    let client = unsigned(0);
    let fields = vec![Query::Identifier(&client.identifier()).field(release)];
    let mut attempt = Attempt::new(requests::QUERY_IDENTITY, fields);
    attempt.tables.clients.push(client);
    let checks = [
        PATH,
        PRIVILEGE_OF_MANAGERS,
        SHAPE,
        Check {
            name: "two fields",
            status: StatusCode::INVALID_COMMAND,
            spoil: |attempt| attempt.fields.insert(0, tlv::uint(Some(0), 1)),
        },
        Check {
            name: "unknown type",
            status: StatusCode::CONSTRAINT_ERROR,
            spoil: |attempt| attempt.fields = vec![tlv::uint(Some(1), 7)],
        },
        Check {
            name: "nothing found",
            status: StatusCode::NOT_FOUND,
            spoil: |attempt| attempt.tables.clients.clear(),
        },
    ];
    assert_order::<S>(release, &attempt, &checks);
}

fn import_admin_secret<S: TestStorage>(release: Release) {
    const CREATED: u32 = 2000;
    let fields = vec![tlv::octets(Some(0), &secret(0).nass(CREATED))];
    let mut attempt = Attempt::new(requests::IMPORT_ADMIN_SECRET, fields);
    attempt.tables =
        Tables { clients: (0..4).map(unsigned).collect(), secrets: vec![1, 2], ..Tables::default() };
    let checks = [
        PATH,
        PRIVILEGE_OF_ADMINISTRATORS,
        TIMED,
        CASE,
        SHAPE,
        Check {
            name: "longer than 64 bytes",
            status: StatusCode::CONSTRAINT_ERROR,
            spoil: |attempt| attempt.fields = vec![tlv::octets(Some(0), &[0; 65])],
        },
        Check {
            name: "not well-formed",
            status: StatusCode::INVALID_COMMAND,
            spoil: |attempt| {
                let trailing = [&secret(0).nass(CREATED)[..], &[0x18]].concat();
                attempt.fields = vec![tlv::octets(Some(0), &trailing)];
            },
        },
        Check {
            name: "not later than the stored one",
            status: StatusCode::DYNAMIC_CONSTRAINT_ERROR,
            spoil: |attempt| attempt.tables.last_created = Some(CREATED),
        },
        Check {
            name: "from the future",
            status: StatusCode::DYNAMIC_CONSTRAINT_ERROR,
            spoil: |attempt| attempt.now = Some(CREATED - 61),
        },
        Check {
            name: "table full",
            status: StatusCode::RESOURCE_EXHAUSTED,
            spoil: |attempt| attempt.tables.secrets.extend([3, 4]),
        },
        READY,
        Check {
            name: "an old secret in new clothes",
            status: StatusCode::DYNAMIC_CONSTRAINT_ERROR,
            spoil: |attempt| attempt.tables.secrets[0] = 0,
        },
        STORAGE,
    ];
    assert_order::<S>(release, &attempt, &checks);
}

fn export_admin_secret<S: TestStorage>(release: Release) {
    let mut attempt = Attempt::new(requests::EXPORT_ADMIN_SECRET, Vec::new());
    attempt.tables = Tables { clients: vec![unsigned(0)], secrets: vec![1], ..Tables::default() };
    let checks = [
        PATH,
        PRIVILEGE_OF_ADMINISTRATORS,
        CASE,
        SHAPE,
        Check {
            name: "no secret",
            status: StatusCode::NOT_FOUND,
            spoil: |attempt| attempt.tables.secrets.clear(),
        },
    ];
    assert_order::<S>(release, &attempt, &checks);
}
