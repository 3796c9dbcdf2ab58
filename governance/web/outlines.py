# SPDX-License-Identifier: EUPL-1.2
"""GET /geo/{vintage}/{tier}.json and /geo/{vintage}/communes/{departement}.json: outlines, fetched once, kept for good.

The vintage in the address is what allows caching for ever: other outlines have another address. ``?plane=map`` gives
them as the maps of Échelons draw them: Lambert-93 look, overseas in insets. Imported outlines come first, then the
official ones where they are installed, then those of départements and régions shipped with Échelons.
/geo/{vintage}/groupings.json has all groupings, /geo/{vintage}/groupings/{code}.json one in more detail: the union of
the communes drawn.
"""

import gzip
import re
from dataclasses import dataclass, field
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from governance.bootstrap import application
from governance.settings import get_settings
from governance.territories.folder import outline_file
from governance.territories.install import Installed, installed
from governance.territories.outlines import OUTLINE_LAYERS, outline_bytes, outline_vintage
from governance.territories.own.shelf import Own, own_outlines
from governance.territories.own.unions import GROUPINGS, Unions, digest

FOR_GOOD = "public, max-age=31536000, immutable"
FEATURE_ID = re.compile(rb'"Feature", ?"id": ?"([^"]+)"')
LAYER_OF_TIER = {"region": "regions", "departement": "departements", "commune": "communes"}


@dataclass(frozen=True)
class Outlines:
    """Outlines that can be served: a layer, or the communes of a département (``communes/44``), as of a vintage."""

    layer: str
    vintage: str
    source: Installed | Own | Unions | None = field(compare=False)

    def address(self, *, plane: bool) -> str:
        """Where a browser finds them."""
        return f"/geo/{self.vintage}/{self.layer}.json{'?plane=map' if plane else ''}"

    def content(self, *, plane: bool) -> bytes:
        """Gzipped GeoJSON."""
        if self.source:
            return self.source.read(outline_file(self.layer, flat=plane))
        return outline_bytes(next(layer for layer in OUTLINE_LAYERS if layer == self.layer), flat=plane)


def available(layer: str) -> list[Outlines]:
    """The outlines of a layer that this server has, best first: imported, official, shipped."""
    if layer.partition("/")[0] == GROUPINGS:
        return united(layer)
    own = own_outlines(get_settings().data_dir)
    mine = own.of_file(outline_file(layer, flat=True)) if own else None
    found = [Outlines(layer, mine.address, own)] if mine else []
    return found + published(layer)


def united(layer: str) -> list[Outlines]:
    """The outlines of all groupings, or of one, where communes are drawn."""
    communes, territories = available("communes"), application().territories
    code = layer.partition("/")[2]
    if not communes or not (f"grouping:{code}" in territories if code else territories.groupings):
        return []
    vintage = f"{communes[0].vintage}-{digest(territories.revision)}"
    return [Outlines(layer, vintage, Unions(vintage, territories, commune_outlines))]


def commune_outlines(layer: str, plane: bool) -> bytes:
    """The communes of France or of a département, as they are drawn; nothing when they are not."""
    found = available(layer)
    return found[0].content(plane=plane) if found else b""


def published(layer: str) -> list[Outlines]:
    """The official outlines of a layer, then the shipped ones."""
    official = installed(get_settings().data_dir)
    # Both planes are always there; asking for the second one refuses "regions_map" as a layer.
    has = official is not None and official.has(outline_file(layer, flat=True))
    found = [Outlines(layer, official.address, official)] if official and has else []
    return found + ([Outlines(layer, outline_vintage(), None)] if layer in OUTLINE_LAYERS else [])


def outline_address(layer: str, *, plane: bool = False) -> str:
    """Where a browser finds the best outlines of a layer; LookupError when there are none."""
    return available(layer)[0].address(plane=plane)


def has_outlines(layer: str) -> bool:
    """Whether a layer, or ``communes/{departement}``, can be drawn as outlines."""
    return bool(available(layer))


def outline_ids(layer: str) -> tuple[str, ...]:
    """The ids of the features of the best outlines of a layer, in their order; LookupError when there are none."""
    best = available(layer)[0]
    return ids_in(best)


@lru_cache(maxsize=256)
def ids_in(found: "Outlines") -> tuple[str, ...]:
    """The ids of the features, read once: the outlines of a vintage never change."""
    return tuple(each.decode() for each in FEATURE_ID.findall(gzip.decompress(found.content(plane=True))))


async def outlines(request: Request) -> Response:
    """The gzipped GeoJSON of a layer; the year alone, a tier's name or a former address leads to the full address."""
    tier, vintage = request.path_params["tier"], request.path_params["vintage"]
    departement = request.path_params.get("departement")
    layer = f"{tier}/{departement}" if departement else LAYER_OF_TIER.get(tier, tier)
    plane = request.query_params.get("plane") == "map"
    found = await run_in_threadpool(available, layer)
    exact = [one for one in found if one.vintage == vintage]
    if exact and (departement or layer == tier):
        return await run_in_threadpool(answer, request, exact[0], plane)
    # A page opened before an installation still knows the address of what was there: it is led to what is.
    if any(one.vintage.partition("-")[0] == vintage.partition("-")[0] for one in found):
        return RedirectResponse(found[0].address(plane=plane), headers={"cache-control": "no-store"})
    return PlainTextResponse("No such outlines here.", status_code=404)


def answer(request: Request, found: Outlines, plane: bool) -> Response:
    """The outlines, gzipped for whoever accepts it."""
    try:
        body = found.content(plane=plane)
    except OSError:
        return PlainTextResponse("These outlines cannot be read at the moment.", status_code=503)
    headers = {"cache-control": FOR_GOOD, "vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="application/geo+json", headers=headers)
