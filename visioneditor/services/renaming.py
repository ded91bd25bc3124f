"""Rename or move a document: what changes by it in all documents, worked out; `commit_draft` commits it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from visioneditor.core.drafting.link_moves import Move, keep_links
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import DraftedFile, list_drafts
from visioneditor.services.reading import list_files
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_SUFFIXES = (".rst", ".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedHere:
    """Another document with links that follow, and how many."""

    file: DraftedFile
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A document under its new path, nothing under its old one, and the documents that led to it."""

    old: DraftedFile
    new: DraftedFile
    links: int  # of its own that change
    others: tuple[LedHere, ...]


def plan_renaming(workspace: Workspace, old: str, new: str) -> Renaming:
    """What a new path changes, at the default revision; nothing is written.

    Raises "document.unknown", "document.exists", "path.bad", and "rename.drafted" where a document that would have to
    change is being drafted: its draft would be about the old links.
    """
    repository = workspace.repository
    revision = repository.resolve(repository.default_revision())
    files = frozenset(entry.path for entry in list_files(workspace, revision))
    _check(old, new, files)
    move = Move(old=old, new=new, files=files, root=_root(old, files))
    own, links = keep_links(_text(workspace, revision, old), old, move)
    others = tuple(_led_here(workspace, revision, move))
    drafted = {draft.path for draft in list_drafts(workspace)}
    for path in (old, *(other.file.path for other in others)):
        if path in drafted:
            raise VisionEditorError("rename.drafted", path=path)
    return Renaming(
        old=DraftedFile(path=old, text=None, base_revision=revision),
        new=DraftedFile(path=new, text=own, base_revision=revision),
        links=links,
        others=others,
    )


def _check(old: str, new: str, files: frozenset[str]) -> None:
    if old not in files:
        raise VisionEditorError("document.unknown", path=old, revision="HEAD")
    if new in files:
        raise VisionEditorError("document.exists", path=new)
    suffix = PurePosixPath(old).suffix
    if not new.endswith(suffix) or any(part in ("", ".", "..", ".git") for part in new.split("/")):
        raise VisionEditorError("path.bad", path=new)


def _root(path: str, files: frozenset[str]) -> str:
    """The folder at which links that begin with `/` start: the nearest with a `conf.py`, else the repository."""
    folders = (str(folder).removeprefix(".") for folder in PurePosixPath(path).parents)
    return next((folder for folder in folders if f"{folder}/conf.py".lstrip("/") in files), "")


def _text(workspace: Workspace, revision: str, path: str) -> str:
    return decode(workspace.repository.read(revision, path) or b"")


def _led_here(workspace: Workspace, revision: str, move: Move) -> Iterator[LedHere]:
    for path in sorted(path for path in move.files if path.endswith(_SUFFIXES) and path != move.old):
        text, links = keep_links(_text(workspace, revision, path), path, move)
        if links:
            yield LedHere(file=DraftedFile(path=path, text=text, base_revision=revision), links=links)
