# SPDX-License-Identifier: EUPL-1.2
"""Live workshops on plain HTML: the participants' page, the room's screen, and their protocol.

Nothing here knows Streamlit: a phone on a weak network gets under 30 kB in four requests.
"""

from starlette.routing import BaseRoute, Route

from governance.web.workshop.assets import PREFIX, assets
from governance.web.workshop.live import live
from governance.web.workshop.outcome import Handler, guarded
from governance.web.workshop.participant import events, join, page, state
from governance.web.workshop.qr import qr
from governance.web.workshop.screen import screen, screen_events, screen_state
from governance.web.workshop.votes import argue, college, vote

__all__ = ["live", "workshop_routes"]


def workshop_routes() -> list[BaseRoute]:
    """What phones and the room's screen ask for. Everything a phone needs lies under /join."""
    answered: list[tuple[str, str, Handler]] = [
        ("GET", "/join", join),
        ("GET", PREFIX + "{name}", assets),
        ("GET", "/join/{code}", page),
        ("POST", "/join/{code}", college),
        ("POST", "/join/{code}/vote", vote),
        ("POST", "/join/{code}/argue", argue),
        ("GET", "/join/{code}/state", state),
        ("GET", "/join/{code}/events", events),
        ("GET", "/screen/{token}", screen),
        ("GET", "/screen/{token}/state", screen_state),
        ("GET", "/screen/{token}/events", screen_events),
        ("GET", "/qr/{code}.svg", qr),
    ]
    return [Route(path, guarded(handler), methods=[method]) for method, path, handler in answered]
