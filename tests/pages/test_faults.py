# SPDX-License-Identifier: EUPL-1.2
"""When something cannot be done: one clear sentence in the reader's language, never a traceback."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from governance.bootstrap import Application, application
from governance.errors import InputError
from governance.language import Language
from governance.ui.navigation import PAGES, QUIET_PAGES
from tests.pages.conftest import Visit
from tests.pages.visitor import Visitor, is_sentence

EVERY_PAGE = PAGES + QUIET_PAGES
READS_THE_DATABASE = ("home", "assessment", "results", "plan", "workshop", "map", "compare", "data", "editor")


def delete(file: Path, _other: Callable[[str], None]) -> None:
    file.unlink()


def lock(_file: Path, other: Callable[[str], None]) -> None:
    other("BEGIN EXCLUSIVE")


def damage(file: Path, _other: Callable[[str], None]) -> None:
    file.unlink()
    file.write_bytes(b"not a database " * 1000)


def move_folder(file: Path, _other: Callable[[str], None]) -> None:
    file.parent.rename(file.parent.with_suffix(".aside"))


UNREADABLE = {
    "absent": delete,
    "locked": lock,
    "corrupt": damage,
    "folder_absent": move_folder,
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_a_database_that_fails_while_pages_are_open_is_told_once_on_each(  # noqa: PLR0917 — fixtures
    fault: str,
    language: Language,
    visit: Visit,
    answered: str,
    database_file: Path,
    other_program: Callable[[str], None],
) -> None:
    visitor = visit("home", language)
    UNREADABLE[fault](database_file, other_program)
    for page in EVERY_PAGE:
        visitor.open(page, dossier=answered)
        if page in READS_THE_DATABASE:
            (told,) = visitor.errors
            assert is_sentence(told, f"store.{fault}", language), page
        else:
            assert visitor.errors == [], page
        assert visitor.says("about.name"), page


@pytest.mark.parametrize("page", READS_THE_DATABASE)
def test_a_page_works_again_once_the_database_does(page: str, visit: Visit, answered: str, database_file: Path) -> None:
    visitor = visit("home")
    aside = database_file.rename(database_file.with_suffix(".aside"))
    assert visitor.open(page, dossier=answered).errors != []
    aside.rename(database_file)
    assert visitor.again().errors == []


@pytest.mark.parametrize("page", READS_THE_DATABASE)
def test_a_database_absent_from_the_start_is_told(
    page: str, language: Language, visit: Visit, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    monkeypatch.setenv("ECHELONS_DATABASE_URL", f"sqlite:///{data_dir / 'no-such-folder' / 'x.sqlite3'}")
    visitor = visit(page, language, dossier="any")
    (told,) = visitor.errors
    assert is_sentence(told, "store.folder_absent", language)
    assert visitor.says("about.name")


@pytest.mark.parametrize("page", ["assessment", "results", "plan"])
@pytest.mark.parametrize("name", ["nobody", "x' OR 1=1 --", "é\x00", "<b>x</b>", "a" * 5000])
def test_an_unknown_assessment_in_the_address_is_told_and_leads_home(
    page: str, name: str, language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit(page, language, dossier=name)
    (told,) = visitor.errors
    assert is_sentence(told, "assessment.unknown", language)
    assert len(told) < 600
    assert visitor.says("home.choose")
    assert "dossier" not in visitor.at.query_params
    assert visitor.again().errors == [], "the unknown assessment is still asked for"


@pytest.mark.parametrize("name", ["commune:00000", "nobody", "", "é\x00", "epci:", "a" * 5000])
def test_an_unknown_territory_in_the_address_of_the_map_selects_nothing(
    name: str, language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit("map", language, territoire=name)
    assert visitor.errors == []
    assert visitor.says("map.select_hint")
    assert "territoire" not in visitor.at.query_params


@pytest.mark.parametrize("page", ["assessment", "results", "plan"])
@pytest.mark.usefixtures("running")
def test_a_questionnaire_version_no_longer_shipped_is_told(
    page: str,
    language: Language,
    visit: Visit,
    answered: str,
    other_program: Callable[[str], None],
) -> None:
    other_program("UPDATE assessments SET questionnaire_version = '0.9.0'")
    visitor = visit(page, language, dossier=answered)
    (told,) = visitor.errors
    assert is_sentence(told, "questionnaire.version_unknown", language)
    assert "1.0.0" in told


@pytest.mark.usefixtures("running")
def test_an_old_version_does_not_keep_anybody_from_home_or_the_map(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    other_program("UPDATE assessments SET questionnaire_version = '0.9.0'")
    for page in ("home", "map"):
        assert visit(page, language).errors == []


@pytest.mark.parametrize("page", ["home", "assessment", "results", "plan"])
def test_a_territory_no_longer_in_the_reference_is_told(
    page: str, language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    other_program("UPDATE assessments SET territory_id = 'commune:99999'")
    visitor = visit(page, language, dossier=answered)
    (told,) = visitor.errors
    assert is_sentence(told, "territories.unknown", language)


def test_an_unknown_step_in_the_address_opens_the_first_one(visit: Visit, dossier: str) -> None:
    visitor = visit("assessment", dossier=dossier, enjeu="no-such-step")
    assert visitor.errors == []
    assert visitor.at.query_params["enjeu"] == application().questionnaire().challenges[0].id


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_fault_of_ours_is_told_calmly_logged_in_full_and_the_frame_stays(
    page: str,
    language: Language,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    running: Application,
) -> None:
    def fails(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("secret detail")

    visitor = Visitor(language)
    monkeypatch.setattr("streamlit.title", fails)
    visitor.open(page)
    assert visitor.tracebacks == []
    assert visitor.says("common.unexpected")
    assert "secret detail" not in visitor.words
    assert visitor.says("about.name")
    (logged,) = (record for record in caplog.records if record.exc_info)
    assert "secret detail" in str(logged.exc_info)


@pytest.fixture
def read_only(running: Application) -> Iterator[None]:
    """Every connection refuses to write, as with a file that may only be read."""
    running.database.close()
    engine = running.database.engine
    with_pragma = lambda raw, _record: raw.execute("PRAGMA query_only = ON")  # noqa: E731
    event.listen(engine, "connect", with_pragma)
    yield
    event.remove(engine, "connect", with_pragma)
    running.database.close()


@pytest.mark.usefixtures("read_only")
def test_the_demonstration_that_cannot_be_loaded_is_told(language: Language, visit: Visit) -> None:
    visitor = visit("home", language)
    visitor.press({"fr": "Charger la démonstration", "en": "Load the demonstration"}[language])
    (told,) = visitor.errors
    assert is_sentence(told, "store.read_only", language)


def test_the_demonstration_that_cannot_be_purged_is_told(
    language: Language, visit: Visit, demo: Application, other_program: Callable[[str], None]
) -> None:
    visitor = visit("home", language)
    other_program("BEGIN IMMEDIATE")
    visitor.press({"fr": "Effacer les données simulées", "en": "Delete the simulated data"}[language])
    (told,) = visitor.errors
    assert is_sentence(told, "store.locked", language)


@pytest.mark.usefixtures("read_only")
def test_an_assessment_that_cannot_be_begun_is_told_and_the_choice_stays(language: Language, visit: Visit) -> None:
    visitor = visit("home", language)
    visitor.at.session_state["territory"] = "commune:56165"
    visitor.again().press_key("begin-flash")
    (told,) = visitor.errors
    assert is_sentence(told, "store.read_only", language)
    assert "Ploërmel" in visitor.words


def test_a_form_that_cannot_be_changed_is_told_and_shows_what_is_in_force(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    visitor = visit("assessment", language, dossier=answered).unfold("choices")
    other_program("BEGIN IMMEDIATE")
    visitor.act(visitor.at.radio(key="form").set_value("full"))
    (told,) = visitor.errors
    assert is_sentence(told, "store.locked", language)
    assert application().assessments.find(answered).head.form == "flash"
    other_program("ROLLBACK")
    assert visitor.again().at.radio(key="form").value == "flash", "the page shows a form that is not the stored one"


def test_a_snapshot_that_cannot_be_kept_is_told(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    visitor = visit("results", language, dossier=answered)
    other_program("BEGIN IMMEDIATE")
    visitor.press({"fr": "Figer l’état des lieux", "en": "Freeze the assessment"}[language])
    (told,) = visitor.errors
    assert is_sentence(told, "store.locked", language)
    assert application().assessments.snapshots(answered) == []


def test_messages_carry_no_markdown_of_what_was_entered(visit: Visit, running: Application) -> None:
    visitor = visit("results", dossier="![x](http://a.b)<script>")
    raw = visitor.at.error[0].value
    assert "![x](" not in raw
    assert "<script" not in raw.replace(r"\<", "")


def test_an_input_error_of_a_page_is_shown_in_its_place(
    language: Language, visit: Visit, monkeypatch: pytest.MonkeyPatch, dossier: str
) -> None:
    def refuses(*_arguments: object) -> None:
        raise InputError("assessment.form_unknown", form="x")

    monkeypatch.setattr(type(application().results), "read", refuses)
    (told,) = visit("results", language, dossier=dossier).errors
    assert is_sentence(told, "assessment.form_unknown", language)
