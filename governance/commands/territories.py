# SPDX-License-Identifier: EUPL-1.2
"""`echelons territories`: the reference of codes, names and outlines."""

import sys

import click

from governance.commands.console import console_language, reports_faults, say
from governance.language import sentence
from governance.settings import load_settings


@click.group()
def territories() -> None:
    """Work on the reference of territories."""


@territories.command("check")
@reports_faults
def check_command() -> None:
    """Verify the reference, and the official outlines where installed; exit 1 with every problem found."""
    # `echelons --help` need not wait for shapely.
    from governance.territories.checks import check  # noqa: PLC0415
    from governance.territories.install.manifest import installed  # noqa: PLC0415
    from governance.territories.install.verifying import verify_installed  # noqa: PLC0415

    data = load_settings().data_dir
    problems = [*check(), *verify_installed(data)]
    for problem in problems:
        say(problem.message(console_language()), err=True)
    if problems:
        sys.exit(1)
    say(sentence("messages.territories.check_clean", console_language()))
    if installed(data):
        say(sentence("messages.install.check.clean", console_language()))


@territories.command("install")
@click.option(
    "--from",
    "source",
    metavar="FOLDER|URL|FILE",
    help="Where the files of outlines are (default: ECHELONS_OUTLINES_URL or the official site).",
)
@reports_faults
def install_command(source: str | None) -> None:
    """Install the official outlines of all tiers into the data folder, in place of those there."""
    from governance.commands.installation import bar, report  # noqa: PLC0415 — slow to import, needless for --help
    from governance.territories.install import install, installed  # noqa: PLC0415

    settings, language = load_settings(), console_language()
    before = installed(settings.data_dir)
    with bar(sys.stderr, language) as tell:
        done = install(settings.data_dir, source or settings.outlines_url, tell=tell)
    for line in report(done, before, language):
        say(line)
