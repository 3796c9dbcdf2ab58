# SPDX-License-Identifier: EUPL-1.2
"""How often one may ask: enough for 300 people behind one address, too little to guess a code.

There are 31⁸ ≈ 8.5·10¹¹ codes: at ``WRONG_CODES_OVERALL`` tries a minute, one of a hundred open workshops is found once
in thirteen years. Who scanned the QR, or is already in, is never held up by the tries of others. Each process counts
for itself.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from time import monotonic

MINUTE = 60.0
WRONG_CODES_PER_ADDRESS = 120
"""A minute. One person in three of a room of 300 may mistype the code."""
WRONG_CODES_OVERALL = 1_200
"""A minute, from all addresses together."""
ARRIVALS_PER_ADDRESS = 1_500
"""New participants a minute: a whole amphitheatre behind one address, with room to spare."""
ARRIVALS_OVERALL = 3_000
"""New participants a minute, from all addresses together."""
VOTES_PER_PARTICIPANT = 60
"""Votes a minute: one may change one's mind each second."""
REMEMBERED = 50_000
"""Addresses, or participants."""


@dataclass(slots=True)
class Limit:
    """At most ``most`` in any short while, refilled evenly over ``seconds``: a token bucket for each key."""

    most: int
    seconds: float = MINUTE
    clock: Callable[[], float] = monotonic
    buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def left(self, key: str = "") -> float:
        """How many are left to a key now."""
        tokens, seen = self.buckets.get(key, (float(self.most), 0.0))
        return min(self.most, tokens + (self.clock() - seen) * self.most / self.seconds)

    def spent(self, key: str = "") -> bool:
        """Whether a key has to wait."""
        return self.left(key) < 1

    def take(self, key: str = "") -> bool:
        """Count one; False when there was none left. The keys not seen for longest are forgotten first."""
        left = self.left(key)
        self.buckets[key] = (max(left - 1, 0.0) if left >= 1 else left, self.clock())
        self.buckets.move_to_end(key)
        while len(self.buckets) > REMEMBERED:
            self.buckets.popitem(last=False)
        return left >= 1


@dataclass(slots=True)
class Limits:
    """Those of one process."""

    wrong_here: Limit = field(default_factory=lambda: Limit(WRONG_CODES_PER_ADDRESS))
    wrong_anywhere: Limit = field(default_factory=lambda: Limit(WRONG_CODES_OVERALL))
    arrivals_here: Limit = field(default_factory=lambda: Limit(ARRIVALS_PER_ADDRESS))
    arrivals_anywhere: Limit = field(default_factory=lambda: Limit(ARRIVALS_OVERALL))
    votes: Limit = field(default_factory=lambda: Limit(VOTES_PER_PARTICIPANT))
    joined: OrderedDict[str, None] = field(default_factory=OrderedDict)
    """The participants known to have joined."""

    def may_try_codes(self, address: str) -> bool:
        """Whether codes typed at an address are still looked up."""
        return not (self.wrong_here.spent(address) or self.wrong_anywhere.spent())

    def wrong_code(self, address: str) -> None:
        """Count a code that opens nothing."""
        self.wrong_here.take(address)
        self.wrong_anywhere.take()

    def may_arrive(self, address: str) -> bool:
        """Count a new participant; False when too many come at once."""
        return self.arrivals_here.take(address) and self.arrivals_anywhere.take()

    def remember(self, participant: str) -> None:
        """Note that a participant has joined."""
        self.joined[participant] = None
        while len(self.joined) > REMEMBERED:
            self.joined.popitem(last=False)

    def may_vote(self, participant: str) -> bool:
        """Count a vote; False when one person sends too many."""
        return self.votes.take(participant)


def network(host: str | None) -> str:
    """What counts as one address: an IPv4 address, or the /64 network that an IPv6 subscriber holds.

    >>> network("192.0.2.7"), network("2001:db8:1:2:3::4"), network(None), network("testclient")
    ('192.0.2.7', '2001:db8:1:2::', '', 'testclient')
    """
    try:
        address = ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)
