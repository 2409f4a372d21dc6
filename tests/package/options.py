#!/usr/bin/env python3
"""Checks that man pages and completions know each option that --help of the programs lists, and no other.

Completions are also read by the shells that they are for, where these are installed. Prints `file: what` for each finding.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
COMPLETIONS = TOP / "config" / "package" / "completions"
SHELLS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


def options_of(program):
    help_text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^\s+(?:-\w,)?(--[a-z][a-z-]+)", help_text, flags=re.M))


def options_in_page(path):
    """Those that stand before the description in a list: `**--every** *TIME*, **--at** *HH:MM*`."""
    page = path.read_text(encoding="utf-8")
    terms = re.findall(r"^(\*\*-.*)\n: ", page, flags=re.M)
    return {option for term in terms for option in re.findall(r"\*\*(--[a-z-]+)\*\*", term)}


def options_in_fish(path):
    return {f"--{name}" for name in re.findall(r" -l ([a-z-]+)", path.read_text(encoding="utf-8"))}


def options_in_bash(path):
    named = re.search(r"options='([^']*)'", path.read_text(encoding="utf-8"))
    return set(named[1].split())


def options_in_zsh(path, program):
    text = path.read_text(encoding="utf-8")
    named = dict(re.findall(r"^local -a (\w+)=\((.*?)^\)", text, flags=re.M | re.S))
    case = re.search(rf"^  {program}\)(.*?);;", text, flags=re.M | re.S)[1]
    parts = re.sub(r"\$(\w+)", lambda each: named[each[1]], re.sub(r"\$(\w+)", lambda each: named[each[1]], case))
    return set(re.findall(r"(?<![\w(-])(--[a-z][a-z-]+)", re.sub(r"\[[^\]]*\]|'\([^)]*\)", " ", parts)))


def option_findings(program):
    wanted = options_of(program)
    name = program.name
    known = {
        f"docs/man/{name}.md": options_in_page(TOP / "docs" / "man" / f"{name}.md"),
        f"{name}.bash": options_in_bash(COMPLETIONS / f"{name}.bash"),
        f"{name}.fish": options_in_fish(COMPLETIONS / f"{name}.fish"),
        "_dateline": options_in_zsh(COMPLETIONS / "_dateline", name),
    }
    for file, options in known.items():
        for option in sorted(wanted - options):
            yield f"{file}: lacks {option} of {name}"
        for option in sorted(options - wanted):
            yield f"{file}: has {option}, which {name} does not know"


def syntax_findings():
    for path in sorted(COMPLETIONS.iterdir()):
        shell = path.suffix[1:] or "zsh"
        if not shutil.which(shell):
            continue
        run = subprocess.run([*SHELLS[shell], path], capture_output=True, text=True, check=False)
        if run.returncode != 0 or run.stderr:
            yield f"{path.name}: {shell} says {run.stderr.strip()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--server", type=pathlib.Path, required=True)
    parser.add_argument("--alert", type=pathlib.Path, required=True)
    parser.add_argument("--replica", type=pathlib.Path, required=True)
    options = parser.parse_args()
    programs = (options.program, options.server, options.alert, options.replica)
    findings = [finding for program in programs for finding in option_findings(program)] + [*syntax_findings()]
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
