# SPDX-License-Identifier: EUPL-1.2
"""Folders in zips, and what else comes in their place."""

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from governance.errors import InputError
from governance.exports.questionnaires import parser, read, write
from governance.language import LANGUAGES
from governance.questionnaire.document import HEAD
from tests.exports.questionnaires.mutations import packed, unpacked
from tests.exports.questionnaires.whole_sample import sample


def refusal(content: bytes, name: str = "essai.zip") -> InputError:
    with pytest.raises(InputError) as caught:
        read(name, content)
    assert all(caught.value.message(language) for language in LANGUAGES)
    return caught.value


def folder() -> dict[str, bytes]:
    """The files of the sample, without the folder around them."""
    return {name.split("/")[1]: data for name, data in unpacked(write(sample(), "folder")).items()}


def test_the_folder_has_a_file_for_each_great_part() -> None:
    names = zipfile.ZipFile(io.BytesIO(write(sample(), "folder"))).namelist()

    assert names == [
        "village-1.10/questionnaire.yaml",
        "village-1.10/services-actions.yaml",
        "village-1.10/services.yaml",
        "village-1.10/means.yaml",
        "village-1.10/references.yaml",
        "village-1.10/from-1.0.yaml",
    ]


def test_file_names_never_collide_nor_leave_the_folder() -> None:
    tree = sample()
    for challenge, name in zip(tree["challenges"], ("questionnaire", "REFERENCES"), strict=True):
        challenge["id"] = name
    tree["challenges"] += [{"id": "../up"}, {"id": "References"}, {}]
    tree["id"] = "../../etc"

    names = zipfile.ZipFile(io.BytesIO(content := write(tree, "folder"))).namelist()

    assert len({name.casefold() for name in names}) == len(names)
    assert all(name.startswith("questionnaire/") and ".." not in name for name in names)
    assert read("x", content) == tree


@pytest.mark.parametrize("inside", ["", "a/", "a/b/c/"])
def test_a_folder_is_found_wherever_it_is_in_the_zip(inside: str) -> None:
    files = {f"{inside}{name}": data for name, data in folder().items()}
    files |= {"__MACOSX/._questionnaire.yaml": b"\0", f"{inside}.DS_Store": b"\0", "LISEZ-MOI.txt": b"bonjour"}

    assert read("x", packed(files)) == sample()


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("zip_files", lambda files: files.update({f"{rank}.txt": b"" for rank in range(200)})),
        ("zip_bytes", lambda files: files.update(big=b"\0" * 20_000_001)),
        ("zip_outside", lambda files: files.update({"../up.yaml": b""})),
        ("zip_outside", lambda files: files.update({"/up.yaml": b""})),
        ("zip_outside", lambda files: files.update({"C:up.yaml": b""})),
        ("zip_outside", lambda files: files.update({"a\\up.yaml": b""})),
        ("zip_outside", lambda files: files.update({"a/b/c/d/e/f/up.yaml": b""})),
        ("zip_twice", lambda files: files.update({"MEANS.yaml": b""})),
        ("zip_heads", lambda files: files.update({f"other/{HEAD}": b""})),
        ("unknown", lambda files: files.pop(HEAD)),
        ("faulty", lambda files: files.pop("means.yaml")),
        ("faulty", lambda files: files.update({"means.yaml": b"id: a\nid: b\n"})),
        ("faulty", lambda files: files.update({HEAD: b"challenges: [/etc/passwd]"})),
        ("faulty_more", lambda files: files.update({HEAD: b"challenges: [../../etc/passwd, a/b.yaml]"})),
        ("odd", lambda files: files.update({HEAD: b'id: "a\\0"'})),
        ("odd", lambda files: files.update({HEAD: b"id: a\nfloor: .inf"})),
    ],
)
def test_a_folder_with_something_wrong_is_refused(key: str, change: Callable[[dict[str, bytes]], object]) -> None:
    files = folder()
    change(files)

    assert refusal(packed(files)).key == f"formats.{key}"


def test_a_link_is_refused() -> None:
    assert refusal(packed(folder(), links=("means.yaml",))).key == "formats.zip_outside"


def patched(place: int, kind: str, value: int) -> bytes:
    """The folder with another value in its directory's first entry."""
    content = bytearray(packed(folder()))
    struct.pack_into(kind, content, content.index(b"PK\x01\x02") + place, value)
    return bytes(content)


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("zip_encrypted", patched(8, "<H", 1)),
        ("zip_damaged", patched(10, "<H", 12)),
        ("zip_damaged", patched(16, "<I", 7)),
        ("zip_damaged", patched(24, "<I", 1)),
        ("zip_bytes", patched(24, "<I", 2**32 - 2)),
        ("zip_damaged", packed(folder())[:200]),
        ("zip_damaged", b"PK\x03\x04"),
    ],
    ids=["encrypted", "bzip2", "wrong CRC", "wrong size", "a bomb that says so", "cut", "a signature alone"],
)
def test_a_directory_that_lies_is_not_believed(key: str, content: bytes) -> None:
    assert refusal(content).key == f"formats.{key}"


def test_a_compression_that_needs_much_memory_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in folder().items():
            archive.writestr(name, data)

    assert refusal(content.getvalue()).key == "formats.zip_damaged"


@pytest.mark.parametrize(("name", "key"), [("q.xlsx", "xlsx_damaged"), ("Q.ZIP", "zip_damaged"), ("q.yaml", "faulty")])
def test_a_file_that_is_not_what_its_name_says_is_called_damaged(name: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name, b"neither rows nor files")
    assert caught.value.key == f"formats.{key}"


def test_an_empty_zip_is_no_questionnaire() -> None:
    assert refusal(packed({})).key == "formats.unknown"


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("formats.unknown", b"%PDF-1.7"),
        ("formats.unknown", b"\x89PNG\r\n"),
        ("formats.unknown", b"<html>"),
        ("formats.unknown", b"a\0b"),
        ("formats.faulty", b""),
        ("formats.faulty", b"\xff\xfe"),
        ("formats.faulty", b"just a text"),
        ("formats.faulty", b"- a\n- b"),
        ("formats.faulty", b"a: &b 1\nc: *b"),
        ("formats.faulty", b"[" * 10_000),
        ("formats.faulty_more", b"{" * 10_000),
        ("formats.yaml_alone", b"id: a\nchallenges: [b.yaml]"),
        ("formats.old_workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("formats.open_document", packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})),
        ("formats.xlsx_damaged", packed({"[Content_Types].xml": b"<x/>"})),
        ("sandbox.large", b"#" * 5_000_001),
    ],
)
def test_what_is_no_questionnaire_is_told_so(key: str, content: bytes) -> None:
    assert refusal(content, "photo.yaml").key in (key, f"{key}_more")


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE a><a/>".encode("cp037"),
        "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"),
    ],
)
def test_entities_are_refused_in_any_disguise(xml: bytes) -> None:
    files = unpacked(write(sample(), "xlsx"))

    assert refusal(packed(files | {"xl/sharedStrings.xml": xml})).key == "formats.xml_entities"


def test_a_workbook_of_a_billion_cells_costs_no_more_than_its_rows() -> None:
    files = unpacked(write(sample(), "xlsx"))
    page = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', files["xl/worksheets/sheet2.xml"])
    cell = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'

    assert (
        read("x", packed(files | {"xl/worksheets/sheet2.xml": page.replace(b"</sheetData>", cell)}))["id"] == "village"
    )


def test_macros_are_read_over() -> None:
    files = unpacked(write(sample(), "xlsx")) | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}

    assert read("x.xlsm", packed(files))["id"] == "village"


def test_an_empty_workbook_is_no_questionnaire() -> None:
    content = io.BytesIO()
    Workbook().save(content)

    assert refusal(content.getvalue()).key == "formats.sheets_missing"


def test_the_name_says_nothing_of_the_form() -> None:
    assert read("essai.xlsx", write(sample(), "yaml")) == read("essai.yaml", write(sample(), "folder")) == sample()


def test_the_process_that_reads_is_another_and_stays() -> None:
    process = parser().process
    assert process is not None
    read("x", write(sample(), "yaml"))
    assert parser().process is process
