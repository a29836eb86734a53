"""One stack, one node and one administrator for all tests of a run; `NETIM_RELEASE` says which layout they speak."""

import os
import pathlib

import pytest

from controller import Stack
from identities import Identity
from netim_cluster import Layout
from node import Node

ENABLE_KEY = bytes(range(16))
TABLE_SIZE = 500


def pytest_addoption(parser):
    parser.addoption("--node", required=True, help="the program netim-node")
    parser.addoption("--interface", required=True, help="the interface that the node listens on")
    parser.addoption("--release", required=True, choices=["1.6", "1.6.1"], help="the layout of the cluster")
    parser.addoption("--trust-store", required=True, help="a folder with the certificates of test attestation authorities")


@pytest.fixture(scope="session")
def layout(request):
    return Layout(request.config.getoption("release"))


@pytest.fixture(scope="session")
def stack(request, tmp_path_factory, layout):
    stack = Stack(str(tmp_path_factory.mktemp("chip")), request.config.getoption("trust_store"))
    layout.register()
    return stack


@pytest.fixture(scope="session")
def new_node(request):
    """Makes nodes; all that are left are killed at the end."""
    nodes = []

    def make(folder, *options):
        program = pathlib.Path(request.config.getoption("node")).resolve()
        release = request.config.getoption("release")
        node = Node(str(program), str(folder), request.config.getoption("interface"), release, *options)
        nodes.append(node)
        return node

    yield make
    for node in nodes:
        if node.process is not None and node.process.poll() is None:
            node.kill()


@pytest.fixture(scope="session")
def node(new_node, tmp_path_factory):
    return new_node(tmp_path_factory.mktemp("node"), "--enable-key", ENABLE_KEY.hex()).start()


@pytest.fixture(scope="session")
def fabric(stack):
    return stack.fabric()


@pytest.fixture(scope="session")
def admin(stack, fabric, layout, node):
    """The administrator that has commissioned the node."""
    admin = stack.controller(fabric, layout)
    admin.commission()
    return admin


@pytest.fixture
def client():
    """A client identity that nobody has seen."""
    return Identity()


@pytest.fixture
def empty(admin, layout):
    """The administrator of a node whose table of clients is empty."""
    for entry in admin.clients():
        admin.send(layout.RemoveClient(clientIndex=entry.clientIndex))
    return admin


def pytest_sessionfinish(session, exitstatus):
    """The stack does not shut down in order; the process ends without asking it, once everything is said."""
    session.config.netim_exit = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    if hasattr(config, "netim_exit"):
        import sys
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.netim_exit)
