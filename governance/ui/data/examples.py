# SPDX-License-Identifier: EUPL-1.2
"""Small files to begin from, one for each kind of table. The names in them are invented."""

EXAMPLES = {
    "answers": (
        "territory,question,answer,reason,tier\n"
        "243500139,{question},2,,\n"
        "35238,{question},NSP,,\n"
        "53,{question},3,,region\n"
    ),
    "groupings": (
        "groupement;nom;type;membre\n"
        "exemple-1;PETR d’exemple;PETR;243500139\n"
        "exemple-1;PETR d’exemple;PETR;243500741\n"
        "exemple-2;Syndicat d’exemple;SYNDICAT;exemple-1\n"
    ),
    "composition": (
        "siren;raison_sociale;nature_juridique;total_pop_mun;insee;pmun_2025\n"
        "243500139;Rennes Métropole;METRO;;35238;\n"
    ),
    "indicator": "code;valeur\n243500139;12,5\n243500741;8\n",
}


def example_of(kind: str, question: str) -> bytes:
    """The file of a kind; a spreadsheet reads it as UTF-8."""
    return EXAMPLES[kind].format(question=question).encode("utf-8-sig")
