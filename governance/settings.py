# SPDX-License-Identifier: EUPL-1.2
"""Settings: environment variables with the prefix ECHELONS_, listed in docs/operations.md (a test keeps it so)."""

from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from governance.errors import InputError

ROOT = Path(__file__).parents[1]


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
    public_url: str | None = Field(None, description="address under which others reach the server")
    outlines_url: str = Field(
        "https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/2026/geojson",
        description="base address of the official outlines; file:// works",
    )
    outlines_at_start: bool = Field(True, description="install the official outlines when the server first starts")
    mode: Literal["local", "server"] = Field("local", description="local: no login on loopback; server: roles")

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
