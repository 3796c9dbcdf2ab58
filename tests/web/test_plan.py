# SPDX-License-Identifier: EUPL-1.2
"""The action plan on paper."""

from datetime import date

import pytest

from governance.language import Language
from governance.web.plan import plan_headers, plan_rows
from tests.plans.sample import planned


@pytest.mark.parametrize(("language", "day"), [("fr", "31 mars 2027"), ("en", "31 March 2027")])
def test_each_action_that_was_not_dropped_has_its_line(language: Language, day: str) -> None:
    plan = [
        planned("Plus tard", status="dropped"),
        planned("Fini", status="done", owner="Awa"),
        planned("Sans date"),
        planned("Daté", due=date(2027, 3, 31)),
    ]
    rows = plan_rows(plan, language)
    assert [(row["title"], row["owner"], row["due"]) for row in rows] == [
        ("Daté", "–", day),
        ("Sans date", "–", "–"),
        ("Fini", "Awa", "–"),
    ]
    assert list(plan_headers(language)) == list(rows[0])
