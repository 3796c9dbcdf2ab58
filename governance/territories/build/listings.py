# SPDX-License-Identifier: EUPL-1.2
"""The two lists beside the territories: members of groups, and names and codes that lead to a territory."""

from collections.abc import Iterable, Iterator

from governance.territories.build.authorities import OTHER_NAMES
from governance.territories.build.rows import Divisions, Row
from governance.territories.folding import fold


def member_rows(divisions: Divisions) -> list[Row]:
    """One row per commune of an EPCI or EPT."""
    rows = [
        {"layer": layer, "group": group["code"], "commune": member["code"]}
        for layer, groups in (("epci", divisions.epci), ("ept", divisions.ept))
        for group in groups
        for member in group["membres"]
    ]
    return sorted(rows, key=lambda row: (row["layer"], row["group"], row["commune"]))


def former_rows(divisions: Divisions, territories: Iterable[Row]) -> list[Row]:
    """Names and codes that lead to a territory without being its own, each pair of code and territory once."""
    rows: dict[tuple[str | None, str], Row] = {}
    for name, code, territory in leads(divisions, territories):
        rows.setdefault((code or name, territory), {"name": name, "code": code, "territory": territory})
    return sorted(rows.values(), key=lambda row: (row["territory"], row["code"] or "", row["name"] or ""))


def leads(divisions: Divisions, territories: Iterable[Row]) -> Iterator[tuple[str | None, str | None, str]]:
    """Name, code and the id that they lead to: other names, merged communes, arrondissements, duplicate rows."""
    names = {row["code"]: row["nom"] for row in divisions.current}
    yield from ((name, None, territory) for name, territory in OTHER_NAMES)
    for row in divisions.former:
        commune = row.get("commune", row.get("chefLieu"))
        renamed = fold(row["nom"]) != fold(names[commune])
        if renamed or row["code"] != commune:
            yield row["nom"] if renamed else None, row["code"], f"commune:{commune}"
    for row in divisions.current:
        yield from ((None, code, f"commune:{row['code']}") for code in row.get("anciensCodes", []))
    yield from ((row["name"], row["code"], row["authority"]) for row in territories if row["authority"])
