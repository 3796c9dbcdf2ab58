# SPDX-License-Identifier: EUPL-1.2
"""What an installation may take: named, so that a test or an operator's reading finds them in one place."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one installation; docs/operations.md lists them."""

    attempts: int = 4
    """Tries for each file; those that fail in passing are followed by a pause, each twice as long as the one before."""
    first_pause_seconds: float = 1.0
    read_seconds: float = 20.0
    """How long a silent server is waited for."""
    file_seconds: float = 600.0
    """How long one file may take, all tries together."""
    packed_bytes: int = 64 * MEBIBYTE
    unpacked_bytes: int = 192 * MEBIBYTE
    free_bytes: int = 160 * MEBIBYTE
    """Room that the disk must have: the database may lie on the same."""
    least_known: float = 0.9
    """Share of the reference's codes that a file must hold to be taken for the official one."""
    least_overlap: float = 0.9
    """Intersection over union under which an outline made of communes is said to differ from the published one."""


LIMITS = Limits()
