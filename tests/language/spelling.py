# SPDX-License-Identifier: EUPL-1.2
"""The words that neither hunspell nor the project's own lists know, with their places.

``python -m tests.language.spelling`` prints them. A list has one word a line, in alphabetical order; a word in small
letters there may begin with a capital.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from governance.language import LANGUAGES, Language
from governance.settings import ROOT
from tests.language.texts import Passage, paragraphs, passages, where

LISTS = Path(__file__).parent
DICTIONARIES: dict[Language, str] = {"fr": "fr", "en": "en_GB"}
# Not prose: code and commands, blanks, formulas, addresses, names of files, settings and keys.
NO_PROSE = re.compile(
    r"`[^`]*`|\{\w+[^}]*\}|\$[^$]+\$|:material/\w+:|\]\([^)]*\)|\S+(?:://|@|/)\S+|[\w-]*(?:\.[\w-]+)+|\w+_\w+|--\w+"
    r"|(?:«\u00a0|[“\"])[a-z_]+(?:[: ]+[a-z_]+)?(?:\u00a0»|[”\"])|\b(?:echelons|make)(?: [a-z]+| --?[a-z]+)+"
)
WORD = {"fr": re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*"), "en": re.compile(r"[^\W_]+(?:['’][^\W_]+)*")}
# « l’EPCI », "members’": what is looked up is the word without these.
ATTACHED = {"fr": re.compile(r"^(?:[cdjlmnst]|qu)['’]", re.I), "en": re.compile(r"^[djl]['’]|['’]s?$", re.I)}
ACCENT = re.compile(r"[À-ÖØ-öø-ÿŒœ]")


def texts() -> list[Passage]:
    """What a user or a developer reads: the texts of data/, and the documents, which are in English."""
    files = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [*passages(), *(text for path in files for text in document(path))]


def document(path: Path) -> Iterator[Passage]:
    """The paragraphs of a document."""
    for rank, words in enumerate(paragraphs(path.read_text("utf-8")), start=1):
        yield Passage(f"{where(path)} §{rank}", path.stem, "en", words)


def words_in(passage: Passage) -> Iterator[str]:
    """The words to look up: those with a figure are references."""
    for found in WORD[passage.language].findall(NO_PROSE.sub(" ", passage.words)):
        word = ATTACHED[passage.language].sub("", found)
        if word and not any(character.isdigit() for character in word):
            yield word.replace("’", "'")


def unknown(passages: Iterable[Passage]) -> dict[tuple[Language, str], list[str]]:
    """The words in doubt, each with the places where it stands."""
    places: dict[Language, dict[str, list[str]]] = {language: defaultdict(list) for language in LANGUAGES}
    for passage in passages:
        for word in words_in(passage):
            places[tongue(word, passage.language)][word].append(f"{passage.place} ({passage.language})")
    return {
        (language, word): places[language][word]
        for language in LANGUAGES
        for word in misspelt(sorted(places[language]), language)
        if not {word, word.lower()} & listed(language)
    }


def tongue(word: str, language: Language) -> Language:
    """English texts name French things: a word with an accent is looked up in French."""
    return "fr" if ACCENT.search(word) else language


def listed(language: Language) -> frozenset[str]:
    """The project's own words; English texts use French names too."""
    own = frozenset((LISTS / f"words.{language}.txt").read_text("utf-8").split("\n")) - {""}
    return own if language == "fr" else own | listed("fr")


def misspelt(words: Iterable[str], language: Language) -> list[str]:
    """What hunspell does not know of some words. OSError when it, or its dictionary, is not installed."""
    command = ["hunspell", "-l", "-d", DICTIONARIES[language], "-i", "utf-8"]
    done = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=False)
    if done.returncode or "Can't open" in done.stderr:
        raise OSError(done.stderr)
    return done.stdout.split()


if __name__ == "__main__":
    for (language, word), places in unknown(texts()).items():
        print(f"{language}  {word}: {', '.join(sorted(set(places))[:3])}")
