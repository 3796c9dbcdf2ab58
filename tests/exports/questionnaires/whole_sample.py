# SPDX-License-Identifier: EUPL-1.2
"""A small questionnaire that uses every part of the format."""

from typing import Any


def texts(french: str, english: str | None = None) -> dict[str, str]:
    return {"fr": french, "en": english or french}


def sample() -> dict[str, Any]:
    """A fresh tree, for tests to change."""
    return {
        "id": "village",
        "version": "1.10",
        "title": texts("Le numérique au village", "Digital services in the village"),
        "description": texts("=1+1"),
        "tiers": ["commune", "epci"],
        "aggregation": "geometric",
        "floor": 5,
        "thresholds": {"publication_coverage": 0.5, "publication_answers": 1},
        "families": [
            {
                "id": "values",
                "title": texts("Valeurs", "Values"),
                "readings": [{"id": "open", "title": texts("Ouvert")}],
            }
        ],
        "audiences": [{"id": "small", "title": texts("Petite"), "tiers": ["commune"], "below": 3500}],
        "bibliography": [{"id": "guide", "kind": "guide", "title": texts("Guide"), "url": "https://example.org/"}],
        "changes": [{"since": "1.0", "questions": [{"kind": "merged", "old": ["a", "b"], "new": ["steps"]}]}],
        "challenges": [
            {
                "id": "services",
                "title": texts("Services"),
                "questions": [
                    {
                        "id": "steps",
                        "kind": "level",
                        "title": texts("Où en êtes-vous ?", "Where are you?"),
                        "help": texts("- lignes\n- et tirets"),
                        "core": True,
                        "tags": ["open"],
                        "tiers": ["commune"],
                        "evidence": [texts("Une page"), texts("Un compte rendu")],
                        "levels": [{"title": texts("Rien")}, {"title": texts("Un peu")}, {"title": texts("Tout")}],
                    },
                    {
                        "id": "days",
                        "kind": "number",
                        "title": texts("En combien de jours ?"),
                        "unit": texts("jours", "days"),
                        "not_applicable": False,
                        "goalposts": {"low": 30, "high": 1, "scale": "log"},
                        "least": 0,
                        "most": 365.5,
                    },
                ],
                "actions": [
                    {
                        "question": "steps",
                        "to": 1,
                        "title": texts("Commencer", "Begin"),
                        "why": texts("Parce que.", "Because."),
                        "how": [texts("Un", "One"), texts("Deux", "Two")],
                        "effort": "days",
                        "proof": texts("Une page", "A page"),
                        "references": ["guide"],
                        "variants": [{"audience": "small", "how": [texts("Demander", "Ask")], "effort": "months"}],
                    }
                ],
            },
            {
                "id": "means",
                "title": texts("Moyens", "Means"),
                "weight": 2,
                "questions": [
                    {
                        "id": "held",
                        "kind": "checklist",
                        "title": texts("Que faites-vous ?"),
                        "items": ["une sauvegarde", {"id": "register", "title": texts("Un registre", "A register")}],
                    }
                ],
            },
        ],
    }
