# SPDX-License-Identifier: EUPL-1.2
"""Who may come in: all is closed unless it is listed, asked from this machine, or asked with the operator's pass.

A browser on this machine needs no link as long as the server is for it alone. Once others are meant to reach it,
nothing tells a person at the machine from a proxy or a tunnel that runs beside the server: everybody needs the link.
A second facilitator's pass opens what ``colleague.opens`` lists, for one workshop.
Where the server is for its machine alone, a request is believed to come from it only if all agree: both ends of the
connection, the name that the browser asked for (a page elsewhere can give its own name to 127.0.0.1: DNS rebinding),
and no mark of a proxy.
"""

from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from governance.access.colleague import HEADER, OPERATOR, cookie_name
from governance.access.operator import operator_key
from governance.errors import StoreError
from governance.settings import Settings, get_settings
from governance.web import colleague
from governance.web.closed import closed

# What participants, the room and monitors need, by the beginning of a route's own path: all other routes are closed,
# and so is whatever Streamlit serves.
OPEN = ("/healthz", "/operator", "/lead", "/join", "/qr", "/screen", "/geo")
FORWARDED = ("forwarded", "via", "x-real-ip")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
PROTOCOLS = "sec-websocket-protocol"
BEFORE_THE_SESSION = 2
"""What Streamlit lists there: its protocol, a token against forgery, the session to take up again."""


class Gate:
    """Lets in who may, and answers all others itself: a page for people, a refusal for event streams and sockets."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or close."""
        if scope["type"] == "lifespan" or self.is_open(scope):
            await self.app(scope, receive, send)
            return
        settings, headers = get_settings(), Headers(scope=scope)
        operates = has_pass(headers, settings) if settings.open_to_others else True
        given = "" if operates else kept_cookie(headers, cookie_name(operator_key(settings.data_dir)))
        only = None if operates else await workshop_opened(given)
        if not operates and only is None:
            await closed(scope, receive, send, "link")
        elif only is not None and not colleague.opens(scope, self.routes, only):
            await closed(scope, receive, send, "narrow")
        elif not settings.open_to_others and not at_the_machine(scope, headers):
            await closed(scope, receive, send, "elsewhere")
        elif not comes_from_here(scope, headers, settings):
            await closed(scope, receive, send, "crossing")
        else:
            await self.app(telling(seen_from_its_page(scope, headers), given or OPERATOR), receive, send)

    def is_open(self, scope: Scope) -> bool:
        """Whether the route that will answer is one for everybody. Streamlit's own routes come after ours."""
        if scope["type"] != "http":
            return False
        answering = next((route for route in self.routes if route.matches(scope)[0] is Match.FULL), None)
        return is_listed(getattr(answering, "path", ""))


def is_listed(path: str) -> bool:
    """Whether a route's own path begins as one of those for everybody.

    >>> is_listed("/join/{code}"), is_listed("/joining"), is_listed("")
    (True, False, False)
    """
    return any(path == start or path.startswith(f"{start}/") for start in OPEN)


def at_the_machine(scope: Scope, headers: Headers) -> bool:
    """Whether a browser of this machine asks, and nobody through it."""
    ends = [(scope.get(end) or ("",))[0] for end in ("client", "server")]
    return (
        all(is_loopback(end) for end in ends)
        and is_loopback(host_name(headers.get("host", "")))
        and not any(name in FORWARDED or name.startswith("x-forwarded-") for name in headers)
    )


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.2", "::1", "127.0.0.1.example.org", "")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("[::1]:8501"), host_name("LOCALHOST"), host_name("a@[")
    ('::1', 'localhost', '')
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def has_pass(headers: Headers, settings: Settings) -> bool:
    """Whether a request brings the pass that the operator link gave."""
    key = operator_key(settings.data_dir)
    return key.accepts(kept_cookie(headers, key.cookie))


def kept_cookie(headers: Headers, name: str) -> str:
    """What a browser keeps under a name; empty without."""
    try:
        kept = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return "" if kept is None else kept.value


async def workshop_opened(given: str) -> str | None:
    """The workshop that a second facilitator's pass opens. While the database cannot say, it opens none."""
    if not given:
        return None
    try:
        return await run_in_threadpool(colleague.workshop_of, given)
    except StoreError:
        return None


def telling(scope: Scope, visitor: str) -> Scope:
    """The same socket, which tells the screens who opens it, whatever it said of that itself.

    Only the operator's takes up an earlier session of Streamlit again: one that somebody with more rights has left
    still holds its buttons. A second facilitator's begins afresh, and finds all in the store.
    """
    if scope["type"] != "websocket":
        return scope
    told = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=told)
    headers[HEADER] = visitor
    if visitor != OPERATOR and (asked := headers.get(PROTOCOLS)):
        headers[PROTOCOLS] = ",".join(asked.split(",")[:BEFORE_THE_SESSION])
    return told


def comes_from_here(scope: Scope, headers: Headers, settings: Settings) -> bool:
    """Whether what can change something comes from a page of this server, as far as the browser says where from."""
    origin = headers.get("origin")
    if origin is None or (scope["type"] == "http" and scope["method"] in SAFE_METHODS):
        return True
    own = {headers.get("host", "").lower(), urlsplit(settings.public_url or "").netloc}
    return place_of(origin) in own


def place_of(origin: str) -> str | None:
    """Host and port of an Origin header; none of a page that has none (``null``)."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def seen_from_its_page(scope: Scope, headers: Headers) -> Scope:
    """The same connection under the name its page has: a proxy may have put its own, and Streamlit then asks an address
    outside which machine this is before it refuses.
    """
    place = place_of(headers.get("origin", ""))
    if scope["type"] != "websocket" or place is None or headers.get("host", "").lower() == place:
        return scope
    renamed = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=renamed)["host"] = place
    return renamed
