# SPDX-License-Identifier: EUPL-1.2
"""No screen asks for a file yet, but Streamlit's upload address would take one into memory all the same: refuse it."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

UPLOAD_PATH = "/_stcore/upload_file"


class NoUploads:
    """Answers 403 to any write on the upload address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stop uploads before their body is read."""
        if scope["type"] == "http" and scope["path"].startswith(UPLOAD_PATH) and scope["method"] in {"PUT", "POST"}:
            refusal = PlainTextResponse("Échelons takes no files here.", status_code=403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)
