# SPDX-License-Identifier: EUPL-1.2
"""Two answers say the same when a person would call them the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from governance.assessments.records import StoredAnswer

ANSWER = StoredAnswer("split", "3", "", "vu", "https://exemple.fr", 1, "Awa", datetime(2026, 11, 22, tzinfo=UTC))


def test_who_wrote_and_when_does_not_matter() -> None:
    later = replace(ANSWER, version=2, author="Bo", at=datetime(2026, 11, 23, tzinfo=UTC))
    assert later.says_the_same(ANSWER)


@pytest.mark.parametrize("field", ["question_id", "code", "reason", "comment", "evidence"])
def test_any_other_word_matters(field: str) -> None:
    assert not replace(ANSWER, **{field: "autre"}).says_the_same(ANSWER)
