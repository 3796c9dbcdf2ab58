# SPDX-License-Identifier: EUPL-1.2
"""Security headers on every response.

The content policy lets a page call nothing but its own server: that is what keeps the promise "works without internet,
tells nobody". Streamlit needs inline styles, and Plotly's maps draw in a worker built from a blob; 'unsafe-eval' is for
the WebAssembly and compiled expressions of Streamlit's bundle.
Reference: https://developer.mozilla.org/docs/Web/HTTP/CSP
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds ``HEADERS`` to each HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything; complete the headers when a response starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A page that needs less may forbid more.
                own = headers.get("content-security-policy", CONTENT_POLICY)
                headers.update(HEADERS | {"content-security-policy": own})
            await send(message)

        await self.app(scope, receive, send_with_headers)
