# SPDX-License-Identifier: EUPL-1.2
"""Which questionnaire: chosen where there are several, and named wherever it is not the référentiel in force."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from governance.bootstrap import application
from governance.errors import StoreError
from governance.questionnaire.edition import Edition
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.shelf import version_order
from governance.ui.language import current, plain, t, text

PARAMETER = "questionnaire"
READ = "edition"
LAST = "edition-last"
"""The session's keys for the questionnaire that one looks at: the list, which a change of page forgets, and what it
said last."""
ANSWERED = "edition-to-answer"


def questionnaire_to_read() -> Questionnaire:
    """The questionnaire that a page is about: the référentiel, unless another is chosen or named by the address."""
    editions = by_reference(latest_first(at_hand()))
    first = next(iter(editions))
    wanted = st.query_params.get(PARAMETER)
    chosen = st.session_state.get(READ, st.session_state.get(LAST))
    if wanted in editions and wanted != st.session_state.get(LAST):
        chosen = wanted
    # Said again at each run: on another page the list is another one, which would begin anew.
    st.session_state[READ] = chosen if chosen in editions else first
    if len(editions) > 1:
        choose(editions, READ, 560)
    return settled(editions, first)


def settled(editions: dict[str, Edition], first: str) -> Questionnaire:
    """The questionnaire chosen, which the address then names."""
    chosen: str = st.session_state[READ]
    st.session_state[LAST] = chosen
    if chosen == first:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = chosen
    return application().questionnaires.get(editions[chosen].id, editions[chosen].version)


def questionnaire_to_answer() -> Questionnaire:
    """The questionnaire to begin: the référentiel, or the latest version of another where there are others."""
    newest = {edition.id: edition for edition in reversed(latest_first(at_hand()))}
    editions = by_reference(list(reversed(newest.values())))
    chosen = st.session_state.get(ANSWERED)
    st.session_state[ANSWERED] = chosen if chosen in editions else next(iter(editions))
    if len(editions) > 1:
        choose(editions, ANSWERED, "stretch")
    answered = editions[st.session_state[ANSWERED]]
    return application().questionnaires.get(answered.id, answered.version)


def at_hand() -> list[Edition]:
    """The questionnaires of the shelf; only those that need no database while it cannot serve."""
    questionnaires = application().questionnaires
    try:
        return questionnaires.shelf()
    except StoreError:
        return questionnaires.shipped()


def choose(editions: dict[str, Edition], key: str, width: int | Literal["stretch"]) -> None:
    """The quiet list of questionnaires."""
    st.selectbox(
        t("versions.which"),
        list(editions),
        key=key,
        format_func=lambda reference: edition_name(editions[reference]),
        width=width,
    )


def latest_first(shelf: Sequence[Edition]) -> list[Edition]:
    """The questionnaires in the order of the shelf, the latest version of each before its earlier ones."""
    ids = list(dict.fromkeys(edition.id for edition in shelf))
    by_version = sorted(shelf, key=lambda edition: version_order(edition.version), reverse=True)
    return sorted(by_version, key=lambda edition: ids.index(edition.id))


def by_reference(editions: Sequence[Edition]) -> dict[str, Edition]:
    """Editions under ``id@version``, as commands and addresses write them."""
    return {f"{edition.id}@{edition.version}": edition for edition in editions}


def edition_name(edition: Edition) -> str:
    """A questionnaire's title and version, as lists show them: never read as Markdown."""
    return t("versions.edition", title=edition.title.to(current()), version=edition.version)


def questionnaire_name(questionnaire: Questionnaire) -> str:
    """The same where Markdown is read."""
    return t("versions.edition", title=text(questionnaire.title), version=plain(questionnaire.version))


def name_if_other(questionnaire: Questionnaire) -> None:
    """Say which questionnaire this is, unless it is the référentiel in force."""
    if questionnaire is not application().questionnaires.latest():
        st.caption(f":material/fact_check: {questionnaire_name(questionnaire)}")
