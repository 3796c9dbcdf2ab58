# SPDX-License-Identifier: EUPL-1.2
"""A file fetched: tried several times, resumed where it was cut, even by an earlier run; whole when it returns."""

import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path

from governance.errors import InputError
from governance.territories.install.limits import Limits
from governance.territories.install.transport import PassingError, ask, reason
from governance.territories.install.unpacking import unpack

CHUNK = 64 * 1024
PARTIAL = 206
Told = Callable[[int, int | None], None]
"""Told of the bytes that are here, and of the bytes expected when the server says so."""


@dataclass(frozen=True)
class Beginning:
    """What an earlier try left of a file, and how to ask for the rest of the same file."""

    address: str = ""
    validator: str = ""
    size: int = 0

    def headers(self) -> dict[str, str]:
        """What asks for the rest, or for the whole when the file has changed meanwhile."""
        return {"Range": f"bytes={self.size}-", "If-Range": self.validator} if self.size and self.validator else {}


def fetch(address: str, target: Path, limits: Limits, told: Told) -> None:
    """Bring ``address`` into ``target``: a whole file, verified as far as gzip can tell. InputError says why not."""
    deadline = time.monotonic() + limits.file_seconds
    for attempt in itertools.count(1):  # pragma: no branch — it ends by one of the two ways out
        try:
            receive(address, target, limits, told, deadline)
            verify(target, limits)
            break
        except PassingError as passing:
            pause = limits.first_pause_seconds * 2 ** (attempt - 1)
            if attempt == limits.attempts or time.monotonic() + pause > deadline:
                raise passing.fault from passing
            time.sleep(pause)


def receive(address: str, target: Path, limits: Limits, told: Told, deadline: float) -> None:
    """One try: the rest of the file when its beginning is here, else the whole."""
    beginning = beginning_of(target, address)
    answer = ask(address, beginning.headers(), limits.read_seconds)
    if answer is None:
        # Everything was here already, or what is here is of another file: the verification will tell.
        return
    with answer:
        start = beginning.size if resumes(answer, beginning) else 0
        total = expected(answer, start)
        if (total or 0) > limits.packed_bytes:
            raise InputError("install.too_large", address=address, limit=limits.packed_bytes // 1_000_000)
        remember(target, address, answer)
        size = start
        with target.open("ab" if start else "wb") as file:
            for chunk in chunks(answer, address, limits, deadline):
                size += len(chunk)
                if size > limits.packed_bytes:
                    raise InputError("install.too_large", address=address, limit=limits.packed_bytes // 1_000_000)
                file.write(chunk)
                told(size, total)
    if total is not None and size != total:
        raise PassingError(InputError("install.cut", address=address, size=size, total=total))


def resumes(answer: HTTPResponse, beginning: Beginning) -> bool:
    """Whether the answer goes on where the beginning ends; a server may as well send everything again."""
    goes_on = (answer.headers.get("Content-Range") or "").startswith(f"bytes {beginning.size}-")
    if answer.status == PARTIAL and not goes_on:
        raise PassingError(InputError("install.status", address=answer.url, status=PARTIAL))
    return answer.status == PARTIAL


def expected(answer: HTTPResponse, start: int) -> int | None:
    """The bytes of the whole file, when the server announces them."""
    announced = answer.headers.get("Content-Length") or ""
    return start + int(announced) if announced.isdecimal() else None


def chunks(answer: HTTPResponse, address: str, limits: Limits, deadline: float) -> Iterator[bytes]:
    """The body, as it arrives: what is slow is noticed, what is cut may be resumed."""
    try:
        while chunk := answer.read1(CHUNK):
            yield chunk
            if time.monotonic() > deadline:
                raise InputError("install.too_slow", address=address, seconds=round(limits.file_seconds))
    except (OSError, HTTPException) as fault:
        raise PassingError(InputError("install.unreachable", address=address, reason=reason(fault))) from fault


def verify(target: Path, limits: Limits) -> None:
    """The file unpacks to its end, which its own checksum (CRC-32) closes; what does not is not kept."""
    try:
        unpack(target.read_bytes(), target.name, limits)
    except FileNotFoundError:
        raise PassingError(InputError("install.not_outlines", file=target.name)) from None
    except InputError as fault:
        forget(target)
        if fault.key == "install.swollen":
            raise
        raise PassingError(fault) from fault


# --- what earlier tries left ------------------------------------------------------------------------------------------


def notes(target: Path) -> Path:
    """Where it is written what a beginning is the beginning of."""
    return target.with_name(f"{target.name}.json")


def beginning_of(target: Path, address: str) -> Beginning:
    """What is here of that address; nothing when notes or bytes are missing, or were of another address."""
    try:
        found = Beginning(**json.loads(notes(target).read_text("utf-8")))
        return Beginning(address, found.validator, target.stat().st_size if found.address == address else 0)
    except (OSError, ValueError, TypeError):
        return Beginning(address)


def remember(target: Path, address: str, answer: HTTPResponse) -> None:
    """Note what the file about to be written is of. A weak mark does not promise the same bytes."""
    mark = answer.headers.get("ETag") or ""
    validator = "" if mark.startswith("W/") else mark or answer.headers.get("Last-Modified") or ""
    notes(target).write_text(json.dumps(asdict(Beginning(address, validator))), "utf-8")


def forget(target: Path) -> None:
    """Leave nothing of a file: the next try begins anew."""
    target.unlink(missing_ok=True)
    notes(target).unlink(missing_ok=True)
