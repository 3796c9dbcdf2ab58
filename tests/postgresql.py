# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL server of the tests' own: made in a temporary folder, on loopback, gone afterwards."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

PASSWORD = "s3cret with é % / :"  # noqa: S105 — of a server that lives as long as the tests
OWNER = "echelons"
UNPRIVILEGED = ("postgres", "nobody")


class Server:
    """Where test databases are made: an address whose account may create them."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")

    def create_database(self, template: str | None = None) -> str:
        """A new database; returns its address."""
        name = f"echelons_{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop_database(self, address: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {make_url(address).database} WITH (FORCE)")

    def execute(self, command: str) -> None:
        with psycopg.connect(
            host=self.url.host,
            port=self.url.port,
            user=self.url.username,
            password=self.url.password,
            dbname=self.url.database,
            autocommit=True,
        ) as connection:
            connection.execute(command)


class Cluster(Server):
    """A private server that tests may stop and start."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        port = free_port()
        super().__init__(URL.create("postgresql", OWNER, PASSWORD, "127.0.0.1", port, "postgres"))
        self._account = unprivileged_account()

    def create(self) -> None:
        secret = self._folder / "password"
        secret.write_text(PASSWORD, "utf-8")
        if self._account:
            for path in (self._folder, secret):
                shutil.chown(path, self._account)
        self._run(
            "initdb", "--username", OWNER, "--pwfile", str(secret), "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--no-locale", "--pgdata", str(self._folder / "data"),
        )  # fmt: skip

    def start(self) -> None:
        options = f"-p {self.url.port} -h 127.0.0.1 -k {self._folder} -c fsync=on -c max_connections=100"
        self._control("start", "-o", options, "-l", str(self._folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        self._control("stop", "-m", mode)

    def _control(self, action: str, *options: str) -> None:
        self._run("pg_ctl", action, "-w", "-t", "30", "-D", str(self._folder / "data"), *options)

    def _run(self, program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root.
        switch: dict[str, Any] = {"user": self._account, "group": self._account, "extra_groups": []}
        # A file, not a pipe: the server inherits it, and would keep a pipe open.
        with (self._folder / "control").open("a") as output:
            done = subprocess.run(
                [self._programs / program, *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **(switch if self._account else {}),
            )
        if done.returncode:
            told = (self._folder / "control").read_text()
            raise RuntimeError(f"{program} {arguments}: {told}")


@contextmanager
def private_cluster(programs: Path) -> Iterator[Cluster]:
    """A started server; stopped and deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="echelons-pg-"))
    try:
        cluster = Cluster(folder, programs)
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                cluster.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest that Debian installed, or the one in PATH."""
    debian = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: float(folder.parent.name),
    )
    found = shutil.which("initdb")
    return debian[-1] if debian else Path(found).resolve().parent if found else None


def unprivileged_account() -> str | None:
    """The account to run the server as, when we are root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
