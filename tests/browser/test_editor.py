# SPDX-License-Identifier: EUPL-1.2
"""The editor in a real browser: a secretary adapts the référentiel, tries it, publishes it, and answers it."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, pick, settle, violations

pytestmark = pytest.mark.browser

SAVED = "Enregistré à"


def open_editor(open_page: Open, **more: object) -> Page:
    page = open_page("/editeur", **more)
    settle(page)
    return page


def copy(page: Page, name: str, title: str) -> None:
    """From the shelf to a draft of the référentiel."""
    page.get_by_role("button", name="Copier pour l’adapter").first.click()
    settle(page)
    page.get_by_role("textbox", name="Titre (français)").fill(title)
    page.get_by_role("textbox", name="Identifiant").fill(name)
    page.get_by_role("button", name="Créer le brouillon").click()
    page.wait_for_url("**brouillon=*")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    settle(page)


def part(page: Page, words: str) -> None:
    """Open a part of the draft."""
    pick(page, page.get_by_role("combobox", name="Partie à modifier"), words)


def view(page: Page, words: str) -> None:
    page.get_by_role("radio", name=words).or_(page.get_by_role("button", name=words)).first.click()
    settle(page)


def write(page: Page, label: str, words: str, rank: int = 0) -> None:
    """Fill a field and leave it."""
    field = page.get_by_role("textbox", name=label, exact=True).nth(rank)
    field.fill(words)
    field.press("Tab")
    page.wait_for_timeout(200)  # the run that it starts
    settle(page)


def send(page: Page, name: str, content: bytes) -> None:
    """Choose a file in the uploader of the shelf."""
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def plotted(page: Page) -> str:
    """What the radar says."""
    return page.get_by_text("Exemple\u00a0: 8 enjeux").inner_text()


def change_a_question(page: Page) -> None:
    """Its title and a level; the check complains of what is missing, and is satisfied."""
    part(page, "1.1 ")
    write(page, "Question (français)", "Qui fait quoi chez nous ?")
    write(page, "Ce que l’on constate (français)", "Rien n’est écrit chez nous.")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_text("Prêt à publier")).to_be_visible()
    write(page, "Question (anglais)", "")
    expect(page.get_by_text("1 point à corriger")).to_be_visible()
    view(page, "Vérifier (1)")
    page.get_by_role("button", name="Corriger\u00a0: la question 1.1").click()
    settle(page)
    write(page, "Question (anglais)", "Who does what here?")
    expect(page.get_by_text("Prêt à publier")).to_be_visible()


def add_a_question(page: Page) -> None:
    part(page, "1 Niveau de territoire")
    page.get_by_role("button", name="Ajouter une question").click()
    settle(page)
    page.get_by_role("textbox", name="Titre (français)").last.fill("Qui décide des outils ?")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    settle(page)
    expect(page.get_by_role("textbox", name="Question (français)")).to_have_value("Qui décide des outils ?")
    expect(page.get_by_text("Prêt à publier")).to_be_visible()


def see_the_radar_change(page: Page) -> None:
    view(page, "Aperçu")
    before = plotted(page)
    page.get_by_role("slider").press("ArrowRight")
    settle(page)
    expect(page.get_by_text("Exemple\u00a0: 8 enjeux")).not_to_have_text(before)


def publish(page: Page) -> None:
    page.get_by_text("J’ai relu le questionnaire").click()
    settle(page)
    page.get_by_role("button", name="Publier", exact=True).click()
    settle(page)
    expect(page.get_by_text("« Notre variante », version 1.0.0, est publié.")).to_be_visible()
    assert violations(page) == []


def answer(page: Page) -> None:
    """Start an assessment with the new questionnaire."""
    page.goto(page.url.split("/editeur")[0])
    page.wait_for_selector("h1")
    settle(page)
    page.get_by_role("searchbox").fill("auray")
    page.get_by_role("button", name="Auray · commune").first.click()
    settle(page)
    pick(page, page.get_by_role("combobox", name="Quel questionnaire"), "Notre variante")
    page.get_by_role("button", name="questionnaire complet").click()
    page.wait_for_url("**/etat-des-lieux?*")
    expect(page.get_by_text("Qui fait quoi chez nous ?")).to_be_visible()
    expect(page.get_by_text("Qui décide des outils ?")).to_be_visible()


def test_a_secretary_adapts_publishes_and_answers_the_referentiel(open_page: Open, tmp_path: Path) -> None:
    page = open_editor(open_page)
    copy(page, "notre-variante", "Notre variante")
    change_a_question(page)
    add_a_question(page)
    see_the_radar_change(page)
    view(page, "Publier, télécharger")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tableur (XLSX)").click()
    workbook = tmp_path / "variante.xlsx"
    download.value.save_as(workbook)
    publish(page)
    send(page, "variante.xlsx", workbook.read_bytes())
    page.wait_for_url("**brouillon=*")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Notre variante")
    # It is there whole; the one thing to mend is its number, already published.
    expect(page.get_by_text("1 point à corriger")).to_be_visible()
    expect(page.get_by_text("« notre-variante » a déjà une version 1.0.0")).to_be_visible()
    page.get_by_role("button", name="Tous les questionnaires").click()
    settle(page)
    expect(page.locator("[class*=st-key-editor-draft-]").filter(has_text="notre-variante")).to_have_count(1)
    expect(page.locator("[data-testid=stFileUploader]")).not_to_contain_text("variante.xlsx")
    answer(page)


def archive(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return held.getvalue()


HOSTILE = {
    "renvoi.yaml": b"id: &a [x, x]\nversion: [*a, *a, *a]\n",
    "types.yml": b"id: !!python/object/apply:os.system ['id']\n",
    "dehors.zip": archive(**{"../questionnaire.yaml": "id: x", "questionnaire.yaml": "id: x"}),
    "macros.xlsm": archive(**{"[Content_Types].xml": "<Types/>", "xl/vbaProject.bin": "x"}),
    "image.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence_and_the_shelf_is_as_it_was(open_page: Open, name: str) -> None:
    page = open_editor(open_page)
    before = page.get_by_role("heading", level=3).all_inner_texts()
    send(page, name, HOSTILE[name])
    expect(page.get_by_role("alert")).to_have_count(1)
    settle(page)
    expect(page.get_by_role("alert")).to_contain_text(name)
    assert page.get_by_role("heading", level=3).all_inner_texts() == before
    assert violations(page) == []


def test_every_form_of_a_questionnaire_is_downloaded(open_page: Open) -> None:
    page = open_editor(open_page)
    page.locator("[class*=st-key-editor-edition-sobriete]").get_by_role("button", name="Télécharger").click()
    settle(page)
    names = {"Fichier YAML": b"id:", "Dossier (zip)": b"PK", "Tableur (XLSX)": b"PK", "Enquête (XLSForm)": b"PK"}
    for name, beginning in names.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(beginning) or beginning in content[:3000], name
        assert download.value.suggested_filename.startswith("sobriete-1.0.0")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(open_page: Open) -> None:
    page = open_editor(open_page)
    send(page, "grand.yaml", b"x" * 6_000_000)
    expect(page.get_by_text("Ce fichier dépasse 5 Mo")).to_be_visible()


def test_the_uploader_speaks_french(open_page: Open) -> None:
    page = open_editor(open_page)
    uploader = page.locator("[data-testid=stFileUploader]")
    expect(uploader.get_by_role("button", name="Choisir un fichier")).to_be_visible()
    expect(uploader).not_to_contain_text("Upload")
    expect(uploader).not_to_contain_text("per file")


def test_what_is_written_is_saved_after_a_pause_and_found_again_at_the_same_part(open_page: Open) -> None:
    page = open_editor(open_page)
    copy(page, "pause", "Une pause")
    part(page, "2.1 ")
    page.get_by_role("textbox", name="Aide à la réponse (français)").fill("Une aide écrite lentement")
    page.wait_for_timeout(2500)
    settle(page)
    page.reload()
    page.wait_for_selector("h1")
    settle(page)
    expect(page.get_by_role("textbox", name="Aide à la réponse (français)")).to_have_value("Une aide écrite lentement")


def test_the_address_of_a_draft_opens_it_whole_on_a_phone(open_page: Open) -> None:
    """The first run, for a wide screen, is cut short as soon as the browser says how narrow it is."""
    page = open_editor(open_page)
    copy(page, "phone", "Pour le téléphone")
    address = "/editeur?" + page.url.split("?", 1)[1]
    for _ in range(3):
        phone = open_page(address, width=390)
        expect(phone.get_by_role("textbox", name="Titre (français)")).to_have_value("Pour le téléphone")
        expect(phone.get_by_role("textbox", name="Identifiant")).to_have_value("phone")


def test_two_people_who_change_one_field_both_see_what_the_other_wrote(open_page: Open) -> None:
    mine = open_editor(open_page)
    copy(mine, "a-deux", "À deux")
    part(mine, "1.2 ")
    theirs = open_page(mine.url[mine.url.index("/editeur") :])
    write(theirs, "Question (français)", "Sa question ?")
    expect(theirs.get_by_text(SAVED)).to_be_visible()
    write(mine, "Question (français)", "Ma question ?")
    expect(mine.get_by_text("Sa version : Sa question ?")).to_be_visible()
    expect(mine.get_by_text("Votre version : Ma question ?")).to_be_visible()
    assert violations(mine) == []
    mine.get_by_role("button", name="Garder la mienne").click()
    settle(mine)
    theirs.reload()
    theirs.wait_for_selector("h1")
    settle(theirs)
    expect(theirs.get_by_role("textbox", name="Question (français)")).to_have_value("Ma question ?")


def test_a_level_is_changed_and_moved_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_editor(open_page)
    page.get_by_role("button", name="Copier pour l’adapter").first.focus()
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("textbox", name="Identifiant").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("au-clavier")
    page.keyboard.press("Enter")
    page.wait_for_url("**brouillon=*")
    settle(page)
    page.get_by_role("combobox", name="Partie à modifier").focus()
    page.keyboard.type("1.3 ")
    page.keyboard.press("Enter")
    settle(page)
    first = page.get_by_role("textbox", name="Ce que l’on constate (français)").first
    first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Écrit au clavier.")
    page.keyboard.press("Tab")
    settle(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Descendre le niveau 0").focus()
    page.keyboard.press("Enter")
    settle(page)
    second = page.get_by_role("textbox", name="Ce que l’on constate (français)").nth(1)
    expect(second).to_have_value("Écrit au clavier.")
    page.get_by_role("button", name="Annuler le dernier ajout").focus()
    page.keyboard.press("Space")
    settle(page)
    expect(first).to_have_value("Écrit au clavier.")


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_shelf_draft_and_problems_pass_axe_and_fit_the_screen(open_page: Open, width: int, dark: bool) -> None:
    page = open_editor(open_page, width=width, dark=dark)
    assert violations(page) == []
    copy(page, f"axe-{width}-{dark}", "Pour axe")
    base = page.url.split("&")[0]
    for where in ("partie=cadre", "partie=lectures", "partie=1", "partie=1.2", "vue=apercu&partie=1.2", "vue=publier"):
        page.goto(f"{base}&{where}")
        page.wait_for_selector("h1")
        settle(page)
        assert violations(page) == [], where
        assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width, where
    page.goto(f"{base}&partie=1.2")
    page.wait_for_selector("h1")
    settle(page)
    for folded in page.locator("summary").all():
        folded.click()
        settle(page)
    write(page, "Question (français)", "")
    expect(page.get_by_text("À corriger ici")).to_be_visible()
    expect(page.get_by_text("1 point à corriger")).to_be_visible()
    settle(page)
    assert violations(page) == []
    view(page, "Vérifier (1)")
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width
