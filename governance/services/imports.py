# SPDX-License-Identifier: EUPL-1.2
"""What was imported here: the list of it, what of it an assessment holds, and taking it away again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.assessments.records import LayerOfAnswers
from governance.errors import InputError, NotFoundError
from governance.imports.records import DataImport, ImportKind, Provenance
from governance.imports.report import Report
from governance.questionnaire.edition import EditionKey
from governance.services.assessments import now, storable
from governance.services.ports import Clock, Store, Unit
from governance.territories.groupings import Groupings
from governance.territories.reference import Territories
from governance.territories.territory import Layer

REFERENCE_KINDS: tuple[ImportKind, ...] = ("composition", "groupings")
NAMED = 12
Derive = Callable[[], None]
"""Makes anew what is drawn from the composition of EPCI."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: its record (None when the file brought nothing new), its counts, what is to be said."""

    record: DataImport | None
    facts: dict[str, int]
    report: Report


class LocalReference:
    """Keeps the reference of this process at what the store adds to it: groupings, a composition of EPCI."""

    def __init__(self, store: Store, shipped: Territories) -> None:
        self._store = store
        self.shipped = shipped
        self._turn = Lock()
        self.territories = Territories(shipped.table, shipped.finder, shipped.sources)

    def follow(self) -> bool:
        """Look whether anything was imported or removed, here or by another process; True when it was."""
        with self._turn, self._store.reading() as unit:
            revision = " ".join(unit.imports.ids_of(REFERENCE_KINDS))
            if revision == self.territories.revision:
                return False
            made = self._made(unit)
        made.revision = revision
        self.territories.adopt(made)
        return True

    def _made(self, unit: Unit) -> Territories:
        """The shipped reference with what the store adds."""
        composition, groupings = unit.compositions.get(), unit.groupings.all()
        base = self.shipped.with_composition(composition) if composition else self.shipped
        return base.with_groupings(Groupings(groupings))


class ImportService:
    """The list of imports."""

    def __init__(self, store: Store, reference: LocalReference, derive: Derive = lambda: None) -> None:
        self._store = store
        self._reference = reference
        self._derive = derive

    def all(self) -> list[DataImport]:
        """Every import, the latest first."""
        with self._store.reading() as unit:
            return unit.imports.all()

    def of_assessments(self, assessment_ids: Sequence[str]) -> dict[str, list[DataImport]]:
        """For each assessment that has imported answers, the imports that brought them, the latest first."""
        with self._store.reading() as unit:
            return unit.imports.of_assessments([storable(each) for each in assessment_ids])

    def sources_of_layer(self, layer: Layer, questionnaire: EditionKey) -> dict[str, int]:
        """Where imported answers of a layer come from: for each source, how many authorities it is of."""
        with self._store.reading() as unit:
            return unit.imports.sources_of_layer(LayerOfAnswers(layer, (), *questionnaire))

    def removal(self, import_id: str) -> dict[str, int]:
        """What would go with an import: ``removed`` and ``kept`` assessments, for an import of answers."""
        with self._store.reading() as unit:
            record = found(unit, import_id)
            if record.kind != "answers":
                return {}
            removed = len(unit.imports.only_by(record.id))
            return {"removed": removed, "kept": unit.imports.count_assessments(record.id) - removed}

    def remove(self, import_id: str, actor: Actor = LOCAL_ADMINISTRATOR) -> DataImport:
        """Take an import away. Assessments that a person went on with stay; groupings that answered cannot go."""
        actor.must_administer()
        with self._store.writing() as unit:
            record = found(unit, import_id)
            if record.kind == "groupings":
                going = [g.id for g in unit.groupings.all() if g.import_id == record.id]
                must_not_have_answered(unit, self._reference.territories, going)
            if record.kind == "composition":
                must_not_have_answered(unit, self._reference.territories, self._only_here())
            for assessment_id in unit.imports.only_by(record.id) if record.kind == "answers" else ():
                unit.assessments.remove(assessment_id)
            unit.imports.remove(record.id)
        self._reference.follow()
        if record.kind == "composition":
            self._derive()
        return record

    def _only_here(self) -> list[str]:
        """The EPCI that the shipped composition does not have."""
        epci = self._reference.territories.of_layer("epci")
        return [one.id for one in epci if one.id not in self._reference.shipped]


def found(unit: Unit, import_id: str) -> DataImport:
    """The import of an id; NotFoundError when there is none."""
    record = unit.imports.get(storable(import_id))
    if record is None:
        raise NotFoundError("imports.unknown", id=import_id)
    return record


def must_not_have_answered(unit: Unit, territories: Territories, ids: Iterable[str]) -> None:
    """InputError naming the territories that hold an assessment: it would be left without its authority."""
    if answered := sorted(unit.assessments.of_territories(ids)):
        names = [territories.get(identifier).name for identifier in answered if identifier in territories]
        raise InputError("imports.answered", count=len(answered), names=names[:NAMED])


class Importer:
    """What every import has in common: who may, what is said of the file, the record."""

    kind: ImportKind

    def __init__(self, store: Store, reference: LocalReference, clock: Clock = now) -> None:
        self._store = store
        self._reference = reference
        self._clock = clock

    @property
    def _territories(self) -> Territories:
        return self._reference.territories

    def record(self, file_name: str, title: str, said: Provenance, facts: dict[str, int]) -> DataImport:
        """A new import, not yet written."""
        return DataImport(
            id=str(uuid4()),
            kind=self.kind,
            title=title,
            file_name=file_name[:200],
            source=said.source,
            vintage=said.vintage,
            credit=said.credit,
            author=said.author,
            at=self._clock(),
            facts=facts,
        )
