# SPDX-License-Identifier: EUPL-1.2
"""Freezing an assessment, comparing with what was frozen, and taking the figures away."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from governance.assessments.snapshot import Snapshot
from governance.assessments.texts import NAME_LIMIT
from governance.bootstrap import application
from governance.exports.assessment_tables import answers_csv, scores_csv
from governance.exports.reading_tables import answers_sheet, scores_sheet
from governance.language import format_date, format_time
from governance.language.figures import rounded
from governance.scoring.result import Profile
from governance.services.results import Result
from governance.ui import dossier
from governance.ui.faults import explained
from governance.ui.language import current, plain, points, t, text

TODAY = "today"
JUST_FROZEN = "just-frozen"
VERSION_BEFORE = "version-before"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier state of the same assessment, chosen by the reader.

    ``common``: today's result on the questions in common with it, where it answers an earlier version.
    """

    name: str
    profile: Profile
    common: Result | None = None


def choose_comparison(report: Result) -> Comparison | None:
    """The state to compare with: the latest snapshot at first, another, the version before, or none."""
    snapshots = {s.id: s for s in application().assessments.snapshots(report.detail.head.id) if comparable(s, report)}
    states = {key: Comparison(snapshot_label(snapshot), snapshot.profile) for key, snapshot in snapshots.items()}
    states |= version_before(report)
    if not states:
        return None
    options = [*states, None]
    chosen = st.selectbox(
        t("results.compare"),
        options,
        index=options.index(first_choice(snapshots, report)),
        key="comparison",
        format_func=lambda choice: states[choice].name if choice else t("results.compare_none"),
        width=420,
    )
    return states[chosen] if chosen else None


def compared_snapshot(report: Result) -> str | None:
    """The id of the snapshot that the page compares with, before its choice is drawn; none for anything else."""
    snapshots = {s.id: s for s in application().assessments.snapshots(report.detail.head.id) if comparable(s, report)}
    if "comparison" not in st.session_state:
        return first_choice(snapshots, report)
    chosen = st.session_state["comparison"]
    return chosen if chosen in snapshots else None


def first_choice(snapshots: dict[str, Snapshot], report: Result) -> str | None:
    """At first, the latest snapshot that says something else than today; else the latest."""
    differing = (key for key, snapshot in snapshots.items() if snapshot.profile != report.profile)
    return next(differing, next(iter(snapshots), None))


def version_before(report: Result) -> dict[str, Comparison]:
    """The assessment of the version before, on the questions in common; nothing without one."""
    side = application().carrying.in_common(report)
    if side is None:
        return {}
    name = t("versions.compare", version=side.version, count=side.questions)
    return {VERSION_BEFORE: Comparison(name, side.then, side.now)}


def comparable(snapshot: Snapshot, report: Result) -> bool:
    """Whether a snapshot answers the same version of the same questionnaire."""
    questionnaire = report.questionnaire
    return (snapshot.questionnaire_id, snapshot.questionnaire_version) == (questionnaire.id, questionnaire.version)


def snapshot_label(snapshot: Snapshot) -> str:
    """A snapshot's name and date."""
    at = snapshot.taken_at.astimezone()
    day, time = format_date(at, current()), format_time(at, current())
    return t("results.snapshot_label", name=snapshot.name, date=day, time=time)


def snapshots_section(report: Result) -> None:
    """What was frozen, compared two by two or with today, and the form that freezes the present state."""
    st.header(t("results.snapshots"), anchor=False)
    if snapshot := st.session_state.pop(JUST_FROZEN, None):
        st.success(t("results.frozen", name=plain(snapshot.name)), icon=":material/check:")
    frozen = [s for s in application().assessments.snapshots(report.detail.head.id) if comparable(s, report)]
    if frozen:
        evolution(report, frozen)
    else:
        st.caption(t("results.no_snapshots"))
    if not report.detail.head.simulated:
        freeze_form(report)


def evolution(report: Result, frozen: list[Snapshot]) -> None:
    """From one state to another, challenge by challenge: at first from the latest snapshot to today."""
    states = {TODAY: Comparison(t("results.today"), report.profile)}
    states |= {snapshot.id: Comparison(snapshot_label(snapshot), snapshot.profile) for snapshot in frozen}
    with st.container(horizontal=True, key="evolution"):
        before = choose_state(states, "results.evolution_then", frozen[0].id)
        after = choose_state(states, "results.evolution_now", TODAY)
    titles = {challenge.id: text(challenge.title) for challenge in report.questionnaire.challenges}
    rows = []
    for node in (after.profile.index, *after.profile.challenges):
        then = before.profile.node(node.id).score
        # Of the figures as shown: whoever subtracts finds the same.
        change = None if then is None or node.score is None else float(rounded(node.score) - rounded(then))
        rows.append(
            {
                t("results.evolution_enjeu"): titles.get(node.id, t("results.index")),
                t("results.evolution_then"): points(then),
                t("results.evolution_now"): points(node.score),
                t("results.evolution_change"): signed(change),
            }
        )
    st.table(rows, border="horizontal", hide_index=True)


def choose_state(states: dict[str, Comparison], label: str, first: str) -> Comparison:
    """One of the states: today or a snapshot."""
    chosen = st.selectbox(
        t(label),
        list(states),
        index=list(states).index(first),
        key=label,
        format_func=lambda key: states[key].name,
        width=360,
    )
    return states[chosen]


def signed(change: float | None) -> str:
    """A difference of points with its sign."""
    if change is None:
        return "–"
    return f"+{points(change)}" if round(change) > 0 else points(change).replace("-", "−")


def freeze_form(report: Result) -> None:
    """Name the present state and keep it for good."""
    with st.form("freeze", border=True):
        st.markdown(t("results.freeze_hint"))
        name = st.text_input(t("results.freeze_name"), value=t("results.freeze_default"), max_chars=NAME_LIMIT)
        if st.form_submit_button(t("results.freeze"), icon=":material/photo_camera:"):
            with explained():
                st.session_state[JUST_FROZEN] = application().assessments.freeze(
                    report.detail.head.id, name, dossier.author()
                )
                st.rerun()


def downloads(report: Result) -> None:
    """Scores and answers as CSV: for people and their spreadsheet, then as `echelons score` prints and reads them."""
    language, territory = current(), report.territory
    place, label = (territory.name, territory.code), territory.name
    slug = territory.id.replace(":", "-")
    edition, answers = report.questionnaire, report.detail.answers
    with st.container(horizontal=True, key="downloads"):
        offered(
            "notes.scores_sheet",
            f"scores-{slug}-tableur",
            lambda: scores_sheet(place, edition, report.profile, language),
        )
        offered(
            "notes.answers_sheet", f"reponses-{slug}-tableur", lambda: answers_sheet(place, edition, answers, language)
        )
        offered("results.download", f"scores-{slug}", lambda: scores_csv(label, report.profile))
        offered("results.download_answers", f"reponses-{slug}", lambda: answers_csv(label, edition, answers, language))
    st.caption(t("notes.for_programs"))


def offered(label: str, name: str, content: Callable[[], bytes]) -> None:
    """The button of one file, which is made when it is pressed."""
    st.download_button(
        t(label),
        content,
        file_name=f"echelons-{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
