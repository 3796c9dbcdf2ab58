# SPDX-License-Identifier: EUPL-1.2
"""The live check: what is left to correct in a draft, by part, each with the way there."""

import streamlit as st

from governance.bootstrap import application
from governance.errors import InputError
from governance.questionnaire.located import LocatedProblem, located_problems
from governance.ui.editor import address
from governance.ui.editor.desk import Desk
from governance.ui.editor.wording import named, problem_words, title_at
from governance.ui.language import current, plain, t

MOST_SHOWN = 10
ELSEWHERE = ("audiences", "bibliography", "changes")
"""What the editor keeps as it is: corrected in a file, and imported again."""


def problems(desk: Desk) -> list[LocatedProblem]:
    """Everything that is wrong; found once for each revision."""
    found: tuple[int, list[LocatedProblem]] | None = st.session_state.get(desk.key("check"))
    if found is None or found[0] != desk.draft.revision:
        name = str(desk.tree.get("id") or "questionnaire")
        listed = located_problems(desk.tree, name, application().questionnaires.older)
        found = st.session_state[desk.key("check")] = (desk.draft.revision, listed)
    return found[1]


def obstacle(desk: Desk) -> InputError | None:
    """Why a draft without a fault could still not be published. Asked anew each time: others publish meanwhile."""
    return None if problems(desk) else application().questionnaires.obstacle(desk.tree)


def problems_of(desk: Desk, part: str) -> list[LocatedProblem]:
    """What is wrong in one part."""
    return [each for each in problems(desk) if address.part_at(desk.tree, each.loc) == part]


def state_words(desk: Desk) -> str:
    """Whether the draft could be published."""
    count = len(problems(desk))
    if count or obstacle(desk):
        return t("editor.to_correct", count=count or 1)
    return t("editor.ready")


def part_problems(desk: Desk, part: str) -> None:
    """At the top of a part: what is wrong in it."""
    found = problems_of(desk, part)
    if found:
        told = [f"- {problem_words(desk.tree, each)}" for each in found[:MOST_SHOWN]]
        st.warning("\n".join([t("editor.part_problems", count=len(found)), "", *told]), icon=":material/rule:")


def check_view(desk: Desk) -> None:
    """The first problems, part by part, each with a button that opens its part."""
    found = problems(desk)
    if fault := obstacle(desk):
        stopped(fault)
        return
    if not found:
        st.success(t("editor.check_clean"), icon=":material/check_circle:")
        st.button(t("editor.to_publish"), key="editor-to-publish", on_click=address.open_part,
                  args=(st.session_state.get(address.key_of(address.PART), address.FRAME), "publish"))  # fmt: skip
        return
    st.markdown(t("editor.check_hint", count=len(found)))
    shown = found[:MOST_SHOWN]
    for part in dict.fromkeys(address.part_at(desk.tree, each.loc) for each in shown):
        group(desk, part, [each for each in shown if address.part_at(desk.tree, each.loc) == part])
    if len(found) > MOST_SHOWN:
        st.caption(t("editor.check_more", count=len(found) - MOST_SHOWN))


def stopped(fault: InputError) -> None:
    """What would stop the publication, and the button that opens the part where ids and titles are."""
    st.warning(plain(fault.message(current())), icon=":material/rule:")
    st.button(
        t("editor.correct", part=t(f"editor.part_{address.FRAME}")), key="editor-correct-obstacle",
        on_click=address.open_part, args=(address.FRAME,), icon=":material/edit:",
    )  # fmt: skip


def group(desk: Desk, part: str, found: list[LocatedProblem]) -> None:
    """The problems of a part, and the button that opens it."""
    with st.container(border=True, key=f"editor-problems-{part}"):
        st.subheader(part_name(desk, part), anchor=False)
        st.markdown("\n".join(f"- {problem_words(desk.tree, each)}" for each in found))
        if any(each.loc[:1] and each.loc[0] in ELSEWHERE for each in found):
            st.caption(t("editor.not_here"))
        st.button(
            t("editor.correct", part=part_words(desk, part)), key=f"editor-correct-{part}",
            on_click=address.open_part, args=(part,), icon=":material/edit:",
        )  # fmt: skip


def part_words(desk: Desk, part: str) -> str:
    """A part as a button speaks of it, short."""
    loc = address.parts(desk.tree)[part]
    return named(desk.tree, loc) if loc[:1] == ("challenges",) else part_name(desk, part)


def part_name(desk: Desk, part: str) -> str:
    """What a part is called: its number and its title."""
    if part in (address.FRAME, address.READINGS):
        return t(f"editor.part_{part}")
    loc = address.parts(desk.tree).get(part, ())
    return plain(f"{part} {title_at(desk.tree, loc)}")
