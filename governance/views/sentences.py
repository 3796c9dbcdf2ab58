# SPDX-License-Identifier: EUPL-1.2
"""The sentence that says what a profile shows: the alternative text of its figures."""

from collections.abc import Iterable, Mapping, Sequence

from governance.language import Language, format_number, format_percent, sentence
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Node, Profile, Status
from governance.views.words import TIE, level_word, uncertain


def profile_sentence(
    profile: Profile, questionnaire: Questionnaire, language: Language, name: str | None = None
) -> str:
    """What the radar shows: on how many challenges, which is ahead, where there is most to gain.

    ``name`` is the authority's, for somebody else's profile; without it the reader is addressed.
    """
    titles = {challenge.id: challenge.title.to(language) for challenge in questionnaire.challenges}
    nodes = [profile.node(challenge) for challenge in titles]
    start = count_words("yours" if name is None else "theirs", nodes, language, name or "")
    return start + extremes(nodes, titles, "", language) + without_object(nodes, language)


def readings_sentence(nodes: Sequence[Node], titles: Mapping[str, str], language: Language, name: str) -> str:
    """The same for a family of cross-readings called ``name``."""
    return count_words("readings", nodes, language, name) + extremes(nodes, titles, "readings_", language)


def count_words(voice: str, nodes: Sequence[Node], language: Language, name: str) -> str:
    """How many of the nodes are assessed, out of those that concern the authority."""
    assessed = sum(node.score is not None for node in nodes)
    applicable = sum(node.status is not Status.NOT_APPLICABLE for node in nodes)
    key = voice if assessed else f"{voice}_none"
    return sentence(f"views.sentences.{key}", language, name=name, count=assessed, applicable=applicable)


def extremes(nodes: Sequence[Node], titles: Mapping[str, str], kind: str, language: Language) -> str:
    """Who is ahead and where there is most to gain; ties are named together. Empty when nothing is assessed."""
    scores = {node.id: node.score for node in nodes if node.score is not None}
    if not scores:
        return ""
    best, least = max(scores.values()), min(scores.values())
    ahead = [titles[node] for node, score in scores.items() if best - score <= TIE]
    behind = [titles[node] for node, score in scores.items() if score - least <= TIE]
    if best - least <= TIE:
        return part(f"{kind}single" if len(scores) == 1 else f"{kind}level", ahead, best, language)
    return part(f"{kind}ahead", ahead, best, language) + part(f"{kind}gain", behind, least, language)


def part(key: str, names: Sequence[str], score: float, language: Language) -> str:
    """A piece of a sentence about some names that share a score."""
    quoted = [sentence("views.sentences.quoted", language, name=name) for name in names]
    values = {"names": listed(quoted, language), "score": format_number(score, language), "count": len(names)}
    return sentence(f"views.sentences.{key}", language, **values)


def listed(names: Iterable[str], language: Language) -> str:
    """Names in a row.

    >>> listed(["a", "b", "c"], "fr"), listed(["a"], "en")
    ('a, b et c', 'a')
    """
    *first, last = names
    comma, final = (sentence(f"views.sentences.{name}", language) for name in ("comma", "and"))
    return final.join([comma.join(first), last]) if first else last


def without_object(nodes: Sequence[Node], language: Language) -> str:
    """How many challenges do not concern the authority; empty when all do."""
    count = sum(node.status is Status.NOT_APPLICABLE for node in nodes)
    return sentence("views.sentences.without_object", language, count=count) if count else ""


def index_sentence(profile: Profile, language: Language) -> str:
    """The index in words, with what makes it uncertain and the staged level of the whole."""
    index = profile.index
    if index.score is None:
        return sentence(f"views.index.{'not_computable' if index.not_computable else index.status.label}", language)
    words = sentence(f"views.index.{index.status.label}", language, score=format_number(index.score, language))
    if ends := uncertain(index):
        low, high = (format_number(end, language) for end in ends)
        words += sentence("views.index.band", language, low=low, high=high)
    words += sentence("views.index.coverage", language, coverage=format_percent(index.coverage or 0.0, language))
    if index.level is None:
        return words + sentence("views.index.no_level", language)
    return words + sentence("views.index.level", language, level=level_word(index.level, language))
