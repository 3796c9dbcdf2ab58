# SPDX-License-Identifier: EUPL-1.2
"""The widgets of the editor: each is one value of the draft, and says below itself what keeps it from being stored."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from governance.language import LANGUAGES, format_date, format_time
from governance.questionnaire.node import Loc
from governance.ui.editor.desk import Desk
from governance.ui.editor.field import Edit, Field
from governance.ui.language import current, plain, t

AREA_HEIGHT = "content"
"""A long text is shown whole: its field grows with it."""
Option = TypeVar("Option")
Widget = Callable[..., Any]


def ask(
    desk: Desk,
    field: Field,
    widget: Widget,
    label: str,
    *,
    shown: Callable[[Any], Any],
    given: Callable[[Any], Any],
    **options: Any,
) -> None:
    """A widget for a field. ``shown`` turns what is stored into what the widget holds; ``given`` turns it back."""
    key = desk.follow(field, shown)
    # Kept for the session: a run that is cut short, as when the screen turns out narrow, would empty it.
    widget(label, key=key, on_change=desk.commit, args=(field, given), persist_state="session", **options)
    standing(desk, field)


def label(name: str) -> str:
    """What a field is called."""
    return t(f"editor.fields.{name}")


def text_fields(desk: Desk, loc: Loc, name: str, *, long: bool = False, hint: str | None = None) -> None:
    """A text in both languages, side by side where there is room."""
    for column, language in zip(st.columns(2), LANGUAGES, strict=True):
        with column:
            ask_text(desk, Field((*loc, language)), t(f"editor.in_{language}", label=label(name)), long=long, hint=hint)


def word_field(desk: Desk, loc: Loc, name: str, *, hint: str | None = None) -> None:
    """A text of no language: an id, a version. One left empty is not stored."""
    ask_text(desk, Field(loc), label(name), hint=hint)


def ask_text(desk: Desk, field: Field, words: str, *, long: bool = False, hint: str | None = None) -> None:
    """A text, on one line or several."""
    options: dict[str, Any] = {"help": hint} | ({"height": AREA_HEIGHT} if long else {})
    ask(desk, field, st.text_area if long else st.text_input, words, shown=written, given=typed, **options)


def line_fields(desk: Desk, loc: Loc, name: str) -> None:
    """A list of texts in both languages, one a line."""
    for column, language in zip(st.columns(2), LANGUAGES, strict=True):
        with column:
            words = t(f"editor.in_{language}", label=label(name))
            ask(desk, Field(loc, language), st.text_area, words, shown=written, given=str, height=AREA_HEIGHT)


def number_field(
    desk: Desk, loc: Loc, name: str, *, default: float | None = None, share: bool = False, hint: str | None = None,
    **values: int,
) -> None:  # fmt: skip
    """A number; left empty, the default holds. A share is asked in per cent. ``values`` fill the label."""
    times = 100.0 if share else 1.0
    ask(
        desk, Field(loc), st.number_input, t(f"editor.fields.{name}", **values),
        shown=lambda stored: float(stored) * times if is_number(stored) else None,
        given=lambda given: None if given is None else tidy(given / times),
        value=None, step=1.0, format="%g", help=hint,
        placeholder="" if default is None else t("editor.by_default", value=f"{default * times:.4g}"),
    )  # fmt: skip


def switch_field(desk: Desk, loc: Loc, name: str, *, default: bool = False) -> None:
    """Yes or no."""
    ask(
        desk, Field(loc), st.checkbox, label(name),
        shown=lambda stored: stored if isinstance(stored, bool) else default,
        given=lambda given: None if given == default else given,
        help=t(f"editor.hints.{name}"),
    )  # fmt: skip


def choice_field(
    desk: Desk, loc: Loc, name: str, options: Mapping[str, str], *, default: str, hint: str | None = None
) -> None:
    """One among some words; the default is not written."""
    ask(
        desk, Field(loc), st.selectbox, label(name),
        shown=lambda stored: stored if stored in list(options) else default,
        given=lambda given: None if given == default else given,
        options=list(options), format_func=lambda option: options[option], help=hint,
    )  # fmt: skip


def several_field(
    desk: Desk, loc: Loc, name: str, options: Mapping[str, str], *, everything: Sequence[str] = (),
    hint: str | None = None,
) -> None:  # fmt: skip
    """Several among some words, in their order. ``everything`` is what an absent value stands for, and not written."""
    ask(
        desk, Field(loc), st.multiselect, label(name),
        shown=lambda stored: [name for name in options if name in (stored if isinstance(stored, list) else everything)],
        given=lambda given: None if set(given) == set(everything) else [name for name in options if name in given],
        options=list(options), format_func=lambda option: options[option], help=hint, placeholder=t("editor.choose"),
    )  # fmt: skip


def standing(desk: Desk, field: Field) -> None:
    """Below a field that is not stored: why, and what can be done."""
    edit = desk.pending.get(field)
    if edit is None or edit.fault is None:
        return
    if edit.conflict:
        choose_one(desk, edit)
        return
    reason = plain(edit.fault.message(current()))
    st.error(t("assessment.not_saved", reason=reason), icon=":material/cloud_off:")
    with st.container(horizontal=True):
        st.button(t("assessment.retry"), key=desk.key(f"retry:{field.name}"), on_click=desk.flush)
        st.button(t("editor.give_up"), key=desk.key(f"leave:{field.name}"), on_click=desk.keep_theirs, args=(field,))


def choose_one(desk: Desk, edit: Edit) -> None:
    """Two people changed one value: both are shown, and this one chooses."""
    who, when, theirs = edit.conflict or ("", None, None)
    at = when.astimezone() if when else None
    st.warning(
        t(
            "editor.conflict",
            who=plain(who) or t("assessment.unnamed"),
            date=format_date(at, current()) if at else "",
            time=format_time(at, current()) if at else "",
        ),
        icon=":material/group:",
    )
    st.markdown(t("editor.theirs", value=plain(said(theirs))))
    st.markdown(t("editor.mine", value=plain(said(edit.value))))
    with st.container(horizontal=True):
        name = edit.field.name
        st.button(
            t("editor.keep_theirs"), key=desk.key(f"theirs:{name}"), on_click=desk.keep_theirs, args=(edit.field,)
        )
        st.button(t("editor.keep_mine"), key=desk.key(f"mine:{name}"), on_click=desk.keep_mine, args=(edit.field,))


def said(value: Any) -> str:
    """A value in a sentence."""
    if value in (None, "", []):
        return t("editor.nothing")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def written(stored: Any) -> str:
    """A text as its field shows it."""
    return "" if stored is None else str(stored)


def typed(given: Any) -> str | None:
    """A text as it is stored; None for an empty one."""
    return str(given or "").strip() or None


def tidy(number: float) -> float:
    """A number without needless decimals: 2, not 2.0."""
    return int(number) if float(number).is_integer() else round(number, 6)


def is_number(value: Any) -> bool:
    """Whether a stored value is a number that a field can show."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
