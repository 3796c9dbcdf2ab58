# SPDX-License-Identifier: EUPL-1.2
"""What a version says of its differences from an earlier one: the ``changes`` of a questionnaire's file."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from governance.language.localized import LocalizedText
from governance.questionnaire.part import Identifier, Part, Version

ChangeKind = Literal["same", "reworded", "split", "merged", "new", "dropped"]
LEVELS_TABLE = "levels_table"
"""The type of pydantic's error for a table of levels that is none."""
Rank = Annotated[int, Field(ge=0, le=1000)]


class QuestionChange(Part):
    """What became of some questions: the ids that they had (``old``), those that they have (``new``).

    ``levels`` gives the new level of each old one; without it, a level keeps its number.
    """

    kind: ChangeKind
    old: tuple[Identifier, ...] = ()
    new: tuple[Identifier, ...] = ()
    levels: dict[Rank, Rank] | None = None
    note: LocalizedText | None = None

    @field_validator("levels", mode="before")
    @classmethod
    def read_levels(cls, given: Any) -> Any:
        """A table of whole numbers; its keys are texts in a file, as all keys are."""
        if given is None:
            return None
        if not isinstance(given, dict) or not given:
            raise PydanticCustomError(LEVELS_TABLE, "not a table of levels")
        return {rank(old): rank(new) for old, new in given.items()}


class VersionChange(Part):
    """The differences from one earlier version. What it does not name follows from the ids."""

    since: Version
    questions: tuple[QuestionChange, ...] = ()


def rank(given: Any) -> int:
    """A level's number, given as a number or as its digits.

    >>> rank("3"), rank(0)
    (3, 0)
    """
    words = str(given)
    if isinstance(given, bool) or not (words.isascii() and words.isdigit() and len(words) <= 3):
        raise PydanticCustomError(LEVELS_TABLE, "not a table of levels")
    return int(words)
