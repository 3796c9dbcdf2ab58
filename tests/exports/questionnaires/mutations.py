# SPDX-License-Identifier: EUPL-1.2
"""Ways to spoil a sound file, as accidents and attackers do; each draws from a generator that the test seeds."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from openpyxl import load_workbook

NASTY = (
    *(b"\0", b"\xff", b"\r", b"{", b"[", b"&a ", b"*a", b"- - - - ", b": ", b"'", b'"', b"]]>", b"</", b"&e;", b"-"),
    *(
        b"!!python/object/apply:os.system ",
        b"../../etc/passwd",
        b"/etc/passwd",
        b"\xed\xa0\x80",
        b"${x}",
        b"NSP",
        b"index",
    ),
    *(
        b"1e999",
        b".nan",
        b"99999999999999999999",
        "\u202e\u2028😀".encode(),
        b"_x0000_",
        b't="e"',
        b't="s"><v>99999</v',
    ),
    *(b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", b"<c r='XFD1048576'><v>9</v></c>", b"<f>1+1</f>"),
)
NAMES = (
    *(
        "../questionnaire.yaml",
        "/questionnaire.yaml",
        "a/b/c/d/e/f/g/questionnaire.yaml",
        "questionnaire.yaml",
        "C:x.yaml",
    ),
    *("QUESTIONNAIRE.yaml", "__MACOSX/questionnaire.yaml", "[Content_Types].xml", "mimetype", "xl/vbaProject.bin"),
    *("x\\y", ""),
)


def flipped(random: random.Random, data: bytes) -> bytes:
    """Some bits turned over."""
    spoiled = bytearray(data)
    for _ in range(random.randint(1, 8)):
        spoiled[random.randrange(len(spoiled))] ^= 1 << random.randrange(8)
    return bytes(spoiled)


def cut(random: random.Random, data: bytes) -> bytes:
    """A passage taken out, perhaps all of the end."""
    start = random.randrange(len(data))
    return data[:start] + (data[start + random.randint(1, 200) :] if random.random() < 0.7 else b"")


def inserted(random: random.Random, data: bytes) -> bytes:
    """Nasty words put in, once or many times."""
    start = random.randrange(len(data))
    return data[:start] + random.choice(NASTY) * random.choice((1, 1, 1, 50, 5000)) + data[start:]


def moved(random: random.Random, data: bytes) -> bytes:
    """A passage copied elsewhere, over what was there."""
    source, target = random.randrange(len(data)), random.randrange(len(data))
    passage = data[source : source + random.randint(1, 400)]
    return data[:target] + passage + data[target + len(passage) * random.randint(0, 1) :]


def swapped_words(random: random.Random, data: bytes) -> bytes:
    """Two words exchanged: keys for values, ids for others."""
    words = [word for word in data.replace(b">", b" ").replace(b"<", b" ").split() if len(word) > 1]
    if len(words) < 2:
        return data
    first, second = random.sample(words, 2)
    return data.replace(first, second, random.randint(1, 3))


TYPED = (
    *(
        "=1+1",
        '=HYPERLINK("file:///etc/passwd")',
        "x",
        "non",
        -1,
        0,
        1.5,
        True,
        "1, 2 ; 3",
        "\n\n",
        "a" * 32_000,
        "'",
        1e300,
    ),
    *("#REF!", datetime(2026, 1, 31, tzinfo=UTC).replace(tzinfo=None), "niveaux", "checklist", "0=1", "é", "steps"),
    *(
        "begin_group",
        "end_group",
        "begin_repeat",
        "select_one none",
        "select_multiple",
        "-",
        "NSP",
        "index",
        "services",
    ),
)
TEXTUAL: Sequence[Callable[[random.Random, bytes], bytes]] = (flipped, cut, inserted, moved, swapped_words)


def repacked(random: random.Random, data: bytes) -> bytes:
    """A zip with one of its files spoiled and sound headers: the spoiling reaches the parser behind."""
    files = unpacked(data)
    name = random.choice(list(files))
    for _ in range(random.randint(1, 3)):
        files[name] = random.choice(TEXTUAL)(random, files[name] or b"x")
    return packed(files)


def rearranged(random: random.Random, data: bytes) -> bytes:
    """A zip with a file left out, renamed, put twice, a link, a bomb, or hundreds more."""
    files = unpacked(data)
    name = random.choice(list(files))
    match random.randrange(6):
        case 0:
            del files[name]
        case 1:
            files[random.choice(NAMES)] = files.pop(name)
        case 2:
            files |= {random.choice(NAMES): random.choice(NASTY)}
        case 3:
            return packed(files, links=(name,))
        case 4:
            files[name] = files[name][:50] + random.choice((b"a", b"\0", b"<a>", b"- [")) * 3_000_000
        case _:
            files |= {f"{rank}.yaml": b"x" for rank in range(random.choice((150, 250)))}
    return packed(files)


def lying(random: random.Random, data: bytes) -> bytes:
    """A zip whose directory tells other sizes, flags, methods or places than there are."""
    spoiled = bytearray(data)
    starts = [at for at in range(len(spoiled) - 46) if spoiled[at : at + 4] == b"PK\x01\x02"]
    start = random.choice(starts)
    where, kind = random.choice(
        ((8, "<H"), (10, "<H"), (16, "<I"), (20, "<I"), (24, "<I"), (28, "<H"), (38, "<I"), (42, "<I"))
    )
    most = 2 ** (8 * struct.calcsize(kind)) - 1
    struct.pack_into(kind, spoiled, start + where, random.choice((0, 1, 9, most, random.randint(0, most))))
    return bytes(spoiled)


def retyped(random: random.Random, data: bytes) -> bytes:
    """A workbook in which somebody typed other things in some cells, and moved or deleted others."""
    book = load_workbook(io.BytesIO(data))
    for _ in range(random.randint(1, 6)):
        page = random.choice(book.worksheets)
        row, column = random.randint(1, page.max_row), random.randint(1, page.max_column)
        other = page.cell(random.randint(1, page.max_row + 1), random.randint(1, page.max_column + 1))
        match random.randrange(6):
            case 0:
                page.delete_rows(row)
            case 1:
                page.delete_cols(column)
            case 2:
                other.value = page.cell(row, column).value
            case 3:
                page.cell(row, column).value = None
            case _:
                page.cell(row, column).value = random.choice(TYPED)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


ZIPPED: Sequence[Callable[[random.Random, bytes], bytes]] = (flipped, cut, moved, lying, rearranged, *[repacked] * 5)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], links: Sequence[str] = ()) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o120777 if name in links else 0o100644) << 16
            archive.writestr(entry, data)
    return content.getvalue()


def spoiled(random: random.Random, data: bytes) -> bytes:
    """A file spoiled in one way or several."""
    for _ in range(random.choice((1, 1, 1, 2))):
        ways = ZIPPED if zipfile.is_zipfile(io.BytesIO(data)) else TEXTUAL
        try:
            data = random.choice([*ways, *[retyped] * (4 * (b"xl/workbook" in data))])(random, data) or b"x"
        except Exception:  # noqa: BLE001 — already spoiled beyond what zipfile or openpyxl opens
            data = flipped(random, data)
    return data
