# SPDX-License-Identifier: EUPL-1.2
"""One warm process that parses untrusted files, replaced as soon as it dies or goes beyond a limit."""

import atexit
import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from governance.errors import InputError
from governance.language.localized import LocalizedText
from governance.sandbox import frames
from governance.sandbox.frames import READY

ROOT = Path(__file__).parents[2]
START = "import sys; sys.path.insert(0, sys.argv.pop()); from governance.sandbox import child; child.main()"
START_SECONDS = 60.0
MOST_FILES = 500
"""After so many files the process is replaced: what libraries keep from one to the next never adds up."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: float = 5.0
    memory: int = 300_000_000
    """Bytes of memory of the whole process."""
    packed: int = 5_000_000
    """Bytes of the file."""
    output: int = 8_000_000
    """Bytes of what is read from it."""


class Sandbox:
    """Runs ``function`` (``package.module:name``, taking a name and bytes, returning what JSON can say) apart.

    Threads may share one: files are parsed one after the other.
    """

    def __init__(self, function: str, limits: Limits | None = None) -> None:
        self.function = function
        self.limits = limits or Limits()
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.served = 0
        atexit.register(self.close)

    def run(self, name: str, content: bytes) -> Any:
        """What the function makes of a file. InputError when it refuses it, or when it goes beyond a limit."""
        if len(content) > self.limits.packed:
            raise InputError("sandbox.large", name=name, limit=self.limits.packed // 1_000_000)
        with self.lock:
            message = self.exchange(name, content)
        match message:
            case {"result": result}:
                return result
            case {"fault": key, "values": values}:
                raise InputError(key, **{name: worded(value) for name, value in values.items()})
        log.warning("A file could not be parsed: %s", message.get("failure"))
        raise InputError("sandbox.failed", name=name)

    def exchange(self, name: str, content: bytes) -> dict[str, Any]:
        """Send a file, receive the answer; a process that gave none, or too long a one, is replaced next time."""
        process = self.ready()
        clock = Clock(process, self.limits.seconds)
        try:
            with clock:
                frames.send(pipe(process.stdin), name[:200].encode("utf-8", "replace"), content)
                answer: dict[str, Any] = json.loads(frames.receive(pipe(process.stdout), self.limits.output))
        except (OSError, frames.ClosedError) as fault:
            self.close()
            key = "sandbox.slow" if clock.rang else "sandbox.greedy"
            raise InputError(key, name=name, limit=int(self.limits.seconds)) from fault
        self.served += 1
        if answer.get("failure") == "memory":
            self.close()
            raise InputError("sandbox.greedy", name=name)
        return answer

    def ready(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none that can serve."""
        if self.process is not None and (self.process.poll() is not None or self.served >= MOST_FILES):
            self.close()
        if self.process is None:
            self.process, self.served = self.start(), 0
        return self.process

    def start(self) -> subprocess.Popen[bytes]:
        """A new process, past its imports: never a fork, which would carry the server's memory and sockets along."""
        limits = (self.limits.seconds, self.limits.memory, self.limits.packed)
        # Isolated: neither the user's folder nor PYTHON* variables have a say in what it imports.
        command = [sys.executable, "-I", "-c", START, self.function, *map(str, limits), str(ROOT)]
        process = subprocess.Popen(  # noqa: S603 — our own interpreter, our own words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
        )
        try:
            with Clock(process, START_SECONDS):
                said = frames.receive(pipe(process.stdout), frames.SHORT)
        except frames.ClosedError:
            said = b"it ended at once, or took too long"
        if said != READY:
            end(process)
            log.error("The process that parses files does not start: %s", said.decode("utf-8", "replace"))
            raise InputError("sandbox.absent")
        return process

    def close(self) -> None:
        """End the process, if there is one; the next file starts another."""
        process, self.process = self.process, None
        if process is not None:
            end(process)


class Clock:
    """Kills a process that takes too long, which also ends the wait for its answer."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process = process
        self.rang = False
        self.timer = threading.Timer(seconds, self.ring)
        self.timer.daemon = True

    def ring(self) -> None:
        """Time is over."""
        self.rang = True
        self.process.kill()

    def __enter__(self) -> "Clock":
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()


def worded(value: Any) -> Any:
    """A value of a sentence, in each language where the process gave it so."""
    return LocalizedText(**value) if isinstance(value, dict) and all(value.values()) else value


def environment() -> dict[str, str]:
    """The variables that the process gets: none of the server's secrets; one thread, none of the optional parsers."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "OPENPYXL_LXML": "False", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def pipe(stream: Any) -> BinaryIO:
    """One end of a pipe that is there, as it was asked for."""
    end_of_pipe: BinaryIO = stream
    return end_of_pipe


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process, and leave nothing of it behind."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            pipe(stream).close()
    process.wait()
