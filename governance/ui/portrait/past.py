# SPDX-License-Identifier: EUPL-1.2
"""A territory over time: from one of its frozen states to another, or to today."""

import streamlit as st

from governance.bootstrap import application
from governance.services.comparison import Standing
from governance.ui import navigation
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, t
from governance.ui.snapshots import Comparison, choose_state, comparable, snapshot_label
from governance.views.dumbbell import dumbbells
from governance.views.radar import radar
from governance.views.series import Series

TODAY = "today"


def evolution_view(standing: Standing) -> None:
    """The whole view."""
    st.markdown(t("portrait.evolution_what"))
    if standing.row is None:
        st.info(t("portrait.evolution_none"), icon=":material/history:")
        return
    assessment = standing.among.assessments[standing.row]
    report = application().results.read(assessment)
    frozen = [each for each in application().assessments.snapshots(assessment) if comparable(each, report)]
    if not frozen:
        st.info(t("portrait.evolution_none"), icon=":material/history:")
        navigation.link("results", t("portrait.evolution_freeze"), ":material/photo_camera:", dossier=assessment)
        return
    states = {TODAY: Comparison(t("results.today"), report.profile)}
    states |= {each.id: Comparison(snapshot_label(each), each.profile) for each in frozen}
    with st.container(horizontal=True, key="portrait-dates"):
        before = choose_state(states, "results.evolution_then", frozen[-1].id)
        after = choose_state(states, "results.evolution_now", TODAY)
    show_change(standing, before, after)


def show_change(standing: Standing, before: Comparison, after: Comparison) -> None:
    """Both states on the radar and as dumbbells, and how many states there are."""
    questionnaire = standing.among.questionnaire
    titles = {"index": t("results.index"), **{c.id: c.title.to(current()) for c in questionnaire.challenges}}
    series = [Series(each.name, [each.profile.index, *each.profile.challenges]) for each in (after, before)]
    moved = dumbbells(series, titles, current(), theme())
    chart, rows = st.columns([11, 9], gap="large")
    with chart:
        view = radar(
            after.profile, questionnaire, current(), theme(), previous=before.profile, compact=narrow(),
            name=after.name, previous_name=before.name,
        )  # fmt: skip
        show_figure(view, "portrait-past")
    with rows:
        show_sentence(moved)
        show_figure(moved, "portrait-moved")
    show_table(moved)
