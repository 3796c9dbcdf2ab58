# SPDX-License-Identifier: EUPL-1.2
"""The outlines of groupings: the union of those of their communes, as these are drawn, already simplified together."""

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import shapely

from governance.territories.build.outlines import as_polygons
from governance.territories.folder import outline_file
from governance.territories.install.matching import array
from governance.territories.install.travelling import packed
from governance.territories.reference import Territories

GROUPINGS = "groupings"
Drawn = Callable[[str, bool], bytes]
"""The gzipped outlines of ``communes`` or ``communes/35``, in degrees or on the flat map."""
Shapes = dict[str, shapely.Geometry]


@dataclass(frozen=True)
class Unions:
    """The outlines of the groupings of a reference, made when they are asked for; ``vintage`` tells them from others,
    and what was made once under it is remembered."""

    vintage: str
    territories: Territories = field(compare=False)
    drawn: Drawn = field(compare=False)

    def read(self, name: str) -> bytes:
        """The content of a file, named as those of other layers are."""
        return made(self, name)

    def codes(self, name: str) -> list[str]:
        """The groupings that a file holds: one by its code, or all."""
        code = name.removeprefix(f"{GROUPINGS}/")
        for flat in (True, False):
            code = code.removesuffix(outline_file("", flat=flat))
        return [grouping.code for grouping in self.territories.groupings if code in {GROUPINGS, grouping.code}]

    def shapes(self, codes: Sequence[str], flat: bool) -> Shapes:
        """The outlines of the communes needed: those of France for several groupings, of some départements for one."""
        if len(codes) != 1:
            return shapes_of(self.drawn("communes", flat))
        communes = self.territories.members(f"grouping:{codes[0]}")
        departements = sorted({commune.departement for commune in communes if commune.departement})
        found: Shapes = {}
        for departement in departements:
            found |= shapes_of(self.drawn(f"communes/{departement}", flat))
        return found or shapes_of(self.drawn("communes", flat))

    def union(self, code: str, shapes: Shapes) -> shapely.Geometry:
        """The outline of a grouping; empty when none of its communes is drawn."""
        ids = [commune.id for commune in self.territories.members(f"grouping:{code}")]
        return as_polygons(shapely.union_all([shapes[each] for each in ids if each in shapes]))


@lru_cache(maxsize=64)
def made(unions: Unions, name: str) -> bytes:
    """The gzipped GeoJSON of a file."""
    codes = unions.codes(name)
    shapes = unions.shapes(codes, name.endswith(outline_file("", flat=True)))
    names = [unions.territories.get(f"grouping:{code}").name for code in codes]
    return packed("grouping", codes, names, array(unions.union(code, shapes) for code in codes))


def shapes_of(content: bytes) -> Shapes:
    """The outlines of a gzipped GeoJSON, by id."""
    features: list[Any] = json.loads(gzip.decompress(content))["features"] if content else []
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return {feature["id"]: shape for feature, shape in zip(features, shapes, strict=True)}


def digest(revision: str) -> str:
    """A revision of the groupings, short enough for an address.

    >>> len(digest("a b"))
    10
    """
    return hashlib.sha256(revision.encode()).hexdigest()[:10]
