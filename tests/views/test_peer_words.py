# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import pytest

from governance.comparison.peers import PeerGroup, Respect, Widening
from governance.language import Language
from governance.questionnaire.model import Tier
from governance.scoring.result import Status
from governance.territories.territory import Territory
from governance.views.peer_words import (
    group_words,
    peers_name,
    position_sentence,
    share_words,
    whole_sentence,
    widened_words,
)
from tests.views.profiles import make_profile

RENNES = Territory("epci", "243500139", Tier.EPCI, "METRO", "Rennes Métropole", population=473_973, region="53")
EIGHT = tuple("abcdefgh")
ALL = (Respect.REGION, Respect.STRATUM, Respect.KIND)


def group(*respects: Respect, widened: tuple[Widening, ...] = ()) -> PeerGroup:
    return PeerGroup(EIGHT, respects, widened, (), True)


def test_the_group_says_in_what_its_members_are_alike() -> None:
    assert group_words(group(*ALL), RENNES, "Bretagne", "fr") == (
        "Comparaison avec 8 intercommunalités similaires qui ont répondu : même région (Bretagne),"
        " 300\u202f000 habitants et plus et même nature (métropole)."
    )
    assert group_words(group(), RENNES, "Bretagne", "en") == (
        "Compared with 8 similar intercommunalités that answered."
    )


@pytest.mark.parametrize(
    ("population", "words"),
    [
        (10_000, "moins de 15\u202f000 habitants"),
        (20_000, "de 15\u202f000 à 30\u202f000 habitants"),
        (400_000, "300\u202f000 habitants et plus"),
        (None, "taille proche"),
    ],
)
def test_the_size_is_that_of_the_stratum(population: int | None, words: str) -> None:
    assert words in group_words(group(Respect.STRATUM), replace(RENNES, population=population), "", "fr")


def test_a_tier_of_one_size_class_has_all_sizes() -> None:
    region = Territory("region", "53", Tier.REGION, "REGION", "Bretagne", population=3_400_000)
    assert "toutes tailles" in group_words(group(Respect.STRATUM), region, "", "fr")


def test_a_group_of_near_sizes_says_so_and_why() -> None:
    near = group(Respect.STRATUM, widened=(Widening.ANY_REGION, Widening.NEXT_STRATA))
    assert "taille proche" in group_words(near, RENNES, "", "fr")
    assert widened_words(near, "fr").endswith("toutes régions et tailles voisines.")


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_tier_has_its_noun(tier: Tier, language: Language) -> None:
    assert peers_name(group(), replace(RENNES, tier=tier), language).startswith("8 ")


def test_a_position_is_a_band_with_its_interval_and_never_a_rank() -> None:
    assert position_sentence(0.6, 0.3, 0.8, 23, "fr") == (
        "Pour l’ensemble des enjeux, elle se situe dans la moitié haute des 23 collectivités similaires."
        " Selon les choix de méthode, ce serait entre la moitié basse et le quart le plus avancé"
        " (de 30\u202f% à 80\u202f% d’entre elles sont en dessous)."
    )
    assert "même situation" in position_sentence(0.9, 0.8, 1.0, 23, "fr")


def test_a_share_that_does_not_move_is_said_once() -> None:
    assert share_words(0.5, 0.5, "fr") == "50\u202f%"


def test_the_whole_is_worded_in_every_situation() -> None:
    index = make_profile().index
    assert whole_sentence(index, "Rennes", "fr").startswith("Rennes en est à 57 sur 100 (complétude")
    assert "provisoire" in whole_sentence(replace(index, status=Status.PROVISIONAL), "Rennes", "fr")
    absent = replace(index, score=None, status=Status.NOT_ASSESSED)
    assert whole_sentence(absent, "Rennes", "fr") == "Rennes, pour l’ensemble des enjeux : non évalué."
