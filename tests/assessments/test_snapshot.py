# SPDX-License-Identifier: EUPL-1.2
"""A snapshot goes through plain data and comes back the same, today and with a later version of the product."""

import json
from datetime import UTC, datetime

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.assessments.snapshot import Snapshot, read_node, snapshot_payload
from governance.questionnaire.model import Tier
from governance.scoring.result import Status
from governance.scoring.scores import profile
from governance.services.assessments import identity, read_answers
from tests.sample import SampleTerritories, questionnaire

MOMENT = datetime(2026, 11, 22, 8, 30, 0, 5, tzinfo=UTC)


def snapshot() -> Snapshot:
    head = AssessmentHead("a", "region:53", "sample", "1.0.0", "flash", True, "Awa", MOMENT, MOMENT)
    answers = {
        question: StoredAnswer(question, code, "", "é", "", 2, "Awa", MOMENT)
        for question, code in (("split", "3"), ("lanes", None), ("spans", "NSP"))
    }
    sample = questionnaire()
    scores = profile(sample, read_answers(sample, answers), Tier.REGION, "flash")
    payload = snapshot_payload(head, identity(SampleTerritories().get("region:53")), answers, scores)
    return Snapshot("s", "a", "Printemps", MOMENT, "Awa", payload)


def test_a_payload_is_plain_json() -> None:
    payload = snapshot().payload
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


def test_everything_comes_back() -> None:
    taken = snapshot()
    back = Snapshot("s", "a", "Printemps", MOMENT, "Awa", json.loads(json.dumps(taken.payload)))
    assert back.answers == taken.answers
    assert back.answers["split"].at == MOMENT
    assert back.profile == taken.profile
    assert back.profile.index.status is Status.NOT_ASSESSED
    assert (back.questionnaire_id, back.questionnaire_version) == ("sample", "1.0.0")
    assert (back.form, back.simulated, back.territory["name"]) == ("flash", True, "Bretagne")


def test_a_figure_kept_by_another_version_is_still_read() -> None:
    kept = {"kind": "index", "id": "index", "score": 1.0, "coverage": 1.0, "low": 0.0, "high": 2.0}
    node = read_node({**kept, "status": "published", "abandoned": True})
    assert (node.status, node.score, node.level) == (Status.PUBLISHED, 1.0, None)
