# SPDX-License-Identifier: EUPL-1.2
"""How long sentences are and how easily they read: ``python -m tests.language.readability`` prints the table of
docs/language.md, which says where the formulas come from; ``--write`` puts it there.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from governance.language import LANGUAGES, Language
from governance.settings import ROOT
from tests.language.texts import Passage, passages

PAGE = ROOT / "docs" / "language.md"

# reading ease = constant − per word of a sentence − per syllable of a word
FORMULAS: dict[Language, tuple[float, float, float]] = {"fr": (207, 1.015, 73.6), "en": (206.835, 1.015, 84.6)}
# The least reading ease of the texts of a family taken together, in French and in English.
FLOORS = {
    "presentation": (62, 45),
    "questions": (46, 53),
    "help": (60, 46),
    "levels": (64, 53),
    "actions: why": (75, 64),
    "actions: steps": (64, 52),
    "actions: rest": (70, 62),
    "glossary": (58, 42),
    "screens": (72, 62),
    "messages": (75, 70),
    "charts": (80, 75),
    "method": (75, 62),
    "accessibility": (72, 63),
    "about": (58, 35),
}
# The least of one text, by its number of words, the shortest jumping most. English ones name French institutions.
TEXT_FLOORS: dict[int, dict[Language, int]] = {20: {"fr": 30, "en": -10}, 10: {"fr": -20, "en": -35}}
LONGEST_SENTENCE = 35  # words
LONGEST_MEAN = 22  # words per sentence, over a family

# What is no prose: blanks filled at run time, formulas, settings, addresses; the marks of Markdown and Streamlit.
BLANK = re.compile(r"\{\w+[^}]*\}|\$[^$]+\$|[A-Z]+_[A-Z_]+|\S+://\S+")
MARKS = re.compile(r"[*_`]|:material/\w+:|\]\([^)]*\)")
END = re.compile(r"(?<=[.!?…])(?<!\bno\.)[\s\u00a0»”)]*\s+(?=[«“(]*\s*[A-ZÀ-ÝŒ\d])")
STOPPED = re.compile(r"[.!?…][\s\u00a0»”)]*$")
VOWELS = "aeiouyàâäèêëîïôöùûüÿœæ"
GROUP = re.compile(f"é|[{VOWELS}]+")
SILENT = {
    "fr": re.compile(r"(?<=.)es?$"),
    "en": re.compile(rf"(?<=[^l{VOWELS}])e$|(?<=[{VOWELS}]l)e$|(?<=[^cgszxh{VOWELS}])es$|(?<=[^td{VOWELS}])ed$"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and where it stands."""

    passage: Passage
    words: str

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(words_in(self.words))


@dataclass(frozen=True, slots=True)
class Measure:
    """What some sentences are like together."""

    sentences: int
    mean: float
    longest: int
    ease: float


def sentences_in(passage: Passage) -> list[Sentence]:
    """The sentences of a passage. A label, which no stop but the line ends, counts as one."""
    plain = MARKS.sub("", BLANK.sub("1", passage.words))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return [Sentence(passage, words) for line in lines for words in END.split(line) if words_in(words)]


def words_in(sentence: str) -> list[str]:
    """What stands between spaces and holds a letter or a figure."""
    return [word for word in sentence.split() if any(character.isalnum() for character in word)]


def syllables(word: str, language: Language) -> int:
    """Groups of vowels; a final silent e is none; an abbreviation is spelled out, a syllable per letter.

    >>> [syllables(word, "fr") for word in ("commune", "idée", "réunion", "quelques", "l’EPCI", "2026")]
    [2, 2, 3, 1, 4, 1]
    >>> [syllables(word, "en") for word in ("named", "needed", "shares", "services", "simple", "authority")]
    [1, 2, 1, 3, 2, 4]
    """
    return max(1, sum(syllables_of(part, language) for part in re.findall(r"[^\W\d_]+", word)))


def syllables_of(part: str, language: Language) -> int:
    """The syllables of a word without signs."""
    if len(part) > 1 and part.isupper():
        return len(part)
    sounds = re.sub(r"qu(?=.)", "k", part.lower()) if language == "fr" else part.lower()
    sounds = re.sub(r"gu(?=[eéèêi])", "g", sounds) if language == "fr" else sounds
    return len(GROUP.findall(SILENT[language].sub("", sounds))) or (1 if GROUP.search(sounds) else 0)


def measure(sentences: Iterable[Sentence], language: Language) -> Measure:
    """The figures of some sentences of a language, of which there is one at least."""
    texts = [words_in(sentence.words) for sentence in sentences]
    words = [word for text in texts for word in text]
    constant, per_word, per_syllable = FORMULAS[language]
    mean = len(words) / len(texts)
    ease = constant - per_word * mean - per_syllable * sum(syllables(word, language) for word in words) / len(words)
    return Measure(len(texts), mean, max(map(len, texts)), ease)


def prose(passage: Passage) -> list[Sentence]:
    """The sentences of a passage without its labels, which no stop ends."""
    return [sentence for sentence in sentences_in(passage) if STOPPED.search(sentence.words)]


def by_family(texts: Iterable[Passage]) -> dict[tuple[str, Language], Measure]:
    """The figures of each family in each language, labels left out."""
    grouped: dict[tuple[str, Language], list[Sentence]] = defaultdict(list)
    for passage in texts:
        grouped[passage.family, passage.language] += prose(passage)
    return {group: measure(sentences, group[1]) for group, sentences in grouped.items() if sentences}


def table(texts: Iterable[Passage]) -> str:
    """The table of docs/language.md."""
    figures = by_family(texts)
    rows = ["| texts | language | words per sentence | reading ease | floor |", "|---|---|---|---|---|"]
    for name, floors in FLOORS.items():
        for language, floor in zip(LANGUAGES, floors, strict=True):
            it = figures[name, language]
            rows.append(f"| {name} | {language} | {it.mean:.1f} | {it.ease:.0f} | {floor} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(passages()))
    if "--write" in sys.argv:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(re.sub(r"(?m)^\| texts \|(?:.*\n\|)*.*", lambda _: table(passages()), page), "utf-8")
