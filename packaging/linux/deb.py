"""The package for Debian and Ubuntu: dist/visioneditor_VERSION_ARCH.deb."""

import argparse
import hashlib
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from linux.libraries import debian_packages, find_wants
from linux.tree import even_out, lay_tree, write_compressed
from parts import (
    BUILD,
    DIST,
    EMAIL,
    HOMEPAGE,
    NAME,
    PACKAGING,
    SUMMARY,
    TITLE,
    VENDOR,
    commit_time,
    run_program,
    version,
)
from versions import package_version

_OVERRIDES = PACKAGING / "linux" / "lintian-overrides"
_ABOUT = """\
 Compares prose as prose (sections, paragraphs and words, not lines), lays
 what every project answers beside each section, takes comments on words and
 publishes them to Gerrit or as notes in the git repository.
 .
 The package carries its own Python and Qt. Repositories are opened with git;
 without it two files can still be compared.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    print(build_deb())
    return 0


def build_deb(folder: Path = DIST) -> Path:
    """Build the package into a folder; answers with its file."""
    root, number = lay_tree(BUILD / "deb", "deb"), package_version(version())
    document = root / "usr" / "share" / "doc" / NAME
    shutil.copyfile(PACKAGING / "linux" / "copyright", document / "copyright")
    write_compressed(document / "changelog.gz", _changelog(number).encode())
    overrides = root / "usr" / "share" / "lintian" / "overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(_OVERRIDES, overrides)
    even_out(root)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "md5sums").write_text(_sums(root), encoding="utf-8")
    (root / "DEBIAN" / "control").write_text(_control(root, number), encoding="utf-8")
    even_out(root)
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"{NAME}_{number}_{architecture()}.deb"
    run_program("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, package)
    return package


def architecture() -> str:
    """What Debian calls this machine's kind."""
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def _control(root: Path, number: str) -> str:
    wants = find_wants(root / "usr" / "lib" / NAME)
    glibc = ".".join(map(str, wants.glibc))
    files = [path for path in root.rglob("*") if "DEBIAN" not in path.parts]
    size = sum(1 if path.is_dir() or path.is_symlink() else -(-path.stat().st_size // 1024) for path in files)
    return f"""\
Package: {NAME}
Version: {number}
Architecture: {architecture()}
Maintainer: {VENDOR} <{EMAIL}>
Installed-Size: {size}
Depends: {", ".join((f"libc6 (>= {glibc})", *debian_packages(wants.libraries)))}
Recommends: {", ".join(("git", "fonts-dejavu-core | fonts-noto-core", *debian_packages(wants.optional)))}
Section: editors
Priority: optional
Homepage: {HOMEPAGE}
Description: {SUMMARY[0].lower() + SUMMARY[1:]}
{_ABOUT}"""


def _changelog(number: str) -> str:
    date = format_datetime(datetime.fromtimestamp(commit_time(), UTC))
    return f"""\
{NAME} ({number}) unstable; urgency=medium

  * {TITLE} {version()}; what is new stands in NEWS.gz beside this file.

 -- {VENDOR} <{EMAIL}>  {date}
"""


def _sums(root: Path) -> str:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    lines = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files)
    return "".join(line for line in lines if "  DEBIAN/" not in line)
