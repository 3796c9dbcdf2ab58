# SPDX-License-Identifier: EUPL-1.2
"""Who moved between two rounds, in words."""

from governance.language import Language, sentence
from governance.workshops.moves import Moves


def moved_sentence(moved: Moves, language: Language) -> str:
    """How many kept their level, went up, went down.

    >>> moved_sentence(Moves(1, 2, people=6, up=4, down=0, same=2, table=None), "en")
    'From one round to the next, 2 people kept their level, 4 went up, none went down.'
    """
    if not moved.people:
        return sentence("views.workshop.moves.none", language)
    counts = {"stayed": moved.same, "up": moved.up, "down": moved.down}
    said = {name: counted(name, count, language) for name, count in counts.items()}
    return sentence("views.workshop.moves.sentence", language, **said)


def counted(name: str, count: int, language: Language) -> str:
    """How many did one of these."""
    if not count:
        return sentence(f"views.workshop.moves.nobody_{name}", language)
    return sentence(f"views.workshop.moves.{name}", language, count=count)
