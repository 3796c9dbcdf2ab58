# SPDX-License-Identifier: EUPL-1.2
"""The fields of a small form."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from governance.web.workshop.door import RefusedError

MOST_BYTES = 16_000
"""A reason of a few hundred characters, escaped, and room to spare."""
MOST_FIELDS = 100


async def read_fields(request: Request) -> dict[str, str]:
    """The fields of the form in a request's body; RefusedError for what is too long or no form."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise RefusedError(413, "participant.too_long")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError as fault:
        raise RefusedError(422, "participant.wrong") from fault


def whole(fields: Mapping[str, str], name: str) -> int:
    """A field that must be a whole number, not negative; empty means none. RefusedError for anything else.

    >>> whole({"round": " 2 "}, "round"), whole({}, "round")
    (2, 0)
    """
    text = fields.get(name, "").strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise RefusedError(422, "participant.wrong")
    return int(text)
