# SPDX-License-Identifier: EUPL-1.2
"""Where the reference of territories lies in the project, and the names of its files."""

from pathlib import Path

REFERENCE_FOLDER = Path(__file__).parents[2] / "data" / "territories"
TERRITORIES = "territories.parquet"
MEMBERS = "members.parquet"
FORMER_NAMES = "former_names.parquet"
SOURCES = "sources.yaml"
FRAMES = "frames.geojson.gz"


def outline_file(layer: str, *, flat: bool = False) -> str:
    """The file of a layer's outlines, in longitude and latitude, or on the flat map with its insets.

    >>> outline_file("regions"), outline_file("regions", flat=True)
    ('regions.geojson.gz', 'regions_map.geojson.gz')
    """
    return f"{layer}{'_map' if flat else ''}.geojson.gz"
