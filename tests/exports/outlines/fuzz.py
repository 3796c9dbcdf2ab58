# SPDX-License-Identifier: EUPL-1.2
"""Thousands of damaged files of outlines and tables: each is read or refused in a sentence, and nothing else is read.

``python -m tests.exports.outlines.fuzz 20000`` runs as many as one likes.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from governance.errors import InputError
from governance.exports.outlines import FROM_BROWSER, parser, read_outlines
from governance.exports.tables import FROM_BROWSER as OF_TABLES
from governance.exports.tables import parser as table_parser
from governance.exports.tables import read_table
from governance.sandbox import Sandbox
from tests.exports.outlines.files import geojson, geopackage, geoparquet, shapefile_parts, zipped
from tests.exports.tables.files import csv_file, workbook

WORDS = (b"\0", b"\xff" * 8, b"/etc/passwd", b"../", b"\x7f\xff\xff\xff", b"[" * 40, b"NaN", b"1e999", b"-", b"{}")
UNSENT = "zqsecretqz"
VRT = b'<OGRVRTDataSource><OGRVRTLayer name="p"><SrcDataSource>%s</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'


@dataclass
class Tally:
    """What a run came to."""

    files: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    replaced: int = 0
    largest: int = 0
    """Bytes of memory that the process ever held."""
    seconds: float = 0.0


def sound_files(folder: Path) -> dict[str, bytes]:
    """One file of each form."""
    return {
        "o.geojson": geojson(),
        "o.gpkg": geopackage(folder),
        "o.zip": zipped(shapefile_parts()),
        "o.parquet": geoparquet(),
        "shp": shapefile_parts()["shp"],
        "dbf": shapefile_parts()["dbf"],
        "t.csv": csv_file(),
        "t.xlsx": workbook(),
    }


def damaged(files: dict[str, bytes], count: int, seed: int, secret: Path) -> Iterator[tuple[str, bytes]]:
    """So many files, each with some of its bytes changed, cut, doubled, or put in another's place."""
    dice = random.Random(seed)  # noqa: S311 — the same files each time
    for _ in range(count):
        name = dice.choice(list(files))
        content = mutated(bytearray(files[name]), dice)
        if name in {"shp", "dbf"}:
            # Damaged inside a sound zip: its checksum does not protect the reader.
            yield "o.zip", zipped(shapefile_parts() | {name: content})
        elif dice.random() < 0.03:
            yield name, VRT % str(secret).encode()
        else:
            yield name, content


def mutated(content: bytearray, dice: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(content) or 1)
        match dice.randrange(6):
            case 0:
                content[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del content[place:]
            case 2:
                content[place:place] = content[: dice.randrange(200)]
            case 3:
                content[place : place + dice.randrange(1, 9)] = dice.choice(WORDS)
            case 4:
                content[place:place] = dice.choice(WORDS)
            case _:
                content[place : place + 4] = dice.randbytes(4)
    return bytes(content)


def run(count: int, folder: Path, seed: int = 1, told: Callable[[Tally], None] = lambda _: None) -> Tally:
    """Read so many damaged files; any fault but a sentence is let through, and is the caller's to see."""
    secret = folder / "secret.geojson"
    secret.write_bytes(geojson([(UNSENT, 2.0, 48.0, 3.0, 49.0)]))
    watch = Watch()
    tally, start = Tally(), time.monotonic()
    for name, content in damaged(sound_files(folder), count, seed, secret):
        begun = time.monotonic()
        try:
            found = str(read_table(name, content) if name.startswith("t.") else read_outlines(name, content))
            tally.read += 1
        except InputError as fault:
            tally.refused[fault.key] += 1
            found = fault.message("fr")
        assert UNSENT not in found, "a file that was not sent was read"
        tally.slowest = max(tally.slowest, time.monotonic() - begun)
        tally.files += 1
        watch.look(tally)
        told(tally)
    tally.seconds = time.monotonic() - start
    return tally


class Watch:
    """Keeps an eye on the processes that read: how much memory they hold, how often they are replaced."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def look(self, tally: Tally) -> None:
        """Note what they hold now."""
        processes: list[Sandbox] = [parser(FROM_BROWSER), table_parser(OF_TABLES)]
        for sandbox in processes:
            if sandbox.process is not None:
                self.seen.add(sandbox.process.pid)
                tally.largest = max(tally.largest, peak(sandbox.process.pid))
        tally.replaced = len(self.seen) - len(processes)


def peak(process: int) -> int:
    """The most memory that a process has held, where the system tells."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as place:
        print(run(asked, Path(place), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1))
