"""A network without radio: hostapd as a switch, a wire, and wpa_supplicant at its other end.

The configuration of hostapd and of OpenSSL is that of the guide, `docs/access-points.md`.
"""

import os
import pathlib
import re
import shutil
import subprocess
import time

from cryptography import x509
from cryptography.hazmat.primitives import serialization

GUIDE = pathlib.Path(__file__).resolve().parents[4] / "docs" / "access-points.md"
# As in the guide.
DAS_PORT = 3799
SWITCH, STATION = "switch0", "station0"
# Administrators' tools are not on everybody's path.
PATH = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin:/sbin"
NEEDED = ("hostapd", "wpa_supplicant", "wpa_cli")


def missing():
    """The programs that are not there."""
    return [name for name in NEEDED if not shutil.which(name, path=PATH)]


def block(kind, beginning):
    """A block of the guide, by its first line."""
    found = re.search(rf"```{kind}\n({re.escape(beginning)}.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"the guide has no block that begins with {beginning}"
    return found[1]


def lay():
    """Lays the wire. It goes with the network namespace."""
    subprocess.run(["ip", "link", "add", SWITCH, "type", "veth", "peer", "name", STATION], check=True)
    for end in (SWITCH, STATION):
        subprocess.run(["ip", "link", "set", end, "up"], check=True)


def until(happened, what, seconds=60):
    """Waits for something, and returns it."""
    end = time.monotonic() + seconds
    while not (result := happened()):
        assert time.monotonic() < end, what() if callable(what) else what
        time.sleep(0.05)
    return result


class Program:
    """A program that says something; ended when the `with` is left."""

    def __init__(self, folder, name, *arguments, environment=None):
        self.output = os.path.join(folder, f"{name}.log")
        self.seen = 0
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen([shutil.which(name, path=PATH), *arguments], stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=output, env={**os.environ, **(environment or {})})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def said(self):
        """All that it has said."""
        with open(self.output, encoding="utf-8", errors="replace") as output:
            return output.read()

    def wait_for(self, what):
        """Waits until it says what it has not said before."""
        at = until(lambda: self.said().find(what, self.seen) + 1, lambda: f"no {what} in:\n{self.said()}")
        self.seen = at - 1 + len(what)


class Switch(Program):
    """A port that is open for whom the RADIUS server lets in."""

    def __init__(self, folder, port, secret):
        configuration = block("ini", "# RADIUS") + block("ini", "# A switch")
        for written, here in [("192.0.2.10", "127.0.0.1"), ("192.0.2.20", "127.0.0.1"), ("=1812", f"={port}"),
                              ("0123456789abcdef", secret), ("eth1", SWITCH)]:
            assert written in configuration, f"{written} is not in the guide"
            configuration = configuration.replace(written, here)
        super().__init__(folder, "hostapd", write(folder, "hostapd.conf", configuration))

    def is_open(self):
        """Whether it says that a station is connected, and not disconnected since."""
        said = self.said()
        return said.rfind("AP-STA-CONNECTED") > said.rfind("AP-STA-DISCONNECTED")


class Station(Program):
    """Whoever wants to join, with the key of an identity."""

    def __init__(self, folder, identity, network):
        self.control = os.path.join(folder, "control")
        key = identity.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                         serialization.NoEncryption()).decode()
        configuration = f"""
            ctrl_interface={self.control}
            ap_scan=0
            network={{
              key_mgmt=IEEE8021X
              eapol_flags=0
              eap=TLS
              identity="@{network.identifier.hex().upper()}.pdc.csa-iot.org"
              phase1="tls_disable_tlsv1_0=1,tls_disable_tlsv1_1=1,tls_disable_tlsv1_2=1,tls_disable_tlsv1_3=0"
              ca_cert="{write(folder, "network.pem", pem(network.certificate))}"
              client_cert="{write(folder, "client.pem", pem(identity.certificate))}"
              private_key="{write(folder, "client.key", key)}"
            }}
            """
        # Its parser wants no blanks before a line that is not in a block.
        configuration = "\n".join(line.strip() for line in configuration.splitlines())
        openssl = write(folder, "openssl.conf", block("text", "openssl_conf = init"))
        super().__init__(folder, "wpa_supplicant", "-D", "wired", "-i", STATION, "-c",
                         write(folder, "supplicant.conf", configuration), environment={"OPENSSL_CONF": openssl})

    def log_on_again(self):
        """A wire does not tell when it is cut, so somebody has to."""
        for word in ("logoff", "logon"):
            subprocess.run([shutil.which("wpa_cli", path=PATH), "-p", self.control, "-i", STATION, word], check=True,
                           stdout=subprocess.DEVNULL)


def pem(certificate):
    """A certificate as a file has it."""
    return x509.load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM).decode()


def write(folder, name, content):
    """Writes a file that its owner alone can read; its path."""
    path = os.path.join(folder, name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
    return path
