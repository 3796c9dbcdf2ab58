# SPDX-License-Identifier: EUPL-1.2
"""From what a person entered to an action that may be kept."""

from dataclasses import dataclass
from datetime import date

from governance.assessments.texts import clean_line, clean_text
from governance.errors import InputError
from governance.language import Language, sentence
from governance.plans.records import STATUSES, PlanEntry

LIMITS = {"title": 300, "owner": 200, "partners": 1_000, "budget_line": 200, "funding": 1_000, "notes": 4_000}
"""Characters of each text."""
ON_ONE_LINE = ("title", "owner", "budget_line")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""Between which a date is one that somebody meant."""


@dataclass(frozen=True, slots=True)
class FieldName:
    """The name of a field, for a sentence in either language."""

    field: str

    def to(self, language: Language, /) -> str:
        """Its words."""
        return sentence(f"messages.plan.fields.{self.field}", language)


def state_entry(entry: PlanEntry) -> PlanEntry:
    """The entry to keep: cleaned, within limits, with a title. InputError says what does not fit.

    >>> state_entry(PlanEntry(" Nommer\\n un référent ", notes="a\\x00b ")).title
    'Nommer un référent'
    """
    texts = {field: read_text(field, getattr(entry, field)) for field in LIMITS}
    if not texts["title"]:
        raise InputError("plan.title_missing")
    if entry.status not in STATUSES:
        raise InputError("plan.status_unknown", status=entry.status)
    if entry.due is not None and not FIRST_DAY <= entry.due <= LAST_DAY:
        raise InputError("plan.date_unlikely", first=FIRST_DAY.year, last=LAST_DAY.year)
    return PlanEntry(due=entry.due, status=entry.status, **texts)


def read_text(field: str, words: str) -> str:
    """One text of an action, cleaned. InputError names the field and its limit when it is longer."""
    text = clean_line(words) if field in ON_ONE_LINE else clean_text(words)
    if len(text) > LIMITS[field]:
        raise InputError("plan.text_too_long", field=FieldName(field), length=len(text), limit=LIMITS[field])
    return text
