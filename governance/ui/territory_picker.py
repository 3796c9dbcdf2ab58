# SPDX-License-Identifier: EUPL-1.2
"""Choosing one territory among all of France's, while typing."""

from collections.abc import Callable

import streamlit as st

from governance.bootstrap import application
from governance.language import format_number
from governance.territories.finding import Found
from governance.territories.territory import Territory
from governance.ui.language import current, plain, t

SHOWN = 8
SHORTEST_QUERY = 2


def pick_territory() -> Territory | None:
    """The territory that the person has chosen; None while they search."""
    chosen = st.session_state.get("territory")
    if chosen:
        return application().territories.get(chosen)
    search("territory", choose)
    return None


def search(name: str, take: Callable[[str], None]) -> None:
    """The search field; ``take`` gets the id of the territory chosen."""
    query = st.text_input(
        t("home.search"),
        key=f"{name}-query",
        type="search",
        placeholder=t("home.search_example"),
        help=t("home.search_hint"),
        icon=":material/search:",
        live=True,
    )
    if query:
        show_matches(query.strip(), take)


def show_matches(query: str, take: Callable[[str], None]) -> None:
    """The best matches as buttons, in the order of the search."""
    if len(query) < SHORTEST_QUERY:
        st.caption(t("home.too_short"))
        return
    found = application().territories.find(query, limit=SHOWN + 1)
    if not found:
        st.info(t("home.nothing_found", query=plain(query)), icon=":material/search_off:")
        return
    for match in found[:SHOWN]:
        st.button(
            match_label(match),
            key=f"choose-{match.territory.id}",
            on_click=take,
            args=(match.territory.id,),
            width="stretch",
        )
    if len(found) > SHOWN:
        st.caption(t("home.more", count=SHOWN))


def choose(territory_id: str) -> None:
    """Keep the choice for this session."""
    st.session_state["territory"] = territory_id


def forget() -> None:
    """Search again."""
    st.session_state.pop("territory", None)


def match_label(match: Found) -> str:
    """A territory's name, the former name that led to it, its kind and its population, on one line."""
    through = f" ({plain(match.through)})" if match.through else ""
    return f"**{plain(name(match.territory))}**{through} · {plain(details(match.territory))}"


def name(territory: Territory) -> str:
    """A territory's name, with its département where several share it."""
    return application().territories.label(territory)


def details(territory: Territory) -> str:
    """What tells a territory apart: its kind, its département, how many people live there."""
    parts = [territory.kind_label(current())]
    if territory.departement and territory.layer in {"commune", "epci", "ept"}:
        departement = application().territories.get(f"departement:{territory.departement}")
        parts.append(f"{departement.name} ({departement.code})")
    if territory.population:
        shown = format_number(territory.population, current())
        parts.append(t("home.population", count=territory.population, shown=shown))
    return " · ".join(parts)
