"""Administrator secrets for tests: each is newer than the one before, and none is ahead of the clock."""

import itertools
import os
import time

from identities import secret

# Matter counts seconds from here.
EPOCH = 946_684_800
_steps = itertools.count()


def now():
    """The time in Matter's epoch."""
    return int(time.time()) - EPOCH


class Secret:
    """A secret that was made a while ago, and later than all before it."""

    def __init__(self, raw=None, created=None):
        self.raw = raw or os.urandom(32)
        self.created = created if created is not None else now() - 1_000_000 + next(_steps)

    @property
    def tlv(self):
        """As the cluster carries it."""
        return secret(self.created, self.raw)
