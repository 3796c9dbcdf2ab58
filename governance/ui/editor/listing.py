# SPDX-License-Identifier: EUPL-1.2
"""Lists of parts: adding one, moving it, removing it."""

from collections.abc import Callable

import streamlit as st

from governance.language import LANGUAGES
from governance.questionnaire.beginnings import Words
from governance.questionnaire.editing import moved, without
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import Tree, parts_of, value_at
from governance.ui.editor import address
from governance.ui.editor.desk import Desk
from governance.ui.editor.folding import sheet
from governance.ui.editor.wording import named
from governance.ui.language import t

Made = Callable[[Tree, Words], Tree]


def add_part(desk: Desk, kind: str, made: Made, *, part: str | None = None, name: str = "") -> None:
    """A sheet that asks for the title of a new part, in both languages if they are known."""
    with sheet(t(f"editor.add_{kind}"), f"add-{kind}{name}", icon=":material/add:") as opened:
        if not opened:
            return
        with st.form(desk.key(f"new-{kind}{name}"), border=False, clear_on_submit=True):
            for language in LANGUAGES:
                st.text_input(
                    t(f"editor.in_{language}", label=t("editor.fields.title")),
                    key=desk.key(f"new-{kind}{name}-{language}"),
                )
            st.caption(t("editor.add_hint"))
            st.form_submit_button(t("editor.add"), on_click=add, args=(desk, kind, name, made, part), type="primary")


def add(desk: Desk, kind: str, name: str, made: Made, part: str | None) -> None:
    """Put the new part in the draft."""
    title: dict[str, str] = {
        language: str(st.session_state.get(desk.key(f"new-{kind}{name}-{language}")) or "") for language in LANGUAGES
    }
    st.session_state[f"editor-sheet-add-{kind}{name}"] = False
    desk.do(lambda tree: made(tree, title), part)


def move_buttons(desk: Desk, loc: Loc, *, opens: bool = False) -> None:
    """Up and down the list. ``opens``: the part is on the screen, and stays there."""
    rank, count = int(loc[-1]), len(parts_of(value_at(desk.tree, loc[:-2]), str(loc[-2])))
    for by, word in ((-1, "editor.up"), (1, "editor.down")):
        if not 0 <= rank + by < count:
            continue
        part = address.part_at(desk.tree, (*loc[:-1], rank + by)) if opens else None
        st.button(
            t(word, name=named(desk.tree, loc)), key=f"{word}-{'.'.join(map(str, loc))}", type="tertiary",
            icon=f":material/arrow_{'up' if by < 0 else 'down'}ward:", on_click=shift, args=(desk, loc, by, part),
        )  # fmt: skip


def shift(desk: Desk, loc: Loc, by: int, part: str | None) -> None:
    """Move a part by so many places."""
    desk.do(lambda tree: moved(tree, loc, by), part)


def remove_button(desk: Desk, loc: Loc) -> None:
    """Remove a part at once: what is small, and can be taken back."""
    st.button(
        t("editor.remove", name=named(desk.tree, loc)), key=f"editor-remove-{'.'.join(map(str, loc))}", type="tertiary",
        icon=":material/delete:", on_click=remove, args=(desk, loc),
    )  # fmt: skip


def remove(desk: Desk, loc: Loc, part: str | None = None) -> None:
    """Remove a part."""
    desk.do(lambda tree: without(tree, loc), part)


def remove_sheet(desk: Desk, loc: Loc, warning: str, *, part: str) -> None:
    """Remove a part once its consequences have been read."""
    name = named(desk.tree, loc)
    with sheet(t("editor.remove", name=name), f"remove-{loc[-2]}", icon=":material/delete:") as opened:
        if opened:
            st.markdown(warning)
            st.button(
                t("editor.remove_now", name=name), key=f"editor-remove-{'.'.join(map(str, loc))}",
                on_click=remove_and_close, args=(desk, loc, part), type="primary",
            )  # fmt: skip


def remove_and_close(desk: Desk, loc: Loc, part: str) -> None:
    """Remove a part whose sheet is open."""
    st.session_state[f"editor-sheet-remove-{loc[-2]}"] = False
    remove(desk, loc, part)
