"""Every error status that can be provoked over a session with an administrator."""

import json
import pathlib

import pytest
from chip.interaction_model import InteractionModelError, Status
from chip.clusters.Attribute import AttributePath
from identities import Identity, compact
from netim_cluster import CLUSTER, ENDPOINT
from secrets_of_tests import Secret, now

VECTORS = json.loads(pathlib.Path(__file__).parents[4].joinpath("tests/vectors/pdc.json").read_text("utf-8"))
MISSING = bytes(20)


def test_what_must_be_timed_is_refused_untimed(empty, layout, client):
    index = empty.add(client)
    commands = [
        layout.UntimedAddClient(clientIdentity=Identity().compact),
        layout.UntimedRemoveClient(clientIndex=index),
        layout.UntimedImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv),
    ]
    for command in commands:
        assert empty.status(command) == Status.NeedsTimedInteraction
    assert [entry.clientIndex for entry in empty.clients()] == [index]


def test_a_command_that_is_not_there(admin, layout):
    assert admin.status(layout.UnknownCommand()) == Status.UnsupportedCommand


def test_attributes_cannot_be_written(admin, layout):
    assert admin.write(layout.ClientTableSize(600), endpoint=ENDPOINT) == Status.UnsupportedWrite


def test_an_attribute_that_is_not_there(admin):
    path = AttributePath(EndpointId=ENDPOINT, ClusterId=CLUSTER, AttributeId=0x0003)
    answer = admin.wait(admin.sdk.Read(admin.node, [path])).tlvAttributes
    assert answer[ENDPOINT][CLUSTER][0x0003].Reason.status == Status.UnsupportedAttribute


class TestAddClient:
    def test_without_an_identity(self, admin, layout):
        assert admin.status(layout.AddClientOfNothing()) == Status.InvalidCommand

    def test_with_a_number_for_an_identity(self, admin, layout):
        assert admin.status(layout.AddClientOfNumber(clientIdentity=1)) == Status.InvalidCommand

    def test_longer_than_any_identity(self, admin, layout):
        command = layout.AddClient(clientIdentity=bytes(141))
        assert admin.status(command) == Status.ConstraintError

    @pytest.mark.parametrize("fault", ["bad_signature", "off_curve"])
    def test_with_an_identity_that_is_wrong(self, empty, layout, fault):
        for vector in VECTORS["clients"]:
            command = layout.AddClient(clientIdentity=bytes.fromhex(vector[fault]))
            assert empty.status(command) == Status.DynamicConstraintError
        assert empty.clients() == []

    def test_with_bytes_that_are_no_identity(self, admin, layout, client):
        whole = client.compact
        for wrong in [b"", whole[:-1], whole + b"\x00", b"\x15\x18", compact(client.public_key, client.signature[:63])]:
            assert admin.status(layout.AddClient(clientIdentity=wrong)) == Status.DynamicConstraintError

    def test_with_another_identity_of_the_same_key(self, empty, layout, client):
        empty.add(client)
        command = layout.AddClient(clientIdentity=client.signed_again().compact)
        assert empty.status(command) == Status.AlreadyExists
        assert len(empty.clients()) == 1


class TestRemoveClient:
    def test_of_nothing_and_of_two_things(self, empty, layout, client):
        index = empty.add(client)
        both = layout.RemoveClient(clientIndex=index, clientIdentifier=client.identifier)
        assert empty.status(layout.RemoveClient()) == Status.InvalidCommand
        assert empty.status(both) == Status.InvalidCommand
        assert len(empty.clients()) == 1

    def test_outside_the_limits(self, admin, layout):
        wrong = [{"clientIndex": 0}, {"clientIndex": 2048}, {"clientIdentifier": bytes(19)}, {"clientIdentifier": bytes(21)}]
        for fields in wrong:
            assert admin.status(layout.RemoveClient(**fields)) == Status.ConstraintError

    def test_outside_the_type(self, admin, layout):
        assert admin.status(layout.RemoveClient(clientIndex=70_000)) == Status.InvalidCommand

    def test_of_a_client_that_is_not_there(self, empty, layout):
        assert empty.status(layout.RemoveClient(clientIndex=2047)) == Status.NotFound
        assert empty.status(layout.RemoveClient(clientIdentifier=MISSING)) == Status.NotFound


class TestQueryIdentity:
    def test_for_nothing_and_for_two_things(self, admin, layout):
        both = layout.QueryIdentity(networkIdentityIndex=1, identifier=MISSING)
        assert admin.status(layout.QueryIdentity()) == Status.InvalidCommand
        assert admin.status(both) == Status.InvalidCommand

    def test_for_a_type_that_nobody_knows(self, admin, layout):
        assert admin.status(layout.QueryIdentity(networkIdentityType=7)) == Status.ConstraintError

    def test_for_an_identifier_of_the_wrong_length(self, admin, layout):
        assert admin.status(layout.QueryIdentity(identifier=bytes(19))) == Status.ConstraintError

    def test_for_what_is_not_there(self, empty, layout):
        queries = [layout.QueryIdentity(networkIdentityIndex=65_000), layout.QueryIdentity(identifier=MISSING)]
        if layout.release == "1.6.1":
            queries.append(layout.QueryIdentity(clientIndex=2047))
        for query in queries:
            assert empty.status(query) == Status.NotFound


class TestImportAdminSecret:
    @staticmethod
    def refused(admin, layout, tlv):
        before = admin.identities()
        status = admin.status(layout.ImportAdminSecret(networkAdministratorSharedSecret=tlv))
        assert admin.identities() == before
        return status

    def test_of_bytes_that_are_no_secret(self, admin, layout):
        whole = Secret().tlv
        other_version = whole.replace(b"\x24\x01\x00", b"\x24\x01\x01")
        for wrong in [b"", whole[:-1], whole + b"\x00", other_version]:
            assert self.refused(admin, layout, wrong) == Status.InvalidCommand

    def test_longer_than_any_secret(self, admin, layout):
        assert self.refused(admin, layout, bytes(65)) == Status.ConstraintError

    def test_of_an_older_one(self, admin, layout):
        newer = Secret()
        admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=newer.tlv))
        for created in [newer.created, newer.created - 1]:
            assert self.refused(admin, layout, Secret(created=created).tlv) == Status.DynamicConstraintError

    def test_of_one_from_the_future(self, admin, layout):
        assert self.refused(admin, layout, Secret(created=now() + 600).tlv) == Status.DynamicConstraintError

    def test_of_an_old_one_in_new_clothes(self, admin, layout):
        first = Secret()
        admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=first.tlv))
        again = Secret(raw=first.raw)
        assert self.refused(admin, layout, again.tlv) == Status.DynamicConstraintError


def test_an_error_carries_no_cluster_status(admin, layout):
    with pytest.raises(InteractionModelError) as refusal:
        admin.send(layout.RemoveClient(clientIndex=2047))
    assert not refusal.value.hasClusterStatus
