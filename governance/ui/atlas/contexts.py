# SPDX-License-Identifier: EUPL-1.2
"""The context indicators that a score can be crossed with: those imported, and the density of population."""

from governance.bootstrap import Application
from governance.settings import get_settings
from governance.territories.install import installed
from governance.territories.install.areas import areas
from governance.territories.perimeter import within
from governance.territories.territory import Layer
from governance.ui.atlas.choice import MapChoice
from governance.ui.language import t
from governance.views.context import Context

DENSITY = "density"


def contexts_at_hand(app: Application, layer: Layer) -> dict[str, str]:
    """Titles by id, of the indicators of a layer."""
    imported = {head.id: head.title for head in app.indicators.list(layer)}
    measured = layer != "grouping" and installed(get_settings().data_dir) is not None
    return imported | ({DENSITY: t("atlas.density")} if measured else {})


def context_of(app: Application, choice: MapChoice) -> Context | None:
    """The indicator chosen; None where the map shows a score alone."""
    if choice.context is None:
        return None
    return density(app, choice) if choice.context == DENSITY else imported_context(app, choice.context)


def imported_context(app: Application, identifier: str) -> Context:
    """An indicator that was imported."""
    indicator = app.indicators.get(identifier)
    head = indicator.head
    source = ", ".join(filter(None, (head.source, head.vintage, head.credit)))
    return Context(
        head.id,
        head.title,
        head.unit,
        indicator.may_fill_areas,
        indicator.values,
        t("atlas.context_source", title=head.title, source=source),
    )


def density(app: Application, choice: MapChoice) -> Context | None:
    """Inhabitants for each square kilometre inside the official outlines; None where these are not installed."""
    official = installed(get_settings().data_dir)
    if official is None:
        return None
    surfaces, territories = areas(official, choice.layer), within(choice.layer, choice.perimeter, app.territories)
    values = {
        identifier: population / surfaces[identifier]
        for identifier, population in zip(territories["id"], territories["population"], strict=True)
        if population > 0 and surfaces.get(identifier, 0.0) > 0
    }
    return Context(DENSITY, t("atlas.density"), t("atlas.density_unit"), True, values, t("atlas.density_source"))
