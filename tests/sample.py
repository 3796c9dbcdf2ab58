# SPDX-License-Identifier: EUPL-1.2
"""A small questionnaire and a few authorities, for tests of what surrounds them."""

from typing import Any

from governance.errors import NotFoundError
from governance.questionnaire.model import Questionnaire, Tier
from governance.territories.territory import Layer, Territory


def text(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


def level_question(question_id: str, **more: Any) -> dict[str, Any]:
    levels = [{"title": text(f"{question_id} {rank}")} for rank in range(5)]
    return {"id": question_id, "kind": "level", "title": text(question_id), "levels": levels, **more}


def questionnaire(version: str = "1.0.0", *, flash: bool = True) -> Questionnaire:
    """Two challenges: *roads* with all three kinds of questions, *bridges* with levels only."""
    roads = [
        level_question("split", flash=flash, core=True, tags=["openness"]),
        level_question("lanes", flash=flash, tags=["openness"]),
        {"id": "speed", "kind": "number", "title": text("speed"), "goalposts": {"low": 0, "high": 200}},
        {
            "id": "signs",
            "kind": "checklist",
            "title": text("signs"),
            "items": [{"id": name, "title": text(name)} for name in ("stop", "yield", "town")],
        },
    ]
    bridges = [
        level_question("spans", flash=flash, not_applicable=False),
        level_question("tolls", flash=flash),
        level_question("ferries", tiers=["region"]),
    ]
    challenges = [
        {"id": "roads", "title": text("roads"), "questions": roads},
        {"id": "bridges", "title": text("bridges"), "questions": bridges},
    ]
    return Questionnaire.model_validate(
        {"id": "sample", "version": version, "title": text("sample"), "challenges": challenges}
    )


def sample_territories() -> list[Territory]:
    """A commune, two EPCI, a région, and an authority that is listed twice."""
    return [
        Territory("commune", "44109", Tier.COMMUNE, "COMMUNE", "Nantes", population=325_070),
        Territory("epci", "200000001", Tier.EPCI, "CC", "Pays d’ici", population=40_000, region="53"),
        Territory("epci", "200000002", Tier.EPCI, "CC", "Pays de là", population=15_000, region="53"),
        Territory("region", "53", Tier.REGION, "REGION", "Bretagne", population=3_400_000),
        Territory("region", "02", Tier.SINGLE_AUTHORITY, "CTU", "Martinique", population=360_000),
        Territory("departement", "972", Tier.SINGLE_AUTHORITY, "CTU", "Martinique", authority="region:02"),
    ]


class SampleTerritories:
    """The authorities above."""

    def __init__(self) -> None:
        self.all = {territory.id: territory for territory in sample_territories()}

    def get(self, territory_id: str, /) -> Territory:
        try:
            return self.all[territory_id]
        except KeyError:
            raise NotFoundError("assessment.unknown", id=territory_id) from None

    def authority(self, territory_id: str, /) -> Territory:
        territory = self.get(territory_id)
        return self.get(territory.authority) if territory.authority else territory

    def of_layer(self, layer: Layer, /) -> list[Territory]:
        return [territory for territory in self.all.values() if territory.layer == layer]

    def whole_in(self, _territory_id: str, _layer: Layer, /) -> frozenset[str]:
        """Nobody: there is no grouping among them."""
        return frozenset()


class SampleQuestionnaires:
    """Versions that a test may add to."""

    def __init__(self, *versions: Questionnaire) -> None:
        self.versions = list(versions or [questionnaire()])

    def latest(self) -> Questionnaire:
        return self.versions[-1]

    def is_shipped(self, _questionnaire_id: str, _version: str, /) -> bool:
        return True

    def get(self, questionnaire_id: str, version: str, /) -> Questionnaire:
        for known in self.versions:
            if (known.id, known.version) == (questionnaire_id, version):
                return known
        raise NotFoundError("assessment.unknown", id=questionnaire_id)
