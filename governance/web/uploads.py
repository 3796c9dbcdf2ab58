# SPDX-License-Identifier: EUPL-1.2
"""Files on their way to an uploader: few at once, small, slow ones cut off, never more than a session may hold.

Streamlit takes files into memory, from any session that is open, whether a screen asks for one or not.
"""

import asyncio
import re
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD_PATH = "/_stcore/upload_file"
FILE_PATH = re.compile(rf"{UPLOAD_PATH}/(?P<session>[\w-]{{1,100}})/[\w-]{{1,100}}")
MOST_BYTES = 5_000_000
FRAMING = 100_000
"""What a form adds around its file: boundaries, headers, the file's name."""
MOST_AT_ONCE = 4
MOST_FOR_SESSION = 30
MOST_SESSIONS = 1000
SECONDS = 60.0
STORED = 204


class BoundedUploads:
    """Lets one file at a time through to its uploader, within the limits above; answers all else itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.under_way = 0
        self.held: OrderedDict[str, int] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no upload; of an upload, the body is not read before its head is found fit."""
        if scope["type"] != "http" or not scope["path"].startswith(UPLOAD_PATH) or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
            return
        found = FILE_PATH.fullmatch(scope["path"])
        if found is None or scope["method"] not in {"PUT", "DELETE"}:
            await refuse(scope, receive, send, 403, "Échelons takes no files here.")
        elif scope["method"] == "DELETE":
            await self.app(scope, receive, self.counting(found["session"], -1, send))
        elif fault := self.unfit(Headers(scope=scope), found["session"]):
            await refuse(scope, receive, send, *fault)
        else:
            self.under_way += 1
            try:
                await self.let_through(scope, receive, self.counting(found["session"], 1, send))
            finally:
                self.under_way -= 1

    def unfit(self, headers: Headers, session: str) -> tuple[int, str] | None:
        """Why a file is refused before it is read."""
        if not headers.get("content-type", "").startswith("multipart/form-data"):
            return 415, "A form with one file is expected."
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or len(length) > 18:
            return 400, "The length of the file is not a number."
        if int(length) > MOST_BYTES + FRAMING:
            return 413, "The file is too large."
        if self.held.get(session, 0) >= MOST_FOR_SESSION:
            return 429, "This session has sent many files: reload the page."
        if self.under_way >= MOST_AT_ONCE:
            return 503, "Several files are on their way: try again in a moment."
        return None

    async def let_through(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the file on, counting what really comes; beyond the limits it is cut off, and nothing is kept."""
        passage = Passage(receive, send)
        try:
            async with asyncio.timeout(SECONDS):
                await self.app(scope, passage.receive, passage.send)
        except TimeoutError:
            await passage.refuse(scope, 408, "The file took too long.")
        except ClientDisconnect:
            if not passage.overflown:
                raise
        if passage.overflown:
            await passage.refuse(scope, 413, "The file is too large.")

    def counting(self, session: str, change: int, send: Send) -> Send:
        """Count what a session holds, once it is known that a file was stored or removed."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == STORED:
                self.held[session] = max(0, self.held.pop(session, 0) + change)
                while len(self.held) > MOST_SESSIONS:
                    self.held.popitem(last=False)
            await send(message)

        return counted


class Passage:
    """One upload: its bytes are counted; once there are too many, its reader is told that the client has left."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.source, self.sink = receive, send
        self.bytes = 0
        self.overflown = False
        self.answered = False

    async def receive(self) -> Message:
        """The next bytes."""
        if self.overflown:
            return {"type": "http.disconnect"}
        message = await self.source()
        self.bytes += len(message.get("body", b""))
        self.overflown = self.bytes > MOST_BYTES + FRAMING
        return {"type": "http.disconnect"} if self.overflown else message

    async def send(self, message: Message) -> None:
        """The reader's answer, unless ours takes its place."""
        if not self.overflown:
            self.answered = True
            await self.sink(message)

    async def refuse(self, scope: Scope, status: int, words: str) -> None:
        """Our answer, if none has begun."""
        if not self.answered:
            await refuse(scope, self.source, self.sink, status, words)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    """Answer without reading further; the connection ends, so that the rest of the body is not taken for a request."""
    headers = {"connection": "close"} | ({"retry-after": "5"} if status == 503 else {})
    await PlainTextResponse(words, status_code=status, headers=headers)(scope, receive, send)
