# SPDX-License-Identifier: EUPL-1.2
"""`echelons territories`: the reference of codes, names and outlines."""

import sys
from contextlib import suppress
from typing import Literal, get_args

import click

from governance.commands.console import console_language, reports_faults, say
from governance.commands.provenance import Said, provenance_options
from governance.language import sentence
from governance.settings import load_settings

Layer = Literal["commune", "epci", "ept", "departement", "region"]
LAYERS = get_args(Layer)


@click.group()
def territories() -> None:
    """Work on the reference of territories."""


@territories.command("check")
@reports_faults
def check_command() -> None:
    """Verify the reference, the official outlines and the imported ones; exit 1 with every problem found."""
    # `echelons --help` need not wait for shapely.
    from governance.commands.verification import own_lines, own_state  # noqa: PLC0415
    from governance.territories.checks import check  # noqa: PLC0415
    from governance.territories.install.manifest import installed  # noqa: PLC0415
    from governance.territories.install.verifying import verify_installed  # noqa: PLC0415

    data = load_settings().data_dir
    own, faults = own_state(data)
    problems = [*check(), *verify_installed(data), *faults]
    for problem in problems:
        say(problem.message(console_language()), err=True)
    for line in own_lines(own, console_language()):
        say(line)
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
    follow_composition()


def follow_composition() -> None:
    """EPCI follow an imported composition, where there is one; a database that is away is no obstacle."""
    from governance.commands.importing import opened  # noqa: PLC0415
    from governance.errors import StoreError  # noqa: PLC0415

    with suppress(StoreError):
        opened().outlines.follow_composition()


@territories.command("groupings")
@click.argument("file", metavar="FILE")
@provenance_options
@click.option("--replace", is_flag=True, help="Remove the groupings that the file does not have.")
@reports_faults
def groupings_command(file: str, said: Said, *, replace: bool) -> None:
    """Import groupings (syndicats, PETR, SCoT…): Banatic's export, or columns groupement, membre[, nom, type]."""
    from governance.commands import importing  # noqa: PLC0415 — slow to import, needless for --help

    with importing.told(file, said, "groupings") as told:
        told.outcome = told.app.groupings.bring(told.table, said.provenance, replace_all=replace)


@territories.command("composition")
@click.argument("file", metavar="FILE")
@provenance_options
@reports_faults
def composition_command(file: str, said: Said) -> None:
    """Replace the composition of EPCI: DGCL's « epcicom » (XLSX) or Banatic's « perimetre-epci-a-fp » (CSV)."""
    from governance.commands import importing  # noqa: PLC0415

    with importing.told(file, said, "composition") as told:
        told.outcome = told.app.composition.bring(told.table, said.provenance)


@territories.command("indicator")
@click.argument("file", metavar="FILE")
@click.option("--title", required=True, help="What it measures, as maps will show it.")
@click.option("--unit", default="", help="Its unit.")
@click.option(
    "--kind", type=click.Choice(["stock", "ratio"]), required=True, help="A stock adds up; a ratio may fill areas."
)
@provenance_options
@reports_faults
def indicator_command(file: str, title: str, unit: str, kind: Literal["stock", "ratio"], said: Said) -> None:
    """Import a context indicator: columns code, valeur[, échelon]."""
    from governance.commands import importing  # noqa: PLC0415

    with importing.told(file, said, "indicator") as told:
        told.outcome = told.app.indicators.bring(told.table, said.provenance, title=title, unit=unit, kind=kind)


@territories.command("import")
@click.argument("file", metavar="FILE")
@click.option("--layer", type=click.Choice(LAYERS), help="The tier of the outlines (default: told from the codes).")
@click.option("--alone", is_flag=True, help="Draw nothing but these outlines at this tier.")
@provenance_options
@reports_faults
def import_command(file: str, layer: Layer | None, said: Said, *, alone: bool) -> None:
    """Import outlines: GeoJSON, GeoPackage, zipped Shapefile or GeoParquet, ADMIN EXPRESS 3 and 4 names.

    They are drawn in the place of the official ones; those that the file does not have stay.
    """
    from governance.commands.importing import bring_outlines  # noqa: PLC0415

    bring_outlines(file, said, layer, alone=alone)


@territories.command("remove")
@click.argument("layer", type=click.Choice(LAYERS))
@reports_faults
def remove_command(layer: Layer) -> None:
    """Take imported outlines of a tier away: the official or shipped ones are drawn again."""
    from governance.commands.importing import opened  # noqa: PLC0415

    opened().outlines.remove(layer)
    say(sentence("messages.imports.done.removed", console_language(), title=layer))
