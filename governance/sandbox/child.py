# SPDX-License-Identifier: EUPL-1.2
"""The process that parses: it imports one function, gives up what it does not need, and answers file after file.

It is started by governance.sandbox.sandbox, and says ``ready`` before the first file, so that imports cost no file its
time. Then for each file: name and content in, JSON out.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from governance.errors import EchelonsError, Worded
from governance.language import LANGUAGES
from governance.sandbox import frames
from governance.sandbox.confinement import allow_time, confine

Parser = Callable[[str, bytes], Any]


def main() -> None:
    """Serve until the parent closes the pipe."""
    function, seconds, memory, packed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    incoming, outgoing = sys.stdin.buffer, own_output()
    try:
        parse = imported(function)
        confine(memory)
    except Exception as fault:  # noqa: BLE001 — the parent's log says why nothing can be read
        frames.send(outgoing, repr(fault).encode()[: frames.SHORT])
        return
    frames.send(outgoing, frames.READY)
    while True:
        try:
            name, content = frames.receive(incoming, frames.SHORT), frames.receive(incoming, packed)
        except frames.ClosedError:
            return
        allow_time(seconds)
        frames.send(outgoing, answer(parse, name.decode(), content))


def own_output() -> BinaryIO:
    """The pipe to the parent, kept from libraries that print."""
    pipe = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return pipe


def imported(function: str) -> Parser:
    """The function of ``package.module:name``."""
    module, _, name = function.partition(":")
    parse: Parser = getattr(importlib.import_module(module), name)
    return parse


def answer(parse: Parser, name: str, content: bytes) -> bytes:
    """What the parent gets: ``{"result": …}``, or ``{"fault": key, "values": …}``, or ``{"failure": …}``."""
    try:
        return packed_json({"result": parse(name, content)})
    except EchelonsError as fault:
        return packed_json({"fault": fault.key, "values": fault.values})
    except MemoryError:
        return packed_json({"failure": "memory"})
    except Exception as fault:  # noqa: BLE001 — whatever a hostile file provokes, the process answers
        return packed_json({"failure": f"{type(fault).__name__}: {fault}"[:500]})


def packed_json(message: dict[str, Any]) -> bytes:
    """A message in ASCII."""
    return json.dumps(message, default=plain).encode("ascii")


def plain(value: Any) -> Any:
    """What JSON does not know: a problem, in each language; the text of anything else."""
    return {language: value.to(language) for language in LANGUAGES} if isinstance(value, Worded) else str(value)
