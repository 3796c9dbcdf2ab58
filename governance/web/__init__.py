# SPDX-License-Identifier: EUPL-1.2
"""Plain HTTP beside Streamlit: health and outlines, and what every response carries."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from governance.web.documents import DocumentLanguage
from governance.web.headers import SecurityHeaders
from governance.web.health import health
from governance.web.outlines import outlines
from governance.web.report import drawing_library, library_address, report
from governance.web.scripts import script
from governance.web.uploads import BoundedUploads

__all__ = ["middleware", "routes"]


def routes() -> list[BaseRoute]:
    """The routes that come before Streamlit's own."""
    return [
        Route("/healthz", health, methods=["GET"]),
        Route("/geo/{vintage}/{tier}.json", outlines, methods=["GET"]),
        Route("/geo/{vintage}/{tier}/{departement}.json", outlines, methods=["GET"]),
        Route("/print/{assessment}", report, methods=["GET"]),
        Route("/assets/atlas-{digest}/{name}.js", script, methods=["GET"]),
        Route(library_address(), drawing_library, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """What wraps every request, outermost first. All pure ASGI: Starlette's base class would disturb event streams."""
    return [Middleware(SecurityHeaders), Middleware(BoundedUploads), Middleware(DocumentLanguage)]
