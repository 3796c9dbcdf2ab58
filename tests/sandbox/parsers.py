# SPDX-License-Identifier: EUPL-1.2
"""Functions for the sandbox to run: a good one, and some that do what hostile files could make a parser do."""

import importlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from governance.errors import InputError
from governance.language import LocalizedText

KEPT: list[bytes] = []


def told(name: str, content: bytes) -> Any:
    """Do what the content says."""
    deeds = {
        "echo": lambda: {"name": name, "process": os.getpid()},
        "print": lambda: print("to stdout", flush=True),
        "refuse": lambda: refuse(name),
        "crash": lambda: 1 // 0,
        "exit": lambda: os._exit(3),
        "sleep": lambda: time.sleep(60),
        "spin": spin,
        "fill": fill,
        "talk": lambda: "x" * 20_000_000,
        "open": lambda: Path(name).read_text("utf-8"),
        "write": lambda: Path(name).write_text("x", "utf-8"),
        "write code": (Path(__file__).parent / "written.py").touch,
        "import": lambda: importlib.import_module("this_is_not_there"),
        "late import": lambda: importlib.import_module("wave").__name__,
        "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
        "run": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "environment": lambda: dict(os.environ),
    }
    return deeds[content.decode()]()


def refuse(name: str) -> None:
    raise InputError("formats.faulty", problem=LocalizedText(fr=f"le {name}", en=f"the {name}"))


def spin() -> None:
    while True:
        pass


def fill() -> None:
    while True:
        KEPT.append(os.urandom(10_000_000))
