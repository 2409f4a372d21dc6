#!/usr/bin/env python3
"""Checks that openapi.yaml is YAML, that what it refers to is there, and that what an object requires is described."""

import sys

import tree

try:
    import yaml
except ImportError:
    print("python3-yaml is not installed")
    sys.exit(77)

NAME = "server/api/openapi.yaml"


def values(node):
    """The node and all that is in it."""
    yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from values(child)


def is_there(document, reference):
    for name in reference.removeprefix("#/").split("/"):
        if not isinstance(document, dict) or name not in document:
            return False
        document = document[name]
    return True


def faults(text):
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 1 if getattr(error, "problem_mark", None) else 1
        yield line, f"this is no YAML: {getattr(error, 'problem', error)}"
        return
    for node in values(document):
        if not isinstance(node, dict):
            continue
        reference = node.get("$ref", "")
        if reference and not is_there(document, reference):
            yield line_of(text, reference), f"{reference} is not there"
        if isinstance(node.get("required"), list) and "properties" in node:
            for member in node["required"]:
                if member not in node["properties"]:
                    yield line_of(text, "required: ["), f"{member} is required and not described"


def line_of(text, what):
    return tree.line_of(text, max(text.find(what), 0))


if __name__ == "__main__":
    tree.finish([f"{NAME}:{line}: {what}" for line, what in faults(tree.text(NAME))])
