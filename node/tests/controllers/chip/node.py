"""The node under test, as a process."""

import json
import os
import signal
import subprocess
import time


class Node:
    """`netim-node` with a data folder. The log is kept beside it."""

    def __init__(self, program, folder, interface, release, *options):
        self.program = program
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "node.log")
        self.release = release
        self.options = ["--data", self.data, "--interface", interface, "--release", release, *options]
        self.process = None

    def start(self, seconds=20):
        """Starts it and waits until its control socket answers."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([self.program, *self.options], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the node ended with {self.process.returncode}:\n{self.tail()}")
            status = self.status()
            if status is not None and status.get("running"):
                return self
            time.sleep(0.1)
        raise AssertionError(f"the node does not come up:\n{self.tail()}")

    def status(self):
        """What `netim-node status --json` says; nothing if it fails."""
        answer = subprocess.run([self.program, "status", "--data", self.data, "--json"], capture_output=True, check=False)
        return json.loads(answer.stdout) if answer.returncode == 0 else None

    def kill(self):
        """SIGKILL: no time for anything."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """SIGTERM, and a clean end."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(20) == 0, self.tail()

    def tail(self):
        """The end of the log."""
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-40:])
