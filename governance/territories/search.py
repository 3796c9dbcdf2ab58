# SPDX-License-Identifier: EUPL-1.2
"""Search among all territories at once, by name, code, SIREN or postcode.

Names stand in one text, codes in another and the places around in a third, a line per entry in the same order, most
populous first, each word between spaces: « name ⇥ other words », « code ⇥ #siren postcodes », « département région ».
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

import numpy as np

from governance.territories.folding import SAINTS, plain_words
from governance.territories.lines import NOTHING, Lines, Numbers, union

Spellings = tuple[str, ...]  # the spellings of one word of the question that will do
LONGEST_QUESTION = 100  # characters; what follows is not read
MOST_WORDS = 8
MOST_SPELLINGS = 32
SHORTEST_MISSPELT = 4
SMALL_WORDS = frozenset(["commune", "ville", "mairie", "de", "du", "des", "d", "la", "le", "les", "l", "en", "dans"])
LETTERS = "abcdefghijklmnopqrstuvwxyz"
EXACT, BEGINNING, WHOLE_WORD, PART_OF_WORD = "\n {} \t", "\n {}", " {} ", " {}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one territory is found by: ``name``, ``words`` and ``around`` folded already, ``numbers`` postcodes and the
    like.
    """

    name: str
    code: str = ""
    siren: str = ""
    numbers: str = ""
    words: str = ""
    around: str = ""
    """Its département and its région: they tell namesakes apart, and find nothing by themselves."""


class SearchIndex:
    """Entries in order of preference; :meth:`find` gives the numbers of those that fit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self.words = [entry.name for entry in entries]
        self.names = Lines(f" {entry.name} \t {entry.words} " for entry in entries)
        self.codes = Lines(f" {entry.code} \t #{entry.siren} {entry.numbers} " for entry in entries)
        self.around = [f" {entry.around} " for entry in entries]

    def find(self, question: str) -> list[int]:
        """Numbers of the entries that fit, best first: exact, by beginning or whole words, by beginnings of words.

        Failing that, without small words, followed by their département or région, with spaces astray, and with one
        letter wrong in a word.
        """
        words = plain_words(question[:LONGEST_QUESTION]).split()[:MOST_WORDS]
        if not words:
            return []
        attempts = (self.by_siren, self.by_words, self.by_chief_words, self.by_place, self.by_letters, self.by_likeness)
        # « saint denis seine saint denis »: a word said twice says two things.
        first = (self.by_place,) if len(set(words)) < len(words) else ()
        found = (attempt(words) for attempt in (*first, *attempts))
        return next((numbers.tolist() for numbers in found if numbers.size), [])

    def by_siren(self, words: Sequence[str]) -> Numbers:
        """By SIREN, or the SIRET that begins with it, spaces allowed."""
        digits = "".join(words)
        return self.codes.holding(f" #{digits[:9]} ") if digits.isdigit() and len(digits) in {9, 14} else NOTHING

    def by_words(self, words: Sequence[str]) -> Numbers:
        """By words or their beginnings, in any order. « st » is Saint, or the beginning of Strasbourg."""
        return self.ranked([(SAINTS[word], word) if word in SAINTS else (word,) for word in words])

    def by_chief_words(self, words: Sequence[str]) -> Numbers:
        """By words, small ones left out: « mairie de Nantes », « CC du Pays de X »."""
        chief = [word for word in words if word not in SMALL_WORDS]
        return self.by_words(chief) if 0 < len(chief) < len(words) else NOTHING

    def by_place(self, words: Sequence[str]) -> Numbers:
        """By the beginning of the words, the rest being where it is: « saint denis réunion », « Vitry (Val-de-Marne) ».

        The fewer words it takes to say where, the better; small ones count for nothing there.
        """
        for count in range(len(words) - 1, 0, -1):
            place = [SAINTS.get(word, word) for word in words[count:] if word not in SMALL_WORDS]
            places = {around for around in self.places if all(f" {word}" in around for word in place)}
            if not place or not places:
                continue
            named = self.by_words(words[:count])
            named = named if named.size else self.by_chief_words(words[:count])
            found = [line for line in named.tolist() if self.around[line] in places]
            if found:
                return np.array(found, dtype=np.intp)
        return NOTHING

    def by_letters(self, words: Sequence[str]) -> Numbers:
        """By the beginning of the name, spaces left out: « lhay les roses », « saintdenis »."""
        return self.joined_names.holding("\n" + "".join(words))

    def by_likeness(self, words: Sequence[str]) -> Numbers:
        """By words with one letter missing, added, wrong, or two swapped."""
        return self.ranked([(word, *sorted(self.misspelt(word))) for word in words])

    def ranked(self, words: Sequence[Spellings]) -> Numbers:
        """Lines that hold all the words, the likeliest first."""
        some = self.holding_all(words, PART_OF_WORD)
        phrases = [" ".join(spellings) for spellings in islice(product(*words), MOST_SPELLINGS)]
        exact = self.holding(phrases, EXACT, some)
        good = union([self.holding(phrases, BEGINNING, some), self.holding_all(words, WHOLE_WORD, some)])
        better = np.concatenate([exact, np.setdiff1d(good, exact, assume_unique=True)])
        return np.concatenate([better, np.setdiff1d(some, better, assume_unique=True)])

    def holding_all(self, words: Iterable[Spellings], pattern: str, among: Numbers | None = None) -> Numbers:
        """Lines that hold every word; the longest first, since few lines hold it."""
        for word in sorted(dict.fromkeys(words), key=lambda word: -len(word[-1])):
            among = self.holding(word, pattern, among)
        return NOTHING if among is None else among

    def holding(self, spellings: Sequence[str], pattern: str, among: Numbers | None) -> Numbers:
        """Lines that hold one of the spellings of a word or phrase. Only what begins with a digit may be a code."""
        names = ((self.names, spelling) for spelling in spellings)
        codes = ((self.codes, spelling) for spelling in spellings if spelling[0].isdigit())
        return union(text.holding(pattern.format(spelling), among) for text, spelling in (*names, *codes))

    @cached_property
    def places(self) -> frozenset[str]:
        """Every département with its région."""
        return frozenset(self.around)

    @cached_property
    def joined_names(self) -> Lines:
        """The names without their spaces."""
        return Lines(name.replace(" ", "") for name in self.words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(" ".join(self.words).split())

    def misspelt(self, word: str) -> set[str]:
        """The words of names that differ from ``word`` by one slip of the keyboard."""
        if len(word) < SHORTEST_MISSPELT or word.isdigit():
            return set()
        return set(slips(word)) & self.vocabulary - {word}


def slips(word: str) -> Iterator[str]:
    """``word`` with one letter dropped, changed or added, or two neighbours swapped.

    >>> "nantes" in slips("nantse"), "nantes" in slips("nante"), "nantes" in slips("nente")
    (True, True, False)
    """
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        yield left + right[1:]
        yield left + right[1:2] + right[:1] + right[2:]
        for letter in LETTERS:
            yield left + letter + right[1:]
            yield left + letter + right
