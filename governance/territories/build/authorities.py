# SPDX-License-Identifier: EUPL-1.2
"""What the official geographical code does not say: which of its rows are one authority, and of what kind.

General knowledge of French administration, kept short and in one place. docs/territories.md lists what is left out.
"""

# Région code → kind, where one authority holds the powers of both région and département, or has a status of its own.
SINGLE_AUTHORITIES = {
    "02": "SINGLE",
    "03": "SINGLE",
    "06": "SINGLE",
    "94": "SINGLE",
    "975": "COM",
    "977": "COM",
    "978": "COM",
    "984": "TERRITORY",
    "986": "COM",
    "987": "COM",
    "988": "SUI_GENERIS",
    "989": "TERRITORY",
}
# Where the code keeps communes that are none: the collectivité took their place, or there never were any.
COMMUNES_REPLACED = frozenset({"977", "978", "984", "989"})
CIRCONSCRIPTIONS = frozenset({"986"})
# Names under which people look for an authority that the code lists otherwise.
OTHER_NAMES = (
    ("Ville de Paris", "commune:75056"),
    ("Collectivité européenne d'Alsace", "departement:67"),
    ("Collectivité européenne d'Alsace", "departement:68"),
)


def authority_of(layer: str, region: str) -> str | None:
    """The id of the row that stands for the authority, when a row of ``layer`` in ``region`` does not itself."""
    replaced = layer == "departement" or (layer == "commune" and region in COMMUNES_REPLACED)
    return f"region:{region}" if region in SINGLE_AUTHORITIES and replaced else None


def commune_kind(region: str) -> str:
    """Communes, but for the three circonscriptions of Wallis et Futuna."""
    return "CIRCONSCRIPTION" if region in CIRCONSCRIPTIONS else "COMMUNE"
