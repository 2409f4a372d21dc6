#!/usr/bin/env python3
"""Checks that tools/packages.txt lists the package of each library that CMake asks pkg-config for.

bench/ is left out: its peers are optional, and bench/run installs them.
"""

import pathlib
import re
import subprocess

import tree


def listed_packages():
    lines = tree.text("tools/packages.txt").splitlines()
    return {line.split()[0] for line in lines if line and line[0] not in "#["}


def modules():
    """xapian-core of `pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core>=1.4.18)`"""
    for name in tree.files():
        if name.name != "CMakeLists.txt" or name.parts[0] == "bench":
            continue
        code = tree.text(name)
        for match in re.finditer(r"pkg_check_modules\(\w+ (?:REQUIRED )?IMPORTED_TARGET ([^)]+)\)", code):
            for module in match[1].split():
                yield f"{name}:{tree.line_of(code, match.start())}", re.split("[<>=]", module)[0]


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def package_of(module):
    """The package that brings the module's file; none where it is not Debian's."""
    folder = output_of("pkg-config", "--variable=pcfiledir", module)
    for path in (pathlib.Path(folder), pathlib.Path(folder).resolve()):
        owner = output_of("dpkg-query", "--search", str(path / f"{module}.pc"))
        if owner:
            return owner.split(":")[0]
    return None


def findings():
    listed = listed_packages()
    for where, module in modules():
        package = package_of(module)
        if package and package not in listed:
            yield f"{where}: {module} needs {package}, which tools/packages.txt does not list"


if __name__ == "__main__":
    tree.finish(list(findings()))
