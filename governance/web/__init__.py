# SPDX-License-Identifier: EUPL-1.2
"""Plain HTTP beside Streamlit: health and outlines, and what every response carries."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from governance import bootstrap
from governance.web.colleague import lead
from governance.web.documents import DocumentLanguage
from governance.web.gate import Gate
from governance.web.headers import SecurityHeaders
from governance.web.health import health
from governance.web.join_sheet import join_sheet
from governance.web.minutes import minutes
from governance.web.operator import enter
from governance.web.outlines import outlines
from governance.web.portrait import portrait
from governance.web.report import drawing_library, library_address, report
from governance.web.scripts import script
from governance.web.stylesheet import style, style_address
from governance.web.uploads import BoundedUploads
from governance.web.workshop import live, workshop_routes

__all__ = ["lifespan", "middleware", "routes"]


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """While the server runs: what bootstrap keeps going, and the open pages of live workshops."""
    async with bootstrap.lifespan(app) as state, live():
        yield state


def routes() -> list[BaseRoute]:
    """The routes that come before Streamlit's own. From elsewhere all are closed but those that ``gate.OPEN`` lists."""
    return [
        Route("/healthz", health, methods=["GET"]),
        Route("/operator/{key}", enter, methods=["GET"]),
        Route("/lead/{token}", lead, methods=["GET"]),
        Route("/geo/{vintage}/{tier}.json", outlines, methods=["GET"]),
        Route("/geo/{vintage}/{tier}/{departement}.json", outlines, methods=["GET"]),
        Route("/print/{assessment}", report, methods=["GET"]),
        Route("/print/portrait/{territory}", portrait, methods=["GET"]),
        Route("/assets/atlas-{digest}/{name}.js", script, methods=["GET"]),
        Route("/workshop/{workshop}/minutes", minutes, methods=["GET"]),
        Route("/workshop/{workshop}/sheet", join_sheet, methods=["GET"]),
        Route(library_address(), drawing_library, methods=["GET"]),
        Route(style_address(), style, methods=["GET"]),
        *workshop_routes(),
    ]


def middleware() -> list[Middleware]:
    """What wraps every request, outermost first. All pure ASGI: Starlette's base class would disturb event streams."""
    return [
        Middleware(SecurityHeaders),
        Middleware(Gate, routes=routes()),
        Middleware(BoundedUploads),
        Middleware(DocumentLanguage),
    ]
