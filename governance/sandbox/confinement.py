# SPDX-License-Identifier: EUPL-1.2
"""What the parsing process gives up once it has imported what it needs.

Memory, processor time and written files are limited by the operating system where it can (not on Windows, where the
parent's clock still holds); opening files and connections is refused by an audit hook everywhere.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

CODE = (".py", ".pyc", ".so", ".pyd", ".dll")
LIBRARIES = tuple(path + os.sep for path in sys.path if path)
"""A library may still import a part of itself; nothing else is read."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.truncate", "os.chmod", "os.chown",
    "os.putenv", "os.kill", "shutil.", "ctypes.", "ftplib.", "urllib.", "http.", "smtplib.", "sqlite3.", "webbrowser.",
)  # fmt: skip
STATM = Path("/proc/self/statm")


def confine(memory: int) -> None:
    """Give up files, connections, processes, and memory beyond so many bytes."""
    if resource is not None:
        limit(resource.RLIMIT_FSIZE, 0)
        limit(resource.RLIMIT_CORE, 0)
        limit(resource.RLIMIT_AS, address_space(memory))
    sys.addaudithook(refuse)


def address_space(memory: int) -> int:
    """The addresses that let the process grow to so many bytes of real memory: libraries take more than they fill."""
    try:
        virtual, resident = (int(pages) * os.sysconf("SC_PAGE_SIZE") for pages in STATM.read_text().split()[:2])
    except (OSError, ValueError):
        return memory
    return virtual + max(memory - resident, 0)


def limit(kind: int, most: int) -> None:
    """Set a limit for good, where the system has it."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, most))


def allow_time(seconds: float) -> None:
    """Processor time for one more file: should the parent die, the process does not outlive it for long."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        with contextlib.suppress(ValueError, OSError):
            most = int(used.ru_utime + used.ru_stime + seconds) + 2
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def refuse(event: str, values: tuple[Any, ...]) -> None:
    """The audit hook: PermissionError for what reading a file in memory never needs."""
    if event == "open" and (values[2] & WRITING or not is_code(str(values[0]))):
        raise PermissionError("the parsing process opens no file")
    if event.startswith(REFUSED):
        raise PermissionError(f"the parsing process does not do {event}")


def is_code(path: str) -> bool:
    """Whether a file is a part of a library."""
    return path.startswith(LIBRARIES) and path.endswith(CODE) and ".." not in path
