"""The Flatpak: dist/visioneditor-VERSION-ARCH.flatpak, built where Flathub's runtime can be had, as the release has it.

The program comes frozen, as in every other package; git is built from its source into the sandbox.
"""

import argparse
import platform
from pathlib import Path

from linux.tree import lay_tree
from parts import APP_ID, BUILD, DIST, NAME, PACKAGING, run_program, version

MANIFEST = PACKAGING / "linux" / f"{APP_ID}.json"
TREE = BUILD / "flatpak"
_FLATHUB = "https://dl.flathub.org/repo/flathub.flatpakrepo"


def configure(parser: argparse.ArgumentParser) -> None:
    """Where only the folder is wanted, an action of the release's builds the rest."""
    parser.add_argument("--tree-only", action="store_true", help="only lay out what the manifest takes in")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    lay_tree(TREE, "flatpak", prefix=".")
    print(TREE if arguments.tree_only else build_flatpak())
    return 0


def build_flatpak(folder: Path = DIST) -> Path:
    """Build the bundle into a folder; answers with its file."""
    repository = BUILD / "flatpak-repository"
    run_program("flatpak", "remote-add", "--user", "--if-not-exists", "flathub", _FLATHUB)
    runtime = ("--user", "--install-deps-from=flathub", "--state-dir", BUILD / "flatpak-state")
    run_program("flatpak-builder", *runtime, "--force-clean", "--repo", repository, BUILD / "flatpak-build", MANIFEST)
    folder.mkdir(parents=True, exist_ok=True)
    bundle = folder / f"{NAME}-{version()}-{platform.machine()}.flatpak"
    run_program("flatpak", "build-bundle", repository, bundle, APP_ID)
    return bundle
