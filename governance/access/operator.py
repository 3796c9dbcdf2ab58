# SPDX-License-Identifier: EUPL-1.2
"""The operator link: whoever knows its key works on this server from elsewhere, as notebook servers do.

The key lies in a file of the data folder, so that the link survives a restart; without the file, the next start makes
another link, and the former ones and their cookies are worth nothing. A browser never keeps the key itself, but a pass
made from it, which ends by itself.
"""

import hmac
import os
import secrets
import time
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from governance.errors import InputError

FILE = "operator.key"
KEY_BYTES = 32
PASS_SECONDS = 7 * 24 * 3600
"""A preparation, the workshop and its minutes hold in a week; then the link is followed again."""


@dataclass(frozen=True)
class OperatorKey:
    """The key of one server: 256 random bits, as text that an address can hold."""

    text: str

    @property
    def path(self) -> str:
        """The operator link, after the server's address."""
        return f"/operator/{self.text}"

    @property
    def cookie(self) -> str:
        """The cookie that holds a pass. Browsers share cookies between the ports of a machine: two servers, two names.

        >>> OperatorKey("a").cookie != OperatorKey("b").cookie
        True
        """
        return f"echelons_operator_{self.sign('name')[:8]}"

    def opens(self, given: str) -> bool:
        """Whether somebody gives the key, compared in a time that says nothing about it."""
        return hmac.compare_digest(given.encode(), self.text.encode())

    def make_pass(self, now: float | None = None) -> str:
        """What a browser keeps: until when, and the proof that this server said so.

        >>> OperatorKey("k").accepts(OperatorKey("k").make_pass(now=0), now=1)
        True
        """
        end = int((time.time() if now is None else now) + PASS_SECONDS)
        return f"{end}.{self.sign(str(end))}"

    def accepts(self, given: str, now: float | None = None) -> bool:
        """Whether a pass was made by this key, and has not ended.

        >>> OperatorKey("k").accepts(OperatorKey("k").make_pass(now=0), now=PASS_SECONDS)
        False
        """
        end, _, proof = given.partition(".")
        if not hmac.compare_digest(proof.encode(), self.sign(end).encode()):
            return False
        return (time.time() if now is None else now) < int(end)

    def sign(self, words: str) -> str:
        """HMAC-SHA256 of some words under this key."""
        return hmac.new(self.text.encode(), words.encode(), sha256).hexdigest()


@cache
def operator_key(folder: Path) -> OperatorKey:
    """The key kept in a data folder, made at first need. InputError when the folder cannot keep it."""
    file = folder / FILE
    try:
        return read_key(file) or make_key(file)
    except OSError as fault:
        raise InputError("access.key_unkept", place=str(file), reason=fault) from fault


def read_key(file: Path) -> OperatorKey | None:
    """The key of a file; none when it is absent, or too short to be one."""
    try:
        text = file.read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return OperatorKey(text) if len(text) >= KEY_BYTES and text.replace("-", "").replace("_", "").isalnum() else None


def make_key(file: Path) -> OperatorKey:
    """A new key on disk, readable by its owner only; of two processes that make one at once, the first has its way."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = mkstemp(dir=file.parent, prefix=f"{FILE}.")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as target:
            target.write(secrets.token_urlsafe(KEY_BYTES))
            target.flush()
            os.fsync(target.fileno())
        place(written, file)
    finally:
        written.unlink(missing_ok=True)
    kept = read_key(file)
    if kept is None:
        raise OSError(0, "the key is not readable")
    return kept


def place(written: Path, file: Path) -> None:
    """Give a file its name unless a good one has it already."""
    if file.exists() and read_key(file) is None:
        file.unlink(missing_ok=True)
    try:
        os.link(written, file)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links: the last one then has its way.
        written.replace(file)
