"""Nothing secret is logged, at any level: the stack beneath the node would log whole messages."""

import base64
import re

import pytest
from secrets_of_tests import Secret

LOUD = {"--port": "5542", "--discriminator": "3842", "--passcode": "34567891", "--log": "trace"}


@pytest.fixture
def loud(new_node, tmp_path):
    """A node that logs all that it ever logs."""
    node = new_node(tmp_path, *[part for option in LOUD.items() for part in option]).start()
    yield node
    node.stop()


def shown(text, secret):
    """The ways in which bytes of a secret are shown in a text: its digits, whatever stands between them, and base64."""
    digits = re.sub(r"0x|[^0-9a-f]", "", text.lower())
    numbers = re.sub(r"[^0-9]+", " ", text)
    ways = {
        "hexadecimal": secret.hex() in digits,
        "decimal": " ".join(str(byte) for byte in secret) in numbers,
        "base64": base64.b64encode(secret).decode()[:40] in text,
    }
    return [way for way, found in ways.items() if found]


def test_the_ways_are_recognised():
    secret = bytes(range(200, 232))
    assert shown(f"data: {secret.hex(' ')}", secret) == ["hexadecimal"]
    assert shown("data: [" + ", ".join(f"0x{byte:02X}" for byte in secret) + "]", secret) == ["hexadecimal"]
    assert shown(f"data: {list(secret)}", secret) == ["decimal"]
    assert shown(base64.b64encode(b"abc" + secret).decode(), b"abc" + secret) == ["base64"]
    assert shown("data: [redacted]", secret) == []


def test_no_secret_is_in_the_log(stack, layout, loud):
    owner = stack.controller(stack.fabric(), layout, node=41)
    owner.commission(int(LOUD["--passcode"]), int(LOUD["--discriminator"]))
    secret = Secret()
    owner.send(layout.ImportAdminSecret(networkAdministratorSharedSecret=secret.tlv))
    assert owner.send(layout.ExportAdminSecret()).networkAdministratorSharedSecret == secret.tlv
    with open(loud.log, encoding="utf-8", errors="replace") as log:
        text = log.read()
    assert "ImportAdminSecret: SUCCESS" in text and " DEBUG " in text, "it is as loud as it should be"
    assert shown(text, secret.raw) == []
    assert LOUD["--passcode"] not in text
