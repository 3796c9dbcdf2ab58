# SPDX-License-Identifier: EUPL-1.2
"""A page that is open, and the room of those that show the same workshop."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, TypeVar

from governance.workshops.records import Version

PHONE_PACE = 2.0
"""Seconds between two counts on a phone; what a facilitator does is told at once."""
SCREEN_PACE = 0.1
SECONDS_PRESENT = 20.0
"""How long a phone that asks rather than listens counts as being there."""

Look = TypeVar("Look")


@dataclass(eq=False, slots=True)
class Listener:
    """One open page: a participant's, or a screen without any."""

    pace: float
    participant: str | None = None
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    told: Version | None = None
    """The last version that the page was sent."""
    at: float = 0.0

    def hear(self, version: Version) -> float | None:
        """Wake the page if it is time; otherwise say in how many seconds it will be."""
        if self.told == version:
            return None
        wait = self.at + self.pace - monotonic()
        if wait > 0 and self.told is not None and self.told.transitions == version.transitions:
            return wait
        self.woken.set()
        return None

    def tell(self, version: Version) -> None:
        """Note what the page is being sent."""
        self.told, self.at = version, monotonic()


@dataclass(eq=False, slots=True)
class Room(Generic[Look]):
    """A workshop with pages open in this process."""

    workshop_id: str
    version: Version | None = None
    listeners: set[Listener] = field(default_factory=set)
    asking: dict[str, float] = field(default_factory=dict)
    """When each phone that has no stream last asked."""
    seen: tuple[Version, Look] | None = None
    seen_at: float = 0.0
    reported: int = 0
    """How many phones this process had told the store of when ``seen`` was read."""
    reported_now: int = 0
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def connected(self) -> int:
        """How many participants have the page open."""
        since = monotonic() - SECONDS_PRESENT
        self.asking = {name: at for name, at in self.asking.items() if at > since}
        return len(self.asking.keys() | {one.participant for one in self.listeners if one.participant})

    @property
    def empty(self) -> bool:
        """Whether nobody is left."""
        return not self.listeners and not self.connected

    def announce(self) -> float | None:
        """Wake the pages that do not show the present version; seconds until the next that has to wait."""
        if self.version is None:
            return None
        waits = [wait for listener in self.listeners if (wait := listener.hear(self.version)) is not None]
        return min(waits, default=None)
