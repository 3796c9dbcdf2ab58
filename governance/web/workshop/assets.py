# SPDX-License-Identifier: EUPL-1.2
"""GET /join/assets/{name}: the style and the script of each page, from this server, kept by browsers for good.

A digest in the address changes with the content: that is what allows keeping them.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from governance.views.palette import PALETTES, Palette

FOLDER = Path(__file__).parent / "assets"
FOR_GOOD = "public, max-age=31536000, immutable"
PREFIX = "/join/assets/"
# Each page asks for one style and one script: on a slow network, every request costs its round trip.
BUNDLES = {
    "phone.css": ("base.css", "phone.css"),
    "screen.css": ("base.css", "screen.css"),
    "phone.js": ("stream.js", "phone.js"),
    "screen.js": ("stream.js", "screen.js"),
}
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A style or a script as it is served."""

    address: str
    media_type: str
    content: str


@cache
def asset(name: str) -> Asset:
    """One of ``BUNDLES``, put together once; KeyError for another name."""
    parts = [(FOLDER / part).read_text("utf-8") for part in BUNDLES[name]]
    stem, kind = Path(name).stem, Path(name).suffix
    content = "\n".join([colours(), *parts] if kind == ".css" else parts)
    digest = sha256(content.encode()).hexdigest()[:12]
    return Asset(f"{PREFIX}{stem}-{digest}{kind}", MEDIA_TYPES[kind], content)


async def assets(request: Request) -> Response:
    """The asset at an address; 404 for a digest that is no longer the right one."""
    found = next((one for one in map(asset, BUNDLES) if one.address == request.url.path), None)
    if found is None:
        return PlainTextResponse("No such file here.", status_code=404)
    return Response(found.content, media_type=found.media_type, headers={"cache-control": FOR_GOOD})


def colours() -> str:
    """The palette as variables of a style sheet, in light and in dark."""
    light, dark = variables(PALETTES["light"]), variables(PALETTES["dark"])
    return (
        f":root {{ color-scheme: light dark; {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    )


def variables(palette: Palette) -> str:
    """One palette.

    >>> "--level-4: #233E7E" in variables(PALETTES["light"])
    True
    """
    names = ("background", "surface", "ink", "muted", "rule", "grid", "accent", "button", "not_assessed", "no_answer")
    plain = {name.replace("_", "-"): getattr(palette, name) for name in names}
    steps = {f"level-{rank}": colour for rank, colour in enumerate(palette.ramp)}
    written = {f"on-{rank}": colour for rank, colour in enumerate(palette.on_ramp)}
    return "; ".join(f"--{name}: {colour}" for name, colour in (plain | steps | written).items())
