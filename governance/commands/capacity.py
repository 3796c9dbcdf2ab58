# SPDX-License-Identifier: EUPL-1.2
"""How many phones this process can hold open: the system counts each connection as an open file."""

from contextlib import suppress

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

RESERVED = 256
"""Open files of the server itself: its libraries, its database, a few facilitators' pages."""
FOR_ONE_PHONE = 2
"""Its event stream, and the request that it makes beside it."""
PHONES_WANTED = 1000
MOST_FILES = (65_536, 10_240)
"""What is asked of the system, in this order: more would serve nobody, and some refuse a limit without end."""


def raise_open_files() -> int | None:
    """Raise the limit of open files as far as the system lets it; the limit in force, none when there is none."""
    if resource is not None:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        for aim in (most if hard == resource.RLIM_INFINITY else min(most, hard) for most in MOST_FILES):
            # macOS says "no limit", and refuses what its kernel does not give.
            with suppress(ValueError, OSError):
                if soft != resource.RLIM_INFINITY and soft < aim:
                    resource.setrlimit(resource.RLIMIT_NOFILE, (aim, hard))
                break
    return open_files()


def open_files() -> int | None:
    """How many files this process may have open; none when the system sets no limit."""
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0] if resource is not None else -1
    return soft if soft >= 0 else None


def phones_that_fit(files: int) -> int:
    """How many phones a limit of open files lets in.

    >>> phones_that_fit(1024), phones_that_fit(100)
    (384, 0)
    """
    return max(0, (files - RESERVED) // FOR_ONE_PHONE)


def files_for(phones: int) -> int:
    """How many open files that many phones need.

    >>> phones_that_fit(files_for(300))
    300
    """
    return RESERVED + FOR_ONE_PHONE * phones
