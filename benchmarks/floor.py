# SPDX-License-Identifier: EUPL-1.2
"""The least that a vote can cost: a plain Starlette route that stores a row, durable as ours, and tells nobody."""

import os
import sqlite3
from threading import Lock
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

ADDRESS = "/join/floor"
DATABASE = "ECHELONS_BENCH_DATABASE"
STATEMENT = "INSERT INTO votes VALUES (?, ?) ON CONFLICT DO UPDATE SET answer = excluded.answer"
writing = Lock()


def connect() -> sqlite3.Connection:
    """As durable as a vote of ours on a SQLite without safe write-ahead log."""
    connection = sqlite3.connect(os.environ.get(DATABASE, ":memory:"), check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE IF NOT EXISTS votes (voter TEXT PRIMARY KEY, answer TEXT)")
    return connection


connection = connect()


def store(voter: str, answer: str) -> None:
    """One row, on disk."""
    with writing:
        connection.execute(
            "INSERT INTO votes VALUES (?, ?) ON CONFLICT DO UPDATE SET answer = excluded.answer", (voter, answer)
        )


async def page(_request: Request) -> Response:
    """A page with a cookie."""
    answer = PlainTextResponse("floor")
    answer.set_cookie("voter", os.urandom(8).hex())
    return answer


async def vote(request: Request) -> Response:
    """Store the answer."""
    fields = parse_qs((await request.body()).decode())
    await run_in_threadpool(store, request.cookies["voter"], fields["answer"][0])
    return JSONResponse({"stored": True})


app = Starlette(routes=[Route(ADDRESS, page), Route(f"{ADDRESS}/vote", vote, methods=["POST"])])
