# SPDX-License-Identifier: EUPL-1.2
"""Words and figures: both languages say everything, each in its own way."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from governance.language import LANGUAGES, as_language, format_number, format_percent, sentence
from governance.language.catalogue import TEXTS, catalogue

SUBJECTS = sorted({path.stem for path in TEXTS.glob("*/*.yaml")})
DOCUMENTS = sorted({path.name for path in TEXTS.glob("*/*.md")})


def entries(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of a catalogue with its path; plural forms are one entry each."""
    if isinstance(node, dict):
        for name, child in node.items():
            yield from entries(child, f"{path}.{name}" if path else str(name))
    elif isinstance(node, list):
        for rank, child in enumerate(node):
            yield from entries(child, f"{path}.{rank}")
    else:
        yield path, str(node)


def blanks(words: str) -> set[str]:
    """The names of the values that a sentence takes."""
    return set(re.findall(r"\{(\w+)", words))


def own_words(words: str) -> list[str]:
    """The words of a sentence without the values that it takes: a formula has none."""
    return re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", words))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_have_the_same_sentences(subject: str) -> None:
    french, english = (dict(entries(catalogue(subject, language))) for language in LANGUAGES)
    assert french.keys() == english.keys()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_sentence_takes_the_same_values_in_both_languages(subject: str) -> None:
    french, english = (dict(entries(catalogue(subject, language))) for language in LANGUAGES)
    differing = {key for key in french if blanks(french[key]) != blanks(english.get(key, ""))}
    assert {key for key in differing if not key.endswith(".one")} == set()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_sentence_is_left_in_french_for_english_readers(subject: str) -> None:
    french, english = (dict(entries(catalogue(subject, language))) for language in LANGUAGES)
    same = {key for key, words in french.items() if words == english.get(key) and len(own_words(words)) > 3}
    assert same == set()


def document_blanks(name: str, language: str) -> set[str]:
    """The names of the values that a document takes; the words of a formula, in ``\\text{…}``, are none."""
    return set(re.findall(r"(?<!\\text)\{([a-z_]+)\}", (TEXTS / language / name).read_text("utf-8")))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_languages_have_the_same_documents_with_the_same_plan(name: str) -> None:
    plans = [re.findall(r"^#+", (TEXTS / language / name).read_text("utf-8"), re.M) for language in LANGUAGES]
    assert plans[0] == plans[1]
    assert document_blanks(name, "fr") == document_blanks(name, "en")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("fr-FR", "fr"), ("en_GB.UTF-8", "en"), ("EN", "en"), ("de-DE", "fr"), ("", "fr"), (None, "fr")],
)
def test_a_language_tag_leads_to_a_language_that_exists(tag: str | None, language: str) -> None:
    assert as_language(tag) == language


def test_french_counts_zero_as_one_and_english_as_many() -> None:
    assert sentence("ui.home.population", "fr", count=0, shown="0") == "0 habitant"
    assert sentence("ui.home.population", "en", count=0, shown="0").endswith("s")


def test_an_unknown_sentence_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        sentence("ui.home.no_such_sentence", "fr")


def test_figures_are_written_as_each_language_writes_them() -> None:
    assert format_number(1255.5, "fr", 1) == "1\u202f255,5"
    assert format_number(1255.5, "en", 1) == "1,255.5"
    assert format_percent(0.67, "fr") == "67\u202f%"


def test_french_sentences_use_french_typography() -> None:
    """A plain apostrophe between letters, or a plain space before « : », would not pass a proofreader."""
    sentences = [
        (f"{subject}.{key}", words) for subject in SUBJECTS for key, words in entries(catalogue(subject, "fr"))
    ]
    sentences += [(name, (TEXTS / "fr" / name).read_text("utf-8")) for name in DOCUMENTS]
    # Around these signs French wants a no-break space: the plain one would let them begin or end a line alone.
    faulty = [key for key, words in sentences if re.search(r"\w'\w| [:;?!»](?!\w)|«(?!\u00a0)", words)]
    assert faulty == []


def test_every_key_used_in_the_screens_exists() -> None:
    root = Path(__file__).parents[2]
    known = {key for key, _ in entries(catalogue("ui", "fr"))}
    known |= {key.rsplit(".", 1)[0] for key in known}
    used = {  # a key that ends with "_" or "." is the beginning of one, completed by the script
        key
        for folder in ("pages", "governance/ui")
        for script in (root / folder).glob("*.py")
        for key in re.findall(r'\bt\(\s*f?"([a-z_.]+)["{]', script.read_text("utf-8"))
    }
    assert used
    missing = {key for key in used if key not in known and not (key[-1] in "_." and begins(key, known))}
    assert missing == set()


def begins(start: str, keys: set[str]) -> bool:
    """Whether some key begins so."""
    return any(key.startswith(start) for key in keys)
