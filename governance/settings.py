# SPDX-License-Identifier: EUPL-1.2
"""Settings: environment variables with the prefix ECHELONS_, listed in docs/operations.md (a test keeps it so)."""

from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from governance.errors import InputError

ROOT = Path(__file__).parents[1]


def web_address(given: str) -> str:
    """An address that a browser can go to, whole and without a slash at its end: scheme, host, port, nothing more.

    >>> web_address("https://Atelier.example.org/")
    'https://atelier.example.org'
    """
    parts = urlsplit(given.strip())
    place = f"{parts.scheme}://{parts.netloc.lower()}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or parts.port == 0:
        raise ValueError("an address such as https://atelier.example.org is expected")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("an address without a path is expected: Échelons serves at the root of a host")
    return place


class Settings(BaseSettings):
    """What an operator may set. Every field has a default that suits one person on one machine."""

    model_config = SettingsConfigDict(env_prefix="ECHELONS_", frozen=True)

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8501, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("echelons", appauthor=False),
        description="folder of the default database and of downloaded files",
    )
    database_url: str | None = Field(None, description="SQLAlchemy address; default: SQLite in the data folder")
    public_url: Annotated[str, AfterValidator(web_address)] | None = Field(
        None, description="address under which others reach the server"
    )
    outlines_url: str = Field(
        "https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/2026/geojson",
        description="base address of the official outlines; file:// works",
    )
    outlines_at_start: bool = Field(True, description="install the official outlines when the server first starts")
    mode: Literal["local", "server"] = Field("local", description="local: no login on loopback, operator link beyond")

    @property
    def store_url(self) -> str:
        """The database address in force."""
        file = (self.data_dir / "echelons.sqlite3").absolute()
        # A percent sign of a folder's name would be read as the start of an escape.
        return self.database_url or f"sqlite:///{quote(file.as_posix(), safe='/:')}"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server.

        >>> Settings(host="localhost").on_loopback, Settings(host="0.0.0.0").on_loopback
        (True, False)
        """
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def open_to_others(self) -> bool:
        """Whether others are meant to reach the server: then its operator needs the link, on this machine too, since a
        proxy's requests also come from here.

        >>> Settings().open_to_others, Settings(public_url="https://a.example").open_to_others
        (False, True)
        """
        return not self.on_loopback or self.public_url is not None


def load_settings() -> Settings:
    """The settings in the environment. InputError names the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as fault:
        first = fault.errors()[0]
        name = f"ECHELONS_{'_'.join(map(str, first['loc'])).upper()}"
        raise InputError("settings.invalid", name=name, value=str(first["input"]), reason=first["msg"]) from fault


@cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return load_settings()
