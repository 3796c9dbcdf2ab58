# SPDX-License-Identifier: EUPL-1.2
"""The dates of a plan as a calendar (iCalendar, RFC 5545) that any agenda opens: one all-day event an action."""

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta

from governance.language import Language, sentence
from governance.plans.records import PlannedAction

LONGEST_LINE = 75
"""Bytes of a line, after RFC 5545; what is longer goes on under a space."""
SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def plan_calendar(territory: str, plan: Iterable[PlannedAction], language: Language) -> bytes:
    """The dated actions that are not dropped."""
    name = sentence("views.plan.calendar_name", language, territory=territory)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Echelons//Plan//FR", f"X-WR-CALNAME:{escaped(name)}"]
    for action in plan:
        if action.due and action.status != "dropped":
            lines += event(action, language)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def event(action: PlannedAction, language: Language) -> Iterator[str]:
    """The lines of one action. Its id makes a second import replace the first."""
    day = action.due
    if day is None:
        return
    told = [sentence(f"views.plan.statuses.{action.status}", language), action.owner, action.partners, action.notes]
    yield "BEGIN:VEVENT"
    yield f"UID:{action.id}@echelons"
    yield f"DTSTAMP:{action.updated_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{action.version}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(action.title)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(filter(None, told)))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(words: str) -> str:
    r"""A text as a value.

    >>> escaped("a;b, c\nd")
    'a\\;b\\, c\\nd'
    """
    return words.translate(SPECIAL)


def folded(line: str) -> str:
    r"""A line cut every 75 bytes, never within a character.

    >>> folded("é" * 40).split("\r\n")[1]
    ' ééé'
    """
    lines, current = [], ""
    for sign in line:
        if len(f"{current}{sign}".encode()) > LONGEST_LINE:
            lines.append(current)
            current = " "
        current += sign
    return "\r\n".join([*lines, current])
