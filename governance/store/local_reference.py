# SPDX-License-Identifier: EUPL-1.2
"""What this installation adds to the reference of territories: groupings, and a composition of EPCI."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from governance.store.schema import compositions, grouping_members, groupings, imports
from governance.territories.composition import Composition, Group
from governance.territories.groupings import Grouping

EPCI = "epci"


class GroupingTable:
    """Groupings, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Grouping]:
        """Every grouping with its members as listed, by code."""
        members: dict[str, list[str]] = {}
        query = select(grouping_members).order_by(grouping_members.c.grouping_code, grouping_members.c.place)
        for row in self._connection.execute(query):
            members.setdefault(row.grouping_code, []).append(row.member_id)
        rows = self._connection.execute(
            select(groupings, imports.c.source, imports.c.vintage, imports.c.credit)
            .join(imports, imports.c.id == groupings.c.import_id)
            .order_by(groupings.c.code)
        )
        return [
            Grouping(
                code=row.code,
                name=row.name,
                kind=row.kind,
                members=tuple(members.get(row.code, ())),
                siren=row.siren,
                source=row.source,
                vintage=row.vintage,
                credit=row.credit,
                import_id=row.import_id,
            )
            for row in rows
        ]

    def put(self, made: Iterable[Grouping]) -> None:
        """Write groupings, each in the place of the one that bore its code."""
        listed = list(made)
        for grouping in listed:
            self._connection.execute(delete(groupings).where(groupings.c.code == grouping.code))
        names = ("code", "name", "kind", "siren", "import_id")
        self._connection.execute(insert(groupings), [{name: getattr(one, name) for name in names} for one in listed])
        rows = [
            {"grouping_code": one.code, "member_id": member, "place": place}
            for one in listed
            for place, member in enumerate(one.members)
        ]
        self._connection.execute(insert(grouping_members), rows)


class CompositionTable:
    """The composition of EPCI, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Composition | None:
        """The composition in force; None for the shipped one."""
        document = self._connection.scalar(select(compositions.c.document).where(compositions.c.layer == EPCI))
        return document and as_composition(document)

    def put(self, composition: Composition, import_id: str) -> None:
        """Put a composition in force. The import of the former one goes, and it with it."""
        former = select(compositions.c.import_id).where(compositions.c.layer == EPCI)
        self._connection.execute(delete(imports).where(imports.c.id.in_(former)))
        document = asdict(composition) | {"members": dict(composition.members)}
        self._connection.execute(insert(compositions).values(layer=EPCI, document=document, import_id=import_id))


def as_composition(document: dict[str, object]) -> Composition:
    """A composition from its document."""
    return Composition(**document | {"groups": tuple(Group(**each) for each in document["groups"])})  # type: ignore[arg-type, attr-defined]
