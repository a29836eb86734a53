//! `ExportAdminSecret`.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario::{self, created};
use crate::server_support::answers::{self, NETWORK_IDENTITIES};
use crate::server_support::identities::{secret, test_secrets};
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

everywhere!(
    before_any_import,
    what_was_imported_comes_out,
    the_last_one_comes_out,
    a_key_store_that_fails,
    nothing_else_shows_it,
);

fn before_any_import<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([1]));
    assert_eq!(server.export_admin_secret(), Err(StatusCode::NOT_FOUND), "{release}");
}

/// Every width that a time can have is among the vectors.
fn what_was_imported_comes_out<S: TestStorage>(release: Release) {
    let mut secrets = test_secrets();
    secrets.sort_by_key(|secret| secret.created);
    let mut server = Server::<S>::new(release);
    for secret in secrets {
        let answer = server.import_admin_secret(&secret.encoded);
        assert_eq!(answer, answers::success(NETWORK_IDENTITIES), "{release}");
        assert_eq!(server.export_admin_secret(), answers::admin_secret(&secret.encoded), "{release}");
    }
}

fn the_last_one_comes_out<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    scenario::assert_unchanged(&mut server, |server| {
        let last = answers::admin_secret(&secret(3).nass(created(3)));
        assert_eq!(server.export_admin_secret(), last, "{release}");
        server.import_admin_secret(&secret(9).nass(0)).unwrap_err();
        assert_eq!(server.export_admin_secret(), last, "{release}");
    });
    assert_eq!(server.journal(), []);
}

fn a_key_store_that_fails<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    server.let_key_store_fail(true);
    assert_eq!(server.export_admin_secret(), Err(StatusCode::FAILURE), "{release}");
}

fn nothing_else_shows_it<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    assert_eq!(format!("{:?}", server.manager.parts()), "Parts { .. }", "{release}");
}
