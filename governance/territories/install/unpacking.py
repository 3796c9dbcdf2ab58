# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a file to codes and geometries. The file is hostile until read."""

import gzip
import io
import json
import zlib
from dataclasses import dataclass
from typing import Any

from governance.errors import InputError
from governance.territories.install.limits import Limits

GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Feature:
    """One feature of a file: its code, and its geometry still as text."""

    code: str
    geometry: str


def unpack(content: bytes, name: str, limits: Limits) -> bytes:
    """The text of a file, gzipped or not, within what it may weigh; gzip's own checksum is verified."""
    if content.startswith(GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                content = file.read(limits.unpacked_bytes + 1)
        except (OSError, EOFError, zlib.error) as fault:
            raise InputError("install.not_gzip", file=name) from fault
    if len(content) > limits.unpacked_bytes:
        raise InputError("install.swollen", file=name, limit=limits.unpacked_bytes // 1_000_000)
    if not content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise InputError("install.not_outlines", file=name)
    return content


def read_features(text: bytes, name: str) -> list[Feature]:
    """The features of a GeoJSON that have a code; InputError when it is no collection of any."""
    try:
        features = json.loads(text.decode("utf-8-sig"))["features"]
        found = [Feature(code_of(feature), json.dumps(feature.get("geometry"))) for feature in features]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise InputError("install.not_outlines", file=name) from fault
    if not any(feature.code for feature in found):
        raise InputError("install.not_outlines", file=name)
    return found


def code_of(feature: dict[str, Any]) -> str:
    """The official code; lost leading zeros are not guessed here, the official files have them."""
    code = feature["properties"].get("code")
    return code if isinstance(code, str) else ""
