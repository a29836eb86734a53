"""Who may do what: sessions without a fabric, administrators with less than all privileges, administrators of other fabrics."""

import pytest
from chip.clusters import Objects as clusters
from chip.interaction_model import Status
from secrets_of_tests import Secret

OTHER = {"--port": "5541", "--discriminator": "3841", "--passcode": "34567890"}
# Of the node's end of the wire, as the script `namespace` has set it.
ADDRESS = "192.0.2.1"
MANAGER = 112244
AccessControl = clusters.AccessControl


@pytest.fixture
def uncommissioned(new_node, tmp_path):
    """A node that belongs to nobody yet, beside the other."""
    node = new_node(tmp_path, *[part for option in OTHER.items() for part in option]).start()
    yield node
    node.stop()


def test_the_secret_is_not_for_those_who_commission(stack, layout, uncommissioned):
    """Over PASE everything is granted but the secret."""
    installer = stack.controller(stack.fabric(), layout, node=21)
    installer.wait(installer.sdk.EstablishPASESessionIP(ADDRESS, int(OTHER["--passcode"]), 21, int(OTHER["--port"])))
    secret = layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv)
    assert installer.status(secret) == Status.UnsupportedAccess
    assert installer.status(layout.ExportAdminSecret()) == Status.UnsupportedAccess
    # All the rest is answered: it is the secret that is refused, not the session.
    assert installer.clients() == []
    assert installer.status(layout.RemoveClient(clientIndex=1)) == Status.NotFound


def test_without_a_secret_there_is_nothing_to_export(stack, layout, uncommissioned):
    owner = stack.controller(stack.fabric(), layout, node=22)
    owner.commission(int(OTHER["--passcode"]), int(OTHER["--discriminator"]))
    assert owner.status(layout.ExportAdminSecret()) == Status.NotFound
    assert owner.identities() == []
    assert owner.status(layout.QueryIdentity(networkIdentityType=layout.ecdsa)) == Status.NotFound


@pytest.fixture
def manager(stack, fabric, admin, layout):
    """A second administrator of the fabric that is granted Manage and no more."""
    granted = admin.read_other(AccessControl, AccessControl.Attributes.Acl)
    entry = AccessControl.Structs.AccessControlEntryStruct(
        privilege=AccessControl.Enums.AccessControlEntryPrivilegeEnum.kManage,
        authMode=AccessControl.Enums.AccessControlEntryAuthModeEnum.kCase, subjects=[MANAGER])
    assert admin.write(AccessControl.Attributes.Acl([*granted, entry])) == Status.Success
    yield stack.controller(fabric, layout, own_node=MANAGER)
    assert admin.write(AccessControl.Attributes.Acl(granted)) == Status.Success


def test_a_manager_manages_clients_and_does_not_see_the_secret(manager, layout, client):
    index = manager.add(client)
    assert index in [entry.clientIndex for entry in manager.clients()]
    assert manager.send(layout.QueryIdentity(identifier=client.identifier)).identity == client.compact
    manager.send(layout.RemoveClient(clientIndex=index))
    secret = layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv)
    assert manager.status(secret) == Status.UnsupportedAccess
    assert manager.status(layout.ExportAdminSecret()) == Status.UnsupportedAccess


def test_fabrics_share_the_tables(stack, admin, layout, client):
    index = admin.add(client)
    window = admin.wait(admin.sdk.OpenCommissioningWindow(
        admin.node, timeout=180, iteration=1000, discriminator=3842, option=1))
    other = stack.controller(stack.fabric(), layout, node=23)
    other.commission(window.setupPinCode, 3842)
    assert index in [entry.clientIndex for entry in other.clients()]
    other.send(layout.RemoveClient(clientIndex=index))
    assert index not in [entry.clientIndex for entry in admin.clients()]
