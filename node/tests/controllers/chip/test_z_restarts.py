"""Ends of the process, soft and hard. Last in the alphabet, since the factory reset is the end of the administrator too."""

import random

from identities import Identity
from secrets_of_tests import Secret


def tables(admin):
    return admin.clients(), admin.identities()


def test_a_restart_keeps_everything(admin, node, layout, client):
    secret = Secret()
    admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=secret.tlv))
    admin.add(client)
    before = tables(admin)
    node.stop()
    node.start()
    admin.reconnect()
    assert tables(admin) == before
    assert admin.send(layout.ExportAdminSecret()).networkAdministratorSharedSecret == secret.tlv


def test_what_was_answered_survives_a_kill(empty, node, layout):
    """SIGKILL right after answers: nothing that was promised is lost, and nothing half done is left."""
    choice = random.Random(0x0450)
    expected = {}
    for _ in range(5):
        for _ in range(choice.randrange(1, 4)):
            if expected and choice.random() < 0.4:
                index = choice.choice(sorted(expected))
                empty.send(layout.RemoveClient(clientIndex=index))
                del expected[index]
            else:
                identity = Identity()
                expected[empty.add(identity)] = identity.identifier
        secret = Secret()
        empty.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=secret.tlv))
        node.kill()
        node.start()
        empty.reconnect()
        assert {entry.clientIndex: entry.clientIdentifier for entry in empty.clients()} == expected
        assert empty.send(layout.ExportAdminSecret()).networkAdministratorSharedSecret == secret.tlv


def test_the_last_administrator_takes_everything_along(admin, stack, node, layout, client):
    """Removing the last fabric is a factory reset: nothing is left for the next owner."""
    from chip.clusters import Objects as clusters

    admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
    admin.add(client)
    credentials = clusters.OperationalCredentials
    for fabric in admin.wait(admin.sdk.ReadAttribute(
            admin.node, [(0, credentials.Attributes.Fabrics)], fabricFiltered=False))[0][credentials][
            credentials.Attributes.Fabrics]:
        own = admin.read_other(credentials, credentials.Attributes.CurrentFabricIndex)
        if fabric.fabricIndex != own:
            admin.send(credentials.Commands.RemoveFabric(fabricIndex=fabric.fabricIndex), endpoint=0)
    admin.send(credentials.Commands.RemoveFabric(fabricIndex=own), endpoint=0)

    # Whoever hears that the last fabric is gone may end the node at once, softly or hard: it is a factory reset all the same.
    for number, end in [(31, node.stop), (32, node.kill), (33, None)]:
        owner = stack.controller(stack.fabric(), layout, node=number)
        owner.commission()
        assert tables(owner) == ([], [])
        assert owner.status(layout.ExportAdminSecret()).name == "NotFound"
        if end is None:
            break
        owner.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
        owner.add(Identity())
        own = owner.read_other(credentials, credentials.Attributes.CurrentFabricIndex)
        owner.send(credentials.Commands.RemoveFabric(fabricIndex=own), endpoint=0)
        end()
        node.start()
