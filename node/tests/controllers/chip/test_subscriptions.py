"""What is reported, and what is quiet."""

import pytest
from conftest import ENABLE_KEY
from identities import Identity
from secrets_of_tests import Secret
from test_capacity import AUTHENTICATED

# Longer than any report takes.
QUIET = 2


@pytest.fixture
def reports(empty, layout):
    empty.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    with empty.subscription(layout.Clients, layout.ActiveNetworkIdentities) as reports:
        # Nothing of what came before is still under way.
        reports.within(0.5)
        yield reports


def test_a_client_that_comes_or_goes_is_reported(empty, layout, reports, client):
    index = empty.add(client)
    assert reports.within(10, ["Clients"]) == {"Clients"}
    empty.send(layout.RemoveClient(clientIndex=index))
    assert reports.within(10, ["Clients"]) == {"Clients"}


def test_what_changes_nothing_is_quiet(empty, layout, reports, client):
    empty.add(client)
    reports.within(10, ["Clients"])
    empty.add(client)
    empty.status(layout.RemoveClient(clientIndex=2047))
    empty.status(layout.AddClient(clientIdentity=client.signed_again().compact))
    assert reports.within(QUIET) == set()


def test_a_new_secret_is_reported(empty, layout, reports):
    empty.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    assert reports.within(10, ["ActiveNetworkIdentities"]) == {"ActiveNetworkIdentities"}


def test_an_authentication_is_quiet_unless_it_leaves_an_old_identity(empty, layout, reports):
    index = empty.add(Identity())
    reports.within(10, ["Clients"])
    empty.trigger(AUTHENTICATED | index, ENABLE_KEY)
    assert reports.within(QUIET) == set()
    empty.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    reports.within(10, ["ActiveNetworkIdentities"])
    empty.trigger(AUTHENTICATED | index, ENABLE_KEY)
    assert reports.within(10, ["ActiveNetworkIdentities"]) == {"ActiveNetworkIdentities"}


def test_a_removed_client_leaves_an_old_identity(empty, layout, reports):
    index = empty.add(Identity())
    empty.trigger(AUTHENTICATED | index, ENABLE_KEY)
    empty.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    reports.within(10, ["Clients", "ActiveNetworkIdentities"])
    empty.send(layout.RemoveClient(clientIndex=index))
    assert reports.within(10, ["Clients", "ActiveNetworkIdentities"]) == {"Clients", "ActiveNetworkIdentities"}
