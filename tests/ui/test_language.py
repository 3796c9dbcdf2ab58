# SPDX-License-Identifier: EUPL-1.2
"""The reader's language, and texts of people and of data shown as they were written."""

import re
from types import SimpleNamespace

import pytest
import streamlit as st
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from governance.language import LocalizedText, sentence
from governance.ui import language
from governance.ui.language import JOINER, current, plain, points, text
from governance.web.documents import COOKIE

# What the browser makes of Markdown: CommonMark with tables, struck words and HTML let through.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FORBIDDEN = {
    "link_open", "image", "html_inline", "html_block", "heading_open", "blockquote_open", "table_open", "fence",
    "code_inline", "em_open", "strong_open", "s_open", "hr",
}  # fmt: skip
# Streamlit looks for these in the text that is left once Markdown was read (tried in a browser, version 1.67):
# addresses, mail addresses, icons and emoji.
LOOKED_FOR = re.compile(r"https?://|www\.|\w@\w|:material/\w+:|:[\w+-]+:", re.IGNORECASE)
# And these are read with Markdown itself: colours, badges and formulas, unless a backslash stands before them.
DIRECTIVE = re.compile(r"(?<!\\)(?:\\\\)*:[a-z-]+\[|(?<!\\)(?:\\\\)*\$")

TRICKS = [
    "![i](http://a.fr/i.png)", "[l](javascript:alert(1))", "<script>x</script>", "<!-- x -->", "<https://a.fr>",
    "https://a.fr", "www.a.fr", "me@a.fr", ":red[x]", ":material/home:", ":smile:", ":+1:", "a:b:c:d:", "$x^2$",
    "&lt;b&gt;", "&#58;smile:", "[a]: http://b 'c'", "# h", "> q", "- x", "1. x", "1) x", "---", "===", "~~s~~",
    "`c`", "```\nc\n```", "|a|b|\n|-|-|\n|c|d|", "a\n===", "\\[x](y)", "\\\\[x](y)", "HTTPS://A.FR", ":red-badge[x]",
]  # fmt: skip
pieces = some.sampled_from([*TRICKS, "\\", "*", "_", "[", "]", "(", ")", "!", "<", ">", ":", "/", "@", "w", " ", "\n"])
writings = some.one_of(some.text(), some.lists(pieces, max_size=6).map("".join))


def shown(words: str) -> tuple[set[str], str]:
    """The kinds of parts that a browser would show, and the text that it would show."""
    tokens = MARKDOWN.parse(plain(words))
    inner = [child for token in tokens for child in token.children or ()]
    texts = ("\n" if child.type in {"softbreak", "hardbreak"} else child.content for child in inner)
    return {token.type for token in (*tokens, *inner)}, "".join(texts)


@pytest.mark.parametrize("words", TRICKS)
def test_a_trick_shows_as_it_was_typed(words: str) -> None:
    kinds, seen = shown(words)
    assert kinds & FORBIDDEN == set()
    assert seen.replace(JOINER, "") == words


@given(writings)
@example(":a:b:")
def test_whatever_is_written_shows_no_link_image_directive_nor_html(words: str) -> None:
    kinds, seen = shown(words)
    assert kinds & FORBIDDEN == set()
    assert not LOOKED_FOR.search(seen)
    assert not DIRECTIVE.search(plain(words))


@given(some.text(some.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_whatever_is_written_on_a_line_shows_whole(words: str) -> None:
    assert shown(words)[1].replace(JOINER, "") == words.replace(JOINER, "")


def test_ordinary_sentences_are_left_alone() -> None:
    words = "De plus, l’élue – ou l’élu – dit « oui » : c’est fait à 14 h (voir l’annexe)."
    assert plain(words) == words


@pytest.mark.parametrize(
    ("asked", "cookie", "browser", "expected"),
    [
        ("en", "fr", "fr-FR", "en"),
        (None, "en", "fr-FR", "en"),
        (None, None, "en-GB", "en"),
        (None, None, "de-DE", "fr"),
        (None, None, None, "fr"),
        ("zz", "en", "en", "fr"),
    ],
)
def test_the_address_goes_before_the_cookie_and_the_cookie_before_the_browser(
    asked: str | None, cookie: str | None, browser: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, str] = {}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "query_params", {"lang": asked} if asked else {})
    monkeypatch.setattr(st, "context", SimpleNamespace(cookies={COOKIE: cookie} if cookie else {}, locale=browser))
    assert current() == expected
    assert state == {"language": expected}
    monkeypatch.setattr(st, "query_params", {"lang": "other"})
    assert current() == expected, "the language of a session changed by itself"


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"language": "en"})


@pytest.mark.usefixtures("english")
def test_texts_are_said_in_the_language_of_the_session() -> None:
    assert language.t("home.name") == sentence("ui.home.name", "en")
    assert text(LocalizedText(fr="un *enjeu*", en="a *challenge*")) == r"a \*challenge\*"
    assert text(None) == ""
    assert points(65.44, 1) == "65.4"
    assert points(None) == "–"
