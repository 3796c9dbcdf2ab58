# SPDX-License-Identifier: EUPL-1.2
"""What opens a session: the code that people type, the secret links, the signature in the QR code."""

import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 symbols that nobody takes for one another: no 0 and O, no 1, I and L."""
HALF = 4
SECRET_BYTES = 24


def new_code() -> str:
    """A join code, XXXX-XXXX: 31⁸, about 850 thousand million of them."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(2 * HALF))
    return f"{symbols[:HALF]}-{symbols[HALF:]}"


def read_code(text: str) -> str | None:
    """The code that somebody typed, whatever the case, spaces and hyphens; None for what cannot be one.

    >>> read_code(" k7mp 2w9q "), read_code("K7MP–2W9Q"), read_code("K0MP-2W9Q"), read_code("K7MP")
    ('K7MP-2W9Q', 'K7MP-2W9Q', None, None)
    """
    symbols = "".join(symbol for symbol in text[:40].upper() if symbol.isalnum())
    if len(symbols) != 2 * HALF or not set(symbols) <= set(ALPHABET):
        return None
    return f"{symbols[:HALF]}-{symbols[HALF:]}"


def new_secret() -> str:
    """A secret for a link or a signature: 192 bits, fit for an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def sign(secret: str, code: str) -> str:
    """What the QR code carries beside the join code, to tell who scanned from who guessed."""
    return hmac.new(secret.encode(), code.encode(), hashlib.sha256).hexdigest()[:32]


def is_signed(secret: str, code: str, signature: str) -> bool:
    """Whether a signature is that of a code; never for a session whose secret was erased."""
    return bool(secret) and hmac.compare_digest(sign(secret, code).encode(), signature.encode("utf-8", "replace"))


def participant_of(workshop_id: str, cookie: str) -> str:
    """Who a phone is in one session: a digest, so that no database holds the cookie that a phone keeps."""
    return hashlib.sha256(f"{workshop_id}\n{cookie}".encode("utf-8", "replace")).hexdigest()[:32]


def fresh_participant() -> str:
    """An id that stands for nobody: what votes carry once their session has ended."""
    return secrets.token_hex(16)
