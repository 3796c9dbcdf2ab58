# SPDX-License-Identifier: EUPL-1.2
"""`echelons serve`: migrate the database, then serve until told to stop."""

import os
import signal
import socket
import sys

import click

from governance.commands.console import console_language, reports_faults, say
from governance.errors import AccessError, InputError
from governance.language import sentence
from governance.settings import ROOT, Settings, load_settings

# Uvicorn then closes open streams by itself: without it, one open page keeps the process alive after SIGTERM.
SECONDS_TO_STOP = 3


@click.command()
@click.option("--host", help="Address to listen on (default: ECHELONS_HOST or 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: ECHELONS_PORT or 8501).")
@reports_faults
def serve(host: str | None, port: int | None) -> None:
    """Serve the application on this machine."""
    chosen = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    for name, value in chosen.items():
        os.environ[f"ECHELONS_{name.upper()}"] = str(value)
    settings = load_settings()
    refuse_other_machines(settings)
    listener = listen(settings)
    run(settings, listener)


def refuse_other_machines(settings: Settings) -> None:
    """Until access control exists, nobody but this machine's user may come in."""
    if not settings.on_loopback:
        raise AccessError("serve.not_loopback", host=settings.host)


def listen(settings: Settings) -> socket.socket:
    """A listening socket, bound before the slow imports so that a taken port is said at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    if os.name != "nt":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        # From now on a browser waits for its answer rather than being refused.
        listener.listen()
    except OSError as fault:
        listener.close()
        raise InputError(
            "serve.port_taken", host=settings.host, port=settings.port, other=settings.port + 1, reason=fault.strerror
        ) from fault
    listener.set_inheritable(True)
    return listener


def run(settings: Settings, listener: socket.socket) -> None:
    """Start the database, then the server; returns when it has stopped."""
    # Being asked to stop is no failure: neither before the server stands, nor once it has closed everything, when
    # uvicorn sends itself the signal again.
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: sys.exit(0))

    import uvicorn  # noqa: PLC0415 — slow to import, needless for the checks above

    from governance.bootstrap import application  # noqa: PLC0415

    application()
    sys.path.insert(0, str(ROOT))
    address = f"http://{settings.host}:{listener.getsockname()[1]}"
    say(sentence("messages.serve.ready", console_language(), address=address))
    config = uvicorn.Config(
        "app:app",
        ws="websockets-sansio",
        # As Streamlit serves itself: on this machine, compressing each message only costs time.
        ws_per_message_deflate=False,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    uvicorn.Server(config).run(sockets=[listener])
