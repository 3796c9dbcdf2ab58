# SPDX-License-Identifier: EUPL-1.2
"""The reader's language on a screen: their choice, else their browser's; French otherwise."""

import re
from typing import Any

import streamlit as st

from governance.language import LANGUAGES, Language, LocalizedText, as_language, format_number, sentence
from governance.web.documents import COOKIE

# A dash, a plus or an equals sign opens a list or a rule only at the start of a line, a point only after a number.
SIGNS = re.compile(r"[\\`*_\[\]<>#|~$&]|:(?=[\w/])|(?m:^)[-+=]|(?<=\d)[.)](?=\s|$)")
# Streamlit looks for addresses, icons and emoji once the signs are read: backslashes do not stop it.
LOOKED_FOR = re.compile(r"(?<=:)(?=//|[\w/+-]+:)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
JOINER = "\u2060"
"""Word joiner: cannot be seen, and parts what would be taken for an address or an icon."""
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}


def current() -> Language:
    """The language of this session."""
    language: Language | None = st.session_state.get("language")
    if language is None:
        chosen = st.query_params.get("lang") or st.context.cookies.get(COOKIE) or st.context.locale
        language = st.session_state["language"] = as_language(chosen)
    return language


def t(key: str, **values: Any) -> str:
    """The sentence ``key`` of data/texts/*/ui.yaml for the reader."""
    return sentence(f"ui.{key}", current(), **values)


def text(localized: LocalizedText | None) -> str:
    """A text of the data for the reader, shown as it is written: never as Markdown."""
    return plain(localized.to(current())) if localized else ""


def plain(words: str) -> str:
    r"""The same words with every Markdown and HTML sign made harmless. A colon matters only where it opens a directive.

    >>> print(plain("![x](y) <b> *a_b* :red[c]"))
    !\[x\](y) \<b\> \*a\_b\* \:red\[c\]
    >>> plain("https://a.fr")
    'https:\u2060//a.fr'
    >>> plain("Un accord : lequel ?")
    'Un accord : lequel ?'
    """
    return SIGNS.sub(r"\\\g<0>", LOOKED_FOR.sub(JOINER, words))


def points(value: float | None, decimals: int = 0) -> str:
    """A score as it is shown: without decimals, a dash when there is none."""
    return "–" if value is None else format_number(value, current(), decimals)


def switch() -> None:
    """The language switch."""
    language = current()
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    if st.button(NAMES[other], key="switch-language", type="tertiary", icon=":material/translate:"):
        st.session_state["language"] = other
        st.rerun()
