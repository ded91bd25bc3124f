"""The archive for any other system: dist/visioneditor-VERSION-linux-ARCH.tar.xz.

Unpacked anywhere, bin/visioneditor starts; unpacked over ~/.local or /usr/local without its first folder, desktops and
shells find it as well.
"""

import argparse
import platform
import shutil
from pathlib import Path

from linux.tree import even_out, lay_tree
from parts import BUILD, DIST, NAME, ROOT, commit_time, run_program, version


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    print(build_archive())
    return 0


def build_archive(folder: Path = DIST) -> Path:
    """Build the archive into a folder; answers with its file."""
    name = f"{NAME}-{version()}-linux-{platform.machine()}"
    root = lay_tree(BUILD / "archive" / name, "tar", prefix=".")
    shutil.copyfile(ROOT / "LICENSE", root / "share" / "doc" / NAME / "LICENSE")
    even_out(root)
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{name}.tar.xz"
    same = ("--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{commit_time()}")
    run_program("tar", "-C", root.parent, *same, "-cJf", archive, name, environment={"XZ_OPT": "-6 -T0"})
    return archive
