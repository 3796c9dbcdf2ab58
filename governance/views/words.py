# SPDX-License-Identifier: EUPL-1.2
"""Figures in words: levels, situations, ranges, positions."""

from governance.language import Language, format_number, format_percent, format_quantity, sentence
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Question
from governance.scoring.result import Node, Status

# Scores nearer than this are the same (scoring rules: ties).
TIE = 1e-9
SEPARATOR = " · "


def level_word(level: int | None, language: Language) -> str:
    """The word of a staged level 0–4, or that none is attributed.

    >>> level_word(0, "fr"), level_word(None, "en")
    ('Point de départ', 'no level yet')
    """
    return sentence("views.levels.none" if level is None else f"views.levels.level_{min(level, 4)}", language)


def level_alone(level: int | None, language: Language) -> str:
    """The same where it stands alone, as a figure does.

    >>> level_alone(None, "fr")
    'Non attribué'
    """
    return sentence("views.levels.none_alone", language) if level is None else level_word(level, language)


def capital(words: str) -> str:
    """Words that stand alone begin with a capital.

    >>> capital("non évalué"), capital("")
    ('Non évalué', '')
    """
    return words[:1].upper() + words[1:]


def status_word(node: Node, language: Language) -> str:
    """Whether a figure may be shown: assessed, provisional, not assessed, not applicable, not computable."""
    return sentence(f"views.statuses.{'not_computable' if node.not_computable else node.status.label}", language)


def situation(node: Node, language: Language) -> str:
    """The staged level of a figure, after its status where that is not plainly published.

    A cross-reading has no staged level: where it is published there is nothing to say, and the words are empty.
    """
    words = [] if node.status is Status.PUBLISHED else [status_word(node, language)]
    if node.score is not None and node.kind != "reading":
        words.append(level_word(node.level, language))
    return SEPARATOR.join(words)


def notes(node: Node, language: Language, *, form: bool = True) -> str:
    """What limits a figure: the short form (unless ``form`` is off), a reduced scope; empty when nothing does."""
    limits = {"flash": form and node.form == "flash", "reduced_scope": node.reduced_scope}
    return SEPARATOR.join(sentence(f"views.notes.{name}", language) for name, holds in limits.items() if holds)


def score_words(score: float, language: Language) -> str:
    """A score as it is read.

    >>> score_words(65.4, "fr")
    '65 sur 100'
    """
    return sentence("views.figures.score", language, score=format_number(score, language))


def uncertain(node: Node) -> tuple[float, float] | None:
    """Between which scores the answers still missing could move a figure; None when they could not."""
    if node.score is None or node.low is None or node.high is None or node.high - node.low <= TIE:
        return None
    return node.low, node.high


def band_words(node: Node, language: Language) -> str:
    """The same range in words; empty when there is none."""
    if (ends := uncertain(node)) is None:
        return ""
    low, high = (format_number(end, language) for end in ends)
    return sentence("views.figures.band", language, low=low, high=high)


def coverage_words(node: Node, language: Language) -> str:
    """The share of the applicable weight that was answered; empty where nothing applies."""
    if node.coverage is None:
        return ""
    return sentence("views.figures.coverage", language, coverage=format_percent(node.coverage, language))


def answer_words(question: Question, answer: Answer, language: Language) -> str:
    """An answer that has a value, in the words of its question: the level's descriptor after those that it adds to,
    the number, the items held.
    """
    if question.kind == "level" and answer.level is not None:
        level = answer.level
        while level > 0 and adds(question, level, language):
            level -= 1
        return " ".join(each.title.to(language) for each in question.levels[level : answer.level + 1])
    return added_words(question, answer, language)


def adds(question: Question, level: int, language: Language) -> bool:
    """Whether a level is written as an addition to the one before (« De plus, … »): alone, it says too little."""
    return question.levels[level].title.to(language).startswith(sentence("views.additions.beginning", language))


def added_words(question: Question, answer: Answer, language: Language) -> str:
    """The same, of a level its own words only: for where the level before has just been read."""
    if question.kind == "level" and answer.level is not None:
        return question.levels[answer.level].title.to(language)
    if question.kind == "number":
        unit = question.unit.to(language) if question.unit else ""
        return f"{format_quantity(answer.value or 0.0, language)} {unit}".strip()
    held = [item.title.to(language) for item in question.items if item.id in answer.items]
    return ", ".join(held) or sentence("views.answers.none_held", language)


def target_words(question: Question, answer: Answer, language: Language) -> str:
    """What a state to reach is called: its level where the question has levels."""
    if question.kind == "level":
        return sentence("views.answers.level", language, level=answer.level)
    return sentence("views.answers.target", language)


def position_words(standing: float, peers: str, language: Language) -> str:
    """A position by band, never by rank. ``standing`` is the share (0–1) of the peers whose score is lower.

    >>> position_words(0.6, "communes comparables", "fr")
    'dans la moitié haute des communes comparables'
    """
    return sentence(f"views.positions.{standing_band(standing)}", language, peers=peers)


def standing_band(standing: float) -> str:
    """The band of a position: the key of its words.

    >>> standing_band(0.75), standing_band(0.5), standing_band(0.25), standing_band(0.2)
    ('top', 'upper', 'lower', 'bottom')
    """
    return "top" if standing >= 0.75 else "upper" if standing >= 0.5 else "lower" if standing >= 0.25 else "bottom"
