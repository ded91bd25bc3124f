"""What the benchmarks work on: the real governance repository where it is at hand, else the sample."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from visioneditor.services.opening import sample_repository

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A bare repository and two drafts of its vision."""

    name: str
    repository: Path
    path: str
    old_revision: str
    new_revision: str
    old_vision: str
    vision: str


def load_material(folder: Path) -> Material:
    """Make the repository in the folder and read both drafts."""
    shared = Path(os.environ.get("VISIONEDITOR_MATERIAL") or ROOT.parent / "shared")
    bundle = shared / "data" / "governance.bundle"
    repository = folder / "repository.git"
    if bundle.is_file():
        subprocess.run(["git", "clone", "-q", "--bare", bundle, repository], check=True)
        return _read("the real vision", repository, "reference/technical-vision.rst", "HEAD")
    return _read("the sample's vision", sample_repository(folder), "reference/cloud-vision.rst", "main")


def _read(name: str, repository: Path, path: str, branch: str) -> Material:
    touching = _git(repository, "log", "--first-parent", "--format=%H", branch, "--", path).split()
    old, new = touching[-1], touching[0]
    return Material(
        name=name,
        repository=repository,
        path=path,
        old_revision=old,
        new_revision=new,
        old_vision=_git(repository, "show", f"{old}:{path}"),
        vision=_git(repository, "show", f"{new}:{path}"),
    )


def _git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=repository, check=True, capture_output=True, encoding="utf-8")
    return done.stdout
