# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires of every make, as plain trees: all kinds of questions, every key, texts that formats find hard."""

from typing import Any

from hypothesis import strategies as st

from governance.questionnaire.model import ALL_TIERS

HARD = (
    "=1+1",
    "-",
    "- tiret",
    "+33",
    "@ici",
    "'=1",
    "''=",
    "'tis",
    "${field}",
    "No",
    "true",
    "1e5",
    "1.10",
    "~",
    " bords ",
)
"""Texts that a spreadsheet, YAML or ODK could take for something else."""
TIERS = [str(tier) for tier in ALL_TIERS]

letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff⏎\u2060")
words = st.one_of(
    st.sampled_from(HARD), st.text(st.one_of(letters, st.just("\n")), min_size=1, max_size=60), st.just("mot " * 60)
).filter(str.strip)
# Pydantic's engine knows other letters than Python's: those of no doubt.
lone_words = st.one_of(
    st.sampled_from(HARD).map(str.strip), st.text("aé=+-'@ 1:", min_size=1).map(str.strip).filter(bool)
)
texts = st.fixed_dictionaries({"fr": words, "en": words})
lists = st.lists(texts, min_size=1, max_size=3)
# Spreadsheets keep fifteen digits of a number.
weights = st.one_of(st.integers(1, 9), st.integers(1, 9 * 10**9).map(lambda n: n / 10**9))
scores = st.one_of(st.integers(0, 100), st.integers(0, 10**9).map(lambda n: n / 10**7))
tiers = st.lists(st.sampled_from(TIERS), min_size=1, max_size=3, unique=True)
endings = st.text("aZ0_.-", max_size=4)


def optional(draw: st.DrawFn, **keys: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Some of the keys, drawn or left out."""
    return {name: draw(value) for name, value in keys.items() if draw(st.booleans())}


def ids(draw: st.DrawFn, prefix: str, most: int, fewest: int = 1) -> list[str]:
    """Ids, each once."""
    return [f"{prefix}{rank}{draw(endings)}" for rank in range(draw(st.integers(fewest, most)))]


def content(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """What a question of a kind needs."""
    if kind == "number":
        low, high = draw(st.tuples(weights, weights).filter(lambda ends: ends[0] != ends[1]))
        goalposts = {"low": low, "high": high} | optional(draw, scale=st.sampled_from(["linear", "log"]))
        bounds = optional(draw, least=st.just(min(low, high)), most=st.just(max(low, high)))
        return {"goalposts": goalposts} | bounds | optional(draw, unit=texts)
    if kind == "checklist":
        names = [f"{draw(lone_words.filter(lambda t: ';' not in t))}{rank}" for rank in range(draw(st.integers(1, 3)))]
        return {"items": [{"id": name, "title": draw(texts)} if draw(st.booleans()) else name for name in names]}
    levels = [{"title": draw(texts)} for _ in range(draw(st.integers(2, 5)))]
    if draw(st.booleans()):
        for rank, level in enumerate(levels):
            level["value"] = round(20 * rank + draw(st.integers(0, 1900)) / 100, 2)
    return {"levels": levels}


def question(draw: st.DrawFn, name: str, readings: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["level", "number", "checklist"]))
    keys = optional(
        draw,
        help=texts,
        weight=weights,
        core=st.booleans(),
        flash=st.booleans(),
        people=st.booleans(),
        tiers=tiers,
        tags=st.lists(st.sampled_from(readings), min_size=1, max_size=2, unique=True) if readings else st.just(["t"]),
        not_applicable=st.booleans(),
        evidence=lists,
    )
    return {"id": name, "kind": kind, "title": draw(texts), **keys, **content(draw, kind)}


def advice(draw: st.DrawFn) -> dict[str, Any]:
    """What an action and its variants may both say."""
    efforts = st.sampled_from(["days", "months", "years"])
    return optional(draw, title=texts, why=texts, how=lists, partners=lists, means=lists, effort=efforts, proof=texts)


def action(draw: st.DrawFn, question: dict[str, Any], audiences: list[str], references: list[str]) -> dict[str, Any]:
    """The action of the first step of a question."""
    said = {"title": draw(texts), "why": draw(texts), "how": draw(lists), "effort": "days", "proof": draw(texts)}
    found: dict[str, Any] = {"question": question["id"], **advice(draw), **said}
    if question["kind"] == "level":
        found["to"] = 1
    if question["kind"] == "checklist":
        first = question["items"][0]
        found["item"] = first if isinstance(first, str) else first["id"]
    if references:
        found |= optional(draw, references=st.just(references))
    variants = [{"audience": each, **advice(draw)} for each in audiences]
    return found | ({"variants": variants} if variants else {})


def change(draw: st.DrawFn, rank: int) -> dict[str, Any]:
    """What became of some questions since an earlier version."""
    kinds = st.sampled_from(["same", "reworded", "split", "merged", "new", "dropped"])
    named = [
        {"kind": draw(kinds)}
        | optional(
            draw, old=st.just(["old", "older"]), new=st.just(["n"]), levels=st.just({"0": 0, "1": 2}), note=texts
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return {"since": f"0.{rank}"} | ({"questions": named} if named else {})


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """A whole questionnaire."""
    means = st.sampled_from(["arithmetic", "geometric"])
    families = [
        {"id": name, "title": draw(texts), **optional(draw, description=texts)}
        | {"readings": [{"id": each, "title": draw(texts), **optional(draw, description=texts)} for each in inside]}
        for name in ids(draw, "f", 2, 0)
        if (inside := ids(draw, f"{name}r", 2))
    ]
    readings = [reading["id"] for family in families for reading in family["readings"]]
    population = st.integers(0, 10**6)
    audiences = [
        {"id": name, "title": draw(texts), **optional(draw, tiers=tiers, at_least=population, below=population)}
        for name in ids(draw, "a", 2, 0)
    ]
    references = [
        {"id": name, "kind": "law", "title": draw(texts)}
        | optional(draw, publisher=lone_words, url=st.just("https://example.org/a?b=1"))
        for name in ids(draw, "b", 2, 0)
    ]
    challenges = []
    for rank, name in enumerate(ids(draw, "c", 3)):
        questions = [question(draw, each, readings) for each in ids(draw, f"q{rank}", 3)]
        keys = optional(
            draw, short=texts, purpose=texts, icon=st.just("layers"), weight=weights, aggregation=means, floor=scores
        )
        found = {"id": name, "title": draw(texts), **keys, "questions": questions}
        if draw(st.booleans()):
            names = [each["id"] for each in audiences], [each["id"] for each in references]
            found["actions"] = [action(draw, each, *names) for each in questions]
        challenges.append(found)
    shared = optional(
        draw,
        description=texts,
        source=texts,
        tiers=tiers,
        aggregation=means,
        floor=scores,
        thresholds=st.just({"publication_coverage": 2 / 3, "publication_answers": 3, "level_share": 0.9}),
        changes=st.just([change(draw, rank) for rank in range(2)]),
    )
    lists_of_parts = {"families": families, "audiences": audiences, "bibliography": references}
    kept = {name: parts for name, parts in lists_of_parts.items() if parts}
    head = {"id": f"x{draw(endings)}", "version": draw(st.sampled_from(["1", "1.10", "2.0.1"])), "title": draw(texts)}
    return {**head, **shared, **kept, "challenges": challenges}
