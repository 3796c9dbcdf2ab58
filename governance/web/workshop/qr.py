# SPDX-License-Identifier: EUPL-1.2
"""GET /qr/{code}.svg: the QR code that a phone scans to come in. It carries a signature: who scanned never guessed."""

import io

import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from governance.settings import get_settings
from governance.web.public_address import public_url
from governance.web.workshop.door import SIGNATURE, RefusedError, enter
from governance.workshops.codes import sign
from governance.workshops.records import Workshop

QUIET_ZONE = 4
"""Modules of white around the code, which readers need (ISO/IEC 18004)."""


def join_address(workshop: Workshop, base: str) -> str:
    """What the QR code of a workshop says, under the address where phones reach the server."""
    return f"{base}/join/{workshop.code}?{SIGNATURE}={sign(workshop.secret, workshop.code)}"


def drawn(address: str) -> bytes:
    """An address as a QR code: black on white in every theme, as readers need it."""
    image = io.BytesIO()
    segno.make_qr(address, error="m").save(
        image, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return image.getvalue()


async def qr(request: Request) -> Response:
    """The picture; 404 for a code that opens nothing."""
    try:
        visit = await enter(request)
    except RefusedError as fault:
        return PlainTextResponse("No such workshop.", fault.status)
    address = join_address(visit.workshop, public_url(get_settings(), str(request.base_url)))
    return Response(drawn(address), media_type="image/svg+xml", headers={"cache-control": "no-store"})
