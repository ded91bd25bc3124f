"""The package for Fedora, openSUSE and their like: dist/visioneditor-VERSION-1.ARCH.rpm, made by nfpm.

It asks for libraries by their own names, which all of these systems understand, whatever their packages are called.
"""

import argparse
import json
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

from linux.libraries import find_wants
from linux.tree import even_out, lay_tree
from parts import (
    BUILD,
    DIST,
    EMAIL,
    HOMEPAGE,
    LICENCE,
    NAME,
    ROOT,
    SUMMARY,
    VENDOR,
    environment_program,
    run_program,
    version,
)
from versions import package_version

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}  # as nfpm calls them
_OWN_FOLDERS = (f"usr/lib/{NAME}", f"usr/share/doc/{NAME}")


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    print(build_rpm())
    return 0


def build_rpm(folder: Path = DIST) -> Path:
    """Build the package into a folder; answers with its file."""
    root = lay_tree(BUILD / "rpm", "rpm")
    licence = root / "usr" / "share" / "licenses" / NAME / "LICENSE"
    licence.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", licence)
    even_out(root)
    order = BUILD / "nfpm.json"
    order.write_text(json.dumps(_order(root), indent=1), encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"{NAME}-{package_version(version())}-1.{platform.machine()}.rpm"
    nfpm = environment_program("nfpm")
    run_program(nfpm, "package", "--config", order, "--packager", "rpm", "--target", package)
    return package


def _order(root: Path) -> dict[str, object]:
    wants = find_wants(root / "usr" / "lib" / NAME)
    glibc = f"libc.so.6(GLIBC_{'.'.join(map(str, wants.glibc))})(64bit)"
    return {
        "name": NAME,
        "arch": _ARCHITECTURES[platform.machine()],
        "platform": "linux",
        "version": package_version(version()),
        "version_schema": "none",
        "release": "1",
        "maintainer": f"{VENDOR} <{EMAIL}>",
        "vendor": VENDOR,
        "homepage": HOMEPAGE,
        "license": f"{LICENCE} AND LGPL-3.0-only AND Python-2.0.1",
        "description": f"{SUMMARY}\nThe package carries its own Python and Qt.\n",
        "depends": [glibc, *(f"{name}()(64bit)" for name in wants.libraries)],
        "recommends": ["git", *(f"{name}()(64bit)" for name in wants.optional)],
        "contents": list(_contents(root)),
        "rpm": {"summary": SUMMARY, "group": "Applications/Editors", "compression": "zstd"},
    }


def _contents(root: Path) -> Iterator[dict[str, object]]:
    """Every file and link, and the folders that are the package's own."""
    for path in sorted(root.rglob("*")):
        place = str(path.relative_to(root))
        if path.is_symlink():
            yield {"src": str(path.readlink()), "dst": f"/{place}", "type": "symlink"}
        elif path.is_file():
            yield {"src": str(path), "dst": f"/{place}"}
        elif place.startswith(_OWN_FOLDERS):
            yield {"dst": f"/{place}", "type": "dir", "file_info": {"mode": 0o755}}
