"""Cluster 0x0450 for the C++ SDK's controller, which lacks it: both layouts, defined at run time.

The SDK encodes, decodes and checks types by these descriptions with its own TLV code; nothing of netim takes part.
"""

import dataclasses
import typing

from chip import ChipUtility
from chip.clusters import Attribute as attribute_module
from chip.clusters.ClusterObjects import (Cluster, ClusterAttributeDescriptor, ClusterCommand, ClusterObject,
                                          ClusterObjectDescriptor, ClusterObjectFieldDescriptor)
from chip.clusters.Types import Nullable
from chip.tlv import uint

CLUSTER = 0x0450
ENDPOINT = 1
INDEX = typing.Optional[uint]
OCTETS = typing.Optional[bytes]


def _descriptor(fields):
    """`fields` are (number, name, type)."""
    rows = [ClusterObjectFieldDescriptor(Label=name, Tag=number, Type=kind) for number, name, kind in fields]
    return ChipUtility.classproperty(lambda cls: ClusterObjectDescriptor(Fields=rows))


def _constant(value):
    return ChipUtility.classproperty(lambda cls: value)


def _dataclass(name, base, fields, members):
    rows = [(field, kind, dataclasses.field(default=None)) for _, field, kind in fields]
    return dataclasses.make_dataclass(name, rows, bases=(base,), namespace={"descriptor": _descriptor(fields), **members})


def _command(name, number, fields, *, response=None, timed=False, is_client=True):
    return _dataclass(name, ClusterCommand, fields, {
        "cluster_id": CLUSTER,
        "command_id": number,
        "is_client": is_client,
        "response_type": response,
        "must_use_timed_invoke": _constant(timed),
    })


def _attribute(name, number, kind):
    return dataclasses.make_dataclass(name, [("value", kind, dataclasses.field(default=None))],
                                      bases=(ClusterAttributeDescriptor,), namespace={
        "cluster_id": _constant(CLUSTER),
        "attribute_id": _constant(number),
        "attribute_type": _constant(ClusterObjectFieldDescriptor(Type=kind)),
    })


class Layout:
    """Commands, attributes and structures as one release has them."""

    def __init__(self, release):
        self.release = release
        newer = release == "1.6.1"
        self.ecdsa = 1 if newer else 0
        self._structures(newer)
        self._commands(newer)
        self._attributes()

    def _structures(self, newer):
        self.ActiveNetworkIdentityStruct = _dataclass("ActiveNetworkIdentityStruct", ClusterObject, [
            (0, "index", uint), (1, "type", uint), (2, "identifier", bytes), (3, "createdTimestamp", uint),
            (4, "current", bool), (5, "remainingClients", typing.Union[Nullable, uint]),
        ], {})
        network_identity = typing.Union[Nullable, uint]
        fields = [(0, "clientIndex", uint), (1, "clientIdentifier", bytes)]
        fields += [(2, "clientIdentityType", uint), (3, "networkIdentityIndex", network_identity)] if newer else [
            (2, "networkIdentityIndex", network_identity)]
        self.ClientStruct = _dataclass("ClientStruct", ClusterObject, fields, {})

    def _commands(self, newer):
        timed = {"timed": True}
        identity = [(0, "clientIdentity", bytes)]
        client = [(0, "clientIndex", INDEX), (1, "clientIdentifier", OCTETS)]
        secret = [(0, "networkAdministratorSharedSecret", bytes)]
        query = [(0, "networkIdentityIndex", INDEX), (1, "networkIdentityType", INDEX)]
        query += [(2, "clientIndex", INDEX), (3, "identifier", OCTETS)] if newer else [(2, "identifier", OCTETS)]
        response = {"is_client": False}
        self.AddClient = _command("AddClient", 0x00, identity, response="AddClientResponse", **timed)
        self.AddClientResponse = _command("AddClientResponse", 0x01, [(0, "clientIndex", uint)], **response)
        self.RemoveClient = _command("RemoveClient", 0x02, client, **timed)
        self.QueryIdentity = _command("QueryIdentity", 0x03, query, response="QueryIdentityResponse")
        self.QueryIdentityResponse = _command("QueryIdentityResponse", 0x04, [(0, "identity", bytes)], **response)
        self.ImportAdminSecret = _command("ImportAdminSecret", 0x40, secret, **timed)
        self.ExportAdminSecret = _command("ExportAdminSecret", 0x41, [], response="ExportAdminSecretResponse")
        self.ExportAdminSecretResponse = _command("ExportAdminSecretResponse", 0x42, secret, **response)
        # The same without the flag that makes the SDK itself refuse to send them untimed.
        self.UntimedAddClient = _command("UntimedAddClient", 0x00, identity)
        self.UntimedRemoveClient = _command("UntimedRemoveClient", 0x02, client)
        self.UntimedImportAdminSecret = _command("UntimedImportAdminSecret", 0x40, secret)
        # What no controller in its right mind sends.
        self.UnknownCommand = _command("UnknownCommand", 0x05, [])
        self.AddClientOfNothing = _command("AddClientOfNothing", 0x00, [], **timed)
        self.AddClientOfNumber = _command("AddClientOfNumber", 0x00, [(0, "clientIdentity", uint)], **timed)

    def _attributes(self):
        numbers = typing.List[uint]
        rows = [
            (0x0000, "ActiveNetworkIdentities", typing.List[self.ActiveNetworkIdentityStruct]),
            (0x0001, "Clients", typing.List[self.ClientStruct]),
            (0x0002, "ClientTableSize", uint),
            (0xFFF8, "GeneratedCommandList", numbers),
            (0xFFF9, "AcceptedCommandList", numbers),
            (0xFFFB, "AttributeList", numbers),
            (0xFFFC, "FeatureMap", uint),
            (0xFFFD, "ClusterRevision", uint),
        ]
        attributes = {name: _attribute(name, number, kind) for number, name, kind in rows}
        fields = [(number, name[0].lower() + name[1:], kind) for number, name, kind in rows]
        self.Cluster = _dataclass("NetworkIdentityManagement", Cluster, fields,
                                  {"id": CLUSTER, "Attributes": type("Attributes", (), attributes)})
        for name, attribute in attributes.items():
            setattr(self, name, attribute)

    def register(self):
        """Makes the cluster known to the SDK's decoder; the stack must be up."""
        attribute_module._ClusterIndex[CLUSTER] = self.Cluster
        for attribute in vars(self.Cluster.Attributes).values():
            if isinstance(attribute, type):
                attribute_module._AttributeIndex[(CLUSTER, attribute.attribute_id)] = (attribute, self.Cluster)
