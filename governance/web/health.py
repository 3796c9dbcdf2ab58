# SPDX-License-Identifier: EUPL-1.2
"""GET /healthz: whether this process can serve, for service managers and load balancers."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from governance import __version__
from governance.bootstrap import application
from governance.errors import EchelonsError


async def health(_request: Request) -> JSONResponse:
    """200 when the database answers, 503 with the reason when it does not."""
    try:
        database = await run_in_threadpool(lambda: application().check_database())
    except EchelonsError as fault:
        problem = {"status": "unavailable", "database": fault.message("en"), "version": __version__}
        return JSONResponse(problem, status_code=503, headers={"cache-control": "no-store"})
    answer = {"status": "ok", "database": database, "version": __version__}
    return JSONResponse(answer, headers={"cache-control": "no-store"})
