# SPDX-License-Identifier: EUPL-1.2
"""The names that an XLSForm is made of: columns, types, and choices that every question of ours has."""

import re

from governance.exports.questionnaires.tables import CHALLENGES, QUESTIONS
from governance.language import LANGUAGES, Language
from governance.questionnaire.answer import DONT_KNOW, NOT_APPLICABLE

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
LANGUAGE_NAMES: dict[Language, str] = {"fr": "Français (fr)", "en": "English (en)"}
OWN = "echelons::"
"""How the columns of the survey begin that ODK passes over, and that carry what an XLSForm has no place for."""
OWN_CHOICE = "echelons_"
"""The same for choices, whose columns all become names of XML elements."""
NONE_HELD = "none"
"""The choice for a checklist of which nothing is held: ``-`` in answers."""
RESERVED = (NONE_HELD, DONT_KNOW, NOT_APPLICABLE)
TIERS_LIST, NUMBERLESS_LIST = "echelons_tiers", "echelons_numberless"
AUXILIARY = "auxiliary"
"""What ``echelons::kind`` says of a row that only helps to answer."""
REFERENCE, MARK = "${", "$\u2060{"
"""In a label the first would name another field; a word joiner, which nobody sees, keeps it a text."""
LABELLED = ("title", "help")
"""The keys that labels and hints carry."""
ODD = re.compile(r"[^A-Za-z0-9_.-]")


def labels(column: str) -> list[str]:
    """The columns of a text in each language."""
    return [f"{column}::{LANGUAGE_NAMES[language]}" for language in LANGUAGES]


def own_columns() -> list[str]:
    """The columns of ours: the keys of challenges and questions that no label carries."""
    fields = [*CHALLENGES.main.fields, *QUESTIONS.main.fields]
    return list(
        dict.fromkeys(f"{OWN}{name}" for each in fields if each.path[0] not in LABELLED for name in each.columns)
    )


class SurveyNames:
    """Names fit for XML, each once, whatever the capitals."""

    def __init__(self, *taken: str) -> None:
        self.taken = {name.casefold() for name in taken}

    def new(self, wanted: str) -> str:
        """The nearest name to one that is wanted.

        >>> names = SurveyNames("index")
        >>> names.new("level"), names.new("Level"), names.new("2 côtés"), names.new("index")
        ('level', 'Level_2', 'q_2_c_t_s', 'index_2')
        """
        words = ODD.sub("_", wanted)[:50]
        stem = words if words[:1].isalpha() or words[:1] == "_" else f"q_{words}"
        name, rank = stem, 1
        while name.casefold() in self.taken:
            rank += 1
            name = f"{stem}_{rank}"
        self.taken.add(name.casefold())
        return name
