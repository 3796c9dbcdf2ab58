# SPDX-License-Identifier: EUPL-1.2
"""A territory among its peers: the radar with their band, its place in words, the strips, and who the peers are."""

import streamlit as st

from governance.bootstrap import application
from governance.comparison.peers import Choices, PeerGroup, Respect
from governance.language import sentence
from governance.questionnaire.model import Form, Questionnaire
from governance.services.comparison import Standing
from governance.territories.territory import Territory
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t
from governance.ui.outlines import official
from governance.ui.portrait.ahead import show_ahead
from governance.views.peer_words import group_words, peers_name, position_sentence, whole_sentence, widened_words
from governance.views.radar import Peers, radar
from governance.views.sentences import listed
from governance.views.strip import Strip, strips


def offered() -> tuple[Respect, ...]:
    """The respects that are known here: densities are, once the official outlines are installed."""
    return tuple(each for each in Respect if each is not Respect.DENSITY or official())


def chosen_respects() -> Choices:
    """In what peers must be alike, as the reader last chose."""
    return Choices(frozenset(each for each in offered() if st.session_state.get(f"respect-{each}", True)))


def similar_view(standing: Standing) -> None:
    """The whole view."""
    chart, words = st.columns([11, 9], gap="large")
    with words:
        show_position(standing)
        show_group(standing)
        show_ahead(standing)
    with chart:
        show_radar(standing)
    if standing.group.shown:
        show_strips(standing)


def show_radar(standing: Standing) -> None:
    """The territory's radar, over the middle half of its peers."""
    questionnaire, profile = standing.among.questionnaire, standing.profile
    if profile is None:
        return
    name = application().territories.label(standing.territory)
    view = radar(profile, questionnaire, current(), theme(), peers=band(standing), compact=narrow(), name=name)
    show_figure(view, "portrait-radar")
    show_sentence(view)
    show_table(view)


def band(standing: Standing) -> Peers | None:
    """The middle half of the peers; None where they are too few for any challenge."""
    bands = {node: each for node, each in standing.bands.items() if each.median is not None}
    if not bands:
        return None
    return Peers(
        peers_name(standing.group, standing.territory, current()),
        {node: each.lower for node, each in bands.items()},
        {node: each.upper for node, each in bands.items()},
    )


def show_position(standing: Standing) -> None:
    """The whole in words, and where it stands among the peers: a band and its interval, never a rank."""
    profile = standing.profile
    if profile is None:
        return
    st.subheader(t("portrait.where"), anchor=False)
    name = application().territories.label(standing.territory)
    st.markdown(plain(whole_sentence(profile.index, name, current())))
    place = standing.position
    if place is None:
        st.caption(t("portrait.no_position"))
        return
    st.markdown(plain(position_sentence(place.share, place.low, place.high, place.others, current())))
    st.caption(t("portrait.interval_how"))


def show_group(standing: Standing) -> None:
    """Who the peers are, what was loosened to find them, and the choices, folded."""
    group, reference = standing.group, application().territories
    st.subheader(t("portrait.peers"), anchor=False)
    if group.shown:
        st.markdown(plain(group_words(group, standing.territory, region_name(standing.territory), current())))
    else:
        st.info(t("portrait.peers_few", count=len(group.members)), icon=":material/group_off:")
    if group.widened:
        st.caption(plain(widened_words(group, current())))
    if group.shown and not group.enough:
        st.caption(t("portrait.peers_under"))
    with st.expander(t("portrait.choose_peers"), icon=":material/tune:"):
        st.caption(t("portrait.choose_hint"))
        for respect in offered():
            st.checkbox(t(f"portrait.respect_{respect}"), value=True, key=f"respect-{respect}", persist_state="session")
        without_effect(group)
        if group.shown:
            names = sorted(reference.label(reference.get(member)) for member in group.members)
            st.caption(plain(f"{t('portrait.members_of_group')} {', '.join(names)}."))


def without_effect(group: PeerGroup) -> None:
    """Which of the criteria asked for cannot count, for want of a figure about this territory."""
    unknown = [each for each in offered() if each in group.unknown]
    if unknown:
        names = [sentence(f"views.peers.criterion.{each}", current()) for each in unknown]
        st.caption(t("portrait.respects_unknown", criteria=listed(names, current())))


def region_name(territory: Territory) -> str:
    """The région of a territory, by name; empty for a région itself."""
    return application().territories.get(f"region:{territory.region}").name if territory.region else ""


def show_strips(standing: Standing) -> None:
    """The whole and each challenge: the peers as dots, their middle half, and the territory's mark."""
    questionnaire, profile = standing.among.questionnaire, standing.profile
    titles = {"index": t("results.index"), **{c.id: c.title.to(current()) for c in questionnaire.challenges}}
    rows = [
        Strip(title, profile.node(node).score if profile else None, standing.peer_scores(node), standing.bands[node])
        for node, title in titles.items()
    ]
    st.header(t("portrait.strips"), anchor=False)
    name = application().territories.label(standing.territory)
    view = strips(rows, current(), theme(), name=name, peers=peers_name(standing.group, standing.territory, current()))
    show_sentence(view)
    show_figure(view, "portrait-strips")
    show_table(view)


def standing_of(territory: Territory, questionnaire: Questionnaire, form: Form) -> Standing:
    """A territory among the peers that the reader's choices give it."""
    return application().comparison.standing(territory.id, questionnaire, form, chosen_respects())
