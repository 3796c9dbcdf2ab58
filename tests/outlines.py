# SPDX-License-Identifier: EUPL-1.2
"""Made outlines of a few communes, a folder of them, and a site that fails as it is told to."""

import gzip
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from governance.territories.install.limits import Limits

Document = dict[str, Any]
Behaviour = Callable[[BaseHTTPRequestHandler, bytes], None]
QUICK = Limits(
    attempts=3,
    first_pause_seconds=0.01,
    read_seconds=0.4,
    file_seconds=2.0,
    packed_bytes=200_000,
    unpacked_bytes=400_000,
    free_bytes=1,
)
TIERS = ("communes", "epci", "departements", "regions")


def outline(code: str, west: float, south: float, east: float, north: float) -> Document:
    """A rectangle under a code, as the official files have it."""
    ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "geometry": geometry, "properties": {"code": code, "nom": f"Commune {code}"}}


COMMUNES = [
    outline("01001", 5.0, 46.0, 5.5, 47.0),
    outline("01002", 5.5, 46.0, 6.0, 47.0),
    outline("68001", 6.0, 46.0, 6.3, 47.0),
    outline("68002", 6.3, 46.0, 6.6, 47.0),
    outline("68003", 6.6, 46.0, 7.0, 47.0),
    outline("75056", 2.2, 48.8, 2.4, 48.95),
    outline("97801", -63.1, 18.05, -63.0, 18.1),
]
PUBLISHED = {
    "communes": COMMUNES,
    "epci": [outline("200000001", 5.0, 46.0, 7.0, 47.0)],
    "departements": [
        outline("01", 5.0, 46.0, 6.0, 47.0),
        outline("67", 6.0, 48.0, 7.0, 49.0),
        outline("68", 6.0, 46.0, 7.0, 47.0),
        outline("75", 2.2, 48.8, 2.4, 48.95),
        outline("973", -54.0, 3.0, -52.0, 5.0),
    ],
    "regions": [
        outline("84", 5.0, 46.0, 7.0, 47.0),
        outline("11", 2.2, 48.8, 2.4, 48.95),
        outline("03", -54.0, 3.0, -52.0, 5.0),
    ],
}


def packed(features: list[Document]) -> bytes:
    """A file as the official site has it."""
    return gzip.compress(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def publish(path: Path) -> Path:
    """A folder with the four files, under their official names."""
    path.mkdir()
    for tier in TIERS:
        (path / f"{tier}-1000m.geojson.gz").write_bytes(packed(PUBLISHED[tier]))
    return path


class Site:
    """A site on loopback. What it answers can be set request by request; what was asked is remembered."""

    def __init__(self) -> None:
        self.files = {f"{tier}-1000m.geojson.gz": packed(PUBLISHED[tier]) for tier in TIERS}
        self.behaviours: list[Behaviour] = []
        self.asked: list[tuple[str, str | None]] = []
        self.done = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rpartition("/")[2]
                site.asked.append((name, self.headers["Range"]))
                behaviour = site.behaviours.pop(0) if site.behaviours else well
                behaviour(self, site.files.get(name, b""))

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                """The client that gives up is what these tests are about."""

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/2026/geojson"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.done.set()
        self.server.shutdown()
        self.server.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, content: bytes, **headers: str) -> None:
    """An answer with its length, unless the headers say another."""
    handler.send_response(status)
    for name, value in ({"Content_Length": str(len(content))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def well(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """As a good server: ranges, a validator, 404 for what it has not."""
    if not content:
        handler.send_error(404)
        return
    asked = handler.headers["Range"]
    if asked is None or handler.headers["If-Range"] != '"v1"':
        send(handler, 200, content, ETag='"v1"')
        return
    start = int(asked.removeprefix("bytes=").removesuffix("-"))
    if start >= len(content):
        handler.send_error(416)
        return
    place = f"bytes {start}-{len(content) - 1}/{len(content)}"
    send(handler, 206, content[start:], ETag='"v1"', Content_Range=place)
