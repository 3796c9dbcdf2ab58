# SPDX-License-Identifier: EUPL-1.2
"""The pass of a second facilitator: it opens the console of one workshop on another device, and nothing else.

It names the workshop, with a proof made from this server's key and the workshop's present link: it is worth nothing any
more once the links are changed or the workshop has ended. What is checked is always the store, at every request and at
every interaction, never how long ago the pass was given.
"""

import hmac

from governance.access.operator import OperatorKey

HEADER = "x-echelons-visitor"
"""How the gate tells Streamlit's screens who opened their socket; nobody outside can set it."""
OPERATOR = "operator"
"""What it holds for whoever has the operator's pass; a second facilitator's pass otherwise."""


def cookie_name(key: OperatorKey) -> str:
    """The cookie that holds a pass: another one for each server of a machine.

    >>> cookie_name(OperatorKey("a")) != cookie_name(OperatorKey("b"))
    True
    """
    return f"echelons_workshop_{key.sign('name')[:8]}"


def make_pass(key: OperatorKey, workshop_id: str, token: str) -> str:
    """What the browser keeps, from the workshop and the secret of its link."""
    return f"{workshop_id}.{key.sign(f'workshop {workshop_id} {token}')}"


def named_workshop(given: str) -> str:
    """The workshop that a pass claims to open.

    >>> named_workshop("w1.proof"), named_workshop("")
    ('w1', '')
    """
    return given.partition(".")[0]


def accepts(key: OperatorKey, given: str, workshop_id: str, token: str) -> bool:
    """Whether a pass is that of a workshop whose link holds this secret; none is once the secret is erased.

    >>> key = OperatorKey("k")
    >>> given = make_pass(key, "w1", "secret")
    >>> accepts(key, given, "w1", "secret"), accepts(key, given, "w1", "changed"), accepts(key, given, "w2", "secret")
    (True, False, False)
    >>> accepts(key, make_pass(key, "w1", ""), "w1", "")
    False
    """
    return bool(token) and hmac.compare_digest(given.encode(), make_pass(key, workshop_id, token).encode())
