"""The whole chain but for the radio: a controller adds a client over Matter, and the client joins the network.

controller - netim-node - RADIUS - hostapd - a wire - wpa_supplicant
"""

import os
import pathlib
import socket

import pytest
import wire
from chip.clusters import Objects as clusters
from chip.clusters.Types import NullValue
from identities import NetworkIdentity
from secrets_of_tests import Secret

DISCRIMINATOR = 3843
RADIUS_SECRET = "a-secret-between-node-and-switch"


class Chain:
    """A node that a switch asks, and its administrator."""

    def __init__(self, node, admin, radius_port):
        self.node, self.admin, self.radius_port = node, admin, radius_port

    def import_secret(self):
        """Imports a new secret; the network identity that comes from it."""
        layout = self.admin.layout
        self.admin.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=Secret().tlv))
        return NetworkIdentity(self.admin.send(layout.QueryIdentity(networkIdentityType=layout.ecdsa)).identity)

    def network_of(self, index):
        """The `NetworkIdentityIndex` of a client."""
        [entry] = [entry for entry in self.admin.clients() if entry.clientIndex == index]
        return entry.networkIdentityIndex

    def joined(self, index, network):
        """Waits until a client is seen to have joined by a network identity; the index of that."""
        def look():
            known = {entry.identifier: entry.index for entry in self.admin.identities()}
            return self.network_of(index) == known[network.identifier] and known[network.identifier]
        return wire.until(look, lambda: f"{self.admin.clients()}\n{self.node.tail()}")

    def restart_once_remembered(self, client):
        """Restarts the node once it has noted where a client has joined."""
        sightings = pathlib.Path(self.node.data, "sightings")
        wire.until(lambda: sightings.exists() and client.identifier.hex() in sightings.read_text(), self.node.tail)
        assert sightings.stat().st_mode & 0o777 == 0o600
        self.node.stop()
        self.node.start()
        self.admin.reconnect()

    def figures(self):
        """What the status says about RADIUS."""
        return self.node.status()["running"]["radius"]

    def authentications(self, **fields):
        """The lines of the log about authentications with these fields."""
        wanted = [f'{name}="{value}"' for name, value in fields.items()]
        log = pathlib.Path(self.node.log).read_text(encoding="utf-8", errors="replace")
        return [line for line in log.splitlines()
                if " authentication " in line and all(part in line for part in wanted)]


@pytest.fixture(scope="module")
def chain(stack, layout, new_node, tmp_path_factory):
    if absent := wire.missing():
        assert not os.environ.get("NETIM_REQUIRE_PEERS"), f"missing: {absent}"
        pytest.skip(f"NOT TESTED, missing: {', '.join(absent)}; on Debian: apt-get install hostapd wpasupplicant")
    wire.lay()
    folder = tmp_path_factory.mktemp("chain")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    access_points = wire.write(folder, "radius-clients", f"127.0.0.1 {RADIUS_SECRET} das={wire.DAS_PORT}\n")
    node = new_node(folder, "--port", "5543", "--discriminator", str(DISCRIMINATOR),
                    "--radius", f"127.0.0.1:{port}", "--radius-clients", access_points).start()
    admin = stack.controller(stack.fabric(), layout, node=51)
    admin.commission(discriminator=DISCRIMINATOR)
    yield Chain(node, admin, port)
    node.stop()


@pytest.fixture
def switch(chain, tmp_path):
    with wire.Switch(tmp_path, chain.radius_port, RADIUS_SECRET) as switch:
        switch.wait_for("AP-ENABLED")
        yield switch


def test_a_client_joins_moves_is_removed_is_thrown_out_and_stays_out(chain, layout, switch, client, tmp_path):
    admin = chain.admin
    first = chain.import_secret()
    index = admin.add(client)
    assert chain.network_of(index) == NullValue

    with wire.Station(tmp_path, client, first) as station:
        station.wait_for("CTRL-EVENT-EAP-SUCCESS")
        wire.until(switch.is_open, switch.said)
        chain.joined(index, first)

    # The next identity is the current one; the old one goes on for those who know no other.
    second = chain.import_secret()
    old, current = admin.identities()
    assert (old.remainingClients, current.remainingClients) == (1, NullValue)
    with wire.Station(tmp_path, client, first) as station:
        station.wait_for("CTRL-EVENT-EAP-SUCCESS")
        wire.until(lambda: chain.figures()["accepts"] == 2, chain.node.tail)
        assert chain.joined(index, first) == old.index

    with admin.subscription(layout.Clients, layout.ActiveNetworkIdentities) as reports:
        reports.within(0.5)
        with wire.Station(tmp_path, client, second) as station:
            station.wait_for("CTRL-EVENT-EAP-SUCCESS")
            assert chain.joined(index, second) == current.index
            assert "ActiveNetworkIdentities" in reports.within(10, ["ActiveNetworkIdentities"])
            old, _ = admin.identities()
            assert old.remainingClients == 0
            wire.until(switch.is_open, switch.said)
            figures = chain.figures()
            assert figures["accepts"] == 3 and figures["rejects"] == {} and figures["disconnects_sent"] == 0
            assert 0 < figures["handshake"]["mean_microseconds"] <= figures["handshake"]["max_microseconds"]
            chain.restart_once_remembered(client)

            admin.send(layout.RemoveClient(clientIndex=index))
            wire.until(lambda: not switch.is_open(), switch.said)
            wire.until(lambda: chain.figures()["disconnects_acknowledged"] == 1, chain.node.tail)
            station.log_on_again()
            station.wait_for("CTRL-EVENT-EAP-FAILURE")

    figures = wire.until(lambda: (now := chain.figures())["rejects"] and now, chain.node.tail)
    assert figures["accepts"] == 0, "none since the restart"
    assert list(figures["rejects"]) == ["unknown-client"]
    assert not switch.is_open()
    identifier = client.identifier.hex()
    assert len(chain.authentications(outcome="accepted")) == 3
    refused = chain.authentications(outcome="rejected", reason="unknown-client")
    assert len(refused) >= figures["rejects"]["unknown-client"]
    assert all(f"identifier={identifier}" in line and "nas=127.0.0.1" in line for line in refused), refused


def test_the_last_administrator_takes_the_clients_along(chain, switch, client, tmp_path):
    """Removing the last fabric is a factory reset: those who are on the network have to go."""
    admin = chain.admin
    network = chain.import_secret()
    index = admin.add(client)
    with wire.Station(tmp_path, client, network) as station:
        station.wait_for("CTRL-EVENT-EAP-SUCCESS")
        wire.until(switch.is_open, switch.said)
        chain.joined(index, network)
        before = chain.figures()

        credentials = clusters.OperationalCredentials
        own = admin.read_other(credentials, credentials.Attributes.CurrentFabricIndex)
        admin.send(credentials.Commands.RemoveFabric(fabricIndex=own), endpoint=0)
        wire.until(lambda: not switch.is_open(), switch.said)
        wire.until(lambda: (status := chain.node.status()) and status.get("running") and status["clients"] == [],
                   chain.node.tail)
        station.log_on_again()
        station.wait_for("CTRL-EVENT-EAP-FAILURE")
    figures = wire.until(
        lambda: (now := chain.figures())["rejects"].get("unknown-network") and now, chain.node.tail)
    assert figures["accepts"] == before["accepts"]
    assert figures["disconnects_acknowledged"] == before["disconnects_acknowledged"] + 1
    assert not switch.is_open()


def test_the_secret_of_the_switch_is_nowhere_to_be_seen(chain):
    """Last: all that the others have done is in the log."""
    command_line = pathlib.Path(f"/proc/{chain.node.process.pid}/cmdline").read_bytes()
    environment = pathlib.Path(f"/proc/{chain.node.process.pid}/environ").read_bytes()
    assert b"--radius-clients" in command_line
    log = pathlib.Path(chain.node.log).read_bytes()
    assert b"authentication" in log
    for place in (command_line, environment, log):
        assert RADIUS_SECRET.encode() not in place
