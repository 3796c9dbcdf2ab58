# SPDX-License-Identifier: EUPL-1.2
"""What every reader of outlines gives: attributes by name, geometries, and what the file says of its coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.territories.folding import plain_words

MOST_FEATURES = 60_000
MOST_COLUMNS = 200
KEPT = frozenset(
    {
        "code", "codgeo", "id", "insee", "insee_com", "code_insee", "code_commune", "com", "insee_dep", "code_dept",
        "code_dep", "dep", "code_departement", "insee_reg", "code_reg", "reg", "code_region", "siren", "siren_epci",
        "code_siren", "code_epci", "epci", "siren_ept", "code_ept", "ept", "code_insee_du_departement",
        "code_insee_de_la_region", "codes_siren_des_epci", "nom", "nom_officiel", "name", "libelle", "libgeo",
        "nom_com", "nom_dep", "nom_reg", "nom_m",
    }
)  # fmt: skip
"""The attributes that may hold a code or a name; the others are not read."""
LONGEST_ATTRIBUTE = 200


@dataclass
class Features:
    """The content of a file, geometries still as shapely reads them."""

    table: str
    columns: list[str]
    rows: list[list[str]]
    shapes: Sequence[Any]
    system: int | None = None
    """EPSG code; None when the file does not say."""
    usual: int | None = None
    """The system that the form means when the file does not say."""


def attribute(name: str) -> str:
    """An attribute's name without capitals nor signs.

    >>> attribute("INSEE_COM"), attribute("Code SIREN")
    ('insee_com', 'code_siren')
    """
    return plain_words(name[:LONGEST_ATTRIBUTE]).replace(" ", "_")


def kept(names: Sequence[str]) -> dict[str, str]:
    """The attributes worth reading: their name in the file → ours, the first where two are the same."""
    found: dict[str, str] = {}
    for name in names[:MOST_COLUMNS]:
        if attribute(name) in KEPT and attribute(name) not in found.values():
            found[name] = attribute(name)
    return found


def as_text(value: Any) -> str:
    """A value of an attribute; a code that was made a number has no decimals.

    >>> as_text(1001.0), as_text(" 2A004 "), as_text(None), as_text([1])
    ('1001', '2A004', '', '')
    """
    if isinstance(value, bool) or value is None or isinstance(value, (list, dict, tuple)):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else ""
    if isinstance(value, bytes):
        return value[:LONGEST_ATTRIBUTE].decode("utf-8", "replace").strip()
    return str(value)[:LONGEST_ATTRIBUTE].strip()


def chosen(tables: Sequence[str], layer: str) -> str | None:
    """The table of a layer among several: the only one, or the one that bears the layer's name; None otherwise.

    >>> chosen(["COMMUNE", "COMMUNE_ASSOCIEE_OU_DELEGUEE", "EPCI"], "commune"), chosen(["a", "b"], "epci")
    ('COMMUNE', None)
    """
    if len(tables) == 1:
        return tables[0]
    named = [table for table in tables if layer and layer in attribute(table)]
    exact = [table for table in named if attribute(table) == layer]
    return exact[0] if exact else named[0] if len(named) == 1 else None
