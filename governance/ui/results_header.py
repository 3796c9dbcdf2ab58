# SPDX-License-Identifier: EUPL-1.2
"""The top of the restitution: whose it is, what it is made of, and the ways on."""

import streamlit as st

from governance.services.results import Result
from governance.ui import navigation, territory_picker
from governance.ui.carry_over import later_version
from governance.ui.editions import PARAMETER, name_if_other
from governance.ui.faults import PageEndError
from governance.ui.language import current, plain, t, text
from governance.ui.provenance import provenance_note
from governance.ui.snapshots import compared_snapshot
from governance.ui.workshop.collective import collective_note


def results_header(report: Result) -> None:
    """Name, warnings that change how everything below is read, and the quiet actions."""
    st.caption(t("results.title"))
    st.title(plain(territory_picker.name(report.territory)), anchor=False)
    st.caption(plain(territory_picker.details(report.territory)))
    name_if_other(report.questionnaire)
    if report.detail.head.simulated:
        st.warning(f"**{t('results.simulated')}** — {t('results.simulated_hint')}", icon=":material/science:")
    provenance_note(report.detail.head.id)
    if has_answers(report):
        form_note(report)
    with st.container(horizontal=True, key="results-actions"):
        answers = t("results.see_answers" if report.detail.head.simulated else "results.continue")
        navigation.link("assessment", answers, ":material/edit_note:", dossier=report.detail.head.id)
        navigation.link("plan", t("plan.open"), ":material/checklist:", dossier=report.detail.head.id)
        if not report.detail.head.simulated:
            navigation.link("workshop", t("workshop.lead"), ":material/groups:", dossier=report.detail.head.id)
        navigation.link("portrait", t("portrait.open"), ":material/badge:", **place_on_map(report))
        navigation.link("map", t("results.where"), ":material/map:", **place_on_map(report))
        st.link_button(t("results.print"), paper(report), icon=":material/print:")
    collective_note(report.detail.head, report.detail.answers)
    later_version(report.detail.head)


def paper(report: Result) -> str:
    """The address of the page for paper, compared as this one is."""
    snapshot = compared_snapshot(report)
    return f"/print/{report.detail.head.id}?lang={current()}{f'&compare={snapshot}' if snapshot else ''}"


def place_on_map(report: Result) -> dict[str, str]:
    """The address of this authority on the map of its own questionnaire."""
    edition = f"{report.questionnaire.id}@{report.questionnaire.version}"
    return {"territoire": report.territory.id, PARAMETER: edition}


def has_answers(report: Result) -> bool:
    """Whether anything was answered at all."""
    return any(stored.code is not None for stored in report.detail.answers.values())


def form_note(report: Result) -> None:
    """From which form the figures come."""
    if report.detail.head.form == "flash":
        st.caption(t("results.flash_note"))
        return
    kept = [
        text(challenge.title)
        for challenge, node in zip(report.questionnaire.challenges, report.profile.challenges, strict=True)
        if node.form == "flash" and node.score is not None
    ]
    if kept:
        st.caption(f"{t('results.flash_kept', challenges=' · '.join(kept))} {t('notes.flash_coverage')}")


def nothing_yet(report: Result) -> None:
    """An empty restitution says what it is for, offers the way in, and ends the page."""
    st.subheader(t("results.empty_title"), anchor=False)
    st.write(t("results.empty"))
    navigation.link("assessment", t("results.begin"), ":material/edit_note:", dossier=report.detail.head.id)
    raise PageEndError
