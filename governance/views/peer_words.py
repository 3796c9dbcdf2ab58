# SPDX-License-Identifier: EUPL-1.2
"""Peers in words: who they are, what was loosened to find them, and where a territory stands among them."""

from collections.abc import Iterator

from governance.comparison.peers import Choices, PeerGroup, Respect, Widening
from governance.comparison.strata import limits, stratum
from governance.language import Language, format_number, format_percent, sentence
from governance.scoring.result import Node, Status
from governance.territories.territory import Territory
from governance.views.sentences import listed
from governance.views.words import level_word, position_words, standing_band, status_word


def peers_name(group: PeerGroup, territory: Territory, language: Language) -> str:
    """What the peers are called together, with their number.

    >>> from governance.questionnaire.model import Tier
    >>> me = Territory("epci", "243500139", Tier.EPCI, "METRO", "Rennes Métropole")
    >>> peers_name(PeerGroup(tuple("abcdefgh"), (), (), (), True), me, "fr")
    '8 intercommunalités similaires'
    """
    count = len(group.members)
    noun = sentence(f"views.peers.similar.{territory.tier}", language, count=count)
    return f"{format_number(count, language)} {noun}"


def group_words(group: PeerGroup, territory: Territory, region: str, language: Language) -> str:
    """Who the peers are: how many, of which tier, and alike in what."""
    alike = list(respects(group, territory, region, language))
    whole = sentence("views.peers.group", language, peers=peers_name(group, territory, language))
    return whole + (sentence("views.peers.alike", language, respects=listed(alike, language)) if alike else ".")


def respects(group: PeerGroup, territory: Territory, region: str, language: Language) -> Iterator[str]:
    """In what the peers are like the territory."""
    for respect in group.respects:
        if respect is Respect.STRATUM:
            yield size_words(group, territory, language)
        else:
            values = {"region": region, "kind": territory.kind_label(language)}
            yield sentence(f"views.peers.respects.{respect}", language, **values)


def size_words(group: PeerGroup, territory: Territory, language: Language) -> str:
    """The stratum of population that the peers are of, or that they are of one near it."""
    place = stratum(territory.tier, territory.population)
    if place is None or Widening.NEXT_STRATA in group.widened:
        return sentence("views.peers.respects.near_stratum", language)
    low, high = limits(territory.tier, place)
    ends = {"low": format_number(low, language), "high": format_number(high or 0, language)}
    key = "any" if not low and high is None else "under" if not low else "over" if high is None else "between"
    return sentence(f"views.peers.sizes.{key}", language, **ends)


def criteria_words(choices: Choices, group: PeerGroup, language: Language) -> str:
    """In what peers had to be alike; what is not known of the territory could not count."""
    asked = [each for each in Respect if each in choices.respects and each not in group.unknown]
    if not asked:
        return sentence("views.peers.criteria_none", language)
    names = [sentence(f"views.peers.criterion.{each}", language) for each in asked]
    return sentence("views.peers.criteria", language, criteria=listed(names, language))


def widened_words(group: PeerGroup, language: Language) -> str:
    """What was loosened so that there are enough peers."""
    steps = [sentence(f"views.peers.widened.{step}", language) for step in group.widened]
    return sentence("views.peers.widened_because", language, steps=listed(steps, language))


def position_sentence(share: float, low: float, high: float, others: int, language: Language) -> str:
    """Where a territory stands among its peers: a band, then the bands between which choices of method would put it.

    ``share``, ``low``, ``high``: shares (0–1) of the others that stand below.
    """
    among = sentence("views.peers.among", language, count=others)
    start = sentence("views.peers.position", language, place=position_words(share, among, language))
    first, last = (sentence(f"views.peers.bands.{standing_band(end)}", language) for end in (low, high))
    below = share_words(low, high, language)
    if first == last:
        return start + sentence("views.peers.firm", language, below=below)
    return start + sentence("views.peers.between", language, first=first, last=last, below=below)


def whole_sentence(index: Node, name: str, language: Language) -> str:
    """The index of a territory named, its completeness and its level; its situation where there is no score."""
    if index.score is None:
        return sentence("views.peers.whole_none", language, name=name, status=status_word(index, language))
    level = "whole_no_level" if index.level is None else "whole_level"
    values = {
        "name": name,
        "score": format_number(index.score, language),
        "level": sentence(f"views.peers.{level}", language, level=level_word(index.level, language)),
    }
    key = "whole" if index.status is Status.PUBLISHED else "whole_provisional"
    return sentence(f"views.peers.{key}", language, **values, coverage=format_percent(index.coverage or 0.0, language))


def share_words(low: float, high: float, language: Language) -> str:
    """A share, or between which ones.

    >>> share_words(0.401, 0.8, "en"), share_words(1.0, 1.0, "en")
    ('40% to 80%', '100%')
    """
    ends = {"low": format_percent(low, language), "high": format_percent(high, language)}
    return ends["low"] if ends["low"] == ends["high"] else sentence("views.peers.shares", language, **ends)
