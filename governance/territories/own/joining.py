# SPDX-License-Identifier: EUPL-1.2
"""From the attributes of a file to territories: which column holds codes, of which tier, and what had to be mended.

The names are those of ADMIN EXPRESS 3 and 4, Insee, Etalab and Banatic; docs/territories.md lists them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import shapely

from governance.errors import InputError
from governance.territories.folding import fold
from governance.territories.own.raw import RawOutlines
from governance.territories.reference import Territories
from governance.territories.territory import Layer

COLUMNS: Mapping[Layer, tuple[str, ...]] = {
    "commune": ("insee_com", "code_insee", "codgeo", "insee", "code_commune", "com", "code", "id"),
    "epci": ("code_siren", "siren_epci", "code_epci", "siren", "codes_siren_des_epci", "epci", "codgeo", "code", "id"),
    "ept": ("code_siren", "siren_ept", "code_ept", "siren", "ept", "codgeo", "code", "id"),
    "departement": (
        "insee_dep", "code_insee", "code_dept", "code_dep", "code_departement", "dep", "codgeo",
        "code_insee_du_departement", "code", "id",
    ),
    "region": (
        "insee_reg", "code_insee", "code_reg", "code_region", "reg", "codgeo", "code_insee_de_la_region", "code", "id",
    ),
}  # fmt: skip
OWN = {"departement": ("insee_dep", "code_dept", "code_dep", "dep"), "region": ("insee_reg", "code_reg", "reg")}
NAMES = ("nom_officiel", "nom", "name", "libelle", "libgeo", "nom_com", "nom_dep", "nom_reg", "nom_m")
ENOUGH = 0.5
"""Share of the features whose code must be known for a column to be taken for the codes of a tier."""
WIDTH = {"commune": 5, "departement": 2, "region": 2, "epci": 9, "ept": 9}


@dataclass
class JoinReport:
    """What became of each code; codes sorted."""

    matched: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    """In the file, unknown to the reference: not drawn."""
    duplicated: list[str] = field(default_factory=list)
    """Several features of one code, joined."""
    former: list[str] = field(default_factory=list)
    """Codes of communes that have merged, carried to the commune of today."""
    zeros: list[str] = field(default_factory=list)
    """Codes whose lost leading zeros were put back."""
    shapeless: list[str] = field(default_factory=list)
    """Without any surface: a line, a point, nothing, or not on Earth."""
    repaired: list[str] = field(default_factory=list)
    """Outlines that crossed themselves."""
    missing: list[str] = field(default_factory=list)
    """Known to the reference, without an outline in the file."""


@dataclass(frozen=True)
class Joined:
    """The outlines of a file, by code of a tier."""

    layer: Layer
    outlines: Mapping[str, list[shapely.Geometry]]
    report: JoinReport


def join(raw: RawOutlines, territories: Territories, wanted: Layer | None = None) -> Joined:
    """The outlines under codes that the reference knows. InputError when none of a tier are found."""
    known = known_codes(territories)
    layer, column = found_layer(raw, territories, known, wanted)
    codes = [row[raw.columns.index(column)] for row in raw.rows]
    report, outlines = JoinReport(), dict[str, list[shapely.Geometry]]()
    former = former_codes(territories) if layer == "commune" else {}
    for number, (code, shape) in enumerate(zip(codes, raw.shapes, strict=True)):
        today = carried(code, layer, known[layer], former, report)
        if today is None:
            report.unmatched.append(code or f"n° {number + 1}")
        elif shape is None:
            report.shapeless.append(code)
        else:
            outlines.setdefault(today, []).append(shape)
            if number in raw.repaired:
                report.repaired.append(today)
    if not outlines:
        raise InputError("outlines.nothing", name=raw.name)
    report.matched = sorted(outlines)
    report.duplicated = sorted(code for code, parts in outlines.items() if len(parts) > 1)
    report.missing = sorted(known[layer] - outlines.keys())
    for listed in (report.unmatched, report.former, report.zeros, report.shapeless, report.repaired):
        listed[:] = sorted(set(listed))
    return Joined(layer, outlines, report)


def known_codes(territories: Territories) -> dict[Layer, set[str]]:
    """The codes of each tier."""
    known: dict[Layer, set[str]] = {layer: set() for layer in COLUMNS}
    columns = territories.table.columns
    for layer, code in zip(columns["layer"], columns["code"], strict=True):
        if layer in known:
            known[layer].add(code)
    return known


def former_codes(territories: Territories) -> dict[str, str]:
    """Codes of communes that have merged → those of today."""
    former = territories.finder.former
    return {code: to.partition(":")[2] for _, code, to in former if code and to.startswith("commune:")}


def carried(code: str, layer: Layer, known: set[str], former: Mapping[str, str], report: JoinReport) -> str | None:
    """The code of today; None when it is nobody's. What was mended is noted."""
    plain = code.upper().replace(" ", "")
    if plain in known:
        return plain
    padded = plain.zfill(WIDTH[layer])
    if padded != plain and (padded in known or padded in former):
        report.zeros.append(code)
        plain = padded
    if plain in known:
        return plain
    if plain in former:
        report.former.append(plain)
        return former[plain]
    return None


def found_layer(
    raw: RawOutlines, territories: Territories, known: Mapping[Layer, set[str]], wanted: Layer | None
) -> tuple[Layer, str]:
    """The tier of a file and the column of its codes. A commune's file also names its département: smallest first."""
    former = former_codes(territories)
    fitting: list[tuple[Layer, str]] = []
    for layer in (wanted,) if wanted else COLUMNS:
        for column in COLUMNS.get(layer, ()):
            if column in raw.columns and share(raw, column, layer, known[layer], former) >= ENOUGH:
                fitting.append((layer, column))
                break
    if not fitting:
        columns = raw.columns or ("–",)
        key = "wrong_layer" if wanted and raw.columns else "no_layer"
        raise InputError(f"outlines.{key}", name=raw.name, layer=wanted or "", columns=columns)
    layers = [layer for layer, _ in fitting]
    if layers[0] == "departement" and "region" in layers:
        return fitting[layers.index(province(raw, territories))]
    return fitting[0]


def share(raw: RawOutlines, column: str, layer: Layer, known: set[str], former: Mapping[str, str]) -> float:
    """The share of the features whose code is one of a tier, each code of it as rarely repeated as outlines are."""
    place = raw.columns.index(column)
    codes = [row[place] for row in raw.rows]
    report = JoinReport()
    fitting = [carried(code, layer, known, former if layer == "commune" else {}, report) for code in codes]
    distinct = len(set(fitting) - {None})
    return distinct / len(codes) if distinct else 0.0


def province(raw: RawOutlines, territories: Territories) -> Layer:
    """Whether codes that both tiers have are those of départements or of régions: by column, table or names."""
    layers: tuple[Layer, ...] = ("departement", "region")
    for layer in layers:
        if any(column in raw.columns for column in OWN[layer]) or layer in fold(raw.table):
            return layer
    counts = {layer: same_names(raw, territories, layer) for layer in layers}
    best = max(layers, key=lambda layer: counts[layer])
    if counts["departement"] == counts["region"]:
        raise InputError("outlines.layer_unclear", name=raw.name)
    return best


def same_names(raw: RawOutlines, territories: Territories, layer: Layer) -> int:
    """How many features bear the name of the territory of their code."""
    code = next(raw.columns.index(column) for column in COLUMNS[layer] if column in raw.columns)
    names = [raw.columns.index(column) for column in NAMES if column in raw.columns]
    return sum(called(row, code, names, territories, layer) for row in raw.rows)


def called(row: Sequence[str], code: int, names: Sequence[int], territories: Territories, layer: Layer) -> bool:
    """Whether one of the names of a feature is that of the territory of its code."""
    number = territories.table.numbers.get(f"{layer}:{row[code].zfill(WIDTH[layer])}")
    name = "" if number is None else fold(territories.table.columns["name"][number])
    return bool(name) and any(fold(row[place]) == name for place in names)
