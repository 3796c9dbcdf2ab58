# SPDX-License-Identifier: EUPL-1.2
"""Live workshops on plain HTML: the participants' page, the room's screen, and their protocol.

Nothing here knows Streamlit: a phone on a weak network gets under 30 kB in four requests.
"""

from starlette.routing import BaseRoute, Route

from governance.web.workshop.assets import PREFIX, assets
from governance.web.workshop.live import live
from governance.web.workshop.participant import events, join, page, state
from governance.web.workshop.qr import qr
from governance.web.workshop.screen import screen, screen_events, screen_state
from governance.web.workshop.votes import argue, college, vote

__all__ = ["live", "workshop_routes"]


def workshop_routes() -> list[BaseRoute]:
    """What phones and the room's screen ask for. Everything a phone needs lies under /join."""
    return [
        Route("/join", join, methods=["GET"]),
        Route(PREFIX + "{name}", assets, methods=["GET"]),
        Route("/join/{code}", page, methods=["GET"]),
        Route("/join/{code}", college, methods=["POST"]),
        Route("/join/{code}/vote", vote, methods=["POST"]),
        Route("/join/{code}/argue", argue, methods=["POST"]),
        Route("/join/{code}/state", state, methods=["GET"]),
        Route("/join/{code}/events", events, methods=["GET"]),
        # Whatever else somebody may type, slashes included: the same page says that it is no code.
        Route("/join/{code:path}", page, methods=["GET"]),
        Route("/screen/{token}", screen, methods=["GET"]),
        Route("/screen/{token}/state", screen_state, methods=["GET"]),
        Route("/screen/{token}/events", screen_events, methods=["GET"]),
        Route("/qr/{code}.svg", qr, methods=["GET"]),
    ]
