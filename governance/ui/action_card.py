# SPDX-License-Identifier: EUPL-1.2
"""An action in full: why, how, with whom, where to look for means, how long, and what will prove it."""

import streamlit as st

from governance.language.localized import LocalizedText
from governance.questionnaire.advice import Advice
from governance.questionnaire.model import Reference
from governance.ui.glossary import words_of
from governance.ui.language import current, plain, t, text


def show_advice(advice: Advice) -> None:
    """The whole action below its title, on two columns where there is room."""
    doing, around = st.columns([11, 9], gap="medium")
    with doing:
        st.markdown(f"{text(advice.why)}\n\n**{t('actions.how')}**\n\n{numbered(advice.how)}")
    with around:
        st.markdown("\n\n".join(surroundings(advice)))
    # Not a caption, whose links are too pale.
    st.markdown("  \n".join(f":small[{note}]" for note in notes(advice)))
    words = [advice.title, advice.why, *advice.how, *advice.partners, *advice.means, advice.proof]
    words_of(words, name=t("actions.words"), key=f"words-{advice.key}")


def surroundings(advice: Advice) -> list[str]:
    """With whom, with what means, for how long, and the proof."""
    told = []
    if advice.partners:
        told.append(f"**{t('actions.partners')}**\n\n{bulleted(advice.partners)}")
    if advice.means:
        told.append(f"**{t('actions.means')}**\n\n{bulleted(advice.means)}")
    told.append(f"**{t('actions.effort')}** {effort(advice)}")
    told.append(f"**{t('actions.proof')}** {text(advice.proof)}")
    return told


def effort(advice: Advice) -> str:
    """How long it takes, in words."""
    return t(f"actions.effort_{advice.effort}")


def notes(advice: Advice) -> list[str]:
    """For whom it was written, and what it relies on."""
    told = [t("actions.audience", audience=text(advice.audience.title))] if advice.audience else []
    if advice.references:
        told.append(f"{t('actions.references')} {' · '.join(cited(reference) for reference in advice.references)}")
    return told or [t("actions.everybody")]


def cited(reference: Reference) -> str:
    """A reference by its name, and its address where it is known."""
    name = text(reference.title)
    if reference.publisher and reference.publisher not in reference.title.to(current()):
        name += f" ({plain(reference.publisher)})"
    return f"[{name}]({reference.url})" if reference.url else name


def numbered(steps: tuple[LocalizedText, ...]) -> str:
    """Steps in their order."""
    return "\n".join(f"{rank}. {text(step)}" for rank, step in enumerate(steps, start=1))


def bulleted(things: tuple[LocalizedText, ...]) -> str:
    """Things in no particular order."""
    return "\n".join(f"- {text(thing)}" for thing in things)
