# SPDX-License-Identifier: EUPL-1.2
"""The table and the sentence of the priority matrix."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from governance.language import Language, format_number, sentence
from governance.plans.possible import EFFORTS, PossibleAction
from governance.questionnaire.action import Effort
from governance.views.sentences import listed
from governance.views.table import header

HALF = 0.5
"""An action brings much when it brings more than this share of what the best one does."""
NAMED = 3
"""How many of the first actions the sentence names."""
Cell = Effort | None


def columns_of(actions: Sequence[PossibleAction]) -> tuple[Cell, ...]:
    """The three efforts; a fourth column where nobody has said how long an action takes."""
    return (*EFFORTS, *([None] if any(action.effort is None for action in actions) else []))


def highest(actions: Sequence[PossibleAction]) -> float:
    """The most points that an action brings; 1 where none brings any."""
    return max((action.index for action in actions), default=0.0) or 1.0


def worthwhile(action: PossibleAction, top: float) -> bool:
    """Whether an action brings much, beside the best one."""
    return action.index > HALF * top


def effort_words(action: PossibleAction, language: Language) -> str:
    """How long an action takes."""
    return sentence(f"views.matrix.effort_{action.effort or 'unknown'}", language)


def gain_words(action: PossibleAction, language: Language) -> str:
    """What an action brings on the whole."""
    return sentence("views.matrix.points", language, points=format_number(action.index, language, 1))


def matrix_table(actions: Sequence[PossibleAction], language: Language, after: int = 0) -> pd.DataFrame:
    """One line an action, under its number: title, effort, points on the whole, whether a core question asks for it."""
    kinds = {core: sentence(f"views.matrix.{'core' if core else 'other'}", language) for core in (True, False)}
    columns: dict[str, Any] = {
        "number": [str(number) for number in range(after + 1, after + len(actions) + 1)],
        "action": [action.title.to(language) for action in actions],
        "challenge": [action.challenge.title.to(language) for action in actions],
        "effort": [effort_words(action, language) for action in actions],
        "gain": [action.index for action in actions],
        "kind": [kinds[action.gain.core] for action in actions],
    }
    return pd.DataFrame({header(name, language): values for name, values in columns.items()})


def matrix_sentence(
    actions: Sequence[PossibleAction], language: Language, known: Sequence[PossibleAction], after: int = 0
) -> str:
    """How many actions there are of each effort, out of how many; and which come first: much gained, quickly done."""
    if not actions:
        return sentence("views.matrix.none", language)
    counts = [
        sentence(f"views.matrix.count_{cell or 'unknown'}", language, count=count)
        for cell in columns_of(actions)
        if (count := sum(action.effort == cell for action in actions))
    ]
    count, efforts = len(actions), listed(counts, language)
    told = (
        sentence("views.matrix.sentence", language, count=count, efforts=efforts)
        if count == len(known)
        else sentence(
            "views.matrix.sentence_of",
            language,
            count=count,
            total=len(known),
            first=after + 1,
            last=after + count,
            efforts=efforts,
        )
    )
    top = highest(known)
    first = [action for action in actions if action.effort == EFFORTS[0] and worthwhile(action, top)][:NAMED]
    if not first:
        return told
    names = [sentence("views.sentences.quoted", language, name=action.title.to(language)) for action in first]
    return told + sentence("views.matrix.begin_with", language, count=len(names), actions=listed(names, language))
