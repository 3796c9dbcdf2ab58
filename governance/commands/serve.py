# SPDX-License-Identifier: EUPL-1.2
"""`echelons serve`: migrate the database, then serve until told to stop."""

import errno
import os
import signal
import socket
import sys

import click

from governance.access.address import local_address, shared_address
from governance.access.operator import operator_key
from governance.commands.capacity import PHONES_WANTED, files_for, phones_that_fit, raise_open_files
from governance.commands.console import console_language, reports_faults, say
from governance.errors import AccessError, InputError
from governance.language import Language, sentence
from governance.settings import ROOT, Settings, load_settings

# Uvicorn then closes open streams by itself: without it, one open page keeps the process alive after SIGTERM.
SECONDS_TO_STOP = 3


@click.command()
@click.option("--host", help="Address to listen on (default: ECHELONS_HOST or 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: ECHELONS_PORT or 8501).")
@reports_faults
def serve(host: str | None, port: int | None) -> None:
    """Serve the application: to this machine, or to others with the operator link that it prints."""
    chosen = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    for name, value in chosen.items():
        os.environ[f"ECHELONS_{name.upper()}"] = str(value)
    settings = load_settings()
    refuse_roles(settings)
    files = raise_open_files()
    listener = listen(settings)
    # What was free is now known, to this process's settings too: links and QR codes carry it.
    os.environ["ECHELONS_PORT"] = str(listener.getsockname()[1])
    run(load_settings(), listener, files)


def refuse_roles(settings: Settings) -> None:
    """Until roles exist, an installation that counts on them must not start without."""
    if settings.mode == "server":
        raise AccessError("access.roles_to_come")


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
        if isinstance(fault, socket.gaierror) or fault.errno == errno.EADDRNOTAVAIL:
            raise InputError("access.host_unknown", host=settings.host, reason=fault) from fault
        raise InputError(
            "serve.port_taken", host=settings.host, port=settings.port, other=settings.port + 1, reason=fault
        ) from fault
    listener.set_inheritable(True)
    return listener


def run(settings: Settings, listener: socket.socket, files: int | None) -> None:
    """Start the database, then the server; returns when it has stopped."""
    # Being asked to stop is no failure: neither before the server stands, nor once it has closed everything, when
    # uvicorn sends itself the signal again.
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: sys.exit(0))

    import uvicorn  # noqa: PLC0415 — slow to import, needless for the checks above

    from governance.bootstrap import application  # noqa: PLC0415

    application()
    sys.path.insert(0, str(ROOT))
    announce(settings, files)
    config = uvicorn.Config(
        "app:app",
        ws="websockets-sansio",
        # As Streamlit serves itself: on this machine, compressing each message only costs time.
        ws_per_message_deflate=False,
        log_level="warning",
        # Addresses name assessments, and one of them is the operator link.
        access_log=False,
        # What a proxy on this machine says of its visitor; FORWARDED_ALLOW_IPS names proxies that run elsewhere.
        proxy_headers=True,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    uvicorn.Server(config).run(sockets=[listener])


def announce(settings: Settings, files: int | None) -> None:
    """Say where the server is and, where others can reach it, how its operator and the participants come in.

    All at once: a program that starts the server may listen no further than the first line.
    """
    language = console_language()
    lines = [sentence("messages.serve.ready", language, address=local_address(settings))]
    if settings.open_to_others:
        shared = shared_address(settings)
        link = shared.url + operator_key(settings.data_dir).path
        lines.append(sentence("messages.access.link", language, link=link))
        lines.append(sentence(f"messages.access.address_{shared.origin}", language, address=f"{shared.url}/join"))
        lines += few_phones(files, language)
    say("\n".join(lines))


def few_phones(files: int | None, language: Language) -> list[str]:
    """What to say when the limit of open files lets in fewer phones than a large workshop has."""
    if files is None or (fit := phones_that_fit(files)) >= PHONES_WANTED:
        return []
    needed = files_for(PHONES_WANTED)
    return [
        sentence("messages.access.few_files", language, files=files, phones=fit, wanted=PHONES_WANTED, needed=needed)
    ]
