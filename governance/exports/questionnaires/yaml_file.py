# SPDX-License-Identifier: EUPL-1.2
"""Writing a questionnaire as YAML for people: keys in the order of the format, long texts folded."""

import re
from typing import Any

import yaml
from pydantic import BaseModel

from governance.exports.questionnaires.spreading import Tree
from governance.questionnaire.composing import CONSTANTS, FLOAT
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.structure import model_in

WIDTH = 110
FOLDED_FROM = 80
ON_A_LINE = ("tags", "tiers", "references", "old", "new", "levels", "goalposts")
# What YAML counts as line breaks beside the usual one: within quotes only.
BREAKS = re.compile("[\x85\u2028\u2029]")
UNFOLDABLE = re.compile(r"^\s|\s$|\s\s|[\t\n]")
UNLITERAL = re.compile(r"^\s|\s$|[ \t]\n|\t")


class Dumper(yaml.CSafeDumper):
    """PyYAML's, with the styles that this house writes by hand."""


class Flow(dict[str, Any]):
    """A mapping on one line."""


def represent_text(dumper: Dumper, text: str) -> yaml.Node:
    """A text in the plainest style that is read back as it was."""
    style = None
    if BREAKS.search(text) or text in CONSTANTS or FLOAT.fullmatch(text):
        style = '"'
    elif "\n" in text and not UNLITERAL.search(text):
        style = "|"
    elif len(text) > FOLDED_FROM and not UNFOLDABLE.search(text):
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def represent_list(dumper: Dumper, values: list[Any]) -> yaml.Node:
    """A list of short words stands on one line."""
    short = all(isinstance(value, str) and "\n" not in value for value in values) and sum(map(len, values)) < WIDTH // 2
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)


def represent_flow(dumper: Dumper, mapping: Flow) -> yaml.Node:
    """A mapping of numbers stands on one line."""
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items(), flow_style=True)


Dumper.add_representer(str, represent_text)
Dumper.add_representer(list, represent_list)
Dumper.add_representer(Flow, represent_flow)


def write_yaml(tree: Tree) -> bytes:
    """The whole questionnaire in one file."""
    return dumped(ordered(Questionnaire, tree))


def dumped(data: Any) -> bytes:
    """Some of it as YAML."""
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False)
    return text.encode("utf-8", "replace")


def ordered(part: type[BaseModel] | None, value: Any) -> Any:
    """A value with the keys of its parts in the order of the format; those that it does not know come last."""
    if isinstance(value, list):
        return [ordered(part, each) for each in value]
    if not isinstance(value, dict):
        return value
    fields = part.model_fields if part else {}
    names = [*(name for name in fields if name in value), *(name for name in value if name not in fields)]
    return {name: styled(name, ordered(inside(part, name), value[name])) for name in names}


def inside(part: type[BaseModel] | None, name: str) -> type[BaseModel] | None:
    """The class of what stands under a key, if it is a part."""
    if part is None or name not in part.model_fields:
        return None
    try:
        return model_in(part.model_fields[name].annotation)
    except (IndexError, TypeError):  # a plain value
        return None


def styled(name: str, value: Any) -> Any:
    """Tables of numbers on one line."""
    flat = isinstance(value, dict) and not any(isinstance(each, (dict, list)) for each in value.values())
    return Flow(value) if flat and name in ON_A_LINE else value
