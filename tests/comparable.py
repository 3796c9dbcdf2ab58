# SPDX-License-Identifier: EUPL-1.2
"""A région of made authorities and their answers, written at once: what comparisons are tried on."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.services.ports import Store
from governance.territories.territory import Territory
from tests.sample import SampleTerritories

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
Codes = Mapping[str, str]


def made_epci(count: int, **changes: object) -> list[Territory]:
    """So many alike communautés de communes of one département."""
    values = {"population": 20_000, "departement": "35", "region": "53"} | changes
    return [
        Territory("epci", f"2{place:08}", Tier.EPCI, "CC", f"Pays {place:03}", **values)  # type: ignore[arg-type]
        for place in range(1, count + 1)
    ]


class MadeTerritories(SampleTerritories):
    """Some territories, and nobody else. Parents are those of their columns."""

    def __init__(self, *territories: Territory) -> None:
        self.all = {territory.id: territory for territory in territories}

    def parents(self, territory_id: str, /) -> list[Territory]:
        own = self.get(territory_id)
        above = [f"{layer}:{getattr(own, layer)}" for layer in ("ept", "epci", "departement", "region")]
        return [self.all[parent] for parent in above if parent in self.all]


def keep(
    store: Store,
    questionnaire: Questionnaire,
    answers: Mapping[str, Codes],
    *,
    simulated: bool = False,
    form: Form = "flash",
    at: datetime = MOMENT,
) -> dict[str, str]:
    """Write the answers of authorities, by territory; gives the ids of the assessments."""
    ids = {t: str(uuid5(NAMESPACE_URL, f"{t} {simulated} {questionnaire.id}")) for t in answers}
    with store.writing() as unit:
        unit.assessments.add_all(
            AssessmentHead(ids[t], t, questionnaire.id, questionnaire.version, form, simulated, "", at, at)
            for t in answers
        )
        unit.answers.write_all(
            (ids[t], StoredAnswer(question, code, "", "", "", 1, "", at + timedelta(minutes=1)))
            for t, codes in answers.items()
            for question, code in codes.items()
        )
    return ids


def levels(roads: int, bridges: int) -> Codes:
    """Answers to the short form of the sample questionnaire."""
    return {"split": str(roads), "lanes": str(roads), "spans": str(bridges), "tolls": str(bridges)}
