# SPDX-License-Identifier: EUPL-1.2
"""GET /geo/{vintage}/{tier}.json: outlines, fetched once by a browser and kept for good.

The vintage in the address is what allows caching for ever: other outlines have another address. ``?plane=map`` gives
them as the maps of Échelons draw them: Lambert-93 look, overseas in insets.
"""

import gzip

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from governance.territories.outlines import OUTLINE_LAYERS, OutlineLayer, outline_bytes, outline_vintage

FOR_GOOD = "public, max-age=31536000, immutable"
LAYER_OF_TIER: dict[str, OutlineLayer] = {
    **{layer: layer for layer in OUTLINE_LAYERS},
    "region": "regions",
    "departement": "departements",
}


def outline_address(layer: OutlineLayer, *, plane: bool = False) -> str:
    """Where a browser finds a layer's outlines."""
    return f"/geo/{outline_vintage()}/{layer}.json{'?plane=map' if plane else ''}"


async def outlines(request: Request) -> Response:
    """The gzipped GeoJSON of a layer; the year alone, or a tier's name, leads to the full address."""
    layer = LAYER_OF_TIER.get(request.path_params["tier"])
    vintage = request.path_params["vintage"]
    if layer is None or not outline_vintage().startswith(vintage):
        return PlainTextResponse("No such outlines here.", status_code=404)
    plane = request.query_params.get("plane") == "map"
    if vintage != outline_vintage() or layer != request.path_params["tier"]:
        return RedirectResponse(outline_address(layer, plane=plane))
    body = await run_in_threadpool(outline_bytes, layer, flat=plane)
    headers = {"cache-control": FOR_GOOD, "vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="application/geo+json", headers=headers)
