# SPDX-License-Identifier: EUPL-1.2
"""Profiles to draw: eight challenges, one of which is not assessed and one without object."""

from dataclasses import replace

from governance.language import LocalizedText
from governance.questionnaire.model import Challenge, Level, Question, Questionnaire, Reading, ReadingFamily
from governance.scoring.result import Node, Profile, Status

TITLES = {
    "level": ("Niveau de territoire", "Territorial level"),
    "partners": ("Partenaires", "Partners"),
    "networking": ("Mise en réseau", "Networking"),
    "priorities": ("Comprendre, prioriser, fédérer", "Understand, prioritise, unite"),
    "delivery": ("Mise en œuvre", "Delivery"),
    "resources": ("Forces et financements", "Strengths and funding"),
    "solidarity": ("Égalité et solidarité", "Equality and solidarity"),
    "engagement": ("Engagement", "Commitment"),
}
READINGS = {
    "openness": ("Ouverture", "Openness"),
    "sharing": ("Partage", "Sharing"),
    "residents": ("Administrés", "Residents"),
}
SCORES = (65.4, 48.0, 72.25, 31.0, 55.0, 40.0, 80.0, 61.0)


def localized(titles: tuple[str, str]) -> LocalizedText:
    return LocalizedText(fr=titles[0], en=titles[1])


def make_questionnaire(families: bool = True) -> Questionnaire:
    words = LocalizedText(fr="Texte", en="Text")
    levels = tuple(Level(title=words) for _ in range(5))
    readings = [Reading(id=name, title=localized(titles)) for name, titles in READINGS.items()]
    return Questionnaire(
        id="small",
        version="1",
        title=words,
        families=(
            ReadingFamily(id="values", title=words, readings=tuple(readings[:2])),
            ReadingFamily(id="publics", title=words, readings=tuple(readings[2:])),
        )
        if families
        else (),
        challenges=tuple(
            Challenge(
                id=name,
                title=localized(titles),
                questions=(Question(id=f"{name}_1", kind="level", title=words, levels=levels, tags=tuple(READINGS)),),
            )
            for name, titles in TITLES.items()
        ),
    )


def make_node(name: str, score: float | None, spread: float = 6.0, **changes: object) -> Node:
    known = score is not None
    node = Node(
        kind="challenge",
        id=name,
        score=score,
        coverage=0.8 if known else 0.4,
        low=max(score - spread, 0.0) if score is not None else 0.0,
        high=min(score + spread * 1.5, 100.0) if score is not None else 100.0,
        status=Status.PUBLISHED if known else Status.NOT_ASSESSED,
        level=int(score // 25) if score is not None else None,
    )
    return replace(node, **changes)  # type: ignore[arg-type]


def make_profile(scores: tuple[float | None, ...] = SCORES, spread: float = 6.0, **index: object) -> Profile:
    readings = [
        make_node(name, score, kind="reading", level=None)
        for name, score in zip(READINGS, (70.0, 30.0, None), strict=True)
    ]
    return Profile(
        index=make_node("index", 56.6, **{"kind": "index", "level": 2, **index}),
        challenges=tuple(make_node(name, score, spread) for name, score in zip(TITLES, scores, strict=True)),
        readings=tuple(readings),
        imbalance=2.0,
    )


def with_challenge(profile: Profile, node: Node) -> Profile:
    return replace(profile, challenges=tuple(node if c.id == node.id else c for c in profile.challenges))


def without_object(profile: Profile, name: str) -> Profile:
    gone = make_node(name, None, coverage=None, low=None, high=None, status=Status.NOT_APPLICABLE)
    return with_challenge(profile, gone)
