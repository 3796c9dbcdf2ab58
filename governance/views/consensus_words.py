# SPDX-License-Identifier: EUPL-1.2
"""A vote in words: how many voted, where the room stands, how far it agrees. Words, never a verdict."""

from governance.language import Language, format_number, sentence
from governance.scoring.consensus import Consensus
from governance.views.words import SEPARATOR

AGREEMENTS = ((1.0 - 1e-9, "full"), (0.8, "strong"), (0.5, "broad"), (0.2, "partial"), (-0.2, "spread"))
"""From which value of van der Eijk's A on each word is used; below the last, views are opposed."""


def agreement_word(agreement: float | None, language: Language) -> str:
    """Van der Eijk's A in words, without its figure; under five votes, that it is not measured.

    >>> [agreement_word(value, "en") for value in (1.0, 0.85, 0.5, 0.0, -1.0)]
    ['unanimous', 'very broad agreement', 'broad agreement', 'scattered views', 'opposed views']
    """
    if agreement is None:
        return sentence("views.workshop.agreement.unmeasured", language)
    word = next((word for least, word in AGREEMENTS if agreement >= least), "opposed")
    return sentence(f"views.workshop.agreement.{word}", language)


def agreement_words(agreement: float | None, language: Language) -> str:
    r"""The same with its figure, where there is one.

    >>> agreement_words(0.354, "fr"), agreement_words(-0.5, "en")
    ('accord partiel (A\xa0=\xa00,35)', 'opposed views (A\xa0=\xa0−0.50)')
    """
    words = agreement_word(agreement, language)
    if agreement is None:
        return words
    figure = format_number(agreement, language, 2).replace("-", "\u2212")
    return sentence("views.workshop.measured", language, words=words, figure=figure)


def vote_words(vote: Consensus, language: Language) -> str:
    r"""One vote: how many, the median level, the agreement, dissent, and those who do not know.

    >>> from governance.scoring.consensus import consensus
    >>> vote_words(consensus([0, 1, 4, 0, 0], dont_know=2), "en")
    '5 votes · median level 2 · very broad agreement (A\xa0=\xa00.90) · 2 “I do not know”'
    """
    said = [sentence("views.workshop.no_vote", language)]
    if vote.median is not None:
        said = [
            sentence("views.workshop.votes", language, count=vote.votes),
            sentence("views.workshop.median", language, level=vote.median),
            agreement_words(vote.agreement, language),
        ]
    if vote.dissent:
        said.append(sentence("views.workshop.dissent", language))
    if vote.dont_know:
        said.append(sentence("views.workshop.dont_know_count", language, count=vote.dont_know))
    return SEPARATOR.join(said)


def round_words(number: int, language: Language) -> str:
    """What a round is called.

    >>> round_words(2, "fr")
    'Tour 2'
    """
    return sentence("views.workshop.round", language, round=number)
