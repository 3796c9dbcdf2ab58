# SPDX-License-Identifier: EUPL-1.2
"""GET /assets/atlas-{digest}/{name}.js: the scripts of the map, fetched once, kept for good.

A component's own script would travel again at each change of figure.
"""

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from governance.web.outlines import FOR_GOOD

FOLDER = Path(__file__).parent / "atlas"


@cache
def scripts() -> dict[str, bytes]:
    """The scripts of the map, by name."""
    return {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.js"))}


@cache
def scripts_address() -> str:
    """Where the first of them is; the digest in the address allows keeping it for good."""
    digest = hashlib.sha256(b"".join(scripts().values())).hexdigest()[:10]
    return f"/assets/atlas-{digest}/atlas.js"


async def script(request: Request) -> Response:
    """One script; 404 for any other name, and for scripts of another version."""
    name = request.path_params["name"]
    if f"-{request.path_params['digest']}/" not in scripts_address() or name not in scripts():
        return PlainTextResponse("No such script here.", status_code=404)
    return Response(scripts()[name], media_type="text/javascript", headers={"cache-control": FOR_GOOD})
