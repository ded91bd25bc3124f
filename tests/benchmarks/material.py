"""What the benchmarks work on: the real governance repository where it is at hand, else the sample."""

import os
import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from visioneditor.core.text import decode
from visioneditor.services.opening import sample_repository

_CHANGED = "--diff-filter=MR"
_TEXTS = ("reference/", "resolutions/")
_MOST_MARKED, _OTHERS = 100, 200
_SEED = 300

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionPair:
    """Two revisions of an RST document that follow each other, by their blobs' ids and texts."""

    path: str
    old_id: str
    new_id: str
    old: str
    new: str
    marked_lines: int  # that git puts a sign before


def read_revision_pairs(material: Material) -> tuple[RevisionPair, ...]:
    """Every change of an RST document in the repository's whole history, merges and copies of a change left out."""
    listing = _git(
        material.repository, "log", "--no-merges", "--raw", "--numstat", "-M", "--no-abbrev", "--format=", _CHANGED
    ).splitlines()
    raw = [line[1:].split("\t") for line in listing if line.startswith(":")]
    lines = [line.split("\t")[:2] for line in listing if line[:1].isdigit() or line.startswith("-")]
    rows = {
        (meta.split()[2], meta.split()[3]): (paths[-1], _sum_lines(counts))
        for (meta, *paths), counts in zip(raw, lines, strict=True)
        if paths[-1].endswith(".rst")
    }
    texts = _read_blobs(material.repository, sorted({oid for pair in rows for oid in pair}))
    return tuple(
        RevisionPair(path=path, old_id=old, new_id=new, old=texts[old], new=texts[new], marked_lines=marked)
        for (old, new), (path, marked) in rows.items()
        if old != new
    )


def choose_timed_pairs(pairs: Sequence[RevisionPair]) -> list[RevisionPair]:
    """What comparing is timed on: of statements and resolutions the hundred with most lines marked, and two hundred."""
    texts = sorted(
        (pair for pair in pairs if pair.path.startswith(_TEXTS)), key=lambda pair: (-pair.marked_lines, pair.old_id)
    )
    most, rest = texts[:_MOST_MARKED], texts[_MOST_MARKED:]
    return most + random.Random(_SEED).sample(rest, min(_OTHERS, len(rest)))


def _sum_lines(counts: list[str]) -> int:
    return sum(int(count) for count in counts if count.isdigit())


def _read_blobs(repository: Path, ids: list[str]) -> dict[str, str]:
    answer = subprocess.run(
        ["git", "cat-file", "--batch"], cwd=repository, input="\n".join(ids).encode(), check=True, capture_output=True
    ).stdout
    texts: dict[str, str] = {}
    at = 0
    for oid in ids:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split(b" ")[2])
        texts[oid] = decode(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return texts


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
