"""The texts that comments stand in: a patch set's files, its parents', and its commit message as Gerrit shows it."""

from codecs import BOM_UTF8

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, PatchSet, Side
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.protocol import message_text
from visioneditor.repository.repository import Repository
from visioneditor.services.workspace import Workspace


def comment_text(workspace: Workspace, patch_set: PatchSet, side: Side, path: str) -> str:
    """The text that a comment with that path and side speaks of; raises "review.no-file" where there is none."""
    commit = _commit(workspace, patch_set, side)
    if commit and path == COMMIT_MESSAGE_PATH:
        return commit_message_text(workspace.repository, commit)
    data = _read(workspace.repository, commit, path) if commit else None
    if data is None:
        raise VisionEditorError("review.no-file", path=path, number=patch_set.number)
    return decode(data)


def comment_place(workspace: Workspace, patch_set: PatchSet, side: Side, path: str) -> tuple[str, str]:
    """The commit and the file that hold what a comment speaks of; symbolic links are followed."""
    commit = _commit(workspace, patch_set, side) or patch_set.revision
    repository = workspace.repository
    if path in (COMMIT_MESSAGE_PATH, PATCH_SET_PATH) or repository.blob_at(commit, path):
        return commit, path
    return commit, repository.real_path(commit, path) or path


def has_byte_order_mark(workspace: Workspace, patch_set: PatchSet, side: Side, path: str) -> bool:
    """Whether the file begins with the mark that its text leaves out."""
    commit = _commit(workspace, patch_set, side)
    data = _read(workspace.repository, commit, path) if commit and path != COMMIT_MESSAGE_PATH else None
    return data is not None and data.startswith(BOM_UTF8)


def _commit(workspace: Workspace, patch_set: PatchSet, side: Side) -> str | None:
    return patch_set.revision if side is Side.REVISION else _parent(workspace, patch_set, side)


def _read(repository: Repository, commit: str, path: str) -> bytes | None:
    """A file's bytes, found without listing the whole revision where it is a plain file."""
    blob = repository.blob_at(commit, path)
    return repository.blob(blob) if blob else repository.read(commit, path)


def _parent(workspace: Workspace, patch_set: PatchSet, side: Side) -> str | None:
    if side is Side.PARENT:
        return patch_set.parent
    parents = workspace.repository.commit(patch_set.revision).parents
    return parents[side.parent_number - 1] if side.parent_number <= len(parents) else None


def commit_message_text(repository: Repository, revision: str) -> str:
    """A commit's message below what Gerrit says of the commit, so that lines count alike."""
    commit = repository.commit(revision)
    parents = [(oid, parent.subject) for oid in commit.parents if (parent := repository.find_commit(oid))]
    people = [
        (title, f"{who.name} <{who.mail}>", f"{when:%Y-%m-%d %H:%M:%S} +0000")
        for title, who, when in (
            ("Author", commit.author, commit.authored),
            ("Commit", commit.committer, commit.committed),
        )
    ]
    return message_text(parents, people, commit.message)
