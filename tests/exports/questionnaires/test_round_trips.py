# SPDX-License-Identifier: EUPL-1.2
"""What is written in any form is read back as it was."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from governance.exports.questionnaires import FORMS, Form, read, tidy, write
from governance.language import LANGUAGES, Language
from governance.questionnaire.checking import structured
from governance.questionnaire.document import FileReader
from governance.questionnaire.shelf import shipped
from tests.exports.questionnaires.trees import HARD, trees

EXACT: tuple[Form, ...] = ("yaml", "folder")
"""Forms that also carry keys with nothing under them."""
SHIPPED = {f"{name}@{version}": head for name, version, head in shipped()}
UNEXPLAINED = [phase for phase in Phase if phase is not Phase.explain]
generated = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=UNEXPLAINED)


def carried(tree: Any, form: Form) -> Any:
    """What a form carries of a tree."""
    if form in EXACT:
        return tree
    return with_bare_items(tidy(tree)) if form == "xlsform" else tidy(tree)


def with_bare_items(tree: Any) -> Any:
    """A choice of a form always has a label: an item called by its id is the same as a bare text."""
    if isinstance(tree, list):
        return [with_bare_items(each) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if set(tree) == {"id", "title"} and set(tree["title"].values()) == {tree["id"]}:
        return tree["id"]
    return {name: with_bare_items(value) for name, value in tree.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reference", SHIPPED)
def test_shipped_questionnaires(reference: str, form: Form, language: Language) -> None:
    root = FileReader().document(SHIPPED[reference]).root
    assert root is not None
    tree = root.plain()

    assert read("any name", write(tree, form, language)) == carried(tree, form)


@pytest.mark.parametrize("form", FORMS)
def test_generated_questionnaires(form: Form) -> None:
    @generated
    @given(tree=trees())
    def round_trip(tree: dict[str, Any]) -> None:
        assert structured(tree)[1] == [], "the strategy strays from the model"
        assert read("any name", write(tree, form)) == carried(tree, form)

    round_trip()


@pytest.mark.parametrize("word", [*HARD, "#REF!", "null", "0x1F", "12:30", "=A1", "a\u2028b", "2026-01-31"])
@pytest.mark.parametrize("form", FORMS)
def test_words_that_look_like_something_else(form: Form, word: str) -> None:
    reference = {"id": "a", "kind": "law", "title": {"fr": word, "en": word}, "publisher": word.strip() or "-"}
    tree = {"id": "q", "version": "1", "bibliography": [reference]}
    if form in EXACT:
        tree["of another time"] = word  # under a key of the format YAML's readers may know that it holds words

    assert read("any name", write(tree, form)) == tidy(tree)


def test_the_order_of_keys_is_that_of_the_format() -> None:
    tree = {"challenges": [{"questions": [], "id": "a"}], "unknown": 1, "title": {"en": "x", "fr": "y"}, "id": "q"}

    lines = write(tree, "yaml").decode().splitlines()

    assert [line.split(":")[0] for line in lines if line[0] not in " -"] == ["id", "title", "challenges", "unknown"]
    assert lines.index("  fr: y") < lines.index("  en: x")


def test_the_same_questionnaire_gives_the_same_folder() -> None:
    tree = {"id": "q", "version": "1", "title": {"fr": "y", "en": "x"}}

    assert write(tree, "folder") == write(tree, "folder")
