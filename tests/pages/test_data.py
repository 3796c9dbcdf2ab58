# SPDX-License-Identifier: EUPL-1.2
"""Données: what is here is said with its vintage and credit; files come in whole or not at all, and go on purpose."""

from pathlib import Path

import pytest

from governance.bootstrap import Application, application
from governance.language import Language
from tests.pages.conftest import Visit
from tests.pages.visitor import Visitor


def give(visitor: Visitor, kind: str, name: str, content: bytes, source: str = "Enquête 2026") -> Visitor:
    """Choose a kind, give a file, say where it comes from, import."""
    visitor.act(visitor.at.segmented_control(key="data-which").set_value(kind))
    visitor.act(visitor.at.text_input(key="data-source").set_value(source))
    visitor.act(visitor.at.file_uploader(key=f"data-file-{kind}").upload(name, content))
    return visitor.press_key("data-import")


def said(visitor: Visitor) -> str:
    """What is read, no-break spaces as plain ones."""
    return visitor.words.replace("\\xa0", " ").replace("\u00a0", " ").replace("\u202f", " ")


def answers(app: Application, level: str = "3") -> bytes:
    question = app.questionnaire().questions[0].id
    return f"territory,question,answer\n243500139,{question},{level}\n35238,{question},NSP\n".encode()


def test_what_is_here_is_said_with_its_vintage_and_credit(visit: Visit, language: Language) -> None:
    visitor = visit("data", language)
    assert "2026" in said(visitor)
    assert "Natural Earth" in said(visitor)


def test_answers_come_in_are_credited_and_go_on_purpose(visit: Visit, running: Application) -> None:
    visitor = give(visit("data"), "answers", "a.csv", answers(running))
    assert "Réponses écrites : 2" in said(visitor)
    assert "Enquête 2026" in said(visitor)
    head = running.assessments.open("epci:243500139")
    assert "Réponses importées : Enquête 2026" in said(visit("results", dossier=head.id))
    assert "Réponses importées : Enquête 2026" in said(visit("assessment", dossier=head.id))
    assert "Réponses importées, par source : Enquête 2026 (1)." in said(visit("map", echelon="epci"))
    again = give(visitor, "answers", "a.csv", answers(running))
    assert "Tout est déjà là" in said(again)
    (record,) = running.imports.all()
    visitor.unfold(f"data-fold-{record.id}")
    assert "supprimés" in said(visitor)
    visitor.act(visitor.at.checkbox(key=f"data-sure-{record.id}").check())
    visitor.press_key(f"data-remove-{record.id}")
    assert "L’import est retiré." in said(visitor)
    assert running.imports.all() == []


def test_a_refused_file_says_which_lines_and_offers_the_report(visit: Visit, running: Application) -> None:
    visitor = give(visit("data"), "answers", "a.csv", answers(running, "9"))
    assert "1 erreur dans a.csv" in said(visitor)
    assert "ligne 2" in said(visitor)
    assert running.imports.all() == []
    assert visitor.at.get("download_button")


def test_a_file_without_its_source_is_refused_in_a_sentence(visit: Visit, running: Application) -> None:
    visitor = give(visit("data"), "answers", "a.csv", answers(running), source="")
    assert "Indiquez la source" in said(visitor)


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("groupings", "groupement;membre\neau;44109\neau;35238", "Groupements : 1"),
        ("groupings", "groupement;membre\na;b\nb;a", "en cercle"),
        ("composition", "siren;nom;nature;insee\n200099999;X;CC;44109", "liste nationale"),
        ("indicator", "code;valeur\n44109;1", "titre"),
        ("outlines", "{}", "GeoJSON"),
        ("answers", "%PDF", "CSV"),
    ],
)
def test_each_kind_says_what_came_of_it(visit: Visit, kind: str, content: str, words: str) -> None:
    ending = "geojson" if kind == "outlines" else "csv"
    assert words in said(give(visit("data"), kind, f"a.{ending}", content.encode()))


def test_an_indicator_has_a_title_a_unit_and_a_nature(visit: Visit, running: Application) -> None:
    visitor = visit("data")
    visitor.act(visitor.at.segmented_control(key="data-which").set_value("indicator"))
    visitor.act(visitor.at.text_input(key="data-title").set_value("Part des agents"))
    give(visitor, "indicator", "i.csv", b"code;valeur\n44109;12,5\n")
    (head,) = running.indicators.list()
    assert (head.title, head.kind) == ("Part des agents", "ratio")
    assert "Indicateur : Part des agents" in said(visitor)


def test_outlines_come_in_and_go(visit: Visit, running: Application, data_dir: Path) -> None:
    ring = "[[5,46],[5,47],[6,47],[6,46],[5,46]]"
    content = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"INSEE_DEP":"1"},'
        f'"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}'
    ).encode()
    visitor = give(visit("data"), "outlines", "d.geojson", content)
    assert "millésime" in said(visitor)
    visitor.act(visitor.at.text_input(key="data-vintage").set_value("2026"))
    give(visitor, "outlines", "d.geojson", content)
    assert "Les contours sont importés." in said(visitor)
    assert "zéro perdu est rétabli : 1 (1)" in said(visitor)
    assert "Contours importés : départements" in said(visitor)
    assert (data_dir / "outlines" / "current").exists()
    visitor.unfold("data-fold-departement")
    visitor.act(visitor.at.checkbox(key="data-sure-departement").check())
    visitor.press_key("data-remove-departement")
    own = application().outlines.own()
    assert own is not None
    assert own.layers == {}
