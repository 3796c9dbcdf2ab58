# SPDX-License-Identifier: EUPL-1.2
"""GET /assets/style-….css: what the theme cannot say, linked from the document itself.

Sent as an element of the page it came with the first run, once the script that draws such elements had arrived: on a
slow line, words stood a while without their contrast.
"""

from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from governance.settings import ROOT
from governance.web.outlines import FOR_GOOD

SOURCE = ROOT / "governance" / "ui" / "style.css"


@cache
def style_sheet() -> bytes:
    """The rules."""
    return SOURCE.read_bytes()


@cache
def style_address() -> str:
    """Where they are; their digest in the address allows keeping them for good."""
    return f"/assets/style-{sha256(style_sheet()).hexdigest()[:12]}.css"


async def style(_request: Request) -> Response:
    """The rules, as a file."""
    return Response(style_sheet(), media_type="text/css", headers={"cache-control": FOR_GOOD})
