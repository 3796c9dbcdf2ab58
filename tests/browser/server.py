# SPDX-License-Identifier: EUPL-1.2
"""`echelons serve` as its user starts it, on a data folder of its own, which survives a restart."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

SECONDS_TO_STOP = 10


@dataclass
class Server:
    """A running server. ``stop`` asks politely; ``kill`` does not."""

    data: Path
    address: str = ""
    process: subprocess.Popen[str] | None = None
    settings: dict[str, str] = field(default_factory=dict)

    def start(self, port: str = "0") -> None:
        """Start, and wait until it says its address."""
        environment = os.environ | {"ECHELONS_PORT": port} | self.settings | {"ECHELONS_DATA_DIR": str(self.data)}
        command = [str(Path(sys.executable).with_name("echelons")), "serve"]
        with (self.data / "server.log").open("a") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        with self.process.stdout as output:  # type: ignore[union-attr]
            self.address = announced(output)

    def stop(self) -> float:
        """SIGTERM; the exit code must be clean. Returns how many seconds it took."""
        assert self.process
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(SECONDS_TO_STOP)
        return time.monotonic() - start

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        assert self.process
        self.process.kill()
        self.process.wait()


def announced(output: IO[str]) -> str:
    """The address in the first line that a server prints."""
    line = output.readline()
    found = re.search(r"http://\S+", line)
    assert found, f"the server said {line!r} instead of its address"
    return found.group()
