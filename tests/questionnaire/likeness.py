# SPDX-License-Identifier: EUPL-1.2
"""How alike texts are: the share of telling words that two of them have in common.

A telling word is cut to its first six letters, so that « adopte » and « adopter » are one, and is neither a tool word
nor the name of an actor: « demander à l’EPCI ou à l’OPSN » says whom to ask, not what. English glosses in brackets are
left out. Two figures: Jaccard's index for a sentence (1912), the cosine of tf-idf weights for a whole action (Salton
and Buckley, 1988). Some lines of numpy do it for 2,000 sentences in a tenth of a second.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from governance.language import Language

TOOLS: dict[Language, str] = {
    "fr": """
        le la les un une des du de au aux et ou où en dans par pour sur sous avec sans que qui quoi dont ce cet cette
        ces se sa son ses leur leurs il elle ils elles on nous vous votre vos est sont être avoir ne pas plus moins
        chaque tout toute tous toutes même si comme puis chez entre vers dès lors jusque afin deux trois quatre cinq
        faire demander
        epci opsn commune communes communal municipal communautaire centre gestion département syndicat région
        collectivité collectivités intercommunalité conseil élu élue élus maire secrétaire secrétariat mairie agent
        agents membres comité
    """,
    "en": """
        the an of to and or in on at by for with without from into that which who whom whose what this these those it
        its is are be been has have not no more less each every all any same if as then their them they your you his
        her one two three four five up out than
        ask have
        epci opsn commune communes council centre gestion département syndicat région authority authorities member
        members elected mayor secretary town hall staff committee
    """,
}
FEWEST_WORDS = 4
"""A sentence with fewer telling words may well be like another by chance."""


class Passage(NamedTuple):
    """A text and where it stands; two of one ``step`` are never compared."""

    step: str
    place: str
    text: str


class Pair(NamedTuple):
    """Two passages, with how alike they are."""

    likeness: float
    one: Passage
    other: Passage

    def __str__(self) -> str:
        return f"{self.likeness:.2f} {self.one.place} / {self.other.place}\n  {self.one.text}\n  {self.other.text}"


def folded(text: str) -> str:
    """Lower case without accents, glosses or apostrophes.

    >>> folded("Ask the EPCI (grouping of communes): l’été")
    'ask the epci  : l ete'
    """
    bare = re.sub(r"\([^)]*\)", " ", text.replace("’", " ").lower())
    return "".join(sign for sign in unicodedata.normalize("NFD", bare) if not unicodedata.combining(sign))


TOOL_WORDS: dict[Language, frozenset[str]] = {
    language: frozenset(folded(words).split()) for language, words in TOOLS.items()
}


def telling(text: str, language: Language) -> list[str]:
    """The telling words of a text, cut.

    >>> telling("Faire adopter la convention par le conseil communautaire.", "fr")
    ['adopte', 'conven']
    """
    found = re.findall(r"[a-z0-9]{2,}", folded(text))
    return [word[:6] for word in found if word not in TOOL_WORDS[language]]


def alike_sentences(passages: Sequence[Passage], language: Language, limit: float) -> list[Pair]:
    """The pairs whose words are common to more than ``limit`` (0–1) of those that either has, likest first."""
    bags = [(passage, set(telling(passage.text, language))) for passage in passages]
    kept = [(passage, bag) for passage, bag in bags if len(bag) >= FEWEST_WORDS]
    presence = table([dict.fromkeys(bag, 1.0) for _, bag in kept])
    common = presence @ presence.T
    sizes = np.diag(common)
    return pairs([passage for passage, _ in kept], common / (sizes[:, None] + sizes - common), limit)


def alike_wholes(passages: Sequence[Passage], language: Language, limit: float) -> list[Pair]:
    """The pairs whose tf-idf vectors have a cosine above ``limit`` (0–1), likest first."""
    counts = [Counter(telling(passage.text, language)) for passage in passages]
    spread = Counter(word for count in counts for word in count)
    rarity = {word: math.log(len(passages) / held) for word, held in spread.items()}
    weights = table([{word: (1 + math.log(n)) * rarity[word] for word, n in count.items()} for count in counts])
    weights /= np.linalg.norm(weights, axis=1)[:, None]
    return pairs(passages, weights @ weights.T, limit)


def table(rows: Sequence[dict[str, float]]) -> NDArray[np.float32]:
    """Texts × words."""
    columns = {word: rank for rank, word in enumerate(dict.fromkeys(word for row in rows for word in row))}
    filled = np.zeros((len(rows), len(columns)), np.float32)
    for rank, row in enumerate(rows):
        filled[rank, [columns[word] for word in row]] = list(row.values())
    return filled


def pairs(passages: Sequence[Passage], likeness: NDArray[np.float32], limit: float) -> list[Pair]:
    """The pairs above a limit, of different steps."""
    places = np.argwhere(np.triu(likeness, 1) > limit)
    found = (Pair(float(likeness[i, j]), passages[i], passages[j]) for i, j in places)
    return sorted((pair for pair in found if pair.one.step != pair.other.step), reverse=True)


Comparison = Callable[[Sequence[Passage], Language, float], list[Pair]]
