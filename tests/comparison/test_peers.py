# SPDX-License-Identifier: EUPL-1.2
"""Peers: who is compared with whom, and what is loosened when they are few."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.comparison.peers import Candidate, Choices, PeerGroup, Respect, Widening, peer_group, traits_of
from governance.comparison.strata import BOUNDS, limits, stratum
from governance.questionnaire.model import Tier


def town(name: str, **known: Any) -> Candidate:
    whole: dict[str, Any] = {"tier": Tier.COMMUNE, "kind": "COMMUNE", "population": 900, "density": 50, "region": "53"}
    return Candidate(f"commune:{name}", **whole | known)


def towns(count: int, start: int = 0, **known: Any) -> list[Candidate]:
    return [town(f"{start + number:03d}", **known) for number in range(count)]


ME = town("me")


def test_eight_alike_are_the_group_and_nothing_is_loosened() -> None:
    group = peer_group(ME, [*towns(8), *towns(5, 50, region="11")])
    assert group == PeerGroup(tuple(each.id for each in towns(8)), tuple(Respect), (), (), True)


def test_a_territory_is_no_peer_of_its_own_nor_of_another_tier() -> None:
    others = [ME, *towns(8), town("x", tier=Tier.SYNDICAT, population=20_000)]
    assert others[0].stratum == others[-1].stratum
    group = peer_group(ME, others)
    assert ME.id not in group.members
    assert "commune:x" not in group.members


@pytest.mark.parametrize(
    ("others", "widened"),
    [
        ({"region": "11"}, [Widening.ANY_REGION]),
        ({"density": 500}, [Widening.ANY_REGION, Widening.ANY_DENSITY]),
        ({"population": 2_500}, [Widening.ANY_REGION, Widening.ANY_DENSITY, Widening.NEXT_STRATA]),
        ({"kind": "CIRCONSCRIPTION"}, list(Widening)[:4]),
        ({"population": 60_000}, list(Widening)),
    ],
)
def test_seven_are_too_few_and_respects_are_loosened_in_their_order(
    others: dict[str, Any], widened: list[Widening]
) -> None:
    group = peer_group(ME, [*towns(7), *towns(1, 50, **others)])
    assert list(group.widened) == widened
    assert len(group.members) == 8
    assert group.enough


@pytest.mark.parametrize("respects", [set(), {Respect.DENSITY}, {Respect.KIND, Respect.REGION}, set(Respect)])
def test_choices_go_to_an_address_and_come_back(respects: set[Respect]) -> None:
    choices = Choices(frozenset(respects))
    assert Choices.of_address(choices.address) == choices


@pytest.mark.parametrize("said", [None, "region;kind", "Region", "region,", "<script>", "region,region,x"])
def test_an_address_that_says_anything_else_asks_for_everything(said: str | None) -> None:
    assert Choices.of_address(said) == Choices()


def test_widening_stops_as_soon_as_there_are_enough() -> None:
    group = peer_group(ME, [*towns(7), *towns(1, 50, region="11"), *towns(3, 60, density=None)])
    assert group.widened == (Widening.ANY_REGION,)
    assert len(group.members) == 8
    assert group.respects == (Respect.DENSITY, Respect.STRATUM, Respect.KIND)


def test_strata_near_mine_still_bind() -> None:
    near, far = towns(1, 50, population=2_000), towns(1, 60, population=3_500)
    group = peer_group(ME, [*towns(7), *near, *far])
    assert group.members[-1] == near[0].id
    assert Respect.STRATUM in group.respects
    assert Respect.STRATUM not in peer_group(ME, [*towns(6), *near, *far]).respects


def test_a_group_that_stays_small_says_so_and_is_hidden_under_five() -> None:
    seven, four = peer_group(ME, towns(7)), peer_group(ME, towns(4))
    assert (seven.enough, seven.shown) == (False, True)
    assert (four.enough, four.shown) == (False, False)
    assert peer_group(ME, towns(5)).shown
    assert seven.widened == (), "nothing is loosened that would bring nobody"


def test_what_is_not_known_of_me_is_told_and_does_not_count() -> None:
    group = peer_group(town("me", density=None, region=None), towns(8, density=None, region="11"))
    assert group.unknown == (Respect.REGION, Respect.DENSITY)
    assert group.widened == ()
    assert len(group.members) == 8


def test_a_candidate_of_unknown_density_waits_until_density_is_loosened() -> None:
    group = peer_group(ME, towns(8, density=None))
    assert group.widened == (Widening.ANY_REGION, Widening.ANY_DENSITY)


def test_choices_are_the_reader_s() -> None:
    others = [*towns(9), *towns(3, 50, region="11", density=3, kind="X", population=9)]
    assert len(peer_group(ME, others, Choices(frozenset())).members) == 12
    assert len(peer_group(ME, others, Choices(frozenset({Respect.KIND}))).members) == 9
    wider = peer_group(ME, others, Choices(least=10))
    assert len(wider.members) == 12
    assert wider.widened == tuple(Widening)[:4]


def test_densities_are_alike_from_half_to_twice() -> None:
    others = [town(str(each), density=each) for each in (24.9, 25, 100, 100.1)]
    group = peer_group(ME, others, Choices(frozenset({Respect.DENSITY}), least=2))
    assert (group.members, group.widened) == (("commune:100", "commune:25"), ())


def test_every_respect_but_the_kind_can_be_unknown() -> None:
    traits = traits_of([Candidate("a", Tier.COMMUNE, "COMMUNE")])
    assert [name for name, values in traits.items() if values[0] == 0] == [Respect.KIND]


def test_nobody_to_compare_with_is_an_empty_group() -> None:
    assert peer_group(ME, []) == PeerGroup((), tuple(Respect), (), (), False)
    assert peer_group(ME, towns(3), Choices(frozenset(), least=0)).members == tuple(each.id for each in towns(3))


def like(me: Candidate, other: Candidate, respect: Respect, near: int) -> bool:
    """The rule of one respect in plain words."""
    mine, theirs = getattr(me, respect), getattr(other, respect)
    if mine is None or theirs is None:
        return False
    if respect == Respect.DENSITY:
        return bool(mine / 2 <= theirs <= 2 * mine)
    return bool(abs(mine - theirs) <= near if respect == Respect.STRATUM else mine == theirs)


def admitted(me: Candidate, other: Candidate, binding: set[Respect], widened: tuple[Widening, ...]) -> bool:
    """Whether a candidate belongs to a group so widened."""
    loose = {"any_region": Respect.REGION, "any_density": Respect.DENSITY}
    loose |= {"any_kind": Respect.KIND, "any_stratum": Respect.STRATUM}
    left = binding - {loose[step] for step in widened if step in loose}
    return all(like(me, other, respect, near=int(Widening.NEXT_STRATA in widened)) for respect in left)


candidates = st.builds(
    town,
    st.integers(0, 40).map(str),
    kind=st.sampled_from(["A", "B"]),
    population=st.sampled_from([None, 100, 900, 2_500, 70_000]),
    density=st.sampled_from([None, 10, 19, 60]),
    region=st.sampled_from([None, "53", "11"]),
)


@given(candidates, st.lists(candidates, max_size=40, unique_by=lambda c: c.id), st.randoms(), st.integers(1, 12))
def test_whatever_the_candidates_the_group_is_sound(
    me: Candidate, others: list[Candidate], mix: Any, least: int
) -> None:
    group = peer_group(me, others, Choices(least=least))
    shuffled = list(others)
    mix.shuffle(shuffled)
    assert peer_group(me, shuffled, Choices(least=least)) == group
    binding = set(Respect) - set(group.unknown)
    members = [each for each in others if each.id != me.id and admitted(me, each, binding, group.widened)]
    assert sorted(each.id for each in members) == list(group.members)
    assert group.enough == (len(members) >= least)
    rest = [each for each in others if each.id not in group.members and each.id != me.id]
    assert group.enough or not rest, "too few only when there is nobody else"
    assert list(group.widened) == sorted(group.widened, key=list(Widening).index)
    if group.widened:
        narrower = [each for each in others if each.id != me.id and admitted(me, each, binding, group.widened[:-1])]
        assert len(narrower) < least, "never loosened more than needed"


def test_a_bound_opens_its_stratum() -> None:
    for tier, bounds in BOUNDS.items():
        assert list(bounds) == sorted(set(bounds))
        for place, bound in enumerate(bounds):
            assert (stratum(tier, bound - 1), stratum(tier, bound)) == (place, place + 1)
            assert limits(tier, place)[1] == bound == limits(tier, place + 1)[0]
        assert limits(tier, 0)[0] == 0
        assert limits(tier, len(bounds))[1] is None


def test_every_tier_has_its_strata() -> None:
    assert set(BOUNDS) == set(Tier)
    assert [stratum(tier, None) for tier in Tier] == [None] * len(Tier)
