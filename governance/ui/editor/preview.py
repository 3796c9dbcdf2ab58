# SPDX-License-Identifier: EUPL-1.2
"""What the draft will look like: the radar with example answers, and a question as it will be asked."""

import streamlit as st
from pydantic import ValidationError

from governance.assessments.simulation import TOP_LEVEL, code_at
from governance.errors import InputError
from governance.questionnaire.answer import Answer, read_answer
from governance.questionnaire.loading import load_data
from governance.questionnaire.model import Question, Questionnaire
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import part_of, value_at
from governance.scoring.scores import profile
from governance.ui.answer_state import AnswerState
from governance.ui.document import narrow
from governance.ui.editor import address
from governance.ui.editor.check import part_name
from governance.ui.editor.choosing import choose
from governance.ui.editor.desk import Desk
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t
from governance.ui.question_card import ask, guidance, heading
from governance.views.radar import radar

MIXED = -1


class Trial(AnswerState):
    """The widgets of a question that is only looked at."""

    def save(self) -> None:
        """Nothing is stored."""


def preview_view(desk: Desk) -> None:
    """The radar on one side, a question on the other."""
    st.caption(t("editor.preview_hint"))
    chart, asked = st.columns([11, 9], gap="large")
    with chart:
        radar_preview(desk)
    with asked:
        st.subheader(t("editor.preview_question"), anchor=False)
        chosen_question(desk)


def radar_preview(desk: Desk) -> None:
    """The radar of example answers, said to be an example."""
    st.subheader(t("editor.preview_radar"), anchor=False)
    questionnaire = usable(desk)
    if questionnaire is None:
        st.info(t("editor.preview_faulty"), icon=":material/rule:")
        st.button(
            t("editor.to_check"), key="editor-to-check", on_click=address.open_part, args=(address.FRAME, "check")
        )
        return
    reached = st.select_slider(
        t("editor.example"), [MIXED, *range(TOP_LEVEL + 1)], key="editor-example", format_func=example_name,
        persist_state="session",
    )  # fmt: skip
    scores = profile(questionnaire, example_answers(questionnaire, reached), None, "full")
    view = radar(scores, questionnaire, current(), theme(), compact=narrow(), name=t("editor.example_name"))
    show_figure(view, "editor-radar")
    show_sentence(view)
    show_table(view)


def usable(desk: Desk) -> Questionnaire | None:
    """The draft as a questionnaire that could be scored; None while something prevents it. Read once a revision."""
    found: tuple[int, Questionnaire | None] | None = st.session_state.get(desk.key("model"))
    if found is None or found[0] != desk.draft.revision:
        try:
            model = load_data(desk.tree, "questionnaire")
        except InputError:
            model = None
        found = st.session_state[desk.key("model")] = (desk.draft.revision, model)
    return found[1]


def example_name(reached: int) -> str:
    """What an example is called."""
    return t("editor.example_mixed") if reached == MIXED else t("editor.example_level", rank=reached)


def example_answers(questionnaire: Questionnaire, reached: int) -> dict[str, Answer]:
    """An answer to every question: all at one of five steps, from the least to the most, or mixed."""
    points = {
        question.id: mixed(c, q) if reached == MIXED else reached
        for c, challenge in enumerate(questionnaire.challenges)
        for q, question in enumerate(challenge.questions)
    }
    return {q.id: read_answer(q, code_at(q, float(points[q.id]))) for q in questionnaire.questions}


def mixed(challenge: int, question: int) -> int:
    """A step that changes from one challenge to the next, and a little within each.

    >>> [mixed(0, q) for q in range(3)], [mixed(1, q) for q in range(3)]
    ([1, 2, 3], [3, 4, 4])
    """
    middle = (2 * challenge) % (TOP_LEVEL + 1) + 1
    return min(middle + question % 3, TOP_LEVEL)


def chosen_question(desk: Desk) -> None:
    """A question to be chosen, the one being edited first."""
    parts = {part: loc for part, loc in address.parts(desk.tree).items() if "questions" in loc}
    if not parts:
        st.caption(t("editor.no_question"))
        return
    edited = st.session_state.get(address.key_of(address.PART))
    if st.session_state.get("editor-shown") not in parts:
        st.session_state["editor-shown"] = edited if edited in parts else next(iter(parts))
    shown = choose(st.selectbox, t("editor.shown"), list(parts), "editor-shown", lambda part: part_name(desk, part))
    question_preview(desk, parts[shown])


def question_preview(desk: Desk, loc: Loc) -> None:
    """A question as a respondent sees it, to be tried without storing anything."""
    try:
        question = Question.model_validate(part_of(desk.tree, loc))
    except ValidationError:
        st.info(t("editor.preview_faulty"), icon=":material/rule:")
        return
    challenge = part_of(desk.tree, loc[:2])
    st.caption(t("editor.try_it"))
    with st.container(border=True, key="card-editor-preview"):
        st.caption(plain(str(value_at(challenge, ("title", current())) or "")))
        heading(question, int(loc[-1]) + 1, len(challenge["questions"]))
        state = Trial(f"editor-{desk.draft.draft_id}-{desk.draft.revision}", question)
        ask(state, frozen=False)
        guidance(state)
