"""All attributes and all commands, as they are meant to be used."""

import hashlib

from chip.clusters.Types import NullValue
from conftest import TABLE_SIZE
from identities import network_public_key, public_key_and_signature
from secrets_of_tests import Secret

GLOBALS = [0xFFF8, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD]


def test_global_attributes(admin, layout):
    assert admin.read(layout.ClusterRevision) == 1
    assert admin.read(layout.FeatureMap) == 0
    assert sorted(admin.read(layout.AttributeList)) == [0, 1, 2, *GLOBALS]
    assert sorted(admin.read(layout.AcceptedCommandList)) == [0x00, 0x02, 0x03, 0x40, 0x41]
    assert sorted(admin.read(layout.GeneratedCommandList)) == [0x01, 0x04, 0x42]


def test_the_table_size_is_what_the_node_was_started_with(admin, layout):
    assert admin.read(layout.ClientTableSize) == TABLE_SIZE


def test_a_client_is_added_and_listed(empty, layout, client):
    index = empty.add(client)
    assert 1 <= index <= 2047
    [entry] = empty.clients()
    assert entry.clientIndex == index
    assert entry.clientIdentifier == client.identifier
    assert entry.networkIdentityIndex == NullValue
    if layout.release == "1.6.1":
        assert entry.clientIdentityType == layout.ecdsa


def test_adding_the_same_client_again_changes_nothing(empty, client):
    index = empty.add(client)
    assert empty.add(client) == index
    assert len(empty.clients()) == 1


def test_a_client_is_removed_by_its_index(empty, layout, client):
    index = empty.add(client)
    empty.send(layout.RemoveClient(clientIndex=index))
    assert empty.clients() == []


def test_a_client_is_removed_by_its_identifier(empty, layout, client):
    empty.add(client)
    empty.send(layout.RemoveClient(clientIdentifier=client.identifier))
    assert empty.clients() == []


def test_an_index_is_not_used_again_at_once(empty, layout, client):
    index = empty.add(client)
    empty.send(layout.RemoveClient(clientIndex=index))
    assert empty.add(client) == index + 1


def test_the_identity_of_a_client_is_found(empty, layout, client):
    index = empty.add(client)
    queries = [layout.QueryIdentity(identifier=client.identifier)]
    if layout.release == "1.6.1":
        queries.append(layout.QueryIdentity(clientIndex=index))
    for query in queries:
        assert empty.send(query).identity == client.compact


def test_a_secret_is_imported_and_its_identity_is_the_right_one(admin, layout):
    secret = Secret()
    admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=secret.tlv))
    [current] = [identity for identity in admin.identities() if identity.current]
    public_key = network_public_key(secret.raw)
    assert current.identifier == hashlib.sha256(public_key).digest()[:20]
    assert current.type == layout.ecdsa
    assert current.createdTimestamp == secret.created
    assert current.remainingClients == NullValue
    queries = [
        layout.QueryIdentity(networkIdentityIndex=current.index),
        layout.QueryIdentity(networkIdentityType=layout.ecdsa),
        layout.QueryIdentity(identifier=current.identifier),
    ]
    for query in queries:
        derived, _ = public_key_and_signature(admin.send(query).identity)
        assert derived == public_key


def test_the_secret_is_exported_as_it_was_imported(admin, layout):
    secret = Secret()
    admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=secret.tlv))
    exported = admin.send(layout.ExportAdminSecret())
    assert exported.networkAdministratorSharedSecret == secret.tlv


def test_importing_the_same_secret_again_changes_nothing(admin, layout):
    secret = Secret()
    command = layout.ImportAdminSecret(networkAdministratorSharedSecret=secret.tlv)
    admin.send(command)
    before = admin.identities()
    admin.send(command)
    assert admin.identities() == before
