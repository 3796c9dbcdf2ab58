# SPDX-License-Identifier: EUPL-1.2
"""Drafts to edit, and the way to open one."""

import pytest

from governance.bootstrap import Application
from governance.exports.questionnaires import read
from governance.language import Language
from governance.questionnaire.edition import Draft
from tests.pages.conftest import Visit
from tests.pages.editor.drafts import Edit
from tests.pages.visitor import Visitor
from tests.questionnaire.sample import ADVISED


@pytest.fixture
def draft(running: Application) -> Draft:
    """A copy of the référentiel, under an id of its own."""
    return running.questionnaires.copy("echelons", "1.0.0", "mine", "Ana")


@pytest.fixture
def small(running: Application) -> Draft:
    """A draft with one question of each kind, and an action."""
    return running.questionnaires.begin(read("sample.yaml", ADVISED.encode()))


@pytest.fixture
def edit(visit: Visit) -> Edit:
    """Opens a part of a draft: ``edit(draft, "1.1")``, or another of its views."""

    def edit(draft: Draft, part: str = "cadre", view: str = "modifier", language: Language = "fr") -> Visitor:
        return visit("editor", language, brouillon=draft.draft_id, partie=part, vue=view)

    return edit
