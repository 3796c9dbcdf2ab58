# SPDX-License-Identifier: EUPL-1.2
"""Whatever a file may hold, a draft of it is shown."""

from typing import Any

import pytest

from governance.bootstrap import Application
from governance.questionnaire.editing import with_value
from governance.questionnaire.edition import Draft
from governance.questionnaire.node import Loc
from tests.pages.editor.drafts import Edit


def spoilt(value: Any, scalar: Any) -> Any:
    """A tree of the same shape, whose every single value is another."""
    if isinstance(value, dict):
        return {name: spoilt(each, scalar) for name, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each, scalar) for each in value]
    return scalar


@pytest.mark.parametrize(
    "scalar", [None, ["x"], {"a": 1}, [], 10**18, -1.5, True, "", "level", "**a** ![b](c) :red[d]\n# e"]
)
def test_a_draft_that_is_wrong_everywhere_is_still_shown_and_told(
    edit: Edit, running: Application, small: Draft, scalar: Any
) -> None:
    running.questionnaires.save(small.draft_id, spoilt(dict(small.document), scalar), small.revision)
    folds = ("thresholds", "challenge-settings", "question-settings", "points", "actions", "preview-question")
    for part in ("cadre", "lectures", "1", "1.1", "1.2", "1.3"):
        visitor = edit(small, part)
        for name in folds:
            visitor.unfold(f"editor-fold-{name}")
        assert visitor.errors == []
        assert sum(warning.value.count("\n- ") for warning in visitor.at.warning) <= 10
    for view in ("verifier", "apercu", "publier"):
        visitor = edit(small, "1.1", view)
        assert visitor.at.title
    assert "à corriger" in visitor.words


@pytest.mark.parametrize("gone", [("challenges",), ("challenges", 0, "questions"), ("title",), ("families",)])
def test_a_draft_that_lacks_its_parts_can_be_completed(
    edit: Edit, running: Application, small: Draft, gone: Loc
) -> None:
    tree = with_value(dict(small.document), gone, None)
    running.questionnaires.save(small.draft_id, tree, small.revision)
    for view in ("modifier", "verifier", "apercu", "publier"):
        assert edit(small, "cadre", view).tracebacks == []
    assert edit(small, "1").tracebacks == []
