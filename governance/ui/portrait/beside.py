# SPDX-License-Identifier: EUPL-1.2
"""A territory beside another that the reader chose: same figures, same scale, and how firm their difference is."""

import streamlit as st

from governance.bootstrap import application
from governance.language import format_percent
from governance.services.comparison import Standing
from governance.ui import navigation
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t
from governance.ui.portrait.subject import PARAMETER
from governance.views.dumbbell import dumbbells
from governance.views.overlay import overlay
from governance.views.series import Series

OTHER = "avec"


def beside_view(standing: Standing) -> None:
    """The whole view."""
    st.markdown(t("portrait.beside_what"))
    profile, among, reference = standing.profile, standing.among, application().territories
    mine = standing.territory
    alike = [each for each in among.territories if each.id != mine.id and each.tier == mine.tier]
    others = sorted(alike, key=lambda each: (each.name, each.id))
    if profile is None or not others:
        st.info(t("portrait.beside_none"), icon=":material/compare_arrows:")
        return
    other = choose_other([each.id for each in others])
    if other is None:
        return
    there = among.scores.profile(among.rows[other])
    names = {"name": reference.label(standing.territory), "other": reference.label(reference.get(other))}
    series = [Series(names["name"], profile.challenges), Series(names["other"], there.challenges)]
    titles = {challenge.id: challenge.title.to(current()) for challenge in among.questionnaire.challenges}
    gaps = dumbbells(series, titles, current(), theme())
    chart, rows = st.columns([11, 9], gap="large")
    with chart:
        show_figure(overlay(series, among.questionnaire, current(), theme(), compact=narrow()), "portrait-beside")
        firmness(standing, other, names)
        navigation.link("portrait", t("portrait.beside_open"), ":material/person_pin_circle:", **{PARAMETER: other})
    with rows:
        show_sentence(gaps)
        show_figure(gaps, "portrait-beside-gaps")
    show_table(gaps)


def choose_other(others: list[str]) -> str | None:
    """The other territory, which the address names too."""
    reference = application().territories
    key = "portrait-other-territory"
    wanted = st.query_params.get(OTHER)
    if st.session_state.get(key, wanted) not in others:
        st.session_state[key] = None
    elif key not in st.session_state:
        st.session_state[key] = wanted
    other: str | None = st.selectbox(
        t("portrait.beside_choose"),
        others,
        key=key,
        index=None,
        placeholder=t("map.select_none"),
        format_func=lambda each: reference.label(reference.get(each)),
        width=420,
    )
    if other is None:
        st.query_params.pop(OTHER, None)
    else:
        st.query_params[OTHER] = other
    return other


def firmness(standing: Standing, other: str, names: dict[str, str]) -> None:
    """In how many of the defensible ways to reckon the overall result of one is above that of the other."""
    share = application().comparison.probability_above(standing, other)
    if share is None:
        st.caption(t("portrait.firm_unknown"))
        return
    ahead, behind = (names["name"], names["other"]) if share >= 0.5 else (names["other"], names["name"])
    share = max(share, 1 - share)
    key = "sure" if share >= 0.95 else "likely" if share >= 0.75 else "open"
    words = t(f"portrait.firm_{key}", ahead=ahead, behind=behind, share=format_percent(share, current()))
    st.markdown(plain(words))
