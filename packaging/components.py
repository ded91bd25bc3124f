"""What others wrote and a package of the program carries: Python packages, Qt, Python itself, fonts, system libraries.

The notices and the list of components (SBOM) are made from it. Packages are read from the environment the program was
frozen in, system libraries from PyInstaller's own list of what it took; nothing is typed in twice.
"""

import ast
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

from parts import BUILD, ENVIRONMENT, PACKAGING, ROOT, project

LICENCES = PACKAGING / "licences"
LICENCE_TEXTS = LICENCES / "texts"
TABLE_OF_CONTENTS = BUILD / "pyinstaller" / "visioneditor" / "COLLECT-00.toc"
QT = frozenset({"pyside6-essentials", "shiboken6"})

_SPDX = {  # for packages whose own word is no SPDX expression; Qt's is the one of several that we take
    "diff-match-patch": "Apache-2.0",
    "docutils": "LicenseRef-Public-Domain AND BSD-2-Clause AND 0BSD",
    "fast-diff-match-patch": "Apache-2.0",
    "gitdb": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdit-py-plugins": "MIT",
    "mdurl": "MIT",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
_TEXTS = ("licen", "copying", "notice")
_NOT_SHIPPED = "gpl-3-0.txt"  # docutils' licence for a mode of Emacs, which is not in its package


class Component(NamedTuple):
    """One thing that others wrote."""

    name: str
    version: str
    licence: str  # an SPDX expression
    homepage: str
    texts: tuple[str, ...]
    needs: tuple[str, ...] = ()
    is_package: bool = False  # from PyPI


class UnknownLicenceError(Exception):
    """A package does not say its licence in a way that can be handed on."""


# Python packages.


def shipped_packages(site: Path | None = None) -> list[Component]:
    """The packages the program needs, and those that they need, by name."""
    if site is None:
        site = environment_site()
    installed = {normal_name(one.name): one for one in distributions(path=[str(site)])}
    needed: dict[str, Component] = {}
    waiting = list(_names(project()["dependencies"], site))
    while waiting:
        name = waiting.pop()
        if name in needed or name not in installed:
            continue
        needed[name] = component_of(installed[name], site)
        waiting += needed[name].needs
    return [needed[name] for name in sorted(needed)]


def foreign_modules(site: Path | None = None) -> list[str]:
    """Modules that lie in the environment for what packs alone; a package of ours that would try one does without."""
    if site is None:
        site = environment_site()
    own = {one.name for one in shipped_packages(site)}
    tops: dict[bool, set[str]] = {True: set(), False: set()}
    for package in distributions(path=[str(site)]):
        tops[normal_name(package.name) in own].update(_top_modules(package))
    return sorted(tops[False] - tops[True])


def _top_modules(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        name = file.parts[0].partition(".")[0] if len(file.parts) == 1 else file.parts[0]
        if name.isidentifier() and name != "__pycache__" and file.suffix in {".py", ".so", ".pyd"}:
            yield name


def component_of(package: Distribution, site: Path) -> Component:
    """What a package says of itself; raises UnknownLicenceError."""
    name = normal_name(package.name)
    licence = _said(package, "License-Expression") or _SPDX.get(name) or _said(package, "License")
    texts = tuple(_texts_of(package)) if name not in QT else ()
    if " " in licence.replace(" AND ", "").replace(" OR ", "") or not licence:
        raise UnknownLicenceError(f"{name} says its licence is {licence!r}")
    if not texts and name not in QT:
        raise UnknownLicenceError(f"{name} brings no text of its licence")
    return Component(
        name=name,
        version=package.version,
        licence=licence,
        homepage=_homepage(package.metadata.get_all("Project-URL") or [], _said(package, "Home-page")),
        texts=texts,
        needs=tuple(_names(package.requires or [], site)),
        is_package=True,
    )


def _said(package: Distribution, field: str) -> str:
    found: list[str] = package.metadata.get_all(field) or [""]
    return found[0]


def normal_name(name: str) -> str:
    """A package's name as indexes compare it."""
    return name.lower().replace("_", "-").replace(".", "-")


def environment_site() -> Path:
    """Where the packages of the build environment lie."""
    base = str(ENVIRONMENT)
    return Path(sysconfig.get_path("purelib", vars={"base": base, "platbase": base}))


def _names(requirements: list[str], site: Path) -> Iterator[str]:
    """The names of those requirements that hold on this machine."""
    if str(site) not in sys.path:
        sys.path.append(str(site))  # build.py is started by a Python that has no packages of its own
    from packaging.requirements import Requirement

    for line in requirements:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield normal_name(requirement.name)


def _texts_of(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        inside = file.parts[0].endswith(".dist-info") and file.name != _NOT_SHIPPED
        if inside and any(word in file.as_posix().lower().partition("/")[2] for word in _TEXTS):
            yield file.read_text(encoding="utf-8").strip()


def _homepage(links: list[str], fallback: str) -> str:
    named = {label.strip().lower(): address.strip() for label, _, address in (link.partition(",") for link in links)}
    wanted = ("homepage", "home", "repository", "source", "source code", "code")
    return next((named[label] for label in wanted if label in named), fallback)


# What is no package.


def own_parts() -> list[Component]:
    """Fonts, icons and dictionaries of the program, Python, and what starts a frozen program."""
    table = tomllib.loads((LICENCES / "parts.toml").read_text(encoding="utf-8"))
    here = [one for one in table["part"] if one.get("system", sys.platform) == sys.platform]
    return [_part(one) for one in here] + [_python()]


def qt_parts() -> list[Component]:
    """What others wrote and Qt has in it, as Qt's own list says."""
    table = tomllib.loads((LICENCES / "qt.toml").read_text(encoding="utf-8"))
    return [_part(one) for one in table["part"]]


def _part(one: Mapping[str, str]) -> Component:
    text = (ROOT / one["text"]).read_text(encoding="utf-8").strip() if "text" in one else one.get("copyright", "")
    return Component(one["name"], one.get("version", ""), one["licence"], one["homepage"], (text,) if text else ())


def _python() -> Component:
    number = ".".join(map(str, sys.version_info[:3]))
    return Component("Python", number, "PSF-2.0", "https://www.python.org", (_python_licence(),))


def _python_licence() -> str:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path(f"/usr/share/doc/{_python_folder()}"))
    for place in places:
        for name in ("LICENSE.txt", "LICENSE", "copyright"):
            if (place / name).is_file():
                return (place / name).read_text(encoding="utf-8").strip()
    raise UnknownLicenceError("this Python brings no text of its licence")


def _python_folder() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}"


# The system's libraries that PyInstaller took.


def system_libraries(contents: Path = TABLE_OF_CONTENTS) -> list[Component]:
    """The distribution's packages whose libraries lie in the frozen folder; none but on Debian and its kin."""
    if not contents.is_file() or not Path("/usr/bin/dpkg-query").is_file():
        return []
    found = {package for source in _taken(contents) for package in _packages_of(source)}
    return [_system_library(package) for package in sorted(found)]


def _taken(contents: Path) -> list[str]:
    (entries,) = ast.literal_eval(contents.read_text(encoding="utf-8"))
    return [source for _, source, _ in entries if source.startswith(("/usr/lib/", "/lib/"))]


def _packages_of(file: str) -> set[str]:
    real = Path(file).resolve()
    for name in (file, str(real), str(real).removeprefix("/usr"), f"/usr{real}"):
        done = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return {line.partition(":")[0] for line in done.stdout.splitlines() if ": " in line}
    return set()


def _system_library(package: str) -> Component:
    query = ["dpkg-query", "-W", "-f", "${Version}\t${Homepage}\n", package]
    told = subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    number, _, homepage = told.partition("\t")
    text = Path(f"/usr/share/doc/{package}/copyright").read_text(encoding="utf-8", errors="replace").strip()
    return Component(package, number, f"LicenseRef-{package}", homepage, (text,))
