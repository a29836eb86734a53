"""The C++ SDK's controller, made to be called without `await`."""

import asyncio
import contextlib
import os

import chip.native
from chip import ChipStack as chip_stack
from chip.CertificateAuthority import CertificateAuthorityManager
from chip.discovery import FilterType
from chip.interaction_model import InteractionModelError
from chip.clusters import Objects as clusters
from chip.clusters.Attribute import TypedAttributePath
from netim_cluster import ENDPOINT

VENDOR = 0xFFF1
PASSCODE = 20202021
DISCRIMINATOR = 3840
TIMED_MS = 5000


class Stack:
    """The SDK's stack: one in a process, and it cannot be started again."""

    def __init__(self, folder, trust_store):
        chip.native.Init(bluetoothAdapter=None)
        self.stack = chip_stack.ChipStack(persistentStoragePath=os.path.join(folder, "chip.json"),
                                          enableServerInteractions=False)
        self.authorities = CertificateAuthorityManager(self.stack, self.stack.GetStorageManager())
        self.trust_store = trust_store
        self.loop = asyncio.new_event_loop()
        self.fabrics = 0

    def fabric(self):
        """A new fabric, with an authority of its own."""
        self.fabrics += 1
        authority = self.authorities.NewCertificateAuthority()
        return authority.NewFabricAdmin(vendorId=VENDOR, fabricId=self.fabrics)

    def controller(self, fabric, layout, node=1, own_node=112233):
        """A controller of a fabric that talks to node `node`."""
        controller = fabric.NewController(nodeId=own_node, paaTrustStorePath=self.trust_store)
        return Controller(self, controller, layout, node)


class Controller:
    """An administrator, and the node that it administers."""

    def __init__(self, stack, controller, layout, node):
        self.stack = stack
        self.sdk = controller
        self.layout = layout
        self.node = node

    def wait(self, coroutine, seconds=60):
        """What a coroutine comes to."""
        return self.stack.loop.run_until_complete(asyncio.wait_for(coroutine, seconds))

    def commission(self, passcode=PASSCODE, discriminator=DISCRIMINATOR):
        """Finds the node by its discriminator and takes it into the fabric."""
        self.wait(self.sdk.CommissionOnNetwork(nodeId=self.node, setupPinCode=passcode,
                                               filterType=FilterType.LONG_DISCRIMINATOR, filter=discriminator))

    def reconnect(self):
        """Forgets the session, as after a restart of the node."""
        self.sdk.ExpireSessions(self.node)

    def send(self, command, *, timed=None, endpoint=ENDPOINT, **options):
        """Sends a command; timed if the cluster wants it, unless said otherwise. The response, or the status as an error."""
        wants_time = command.must_use_timed_invoke if timed is None else timed
        # The SDK finds the responses of its own clusters only.
        if response := getattr(self.layout, command.response_type or "", None):
            options["responseType"] = response
        return self.wait(self.sdk.SendCommand(self.node, endpoint, command,
                                              timedRequestTimeoutMs=TIMED_MS if wants_time else None, **options))

    def status(self, command, **options):
        """The status that a command is refused with."""
        try:
            response = self.send(command, **options)
        except InteractionModelError as error:
            assert not error.hasClusterStatus, error
            return error.status
        raise AssertionError(f"{command} was not refused but answered with {response}")

    def read(self, attribute, endpoint=ENDPOINT):
        """The value of an attribute."""
        cluster = next(c for c in [self.layout.Cluster] if attribute.cluster_id == c.id)
        answer = self.wait(self.sdk.ReadAttribute(self.node, [(endpoint, attribute)]))
        return answer[endpoint][cluster][attribute]

    def read_other(self, cluster, attribute, endpoint=0):
        """The value of an attribute of a standard cluster."""
        answer = self.wait(self.sdk.ReadAttribute(self.node, [(endpoint, attribute)]))
        return answer[endpoint][cluster][attribute]

    def write(self, attribute, endpoint=0):
        """Writes an attribute; its status."""
        [result] = self.wait(self.sdk.WriteAttribute(self.node, [(endpoint, attribute)]))
        return result.Status

    def clients(self):
        """The table of clients."""
        return self.read(self.layout.Clients)

    def identities(self):
        """The table of network identities."""
        return self.read(self.layout.ActiveNetworkIdentities)

    def add(self, identity):
        """Adds a client; its index."""
        return self.send(self.layout.AddClient(clientIdentity=identity.compact)).clientIndex

    def trigger(self, event, enable_key):
        """Sends a test event to General Diagnostics."""
        self.send(clusters.GeneralDiagnostics.Commands.TestEventTrigger(enableKey=enable_key, eventTrigger=event),
                  endpoint=0)

    @contextlib.contextmanager
    def subscription(self, *attributes):
        """A subscription to attributes of the cluster; yields what it reports."""
        paths = [(ENDPOINT, attribute) for attribute in attributes]
        transaction = self.wait(self.sdk.ReadAttribute(self.node, paths, reportInterval=(0, 30), autoResubscribe=False))
        reports = Reports(self, transaction)
        try:
            yield reports
        finally:
            transaction.Shutdown()


class Reports:
    """What a subscription reports after its priming."""

    def __init__(self, controller, transaction):
        self.controller = controller
        self.seen = []
        transaction.SetAttributeUpdateCallback(self._updated)

    def _updated(self, path: TypedAttributePath, transaction):
        self.seen.append(path.AttributeType.__name__)

    def within(self, seconds, enough=None):
        """The names of the attributes that are reported within a time, or until all of `enough` have been."""
        async def watch():
            loop = asyncio.get_running_loop()
            end = loop.time() + seconds
            while loop.time() < end and not (enough and set(enough) <= set(self.seen)):
                await asyncio.sleep(0.05)
        self.controller.wait(watch(), seconds + 10)
        seen, self.seen = self.seen, []
        return set(seen)
