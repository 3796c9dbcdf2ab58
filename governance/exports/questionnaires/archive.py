# SPDX-License-Identifier: EUPL-1.2
"""A zip that may come from anybody: everything in it is counted and looked at before anything is unpacked.

Nothing is ever written to a disk. What a header says of a size binds: no more than that is unpacked of an entry.
"""

import io
import stat
import unicodedata
import zipfile
import zlib

from governance.errors import InputError

MOST_FILES = 200
MOST_BYTES = 20_000_000
DEEPEST = 6
LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", "._")
"""What computers put in zips by themselves."""
SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)
"""What zipfile raises on a damaged file, or on one packed in a way that it does not know (a RuntimeError too)."""


class Archive:
    """The files of a zip, by name. InputError when it is damaged, oversized, or up to no good."""

    def __init__(
        self, name: str, content: bytes, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES
    ) -> None:
        self.name = name
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
            found = self.zip.infolist()
        except BROKEN as fault:
            raise self.fault("zip_damaged") from fault
        if len(found) > most_files:
            raise self.fault("zip_files", limit=most_files)
        if sum(entry.file_size for entry in found) > most_bytes:
            raise self.fault("zip_bytes", limit=most_bytes // 1_000_000)
        self.entries = {entry.filename: entry for entry in found if self.sound(entry)}
        folded = {unicodedata.normalize("NFC", name).casefold() for name in self.entries}
        if len(folded) < len([entry for entry in found if self.sound(entry)]):
            raise self.fault("zip_twice")

    def fault(self, key: str, **values: object) -> InputError:
        """What is wrong with the file."""
        return InputError(f"formats.{key}", name=self.name, **values)

    def sound(self, entry: zipfile.ZipInfo) -> bool:
        """Whether an entry is a file to be read; InputError when its name or kind means harm."""
        parts = entry.filename.split("/")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        outside = (
            entry.filename.startswith("/")
            or not entry.filename
            or ".." in parts
            or any(c in entry.filename for c in "\\:\0")
        )
        if outside or len(parts) > DEEPEST or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise self.fault("zip_outside", entry=entry.filename)
        if entry.flag_bits & 0x41:
            raise self.fault("zip_encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.fault("zip_damaged")
        ignored = entry.filename.startswith(LEFT_BY_SYSTEMS) or parts[-1].startswith(LEFT_BY_SYSTEMS)
        return not entry.is_dir() and not ignored

    def read(self, entry: str) -> bytes:
        """The content of a file."""
        try:
            return self.zip.read(self.entries[entry])
        except BROKEN as fault:
            raise self.fault("zip_damaged") from fault


def is_zip(content: bytes) -> bool:
    """Whether a file says that it is a zip."""
    return content.startswith(SIGNATURES)
