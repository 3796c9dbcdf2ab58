# SPDX-License-Identifier: EUPL-1.2
"""What parent and child say to each other: frames of bytes, each after its length."""

import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
READY = b"ready"
SHORT = 10_000
"""The longest frame that only holds a name or a word."""


class ClosedError(Exception):
    """The other side is gone, or speaks nonsense."""


def send(stream: BinaryIO, *contents: bytes) -> None:
    """Write frames. OSError when the other side is gone."""
    for content in contents:
        stream.write(LENGTH.pack(len(content)))
        stream.write(content)
    stream.flush()


def receive(stream: BinaryIO, most: int) -> bytes:
    """Read one frame of at most so many bytes. ClosedError when there is none, or a longer one."""
    (length,) = LENGTH.unpack(exactly(stream, LENGTH.size))
    if length > most:
        raise ClosedError
    return exactly(stream, length)


def exactly(stream: BinaryIO, size: int) -> bytes:
    """So many bytes."""
    content = stream.read(size)
    if len(content) < size:
        raise ClosedError
    return content
