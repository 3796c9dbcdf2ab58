# SPDX-License-Identifier: EUPL-1.2
"""The questionnaires that come with the program."""

from copy import deepcopy
from functools import cache, cached_property
from typing import Any

from governance.questionnaire.edition import EditionKey
from governance.questionnaire.loading import load, whole
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.shelf import shipped

HEADLINE_QUESTIONNAIRE = "echelons"
"""The référentiel: what is answered and shown unless somebody chooses otherwise."""


class ShippedQuestionnaires:
    """What data/questionnaires holds."""

    def latest(self) -> Questionnaire:
        """The référentiel in its latest version."""
        return load(HEADLINE_QUESTIONNAIRE)

    def get(self, questionnaire_id: str, version: str, /) -> Questionnaire:
        """An exact version; NotFoundError when it is not here."""
        return load(f"{questionnaire_id}@{version}")

    def is_shipped(self, questionnaire_id: str, version: str, /) -> bool:
        """Whether it is one of these."""
        return (questionnaire_id, version) in self.editions

    def has(self, questionnaire_id: str) -> bool:
        """Whether any version of a questionnaire is one of these: nothing else bears its id."""
        return any(name == questionnaire_id for name, _ in self.editions)

    @cached_property
    def editions(self) -> list[EditionKey]:
        """Id and version of each: the référentiel first, the versions of one id from the oldest to the latest."""
        found = [(questionnaire_id, version) for questionnaire_id, version, _ in shipped()]
        return sorted(found, key=lambda key: key[0] != HEADLINE_QUESTIONNAIRE)

    def tree(self, questionnaire_id: str, version: str, /) -> dict[str, Any]:
        """The tree of plain values of one; the caller may alter it."""
        return deepcopy(read_tree(f"{questionnaire_id}@{version}"))


@cache
def read_tree(reference: str) -> dict[str, Any]:
    """The tree of a shipped questionnaire, read once."""
    return whole(reference)
