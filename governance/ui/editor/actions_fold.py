# SPDX-License-Identifier: EUPL-1.2
"""The actions of a question, step by step: what to do to climb."""

from collections.abc import Mapping
from typing import Any, get_args

import streamlit as st

from governance.questionnaire.action import Effort
from governance.questionnaire.beginnings import new_action
from governance.questionnaire.editing import with_part
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import part_of, parts_of, value_at
from governance.ui.editor.choosing import choose
from governance.ui.editor.desk import Desk
from governance.ui.editor.fields import choice_field, line_fields, text_fields
from governance.ui.editor.listing import remove_button
from governance.ui.editor.wording import title_at
from governance.ui.language import t

Step = Mapping[str, Any]


def actions_of(desk: Desk, loc: Loc) -> list[int]:
    """The ranks of a question's actions among those of its challenge."""
    name = value_at(desk.tree, (*loc, "id"))
    held = parts_of(part_of(desk.tree, loc[:2]), "actions")
    return [rank for rank, action in enumerate(held) if value_at(action, ("question",)) == name]


def steps_of(desk: Desk, loc: Loc) -> list[Step]:
    """The steps of a question: each level but the first, each item, or the whole of a number."""
    question = part_of(desk.tree, loc)
    match question.get("kind"):
        case "level":
            return [{"to": rank} for rank in range(1, len(parts_of(question, "levels")))]
        case "checklist":
            return [{"item": value_at(item, ("id",))} for item in parts_of(question, "items")]
    return [{}]


def actions_fold(desk: Desk, loc: Loc) -> None:
    """One step at a time: its action, or a way to write one."""
    steps = steps_of(desk, loc)
    if not steps:
        st.caption(t("editor.no_steps"))
        return
    rank = choose(
        st.pills, t("editor.step"), range(len(steps)), "editor-step",
        lambda rank: step_name(desk, loc, steps[rank]), required=True,
    )  # fmt: skip
    step = steps[rank]
    held = parts_of(part_of(desk.tree, loc[:2]), "actions")
    found = next((rank for rank in actions_of(desk, loc) if is_step(held[rank], step)), None)
    if found is None:
        st.caption(t("editor.no_action"))
        st.button(
            t("editor.add_action"), key="editor-add-action", icon=":material/add:", on_click=add_action,
            args=(desk, loc, step),
        )  # fmt: skip
    else:
        action_fields(desk, (*loc[:2], "actions", found))


def is_step(action: Any, step: Step) -> bool:
    """Whether an action leads to a step."""
    return all(value_at(action, (key,)) == step.get(key) for key in ("to", "item"))


def step_name(desk: Desk, loc: Loc, step: Step) -> str:
    """What a step is called."""
    if "to" in step:
        return t("editor.step_level", rank=step["to"])
    if "item" in step:
        ids = [value_at(item, ("id",)) for item in parts_of(part_of(desk.tree, loc), "items")]
        return title_at(desk.tree, (*loc, "items", ids.index(step["item"])))
    return t("editor.step_number")


def add_action(desk: Desk, loc: Loc, step: Step) -> None:
    """An action for a step, after the others of its challenge."""
    name = str(value_at(desk.tree, (*loc, "id")) or "")
    place: Loc = (*loc[:2], "actions", len(parts_of(part_of(desk.tree, loc[:2]), "actions")))
    desk.do(lambda tree: with_part(tree, place, new_action(name, step)))


def action_fields(desk: Desk, loc: Loc) -> None:
    """The words of an action. Its variants and references are kept as they are, and counted."""
    with st.container(key="card-editor-action"):
        text_fields(desk, (*loc, "title"), "action")
        text_fields(desk, (*loc, "why"), "why", long=True)
        for name in ("how", "partners", "means"):
            line_fields(desk, (*loc, name), name)
        efforts = {name: t(f"actions.effort_{name}") for name in get_args(Effort)}
        choice_field(desk, (*loc, "effort"), "effort", efforts, default="")
        text_fields(desk, (*loc, "proof"), "proof", long=True)
        action = part_of(desk.tree, loc)
        if count := len(parts_of(action, "variants")):
            st.caption(t("editor.variants_kept", count=count))
        if cited := parts_of(action, "references"):
            st.caption(t("editor.references_kept", count=len(cited)))
        remove_button(desk, loc)
