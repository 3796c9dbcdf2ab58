# SPDX-License-Identifier: EUPL-1.2
"""Whether every tier of authority can get every score: else a region would find a challenge for ever not assessed."""

from collections import defaultdict
from collections.abc import Iterator

from governance.questionnaire.model import ALL_TIERS, Thresholds
from governance.questionnaire.node import Finding, Loc
from governance.questionnaire.spot import Spot, all_questions, all_readings, tiers_of


def reached_tiers(head: Spot) -> Iterator[Finding]:
    """Each tier that the questionnaire is meant for can see each challenge and declared reading published."""
    questions = list(all_questions(head))
    meant = [str(tier) for tier in ALL_TIERS if tier in tiers_of(head)]
    asked = [tier for tier in meant if any(tier in tiers_of(question) for question in questions)]
    if questions and (left := [tier for tier in meant if tier not in asked]):
        yield Finding((), "tier_unasked", {"tiers": left})
    least = least_answers(head)
    for challenge in head.parts("challenges"):
        yield from unreachable(challenge.loc, list(challenge.parts("questions")), asked, least)
    for reading in all_readings(head):
        tagged = [question for question in questions if reading.id in dict(question.words("tags")).values()]
        yield from unreachable(reading.loc, tagged, asked, least)


def unreachable(loc: Loc, questions: list[Spot], tiers: list[str], least: int) -> Iterator[Finding]:
    """The tiers for which a score over some questions can never be published, by cause.

    One applicable question is enough when it is answered; of several, ``least`` answers are needed.
    """
    by_count: dict[int, list[str]] = defaultdict(list)
    for tier in tiers if questions else ():
        count = sum(tier in tiers_of(question) for question in questions)
        if count != 1 and count < least:
            by_count[count].append(tier)
    for count, left in sorted(by_count.items()):
        key = "tier_few" if count else "tier_nothing"
        yield Finding(loc, key, {"tiers": left, "count": count, "least": least})


def least_answers(head: Spot) -> int:
    """The threshold ``publication_answers`` in force; its default when it is absent or wrong."""
    thresholds = head.data.get("thresholds")
    given = thresholds.get("publication_answers") if isinstance(thresholds, dict) else None
    wrong = not isinstance(given, int) or isinstance(given, bool)
    return Thresholds().publication_answers if given is None or wrong else int(given)
