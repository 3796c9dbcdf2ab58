# SPDX-License-Identifier: EUPL-1.2
"""A server that is asked to stop lets its open pages go by itself."""

from pathlib import Path

import httpx2 as httpx

from governance.bootstrap import assemble
from governance.settings import Settings
from tests.browser.server import Server


def test_streams_end_with_their_server_and_do_not_hold_it_up(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()
    workshop = assemble(Settings(data_dir=tmp_path)).workshops.create_for("commune:56165", form="flash")
    page = f"{server.address}/join/{workshop.code}"
    with httpx.Client(timeout=60) as phone:
        phone.get(page).raise_for_status()
        with phone.stream("GET", f"{page}/events") as stream:
            lines = stream.iter_lines()
            assert next(line for line in lines if line.startswith("data: "))
            server.stop()
            assert [line for line in lines if line.startswith("data: ")] == []
    assert "running task" not in (tmp_path / "server.log").read_text("utf-8"), "the stream was cut, it did not end"
