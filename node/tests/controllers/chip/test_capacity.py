"""Full tables."""

import hashlib

import pytest
from chip.clusters.Types import NullValue
from chip.interaction_model import Status
from conftest import ENABLE_KEY, TABLE_SIZE
from identities import Identity, network_public_key
from secrets_of_tests import Secret

# A client authenticated: its index stands in the lower half.
AUTHENTICATED = 0x0450_0000_0000_0000


def test_five_hundred_clients(empty, layout):
    """The table is filled, refuses one more, is read back in many messages, and is emptied."""
    identities = [Identity() for _ in range(TABLE_SIZE)]
    indices = {empty.add(identity): identity for identity in identities}
    assert len(indices) == TABLE_SIZE
    one_more = layout.AddClient(clientIdentity=Identity().compact)
    assert empty.status(one_more) == Status.ResourceExhausted
    # A client that is there already needs no room.
    index, known = next(iter(indices.items()))
    assert empty.add(known) == index

    clients = empty.clients()
    assert [entry.clientIndex for entry in clients] == sorted(indices)
    assert all(entry.clientIdentifier == indices[entry.clientIndex].identifier for entry in clients)

    for index in indices:
        empty.send(layout.RemoveClient(clientIndex=index))
    assert empty.clients() == []


@pytest.fixture
def without_identities(empty, layout):
    """No client holds a network identity: all but the current one retire with the next import."""
    empty.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    return empty


def authenticate(admin, index):
    admin.trigger(AUTHENTICATED | index, ENABLE_KEY)


def test_four_network_identities(without_identities, layout):
    """Identities with clients stay; a fifth does not fit until one of them has lost its last."""
    admin, secrets, holders = without_identities, [], []
    for _ in range(4):
        secrets.append(Secret())
        admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=secrets[-1].tlv))
        holders.append(admin.add(Identity()))
        authenticate(admin, holders[-1])

    expected = [hashlib.sha256(network_public_key(secret.raw)).digest()[:20] for secret in secrets]
    identities = admin.identities()
    assert [identity.identifier for identity in identities] == expected
    assert [identity.current for identity in identities] == [False, False, False, True]
    assert [identity.remainingClients for identity in identities] == [1, 1, 1, NullValue]
    held = {entry.clientIndex: entry.networkIdentityIndex for entry in admin.clients()}
    assert [held[holder] for holder in holders] == [identity.index for identity in identities]

    fifth = layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv)
    assert admin.status(fifth) == Status.ResourceExhausted
    assert admin.identities() == identities

    admin.send(layout.RemoveClient(clientIndex=holders[1]))
    admin.send(fifth)
    assert [identity.identifier for identity in admin.identities()][:3] == [expected[0], expected[2], expected[3]]


def test_a_client_that_authenticates_again_moves_to_the_current_identity(without_identities, layout):
    admin = without_identities
    admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    index = admin.add(Identity())
    authenticate(admin, index)
    admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    old, current = admin.identities()[-2:]
    assert (old.remainingClients, current.remainingClients) == (1, NullValue)
    authenticate(admin, index)
    old, current = admin.identities()[-2:]
    assert old.remainingClients == 0
    [entry] = admin.clients()
    assert entry.networkIdentityIndex == current.index


def test_the_event_of_a_stranger_is_refused(admin):
    """Without the right key there is no test event."""
    assert admin_refuses(admin, AUTHENTICATED | 1, bytes(range(1, 17)))


def admin_refuses(admin, event, key):
    from chip.interaction_model import InteractionModelError
    try:
        admin.trigger(event, key)
    except InteractionModelError as error:
        return error.status in (Status.ConstraintError, Status.InvalidCommand)
    return False
